"""Files as further tools and habits write them. A new case is an entry in ``shapes.yml``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from briefing_generator.corpus import load_corpus

SHAPES: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "shapes.yml").read_text(encoding="utf-8"))
TITLE = "Dockers of Lunde reject the plan"
BODY = (
    "The dockers of Lunde reject the plan of the port company, their union said on Monday. They demand shorter shifts and a rise of five percent.",
    "The company offers talks on Friday, and it wants a pause of the strike until then. Nobody at the quay wants to wait that long, a pilot said.",
)  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_a_file_of_each_shape(tmp_path: Path, shape: str) -> None:
    told = SHAPES[shape]
    name = told.get("name", "talks.md")
    body = "".join(f"<p>{words}</p>" for words in BODY) if name.endswith(".html") else "\n\n".join(BODY)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / name).write_text(told["text"].replace("@", body), encoding="utf-8")
    corpus = load_corpus(tmp_path)
    (article,) = corpus.articles
    assert article.title == TITLE
    found = {"date": article.date, "author": article.author, "source": article.source, "url": article.url}
    expected = {key: str(told[key]) if key in told else None for key in found}
    assert found == expected
    words = [article.text[b.start : b.end].strip("*") for b in article.blocks if b.kind != "furniture"]
    assert [w for w in words if w != TITLE and not w.startswith(f"[{TITLE}]")] == [*told.get("words", []), *BODY]
    headings = {article.text[b.start : b.end] for b in article.blocks if b.kind == "heading"}
    assert not headings & {words for words in told.get("words", []) if words[-1] in ".]"}
    assert corpus.problems == ()
