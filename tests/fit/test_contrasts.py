"""The made-up sentences: does every row stand in its sentence, and does every file show both sides?"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

FILES = sorted((Path(__file__).parent / "contrasts").glob("*.yml"))
ACTS = {"demands", "rejects", "offers", "accepts", "threatens"}


def sentences(path: Path) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return told


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_row_stands_in_its_sentence(path: Path) -> None:
    for sentence in sentences(path):
        assert set(sentence) == {"text", "statements"}, sentence
        for row in sentence["statements"]:
            assert set(row) == {"evidence", "holder", "act"}, sentence
            assert row["act"] in ACTS, sentence
            for part in (row["evidence"], row["holder"]):
                assert part, sentence
                assert part == part.strip(), sentence
                assert part in sentence["text"], (part, sentence["text"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_has_sentences_with_and_without_statements(path: Path) -> None:
    assert {bool(sentence["statements"]) for sentence in sentences(path)} == {True, False}


def test_no_sentence_stands_twice() -> None:
    assert FILES
    counted = Counter(sentence["text"] for path in FILES for sentence in sentences(path))
    assert not [text for text, times in counted.items() if times > 1]
