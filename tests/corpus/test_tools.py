"""Files as clippers, note programs, site generators and browsers write them: one of each, read to the end.

A new case needs a folder in ``tools/`` and an entry in ``tools/expected.yml``.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from briefing_generator import read_article
from briefing_generator.corpus import load_corpus
from briefing_generator.issues import choose_pack

TOOLS = Path(__file__).parent / "tools"
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((TOOLS / "expected.yml").read_text(encoding="utf-8"))


def test_every_folder_is_expected() -> None:
    assert sorted(EXPECTED) == sorted(path.name for path in TOOLS.iterdir() if path.is_dir())


@pytest.mark.parametrize("tool", EXPECTED)
def test_a_file_of_each_tool(tmp_path: Path, tool: str) -> None:
    expected = EXPECTED[tool]
    shutil.copytree(TOOLS / tool, tmp_path / "articles")
    corpus = load_corpus(tmp_path)
    (article,) = corpus.articles
    assert article.status == "used", article.reason
    assert [p.code for p in corpus.problems] == expected.get("codes", [])
    date = f"{article.date} {article.date_basis}" if article.date else None
    told = {"title": article.title, "date": date, "author": article.author, "source": article.source, "url": article.url,
            "tags": list(article.tags) or None, "description": article.description,
            "pictures": [f"{p.path or p.url}: {p.alt}" for p in article.pictures] or None}  # fmt: skip
    keys = expected.keys() - {"text", "furniture", "acts", "codes"}
    assert {k: v for k, v in told.items() if v is not None} == {k: expected[k] for k in keys}
    # Where blocks touch nothing but marks of Markdown lies between them.
    words = "\n".join(
        article.text[max(0, b.start - 3 * (b.kind in ("item", "heading"))) : b.end]
        for b in article.blocks
        if b.kind != "furniture"
    )
    assert [piece for piece in expected["text"] if piece not in words] == []
    assert [piece for piece in expected.get("furniture", []) if piece in words] == []


@pytest.mark.parametrize("tool", EXPECTED)
def test_offsets_hold_and_statements_are_found(tmp_path: Path, tool: str) -> None:
    shutil.copytree(TOOLS / tool, tmp_path / "articles")
    (article,) = load_corpus(tmp_path).articles
    reading = read_article(article, choose_pack([article.text]))
    text = article.text
    furniture = [(b.start, b.end) for b in article.blocks if b.kind == "furniture"]
    spans = [(s.evidence.start, s.evidence.end, s.evidence.quote) for s in reading.statements]
    spans += [(q.start, q.end, q.quote) for q in reading.quotations]
    spans += [(m.start, m.end, m.text) for e in reading.entities for m in e.mentions]
    assert spans
    for start, end, quote in spans:
        assert text[start:end] == quote
        assert not any(start < b and a < end for a, b in furniture)
    # Which acts are read is held by the tests of reading; here some of those that stand there must be found.
    assert {s.act for s in reading.statements} & set(EXPECTED[tool]["acts"])
