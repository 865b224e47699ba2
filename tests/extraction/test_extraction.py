"""Documents of other kinds: what is taken out of them, and that none of them does harm."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import pytest
from briefing_generator.adding.feed_entries import feed_entries
from briefing_generator.adding.media_types import ending_of
from briefing_generator.corpus import load_corpus
from briefing_generator.extraction import KINDS, ExtractionError, extract
from briefing_generator.extraction.document_cache import DocumentCache, program_version
from briefing_generator.extraction.documents import take_apart
from briefing_generator.extraction.sandbox import Budget
from briefing_generator.model import Document
from hypothesis import given, settings
from hypothesis import strategies as st

TOOLS = Path(__file__).parents[1] / "corpus/tools"
SAID = "".join(
    f"<p>The crew of ferry {n} rejects the night timetable, its speaker said on Monday.</p>" for n in range(8)
)


def page(head: str = "", body: str = SAID, attributes: str = "") -> bytes:
    return f"<!DOCTYPE html><html {attributes}><head>{head}</head><body><main><article>{body}</article></main></body></html>".encode()


def read_or_refused(data: bytes, ending: str) -> str:
    """Returns a document's text, or why it is refused: one of the two is never empty."""
    try:
        return extract(data, ending).text.strip()
    except ExtractionError as error:
        return str(error)


STATED = {
    "json-ld": ('<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle","headline":"Talks","datePublished":"2025-03-13","author":{"name":"Ann Lee"},"publisher":{"name":"Quay"}}]}</script>', ("Talks", "2025-03-13", "Ann Lee", "Quay")),
    "open graph": ('<meta property="og:title" content="Talks"><meta property="article:published_time" content="2025-03-13T23:30:00+01:00"><meta name="author" content="Ann Lee"><meta property="og:site_name" content="Quay">', ("Talks", "2025-03-13", "Ann Lee", "Quay")),
    "the headline in the title": ('<title>Talks – what now? - Quay</title>', ("Talks – what now?", None, None, None)),
    "the outlet in the title": ('<title>Talks – Quay News</title><meta property="og:site_name" content="Quay News">', ("Talks", None, None, "Quay News")),
    "a title with a dash": ('<title>Talks – what now?</title><meta property="og:site_name" content="Quay">', ("Talks – what now?", None, None, "Quay")),
    "nothing": ("", (None, None, None, None)),
    "broken json-ld": ('<title>Talks</title><script type="application/ld+json">{"headline": </script>', ("Talks", None, None, None)),
}  # fmt: skip


@pytest.mark.parametrize("kind", STATED)
def test_metadata_of_pages(kind: str) -> None:
    head, expected = STATED[kind]
    found = extract(page(head, f"<h1>Talks – what now?</h1>{SAID}" if "what now" in head else SAID), ".html")
    assert (found.title, found.date, found.author, found.source) == expected
    assert "ferry 7 rejects" in found.text


