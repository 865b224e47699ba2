"""Who said what: every class of cues on its own examples, and cases of speakers, marks and turns from many fields."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from briefing_generator.corpus.body.blocks import find_blocks
from briefing_generator.issues import load_pack
from briefing_generator.model import Article, Quotation, Reading
from briefing_generator.reading import read_article
from briefing_generator.reading.patterns.cues import FRAMES, classes
from briefing_generator.reading.quotations.quotations import QuotationFinder
from briefing_generator.reading.quotations.quotemarks import Stretch

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "quotation_cases.yml").read_text(encoding="utf-8")
)
EXAMPLES = [(name, example) for name, raw in classes().items() for example in raw["examples"]]


def read(text: str) -> Reading:
    text = text.strip()
    article = Article(
        "a", "articles/a.md", "A", "stated", "2025-03-13", "stated", None, None, "unknown", None, None, None, (), "en",
        None, len(text.split()), "0" * 64, "used", None, None, "a", text, 1, find_blocks(text),
    )  # fmt: skip
    reading = read_article(article, load_pack("peace"))
    for quotation in reading.quotations:
        assert text[quotation.start : quotation.end] == quotation.quote
        assert all(text[part.start : part.end] == part.text for part in quotation.quoted)
        assert all(quotation.start <= part.start and part.end <= quotation.end for part in quotation.quoted)
    outer = 0
    for quotation in reading.quotations:
        assert quotation.start >= outer or (quotation.end <= outer and quotation.quoted), "contents nest or stand apart"
        outer = max(outer, quotation.end)
    quoted = [part.start for quotation in reading.quotations for part in quotation.quoted]
    assert len(quoted) == len(set(quoted)), "quoted words have one speaker"
    return reading


def source(text: str, quotation: Quotation) -> str | None:
    return (
        text.strip()[quotation.speaker_start : quotation.speaker_end] if quotation.speaker_start is not None else None
    )


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=lambda x: x if isinstance(x, str) else x["text"][:40])
def test_examples(name: str, example: dict[str, str]) -> None:
    told = [(source(example["text"], q), q.cue, q.quote) for q in read(example["text"]).quotations]
    assert (example["source"], example["cue"], example["content"]) in told, (name, told)


def test_frames_are_known() -> None:
    for name, raw in classes().items():
        for part in ("verbs", "nouns", "adjectives"):
            for entry in raw.get(part, ()):
                for frame in entry["frames"]:
                    assert frame in FRAMES or ":" in frame, (name, frame)
                assert len(set(entry["lemmas"])) == len(entry["lemmas"]), (name, part)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:50])
def test_cases(case: dict[str, Any]) -> None:
    reading = read(case["text"])
    names = {entity.key: entity.name for entity in reading.entities}
    found = [
        {
            "content": q.quote,
            "source": source(case["text"], q),
            "speaker": names.get(q.speaker or ""),
            "kind": q.kind,
            "quoted": [part.text for part in q.quoted],
        }
        for q in reading.quotations
    ]
    assert len(found) == len(case["told"]), found
    for got, wanted in zip(found, case["told"], strict=True):
        assert {key: got[key] for key in wanted} == wanted, found


ODD = [
    "“",
    "”“”“",
    '"' * 60 + " said Hult.",
    "'' ` `` '' ``x'' said",
    "“a “b “c “d “e” said Hult, “f”",
    "«‹»›„“‘’'\"''",
    "“" * 40 + "We go" + "”" * 40 + " said Maria Hult.",
    "Hult said: \n\n“\n\n“\n\nsaid: “",
    "According to. According to , according to",
    "said said said, said: said, he said, she said.",
    ": : “x” — : — Maria: “",
    "Maria Hult:\n\n- “a”\n- said:\n\n> “b",
]


@pytest.mark.parametrize("text", ODD)
def test_odd_marks_break_nothing(text: str) -> None:
    assert read(text) == read(text)


def test_cost_grows_with_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts look-ups of quoted words, not seconds: twice the text asks about twice as often."""
    asked = 0
    within = QuotationFinder._within

    def counted(self: QuotationFinder, start: int, end: int) -> list[Stretch]:
        nonlocal asked
        found = within(self, start, end)
        asked += 1 + len(found)
        return found

    monkeypatch.setattr(QuotationFinder, "_within", counted)
    read("“We stay,” Maria Hult said. “We stay until May.”\n\n" * 40)
    once, asked = asked, 0
    read("“We stay,” Maria Hult said. “We stay until May.”\n\n" * 80)
    assert 0 < asked <= 2.1 * once
