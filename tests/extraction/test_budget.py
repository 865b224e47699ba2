"""What all new documents of a folder may take together: the rest is told, and the next run goes on with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from briefing_generator.corpus import load_corpus
from briefing_generator.extraction import extract
from briefing_generator.extraction.errors import LaterError
from briefing_generator.extraction.sandbox import Budget, Sandbox

from tests.extraction.made_pdf import WORDS, made_pdf
from tests.extraction.test_costly_documents import BUSY

FOLDER_SECONDS = "briefing_generator.extraction.sandbox.FOLDER_SECONDS"


def documents(folder: Path, many: int) -> None:
    """Puts real documents into a folder, no two of them alike."""
    (folder / "articles").mkdir()
    for n in range(many):
        (folder / f"articles/{n}.pdf").write_bytes(made_pdf(WORDS, name=f"Talks, day {n}".encode()))


@pytest.mark.parametrize("cores", [1, 2])
def test_a_budget_that_is_used_up_leaves_the_rest_to_the_next_runs(
    tmp_path: Path, cores: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    monkeypatch.setattr(FOLDER_SECONDS, 0.001)
    documents(tmp_path, 6)
    read = []
    for _ in range(6):
        corpus = load_corpus(tmp_path, tmp_path / "cache")
        later = [problem for problem in corpus.problems if problem.code == "document-later"]
        refused = [article.path for article in corpus.articles if article.status == "refused"]
        assert [problem.path for problem in later] == refused
        assert all("not read yet" in problem.message and "the next run goes on" in problem.message for problem in later)
        read.append(6 - len(refused))
    assert 1 <= read[0] <= cores
    assert read == sorted(read)
    assert read[-1] == 6


def test_kept_documents_cost_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents(tmp_path, 3)
    load_corpus(tmp_path, tmp_path / "cache")
    monkeypatch.setattr(FOLDER_SECONDS, 0.0)
    assert not load_corpus(tmp_path, tmp_path / "cache").problems
    without = load_corpus(tmp_path).problems
    assert {problem.code for problem in without} == {"document-later"}
    assert all("next run" not in problem.message and "with a cache" in problem.message for problem in without)


def test_what_is_stopped_costs_what_it_was_given_and_what_is_read_what_it_took(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sandbox = Sandbox(seconds=1.0)
    monkeypatch.setattr("briefing_generator.extraction.sandbox._idle", [sandbox])
    budget = Budget(1.5)
    extract(made_pdf(WORDS), ".pdf", budget=budget)
    assert 0 < sandbox.took < 1
    with pytest.raises(Exception, match="memory or time"):
        extract(BUSY, ".pdf", budget=budget)
    assert sandbox.took == 1.0
    budget.spend(0.5)
    with pytest.raises(LaterError):
        extract(made_pdf(WORDS), ".pdf", budget=budget)
    sandbox.close()