@pytest.mark.parametrize(
    ("codec", "meta"),
    [
        ("cp1251", '<meta charset="windows-1251">'),
        ("utf-8", ""),
        ("utf-16", ""),
        ("cp1252", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">'),
    ],
)
def test_encodings_of_pages(codec: str, meta: str) -> None:
    word = "Київ" if codec == "cp1251" else "café"
    data = (
        page(meta, SAID + f"<p>The owners of {word} reject the plan for the quay, their speaker said on Tuesday.</p>")
        .decode()
        .encode(codec)
    )
    assert word in extract(data, ".html").text


def test_what_stands_around_an_article_is_left_out() -> None:
    around = (
        '<nav><a href="/">Home</a></nav><div class="cookie-banner">We use cookies and similar things on this site.</div>'
        + SAID
        + '<div class="related"><h3>Related</h3><ul><li><a href="/b">Barge sinks</a></li></ul></div><div id="comments"><p>joe: nice words about the ferries of this town</p></div>'
    )
    text = extract(page("", around), ".html").text
    assert [words for words in ("Home", "cookies", "Barge", "joe") if words in text] == []


HARMFUL = {
    "deep": (page("", "<div>" * 20_000 + "words" + "</div>" * 20_000), ".html"),
    "wide": (page("", "<p>" * 60_000), ".html"),
    "many words": (page("", "<p>words of it" * 6_000), ".html"),
    "attributes": (b"<html " + b"a=b " * 50_000 + b"><p>words", ".html"),
    "entities": (b'<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><html><body>' + b"&b;" * 1000, ".html"),
    "no page": (b"\0\1\2" * 500, ".html"),
    "empty archive": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--", ".mhtml"),
    "many items": (b"<li>a</li>" * 9_000, ".html"),
    "no zip": (b"PK\x03\x04", ".docx"),
    "pdf": (b"%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 1 0 R>> endobj trailer <</Root 1 0 R>>", ".pdf"),
    "no message": (b"words and no headers at all", ".eml"),
    "parts in parts": (b"From: a@a.example\r\nSubject: x\r\n" + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(3000)), ".eml"),
    "messages in messages": (b"From: a@a.example\r\n" + b"Content-Type: message/rfc822\r\n\r\nFrom: b@b.example\r\n" * 3000, ".eml"),
    "many headers": (b"From: a@a.example\r\n" + b"X-Y: z\r\n" * 100_000 + b"\r\nwords", ".eml"),
    "a long header": (b"From: " + b"\"a\" <a@a.example>, " * 50_000 + b"\r\nSubject: " + b"=?utf-8?q?=C3?= " * 20_000 + b"\r\n\r\nwords", ".eml"),
    "many spaces": (b"From: a@a.example\r\n\r\nwords" + b" " * 200_000 + b"x", ".eml"),
    "an unknown character set": (b"From: a@a.example\r\nContent-Type: text/plain; charset=nobody-knows\r\n\r\nwords", ".eml"),
    "many tables": (b"From: a@a.example\r\nContent-Type: text/html\r\n\r\n" + b"<table><tr><td>a" * 10_000, ".eml"),
    "a font without end": (b"{\\rtf1{\\fonttbl" + b"\\f1\\fcharset0" * 100_000 + b"}x}", ".rtf"),
    "links without end": (b"{\\rtf1 " + b"{\\field{\\*\\fldinst{HYPERLINK " * 30_000 + b"x}", ".rtf"),
    "open braces": (b"{\\rtf1" + b"{" * 500_000, ".rtf"),
    "bytes of a picture": (b"{\\rtf1 {\\pict\\bin" + b"9" * 5000 + b" }x}", ".rtf"),
    "no property list": (b"bplist00" + b"\xff" * 100, ".webarchive"),
    "a list of lists": (b"<?xml version='1.0'?><plist>" + b"<array>" * 50_000, ".webarchive"),
    "entities of a list": (b"<!DOCTYPE plist [<!ENTITY a 'aaaa'>]><plist><string>&a;</string></plist>", ".webarchive"),
    "pages in a circle": (b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R>>", ".pdf"),
}  # fmt: skip


def packed(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


@pytest.mark.parametrize("kind", HARMFUL)
def test_harmful_documents_are_read_or_refused(kind: str) -> None:
    data, ending = HARMFUL[kind]
    assert read_or_refused(data, ending)


def test_a_file_that_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(ExtractionError, match="unpacks to more"):
        extract(packed({"word/document.xml": b" " * 150_000_000}), ".docx")


def test_entities_of_a_word_file_reach_nothing() -> None:
    with zipfile.ZipFile(TOOLS / "word-file/miners.docx") as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["docProps/core.xml"] = (
        b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><x xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>&f;</dc:title></x>'
    )
    assert extract(packed(files), ".docx").title is None
    files["word/document.xml"] = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>' + files[
        "word/document.xml"
    ].split(b"?>", 1)[1].replace(b"Gas meters", b"&f; meters")
    host = Path("/etc/hostname").read_text().strip() if Path("/etc/hostname").is_file() else "\0"
    assert host not in read_or_refused(packed(files), ".docx")


def test_entities_of_a_feed_reach_nothing() -> None:
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "ha"}">' for i in range(9))
    feed = f'<?xml version="1.0"?><!DOCTYPE rss [{laughs}<!ENTITY f SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><title>&l8;</title><item><title>&f;</title><link>https://a.example/x</link></item></channel></rss>'
    with pytest.raises(ExtractionError, match="entities"):
        feed_entries(feed.encode())


PIECES = st.lists(
    st.sampled_from(["<p>", "</p>", "<div>", "</div>", "<table><tr><td>", "<ul><li>", "<script>", "</script>", "<!--", "-->", "<h1>", "<a href='", "'>", "<br/>", "&amp;", "&#0;", "&#xd800;", "words of a sentence. ",
                     "<meta charset=x>", "<time datetime='2025-13-99'>", "<![CDATA[", "<?xml version='1.0' encoding='y'?>", "<html lang=", "\0", "\u202e", "<svg>", "<title>"])
    | st.text(max_size=10),
    max_size=40,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(PIECES)
def test_any_page_is_read_or_refused(pieces: list[str]) -> None:
    assert read_or_refused("".join(pieces).encode("utf-8", "surrogatepass"), ".html")


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(KINDS)),
    st.binary(max_size=300),
    st.sampled_from(
        [
            b"",
            b"%PDF-1.4\n",
            b"PK\x03\x04",
            b"<html>",
            b"MIME-Version: 1.0\r\n",
            b"From: a\r\nContent-Type: text/html\r\n",
            b"{\\rtf1 ",
            b"bplist00",
        ]
    ),
)
def test_any_bytes_are_read_or_refused(ending: str, data: bytes, begin: bytes) -> None:
    assert read_or_refused(begin + data, ending)
    ending_of(begin + data, "text/html", "https://a.example/x")


