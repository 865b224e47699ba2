"""Documents of a few kilobytes that would cost minutes: refused by what they hold, stopped, and not tried twice."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterator
from email.feedparser import BytesFeedParser
from pathlib import Path

import pytest
from briefing_generator.corpus import load_corpus
from briefing_generator.extraction import ExtractionError, sandbox
from briefing_generator.extraction.documents import take_apart
from briefing_generator.extraction.sandbox import Sandbox, seconds_for

from tests.extraction.made_pdf import WORDS, made_pdf

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
HEAD = b"From: quay@mail.example\nSubject: Talks\n"
SENTENCE = "The dockers of Lunde want shorter shifts."
BUSY = made_pdf(WORDS + b"q Q " * 2_000_000)
"""8 KB that keep a reader busy for half a minute."""


def word(paragraphs: str) -> bytes:
    """Returns a Word file with these paragraphs in WordprocessingML."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/word/document.xml" ContentType="{OFFICE}"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" Target="word/document.xml" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
        )
        body = f'<w:document xmlns:w="{WORD}"><w:body>{paragraphs}</w:body></w:document>'
        archive.writestr("word/document.xml", body)
    return written.getvalue()


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def nested(depth: int) -> bytes:
    return HEAD + b"".join(b'Content-Type: multipart/mixed; boundary="x%d"\n\n--x%d\n' % (n, n) for n in range(depth))


COSTLY = {
    "a run of 99 MB": (lambda: word(paragraph("a " * 49_000_000)), ".docx", "more than 20 MB of text"),
    "400,000 paragraphs": (lambda: word(paragraph("a") * 400_000), ".docx", "more than 150000 tags"),
    "200,000 parts": (
        lambda: HEAD + b'Content-Type: multipart/mixed; boundary="x"\n\n' + b"--x\n\na\n" * 200_000,
        ".eml",
        "more than 1000 parts",
    ),
    "parts in parts": (lambda: nested(900) + b"\na\n" * 100_000, ".eml", "more than 40 parts that have parts"),
    "a page of 600 MB in gzip": (lambda: gzip.compress(b"<p>no " * 100_000_000, 1), ".html", "more than 30 MB"),
    "a text of 6 MB": (lambda: b"<html><body><p>" + b"no talks. " * 600_000, ".html", "a text of more than 5 MB"),
    "operators": (lambda: made_pdf(WORDS + b"q Q " * 6_000_000), ".pdf", "in more than 20 MB"),
}


@pytest.mark.parametrize("shape", COSTLY)
def test_what_holds_more_than_any_article_is_refused_before_a_library_gets_it(shape: str) -> None:
    made, suffix, reason = COSTLY[shape]
    with pytest.raises(ExtractionError, match=reason) as refused:
        take_apart(made(), suffix)
    assert not refused.value.passing


def test_documents_like_them_of_the_size_of_articles_are_read() -> None:
    assert take_apart(word(paragraph(SENTENCE) * 2_000), ".docx").text.count("shorter") == 2_000
    many = (
        HEAD + b'Content-Type: multipart/mixed; boundary="x"\n\n' + b"--x\n\nThe dockers want it.\n" * 900 + b"--x--\n"
    )
    assert "dockers" in take_apart(many, ".eml").text
    page = f"<html><body><article><p>{SENTENCE}</p></article></body></html>".encode()
    assert SENTENCE in take_apart(gzip.compress(page), ".html").text
    drawn = made_pdf(WORDS + b"0 0 m 9 9 l S 1 1 9 9 re f " * 2_000)
    assert take_apart(drawn, ".pdf").text.strip() == SENTENCE


def test_a_codec_that_is_no_encoding_of_a_text_is_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def decoding(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("encodings.punycode.punycode_decode", decoding)
    data = HEAD + b"Content-Type: text/plain; charset=punycode\n\n" + SENTENCE.encode() + b"-zzz\n"
    assert SENTENCE in take_apart(data, ".eml").text


def test_a_message_is_given_up_at_the_part_that_is_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [0]
    push = BytesFeedParser.feed

    def counting(self: BytesFeedParser[object], data: bytes) -> None:
        lines[0] += data.count(b"\n")
        push(self, data)

    monkeypatch.setattr(BytesFeedParser, "feed", counting)
    with pytest.raises(ExtractionError):
        take_apart(COSTLY["200,000 parts"][0](), ".eml")
    assert lines[0] < 20_000


def test_a_small_document_has_ten_seconds_and_none_more_than_two_minutes() -> None:
    assert [seconds_for(size) for size in (0, 200_000, 1_000_000, 30_000_000)] == [10.0, 10.0, 50.0, 120.0]


@pytest.fixture
def sandboxes(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Sandbox]]:
    """Hands out sandboxes that give a document two seconds, and gathers them."""
    made: list[Sandbox] = []

    def another() -> Sandbox:
        made.append(Sandbox(seconds=2.0))
        return made[-1]

    monkeypatch.setattr(sandbox, "_idle", [])
    monkeypatch.setattr(sandbox, "_sandbox", another)
    yield made
    for one in made:
        one.close()


def test_what_was_too_dear_once_is_skipped_and_tells_how_it_is_tried_again(
    tmp_path: Path, sandboxes: list[Sandbox], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/busy.pdf").write_bytes(BUSY)
    asked: list[int] = []
    answer = Sandbox._answer

    def counting(self: Sandbox, data: bytes, suffix: str, url: str | None) -> bytes | None:
        asked.append(len(data))
        return answer(self, data, suffix, url)

    monkeypatch.setattr(Sandbox, "_answer", counting)
    told = [load_corpus(tmp_path, tmp_path / "cache").problems[0].message for _ in range(3)]
    assert asked == [len(BUSY)]
    assert "needs more memory or time" in told[0]
    assert "skipped" not in told[0]
    assert "skipped" in told[1] == told[2]
    assert "`documents`" in told[1]
    for kept in (tmp_path / "cache/documents").rglob("*.json"):
        kept.unlink()
    load_corpus(tmp_path, tmp_path / "cache")
    assert asked == [len(BUSY)] * 2


@pytest.mark.parametrize("cached", [True, False])
def test_many_documents_are_taken_apart_by_several_processes_each_once(
    tmp_path: Path, sandboxes: list[Sandbox], cached: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    (tmp_path / "articles").mkdir()
    for n in range(12):
        (tmp_path / f"articles/{n}.eml").write_bytes(HEAD + f"\n{SENTENCE} It is day {n} of the strike.\n".encode())
    (tmp_path / "articles/broken.pdf").write_bytes(b"no PDF")
    cache = tmp_path / "cache" if cached else None
    corpus = load_corpus(tmp_path, cache)
    assert [a.status for a in corpus.articles if a.path.endswith(".pdf")] == ["refused"]
    assert sorted(a.text.split("day ")[1].split()[0] for a in corpus.articles if a.text) == sorted(map(str, range(12)))
    assert len(sandboxes) == 2
    assert load_corpus(tmp_path, cache) == corpus
