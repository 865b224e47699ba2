"""Without a fitting pack the issues are key phrases of what the statements are about."""

from __future__ import annotations

from pathlib import Path

from briefing_generator.briefing import make_briefing
from briefing_generator.corpus import load_corpus
from briefing_generator.reading.corpus_reading import read_corpus

FIRST = (
    "Mayor Anna Smith rejected a heated swimming pool. John Brown demanded a larger car park. "
    "Anna Smith promised a small kiosk."
)
SECOND = (
    "Mary Jones insisted on a swimming pool for the old town. Peter Hall refused to accept a car park at the harbour."
)


def test_statements_are_placed_among_key_phrases(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    for name, text in (("a", FIRST), ("b", SECOND)):
        (tmp_path / "articles" / f"{name}.md").write_text(f"---\ndate: 2025-01-02\n---\n{text}\n", encoding="utf-8")
    corpus = load_corpus(tmp_path)
    readings = read_corpus(corpus)
    assert {s.issue for reading in readings for s in reading.statements} == {"other"}
    briefing = make_briefing(corpus, readings)
    assert [issue.name for issue in briefing.pack.issues] == ["Car park", "Swimming pool", "Other matters"]
    placed = {(s.act, s.issue) for s in briefing.statements}
    assert {("rejects", "swimming-pool"), ("demands", "swimming-pool"), ("demands", "car-park")} <= placed
    read = {s.id for reading in readings for s in reading.statements}
    assert {s.id for s in briefing.statements} <= read
