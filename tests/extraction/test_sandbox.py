"""Documents that were made to do harm are refused, and what they break is not the build."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from briefing_generator.corpus import load_corpus
from briefing_generator.extraction import ExtractionError, extract
from briefing_generator.extraction.sandbox import Sandbox

from tests.extraction.made_pdf import WORDS, made_pdf

PLAIN = made_pdf(WORDS)
BOMB = made_pdf(WORDS + b" " * 300_000_000, packed=2)
"""Some hundred bytes that unpack to 300 MB, of which the library then makes copies."""


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    opened = Sandbox(memory=500_000_000)
    yield opened
    opened.close()


def test_a_page_is_read_in_the_other_process(sandbox: Sandbox) -> None:
    assert sandbox.extract(PLAIN, ".pdf").text == "The dockers of Lunde want shorter shifts.\n"
    assert sandbox.extract(made_pdf(WORDS, name=b"Talks"), ".pdf").title == "Talks"


def test_a_file_that_unpacks_to_gigabytes_is_refused_and_the_next_one_read(sandbox: Sandbox) -> None:
    assert len(BOMB) < 10_000
    with pytest.raises(ExtractionError, match="more memory"):
        sandbox.extract(BOMB, ".pdf")
    assert sandbox.extract(PLAIN, ".pdf").text


def test_a_document_that_takes_too_long_is_stopped() -> None:
    hasty = Sandbox(seconds=0.0)
    with pytest.raises(ExtractionError, match="memory or time"):
        hasty.extract(PLAIN, ".pdf")
    hasty.close()


def test_a_process_that_died_is_started_anew(sandbox: Sandbox) -> None:
    sandbox.extract(PLAIN, ".pdf")
    assert sandbox._process
    sandbox._process.kill()
    sandbox._process.wait()
    assert sandbox.extract(PLAIN, ".pdf").text


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="Windows stops no process")
def test_a_process_that_uses_no_time_and_gives_no_answer_is_stopped_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What waits for something uses no time of the processor, which the system would count."""
    hasty = Sandbox(seconds=0.5)
    monkeypatch.setattr("briefing_generator.extraction.sandbox._idle", [hasty])
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/plain.pdf").write_bytes(PLAIN)
    process = hasty._process = hasty._started()
    process.send_signal(signal.SIGSTOP)
    # Should nobody stop it, it goes on, answers, and the test fails instead of hanging.
    awake = threading.Timer(20, process.send_signal, (signal.SIGCONT,))
    awake.start()
    first = load_corpus(tmp_path, tmp_path / "cache")
    awake.cancel()
    assert [article.status for article in first.articles] == ["refused"]
    assert process.returncode == -signal.SIGKILL
    # It was the process that broke down and not the document, so that nothing of it is kept.
    assert [article.status for article in load_corpus(tmp_path, tmp_path / "cache").articles] == ["used"]
    hasty.close()


def test_a_document_has_its_time_of_the_processor_and_not_that_of_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the system's count only the clock would end it, four times as late and as if by accident."""
    monkeypatch.setattr("briefing_generator.extraction.sandbox._WAITED", 1_000.0)
    hasty = Sandbox(seconds=0.2)
    with pytest.raises(ExtractionError, match="memory or time") as stopped:
        hasty.extract(made_pdf(WORDS + b"q Q " * 2_000_000), ".pdf")
    assert not stopped.value.passing
    hasty.close()


def test_an_answer_without_end_is_none(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing_generator.extraction.sandbox._LONGEST_ANSWER", 20)
    with pytest.raises(ExtractionError) as refused:
        sandbox.extract(PLAIN, ".pdf")
    assert refused.value.passing
    assert sandbox._process is None


@pytest.mark.slow
def test_a_bomb_among_articles_is_refused_with_a_reason(
    tmp_path: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing_generator.extraction.sandbox._idle", [sandbox])
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/bomb.pdf").write_bytes(BOMB)
    (tmp_path / "articles/plain.pdf").write_bytes(PLAIN)
    corpus = load_corpus(tmp_path)
    assert [(article.path, article.status) for article in corpus.articles] == [
        ("articles/bomb.pdf", "refused"), ("articles/plain.pdf", "used"),
    ]  # fmt: skip
    assert "more memory" in (corpus.articles[0].reason or "")


@pytest.mark.slow
def test_words_scattered_over_a_page_and_letters_printed_twice_cost_no_more_than_others() -> None:
    scattered = b"".join(b"BT /F1 8 Tf %d %d Td (shifts) Tj ET\n" % (n * 137 % 600, n * 71 % 780) for n in range(2000))
    assert extract(made_pdf(scattered), ".pdf").text.count("shifts") > 1000
    assert extract(made_pdf(WORDS * 900), ".pdf").text == "The dockers of Lunde want shorter shifts.\n"


def test_a_page_with_more_letters_than_a_broadsheet_is_refused() -> None:
    with pytest.raises(ExtractionError, match="a page of more than 40000 letters"):
        extract(made_pdf(WORDS * 1_000), ".pdf")


def test_a_document_that_is_too_large_is_handed_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing_generator.extraction.sandbox.LARGEST", len(PLAIN) - 1)
    monkeypatch.setattr("briefing_generator.extraction.sandbox._idle", [None])
    with pytest.raises(ExtractionError, match="has more than"):
        extract(PLAIN, ".pdf")
