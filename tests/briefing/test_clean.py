"""A folder as clippers leave it: no mark, address, number of a footnote, struck word or passage of a page in anything that is read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from briefing_generator import load_corpus, make_briefing, render_pages
from briefing_generator.export import export_json
from briefing_generator.issues import pack_for
from briefing_generator.reading import read_article

MARKS = re.compile(
    r"\]\(|\[\[|https?:|www\.|\[\^|\[\d{1,3}\]|\*\*|~~|==|\\[\[\]]|&#?\w+;|</?(?:s|b|i|em|del|sup|a)\b|(?<!\w)_|_(?!\w)"
)
VERBATIM = {"quote", "path", "url", "id", "sha256", "rule", "article", "ref", "message"}
CLIPPED = """\
[![Port logo](https://port.example/logo.svg)](https://port.example/)

- [Home](https://news.example/)
- [Will the ferry sail?](https://news.example/ferry)
- [Weather](https://news.example/weather)

Kari Lie, chair of the Lunde Dockers Union, speaks to reporters at the gate in Lunde on March 10, 2025.

Jon Falk | Sund Press | Getty Images

The [Lunde Dockers Union](https://news.example/2025/03/union/index.html) rejected the port's [offer of 5 percent](https://news.example/2025/03/11/offer.html "The offer") and [demanded](https://news.example/x) an [end to *night* shifts](https://news.example/shifts).[1][\\[2\\]](https://news.example/a#fn2)

~~The Lunde Dockers Union accepts longer shifts.~~ [Norvik Port](<https://port.example>) said it will _not_ accept a pay raise of 8 percent,[[iii]](https://news.example/a#_edn3) and <del>it offered a bonus</del> it offered to **[shorten Sunday shifts](https://news.example/s)**.[^4]

Norvik Port demands&nbsp;that the \\[sic\\] strike end by Friday.<sup>5</sup> The terms stand at https://port.example/terms, and letters go to desk@port.example.

**Sign up for our newsletter: we offer exclusive updates and demand nothing.**

*Correction: An earlier version of this article said that the union had accepted the offer of 5 percent.*

Ann Lee contributed to this report.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clipped")
    (folder / "articles").mkdir()
    for number, words in enumerate((CLIPPED, "# 404 Not Found\n\nThe page you are looking for does not exist.\n")):
        (folder / f"articles/{number}.md").write_text(
            f"---\ntitle: Talks {number}\ndate: 2025-03-1{number}\nsource: Courier\n---\n{words}", encoding="utf-8"
        )
    return folder


def strings(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        placed = "start" in value
        for name, below in value.items():
            if name not in VERBATIM and not (placed and name == "text"):
                yield from strings(below, name)
    elif isinstance(value, list):
        for below in value:
            yield from strings(below, key)
    elif isinstance(value, str):
        yield key, value


@pytest.mark.parametrize("pack", ["labour", "auto"])
def test_nothing_of_the_page_is_read(folder: Path, pack: str) -> None:
    (folder / "briefing.yml").write_text(f"pack: {pack}\n", encoding="utf-8")
    corpus = load_corpus(folder)
    chosen = pack_for(corpus)
    briefing = make_briefing(corpus, [read_article(article, chosen) for article in corpus.articles])
    data = json.loads(export_json(briefing))
    assert [(key, words) for key, words in strings(data) if MARKS.search(words)] == []
    assert [(key, w) for key, w in strings(data) if key in ("content", "shown") and w.count("[") != w.count("]")] == []
    names = {s["id"]: s["name"] for s in data["stakeholders"]}
    told = {(names.get(s["party"]), s["act"]) for s in data["statements"]}
    assert {("Lunde Dockers Union", "rejects"), ("Lunde Dockers Union", "demands"), ("Norvik Port", "demands")} <= told
    assert not {act for party, act in told if party == "Lunde Dockers Union"} & {"accepts", "offers"}
    contents = {s["content"] for s in data["statements"]}
    assert any("offer of 5 percent" in words for words in contents)
    assert any(words == "an end to night shifts" for words in contents)
    articles = {a.id: a for a in corpus.articles}
    for statement in data["statements"]:
        evidence = statement["evidence"]
        assert articles[evidence["article"]].text[evidence["start"] : evidence["end"]] == evidence["quote"]
        assert "bonus" not in evidence["shown"]
    (note,) = data["articles"][0]["paper_notes"]
    assert note["shown"].startswith("Correction: An earlier version")
    pages = {page.path: page.content for page in render_pages(briefing)}
    (page,) = (text for path, text in pages.items() if path.endswith(f"/sources/{corpus.articles[0].id}.md"))
    assert "The paper notes:" in page
    assert "Captions of pictures" in page
    assert "Left out: 8 passages" in page
    assert "longer shifts" not in page.split("Left out")[0]
    (sources,) = (text for path, text in pages.items() if path.endswith("/sources/index.md"))
    assert "in place of an article" in sources