WHOLE = ("word-file/miners.docx", "open-document/salt.odt", "rich-text/Tram drivers.rtf", "newsletter/Dyers end their sit-in.eml",
         "safari-archive/Glaziers of Pane want gloves.webarchive")  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(WHOLE), st.integers(0, 5000), st.binary(min_size=1, max_size=8))
def test_a_broken_document_is_read_or_refused(name: str, at: int, other: bytes) -> None:
    data = bytearray((TOOLS / name).read_bytes())
    data[at % len(data) : at % len(data) + len(other)] = other
    assert read_or_refused(bytes(data), Path(name).suffix)


@pytest.mark.parametrize(
    "body",
    [
        '<table:table><table:table-row><table:table-cell table:number-columns-repeated="100000000"><text:p>x</text:p></table:table-cell></table:table-row></table:table>',
        '<table:table><table:table-row table:number-rows-repeated="&#57;9999999"><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>',
        '<table:table><table:table-row table:number-rows-repeated="30"><table:table-cell table:number-columns-repeated="30">' * 4 + "<text:p>x</text:p>" + "</table:table-cell></table:table-row></table:table>" * 4,
        '<text:p>a<text:s text:c="1000000000"/>b</text:p>',
        f'<text:p>a<text:s text:c="{"9" * 5000}"/>b</text:p>',
        "<text:section>" * 5000 + "<text:p>x</text:p>" + "</text:section>" * 5000,
        "<text:p>words</text:p>" * 30_000,
    ],
)  # fmt: skip
def test_an_open_document_that_grows_is_refused(body: str) -> None:
    with zipfile.ZipFile(TOOLS / "open-document/salt.odt") as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    begin, end = (files["content.xml"].index(mark) for mark in (b"<text:sequence-decls", b"</office:text>"))
    files["content.xml"] = files["content.xml"][:begin] + body.encode() + files["content.xml"][end:]
    with pytest.raises(ExtractionError, match=r"larger than an article|cannot be read"):
        extract(packed(files), ".odt")


def test_an_open_document_may_lack_its_properties() -> None:
    with zipfile.ZipFile(TOOLS / "open-document/salt.odt") as archive:
        files = {name: archive.read(name) for name in archive.namelist() if name != "meta.xml"}
    whole, bare = extract((TOOLS / "open-document/salt.odt").read_bytes(), ".odt"), extract(packed(files), ".odt")
    assert bare.text == whole.text
    assert (bare.title, bare.author, bare.tags) == (None, None, ())


def test_entities_of_an_open_document_reach_nothing() -> None:
    with zipfile.ZipFile(TOOLS / "open-document/salt.odt") as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    entity = b'?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    changed = {
        "content.xml": files["content.xml"].replace(b"?>", entity, 1).replace(b"its speaker", b"&f; its speaker"),
        "meta.xml": files["meta.xml"].replace(b"?>", entity, 1).replace(b"Salt workers", b"&f; Salt workers"),
    }
    for name, data in changed.items():
        with pytest.raises(ExtractionError, match="defines entities"):
            extract(packed(files | {name: data}), ".odt")


def test_kinds_are_told_by_what_files_begin_with() -> None:
    for path in sorted(TOOLS.rglob("*.*")):
        if path.suffix in KINDS and "_files" not in path.parent.name:
            assert ending_of(path.read_bytes()) == path.suffix
    assert ending_of("\ufeff<!doctype html><p>x".encode("utf-16-le")) == ".html"
    assert ending_of(b"Title: Talks\nAuthor: Ann\nDate: 2025-03-13\n\nText") == ".txt"


