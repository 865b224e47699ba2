"""An article that the program trips over costs that article and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from briefing_generator import load_corpus, make_briefing
from briefing_generator.model import Article, Pack, Reading
from briefing_generator.reading import corpus_reading, read_article


def test_one_article_that_fails_stops_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = tmp_path / "b/articles"
    articles.mkdir(parents=True)
    (articles / "bad.md").write_text("Kenya offered to host peace talks.")
    (articles / "good.md").write_text("Norway rejected a ceasefire.")

    def tripping(article: Article, pack: Pack) -> Reading:
        if article.id == "bad":
            raise KeyError("words")
        return read_article(article, pack)

    corpus = load_corpus(tmp_path / "b")
    cache = tmp_path / "cache"
    monkeypatch.setattr(corpus_reading, "read_article", tripping)
    briefing = make_briefing(corpus, corpus_reading.read_corpus(corpus, cache=cache))
    assert {s.evidence.article for s in briefing.statements} == {"good"}
    (problem,) = briefing.problems
    assert (problem.path, problem.severity, problem.code) == ("articles/bad.md", "error", "reading-failed")
    assert "KeyError: 'words'" in problem.message
    monkeypatch.undo()
    briefing = make_briefing(corpus, corpus_reading.read_corpus(corpus, cache=cache))
    assert {s.evidence.article for s in briefing.statements} == {"bad", "good"}
    assert briefing.problems == ()


def test_a_missing_model_is_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/a.md").write_text("Kenya offered to host peace talks.")
    monkeypatch.setenv("BRIEFING_MODEL", "no_such_model")
    with pytest.raises(OSError, match="not installed"):
        corpus_reading.read_corpus(load_corpus(tmp_path))
