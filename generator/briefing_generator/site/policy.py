"""A Content-Security-Policy for built pages: should others' words ever get past the escaping, they still cannot act.

A static site has no headers of its own, so the policy stands in each page as a ``meta`` element. Scripts come from the
site's own files or are inline scripts of the theme; those are allowed by a hash that is worked out when the site is
built. Which inline scripts are the theme's is read from its templates: one that stands in a page and in no template
is not allowed, wherever it came from.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script>", re.DOTALL | re.IGNORECASE)
_NO_SCRIPT = re.compile(
    r"\bsrc\s*=|\btype\s*=\s*[\"']?(?:application/(?:ld\+)?json|text/(?:x-)?template)", re.IGNORECASE
)
_EXPRESSION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_WORD = r"[\w./:%~-]*"
"""What a template may put into a script where it says ``{{ … }}``: an address or a word, nothing that ends a string."""
_CHARSET = re.compile(r"<meta\s+charset=[^>]*>", re.IGNORECASE)
_HEAD = re.compile(r"<head[^>]*>", re.IGNORECASE)
_RELOAD = re.compile(
    rb"<script>(?P<body>\s*var livereload = [^<]*?livereload\(\d+, \d+\);\s*)</script>\s*</body>\s*</html>\s*\Z"
)
_RULES = (
    "default-src 'none'",
    "script-src 'self'{wasm}{hashes}",
    "style-src 'self'{styles}",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "media-src 'self'",
    "manifest-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
)


def inline_scripts(page: str) -> list[str]:
    """Returns the inline scripts of a page or template that a browser would run, each as it is written."""
    return [found["body"] for found in _SCRIPT.finditer(page) if not _NO_SCRIPT.search(found["attributes"])]


def script_patterns(templates: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    """Returns a pattern for each inline script in the sources of a theme's templates, sorted.

    A script with Jinja statements (``{% … %}``) in it has no one shape and gets no pattern.
    """
    scripts = {script for template in templates for script in inline_scripts(template) if "{%" not in script}
    return tuple(
        re.compile(_WORD.join(re.escape(part) for part in _EXPRESSION.split(script))) for script in sorted(scripts)
    )


def content_security_policy(
    page: str, patterns: Iterable[re.Pattern[str]], wasm: bool = False, styles: bool = False
) -> str:
    """Returns the policy for one page: its own files, and of its inline scripts those that the theme wrote.

    ``wasm`` lets the site's own scripts run WebAssembly, as Pagefind does; ``styles`` lets the page style its elements
    one by one, as a page may that its owner wrote.
    """
    known = tuple(patterns)
    allowed = [script for script in inline_scripts(page) if any(p.fullmatch(script) for p in known)]
    hashes = "".join(f" 'sha256-{_hash(script)}'" for script in dict.fromkeys(allowed) if script.strip())
    given = {
        "hashes": hashes,
        "wasm": " 'wasm-unsafe-eval'" if wasm else "",
        "styles": " 'unsafe-inline'" if styles else "",
    }
    return "; ".join(rule.format(**given) for rule in _RULES)


def with_policy(page: str, patterns: Iterable[re.Pattern[str]], wasm: bool = False, styles: bool = False) -> str:
    """Returns a page with the policy at the top of its head; a page without a head comes back as it is."""
    place = _CHARSET.search(page) or _HEAD.search(page)
    if place is None:
        return page
    meta = (
        f'<meta http-equiv="Content-Security-Policy" content="{content_security_policy(page, patterns, wasm, styles)}">'
    )
    return page[: place.end()] + meta + page[place.end() :]


def with_reload(page: bytes) -> bytes:
    """Returns a page that ``mkdocs serve`` sends, with its script for live reload allowed by the page's own policy.

    The script is put last into the body when the page is asked for, with the time in it, so that only now its hash is
    known. A page without a policy, or whose last script is another, comes back as it is.
    """
    found = _RELOAD.search(page)
    if not found:
        return page
    allowed = f"script-src 'self' 'sha256-{_hash(found['body'].decode())}'"
    return page.replace(b"script-src 'self'", allowed.encode(), 1)


def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


@cache
def theme_scripts(folders: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Returns what a policy has to know of the scripts in the templates of these folders."""
    templates = [path for folder in folders for path in sorted(Path(folder).rglob("*.html"))]
    return script_patterns(path.read_text(encoding="utf-8") for path in templates)