def test_a_document_is_taken_apart_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    data = (TOOLS / "word-file/miners.docx").read_bytes()
    made: list[str] = []

    def counted(data: bytes, suffix: str, budget: Budget) -> Document:
        made.append(suffix)
        return extract(data, suffix, budget=budget)

    monkeypatch.setattr("briefing_generator.extraction.document_cache.extract", counted)
    first = DocumentCache(tmp_path).extract(data, ".docx")
    assert first == DocumentCache(tmp_path).extract(data, ".docx") == extract(data, ".docx")
    assert made == [".docx"]
    (kept,) = (tmp_path / "documents").rglob("*.json")
    whole = kept.read_bytes()
    for broken in (b"", b"[]", b"\0", whole[:-9], whole[:-3] + b"x" + whole[-2:], b'{"text": "x", "tags": []}'):
        kept.write_bytes(broken)
        caplog.clear()
        assert DocumentCache(tmp_path).extract(data, ".docx") == first
        assert "are not as they were written" in caplog.text
    assert len(made) == 7
    caplog.clear()
    DocumentCache(tmp_path).extract(data + b" ", ".docx")
    (other,) = (path for path in (tmp_path / "documents").rglob("*.json") if path != kept)
    other.write_bytes(kept.read_bytes())
    assert DocumentCache(tmp_path).extract(data + b" ", ".docx") == first
    assert "are not as they were written" in caplog.text
    (tmp_path / "file").write_text("x")
    assert DocumentCache(tmp_path / "file").extract(data, ".docx") == first
    for found in ([".pdf"], []):
        made.clear()
        with pytest.raises(ExtractionError, match=r"^is no PDF$"):
            DocumentCache(tmp_path).extract(b"no page", ".pdf")
        assert made == found


def test_what_only_this_run_could_not_do_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = (TOOLS / "word-file/miners.docx").read_bytes()

    def lacking(*_: object, budget: Budget) -> Document:
        raise ExtractionError("cannot be read", passing=True)

    with monkeypatch.context() as lately:
        lately.setattr("briefing_generator.extraction.document_cache.extract", lacking)
        with pytest.raises(ExtractionError):
            DocumentCache(tmp_path).extract(data, ".docx")
    assert "gas meters" in DocumentCache(tmp_path).extract(data, ".docx").text.casefold()


@pytest.mark.parametrize(
    ("script", "author"),
    [
        ('{"@context": "https://schema.org", "@type": "NewsArticle", "author": {"@type": "Person", "name": "Ada Berg"}, "x": "%s"}' % ("y" * 30_000), "Ada Berg"),
        ('{"@type": "NewsArticle", "author": {"@type": "Person", "name": "Ada Berg"}, }', "Ada Berg"),
        ('{"author": {"@type": "Person", "name": "Ada Berg"}, ' + '"publisher":{"@type":"Organization","na' * 900, None),
    ],
)  # fmt: skip
def test_what_a_page_says_of_itself_is_read_also_where_it_is_long_but_not_where_it_is_long_and_broken(
    script: str, author: str | None
) -> None:
    words = "The dockers of Lunde want shorter shifts, and the port company said that it would answer. " * 4
    page = f'<html><head><script type="application/ld+json">{script}</script></head><body><article><p>{words}</article>'
    found = extract(page.encode(), ".html")
    assert "shorter shifts" in found.text
    assert found.author == author


WITHOUT = {
    "trafilatura": ".html", "mammoth": ".docx", "odfdo": ".odt", "striprtf": ".rtf", "pdfminer": ".pdf",
}  # fmt: skip
"""Libraries of the extra ``documents``, and the ending of what none but they read."""


def hide(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes a library as one that is not installed."""
    for name in [name for name in sys.modules if name.split(".")[0] == library]:
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setitem(sys.modules, library, None)


@pytest.mark.parametrize(("library", "ending"), WITHOUT.items())
def test_a_library_that_is_missing_is_named_by_its_extra(
    library: str, ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = next(path for path in sorted(TOOLS.rglob(f"*{ending}")) if path.is_file())
    hide(library, monkeypatch)
    monkeypatch.setattr(
        "briefing_generator.extraction.document_cache.extract", lambda data, suffix, budget: take_apart(data, suffix)
    )
    (tmp_path / "articles").mkdir()
    (tmp_path / f"articles/document{ending}").write_bytes(document.read_bytes())
    (tmp_path / "articles/text.md").write_text("# Dockers\n\nThe union of Lunde wants shorter shifts.\n")
    refused, used = load_corpus(tmp_path, tmp_path / "cache").articles
    assert (refused.status, used.status) == ("refused", "used")
    assert "more libraries: pip install 'briefing-generator[documents]'" in (refused.reason or "")
    assert not list((tmp_path / "cache").rglob("*.json")), "it is tried again once the library is there"


def test_a_document_is_read_anew_once_a_library_is_another(monkeypatch: pytest.MonkeyPatch) -> None:
    program_version.cache_clear()
    with_all = program_version()
    monkeypatch.setattr(
        "briefing_generator.extraction.document_cache._LIBRARIES", ("trafilatura", "of which nobody knows")
    )
    program_version.cache_clear()
    assert program_version() != with_all
    program_version.cache_clear()
