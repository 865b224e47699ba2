"""What ``briefing add`` makes of pages that are none, of front pages, feeds of all kinds, and servers' headers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from briefing_generator.adding.feed_entries import feed_entries
from briefing_generator.adding.media_types import in_utf8
from briefing_generator.corpus import load_corpus
from test_add import TOOLS, add, matter, page
from web_server import Server

RSS = "application/rss+xml"


def feed(server: Server, *paths: str, title: str = "Quay News") -> bytes:
    items = "".join(f"<item><title>{path[1:]}</title><link>{server.url}{path}</link></item>" for path in paths)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'.encode()


def announcing(*feeds: str, more: str = "", body: str = "<p>Latest</p>") -> bytes:
    links = "".join(f'<link rel="alternate" type="{RSS}" title="All" href="{address}">' for address in feeds)
    return f"<html lang=en><head><title>Quay News</title>{links}{more}</head><body>{body}</body></html>".encode()


def test_a_front_page_leads_to_the_feed_that_it_announces(server: Server, briefing: Path) -> None:
    for path in ("/a", "/b"):
        server.page(path, page(path[1:].upper()))
    server.page("/feed", feed(server, "/a", "/b"), RSS)
    server.page("/", announcing("/comments/feed", "feed"))
    server.page("/section", announcing("/feed"))
    first = add(briefing, server.url + "/")
    assert [o.path.name for o in first if o.path] == ["a.md", "b.md"]
    assert [o.new for o in add(briefing, server.url + "/section")] == [False, False]
    assert "/comments/feed" not in server.asked


def test_an_article_that_announces_a_feed_stays_an_article(server: Server, briefing: Path) -> None:
    server.page("/feed", feed(server, "/a"), RSS)
    link = f'<link rel="alternate" type="{RSS}" href="/feed">'
    (plain,) = add(briefing, server.page("/talks", page("Talks", more=link)))
    marked = page("A blog of one page", more=f'{link}<meta property="og:type" content="article">')
    (blog,) = add(briefing, server.page("/", marked))
    assert [plain.path and plain.path.name, blog.path and blog.path.name] == ["talks.md", "a-blog-of-one-page.md"]
    assert "/feed" not in server.asked


def test_a_front_page_whose_feed_is_none_is_no_endless_way(server: Server, briefing: Path) -> None:
    server.page("/", announcing("/"))
    (outcome,) = add(briefing, server.url + "/")
    assert outcome.problem == "holds hardly any text; save the page in a browser and add the file"


BARRIERS = {
    "consent": "<h1>Before you continue</h1><p>We and our partners store and access information on a device, such as cookies. You may consent to our processing.</p><button>Accept all</button>",
    "robots": "<noscript><p>Enable JavaScript and cookies to continue</p></noscript>",
    "login": "<form><label>Email</label><input><label>Password</label><input type=password><button>Log in</button></form>",
    "subscribers": "<h1>Talks</h1><p>The dockers reject the plan.</p><p>Subscribe to continue reading. Already a subscriber? Log in.</p>",
    "error": "<h1>Page not found</h1><p>The page you are looking for does not exist any more. Go to the front page, or look for it.</p>",
    "shell": "<div id=root></div><p>Quay News</p>",
}  # fmt: skip


@pytest.mark.parametrize("kind", BARRIERS)
def test_what_a_site_shows_in_place_of_an_article_is_none(server: Server, briefing: Path, kind: str) -> None:
    data = f"<html lang=en><head><title>Quay News</title></head><body>{BARRIERS[kind]}</body></html>".encode()
    (outcome,) = add(briefing, server.page("/x", data))
    assert outcome.path is None
    assert "save the page in a browser" in str(outcome.problem)
    assert list((briefing / "articles").iterdir()) == []


def test_a_saved_page_that_asks_for_consent_is_refused_with_a_reason(briefing: Path) -> None:
    (briefing / "articles/x.html").write_text(f"<html><body>{BARRIERS['consent']}</body></html>")
    corpus = load_corpus(briefing)
    assert [(a.status, p.code) for a, p in zip(corpus.articles, corpus.problems, strict=True)] == [
        ("refused", "document-unreadable")
    ]
    assert "shows no article" in corpus.problems[0].message


def test_articles_on_consent_logins_and_robots_are_articles(server: Server, briefing: Path) -> None:
    words = "The regulator rejects cookies that nobody consents to, and it wants sites to ask before they store personal data, its head said on Monday. "
    (outcome,) = add(briefing, server.page("/x", page("Cookies need consent", body=f"<p>{words}</p>")))
    short = f"<html lang=en><head><title>Cookie rules</title></head><body><article><h1>Cookie rules</h1><p>{words}</p></article></body></html>"
    (other,) = add(briefing, server.page("/y", short.encode()))
    assert (outcome.problem, other.problem) == (None, None)


def test_a_page_that_is_not_free_to_read_is_told(server: Server, briefing: Path) -> None:
    data = json.dumps({"@type": "NewsArticle", "headline": "Talks", "isAccessibleForFree": False})
    (outcome,) = add(
        briefing, server.page("/x", page("Talks", more=f'<script type="application/ld+json">{data}</script>'))
    )
    assert outcome.note == "the page says that it is not free to read, so this may be only its beginning"
    locked = '<meta property="article:content_tier" content="metered">'
    assert "not free" in str(add(briefing, server.page("/y", page("More talks", more=locked)))[0].note)


GRAPH = {"@context": "https://schema.org", "@graph": [
    {"@type": "WebSite", "name": "Quay News"}, {"@type": "Organization", "@id": "#org", "name": "Quay News"}, {"@type": "Person", "@id": "#ann", "name": "Ann Lee"},
    {"@type": "NewsArticle", "headline": "Talks", "datePublished": "2025-03-13T23:30:00-05:00", "dateModified": "2025-03-15T10:00:00Z", "author": {"@id": "#ann"}, "publisher": {"@id": "#org"}},
]}  # fmt: skip


def test_a_graph_of_linked_data_and_the_day_where_it_was_written(server: Server, briefing: Path) -> None:
    (outcome,) = add(
        briefing,
        server.page("/x", page("Talks", more=f'<script type="application/ld+json">{json.dumps(GRAPH)}</script>')),
    )
    told = matter(outcome.path)
    assert (str(told["date"]), told["author"], told["source"]) == ("2025-03-13", "Ann Lee", "Quay News")
    rss = f"<rss version='2.0'><channel><title>Q</title><item><title>Late</title><link>{server.page('/late', page('Late'))}</link><pubDate>Thu, 13 Mar 2025 23:30:00 -0500</pubDate></item></channel></rss>"
    (late,) = add(briefing, server.page("/feed", rss.encode(), RSS))
    assert str(matter(late.path)["date"]) == "2025-03-13"


@pytest.mark.parametrize(
    ("codec", "header"),
    [("cp1251", "windows-1251"), ("koi8-r", "koi8-r"), ("shift_jis", "Shift_JIS"), ("utf-8", "iso-8859-1"), ("utf-16", ""), ("utf-16-be", "utf-16be")],
)  # fmt: skip
def test_encodings_that_only_the_server_tells(server: Server, briefing: Path, codec: str, header: str) -> None:
    word = "東京" if codec == "shift_jis" else "Київ" if codec != "koi8-r" else "Киев"
    kind = f"text/html; charset={header}" if header else "text/html"
    data = page(f"Talks in {word}").decode().encode(codec)
    (outcome,) = add(briefing, server.page("/x", data, kind))
    assert outcome.path is not None
    assert f"shifts in Talks in {word}" in outcome.path.read_text(encoding="utf-8")


def test_an_encoding_that_nobody_knows_changes_nothing() -> None:
    assert in_utf8(b"caf\xe9", "text/html; charset=nobody-knows") == b"caf\xe9"
    assert in_utf8(b"caf\xe9", "text/html; charset=iso-8859-1") == "café".encode()
    assert in_utf8(b"caf\xe9", "application/pdf; charset=latin-1") == b"caf\xe9"


def test_a_pdf_of_the_web_keeps_the_address_that_was_given(server: Server, briefing: Path) -> None:
    data = (TOOLS / "printed-page/ferry.pdf").read_bytes()
    (outcome,) = add(briefing, server.page("/report.pdf?utm_source=mail", data, "application/octet-stream"))
    assert matter(outcome.path)["url"] == f"{server.url}/report.pdf"
    asked = len(server.asked)
    assert [o.new for o in add(briefing, f"{server.url}/report.pdf")] == [False]
    assert len(server.asked) == asked


def test_campaigns_leave_no_trace_in_what_is_kept(server: Server, briefing: Path) -> None:
    (first,) = add(briefing, server.page("/x?utm_campaign=y&id=7", page("Talks")))
    assert matter(first.path)["url"] == f"{server.url}/x?id=7"
    assert [o.new for o in add(briefing, f"{server.url}/x?id=7", f"{server.url}/x?id=7&fbclid=q")] == [False, False]


def test_several_feeds_and_addresses_relative_to_them(server: Server, briefing: Path) -> None:
    for path in ("/a", "/b", "/c"):
        server.page(path, page(path[1:].upper()))
    atom = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Two</title><entry><title>B</title><link href="/b"/></entry><entry><title>A</title><link href="{server.url}/a"/></entry></feed>'
    told = {"version": "https://jsonfeed.org/version/1.1", "title": "Three", "items": [
        {"id": "1", "url": "/c", "title": "C", "date_published": "2025-03-13T23:30:00-05:00", "authors": [{"name": "Ann Lee"}, {"name": "Bo Ek"}]},
        {"id": "2", "title": "No address"}, "no entry"]}  # fmt: skip
    outcomes = add(
        briefing, server.page("/one", feed(server, "/a"), RSS), server.page("/two", atom.encode(), "application/atom+xml"),
        server.page("/three", json.dumps(told).encode(), "application/feed+json"),
    )  # fmt: skip
    assert [(o.path.name if o.path else o.problem, o.new) for o in outcomes] == [
        ("a.md", True), ("b.md", True), ("a.md", False), ("2025-03-13-c.md", True), ("has no address of its own", False),
    ]  # fmt: skip
    assert matter(outcomes[3].path)["author"] == "Ann Lee, Bo Ek"


def test_feeds_in_json_that_are_broken() -> None:
    from briefing_generator.extraction import ExtractionError

    for broken in (
        b'{"version": "https://jsonfeed.org/version/1"}',
        b'{"version": "https://jsonfeed.org/version/1", "items": 5}',
        b"{",
        b"[" * 100_000,
    ):
        with pytest.raises(ExtractionError):
            feed_entries(broken if broken.startswith(b"{") else b'{"items": ' + broken)


def test_files_that_are_in_the_briefing_already_and_addresses_without_a_beginning(briefing: Path) -> None:
    file = briefing / "articles/talks.txt"
    file.write_text("Talks\n\nThe dockers reject the plan.\n")
    assert [(o.path, o.new) for o in add(briefing, str(file))] == [(file, False)]
    assert [o.new for o in add(briefing, str(briefing / "articles"))] == [False]
    assert [p.name for p in (briefing / "articles").iterdir()] == ["talks.txt"]
    (briefing.parent / "talks.doc").write_text("x")
    assert "not read; one saved as .docx" in str(add(briefing, str(briefing.parent / "talks.doc"))[0].problem)
    assert add(briefing, "nowhere.html")[0].problem == "cannot be read: No such file or directory"
    (outcome,) = add(briefing, "www.courier.example/talks")
    assert "https://www.courier.example/talks" in str(outcome.problem)


def test_a_text_is_named_after_its_title_and_dateline_and_states_only_what_it_states(
    briefing: Path, tmp_path: Path
) -> None:
    text = "Dockers &amp; crews reject the plan\n\nBy Jane Roe\n\nLUNDE, March 13, 2025 — The dockers&#8217; union rejects the plan &lt;b&gt;.\n"
    (tmp_path / "clip.txt").write_text(text)
    (outcome,) = add(briefing, str(tmp_path / "clip.txt"))
    assert outcome.path == briefing / "articles/2025-03-13-dockers-crews-reject-the-plan.md"
    assert outcome.missing == ("source",)
    assert matter(outcome.path) == {"author": "Jane Roe"}
    kept = outcome.path.read_text(encoding="utf-8")
    assert "The dockers’ union rejects the plan &lt;b&gt;." in kept
    assert "Dockers & crews" in kept


def test_documents_of_all_kinds_become_articles(server: Server, briefing: Path) -> None:
    names = ("open-document", "rich-text", "newsletter", "safari-archive")
    outcomes = add(briefing, *(str(TOOLS / name) for name in names))
    assert [o.problem for o in outcomes] == [None] * 4
    assert {a.status for a in load_corpus(briefing).articles} == {"used"}
    message = (TOOLS / "newsletter/Dyers end their sit-in.eml").read_bytes()
    (mail,) = add(briefing, given=message)
    assert (mail.path, mail.new) == (outcomes[2].path, False)
