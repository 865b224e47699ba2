"""The Content-Security-Policy of a page: the theme's scripts by hash, nobody else's."""

from __future__ import annotations

import base64
import hashlib

from briefing_generator.site.policy import (
    content_security_policy,
    inline_scripts,
    script_patterns,
    with_policy,
    with_reload,
)

TEMPLATES = [
    '<head><script>scope=new URL("{{ base_url }}",location)</script></head>',
    '<script src="{{ a }}"></script><script id="c" type="application/json">{{ x }}</script>',
    "<script>{% if a %}b{% endif %}</script>",
]
PAGE = (
    '<html><head><meta charset="utf-8"><title>a</title><script>scope=new URL("../..",location)</script></head>'
    '<body><script type="application/json">{"a": 1}</script>{}<script src="b.js"></script></body></html>'
)


def hashed(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def test_scripts_of_the_theme_are_allowed_and_others_are_not() -> None:
    patterns = script_patterns(TEMPLATES)
    strange = ["alert(1)", 'scope=new URL("");alert(1);("",location)', 'scope=new URL("..",location);alert(1)', "b"]
    page = PAGE.replace("{}", "".join(f"<script>{s}</script>" for s in strange))
    policy = content_security_policy(page, patterns)
    assert hashed('scope=new URL("../..",location)') in policy
    assert [s for s in strange if hashed(s) in policy] == []
    assert policy.count("sha256-") == 1
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]


def test_the_policy_stands_before_anything_that_could_act() -> None:
    page = with_policy(PAGE, ())
    assert page.index("Content-Security-Policy") < page.index("<title>") < page.index("<script")
    assert with_policy("no page", ()) == "no page"


def test_data_and_files_are_no_inline_scripts() -> None:
    assert inline_scripts(PAGE) == ['scope=new URL("../..",location)']


NOTHING_ELSE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; media-src 'self'; "
    "manifest-src 'self'; connect-src 'self'; worker-src 'self'; frame-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'"
)


def test_a_page_may_use_what_is_the_sites_own_and_nothing_else() -> None:
    assert content_security_policy("<p>", ()) == NOTHING_ELSE
    styled = NOTHING_ELSE.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
    assert content_security_policy("<p>", (), styles=True) == styled
    searched = NOTHING_ELSE.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
    assert content_security_policy("<p>", (), wasm=True) == searched


def test_a_script_of_many_shapes_allows_none() -> None:
    page = "<script>{% if a %}b{% endif %}</script>"
    assert content_security_policy(page, script_patterns(TEMPLATES)) == NOTHING_ELSE


RELOAD = "\nvar livereload = function(epoch, requestId) {};\nlivereload(12, 34);\n"


def test_the_script_that_mkdocs_sends_last_is_allowed_and_no_other() -> None:
    page = with_policy("<html><head></head><body>{}</body></html>", ())
    sent = page.replace("{}", f"<script>{RELOAD}</script>").encode()
    assert with_reload(sent) == sent.replace(b"script-src 'self'", f"script-src 'self' {hashed(RELOAD)}".encode())
    for other in (
        "<script>alert(1); livereload(12, 34);</script>",
        f"<script>{RELOAD}</script><p>words",
        f"<script>{RELOAD};alert(1)</script>",
        f"<script>var livereload = 1</script><b>{RELOAD}</b>",
    ):
        strange = page.replace("{}", other).encode()
        assert with_reload(strange) == strange
