"""Drafts of statements, recorded as the program makes them, with what they are judged and learned by."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.fit.sentences import side_of
from tests.fit.stories import Story


def shared(one: tuple[int, int], other: tuple[int, int]) -> float:
    return max(0, min(one[1], other[1]) - max(one[0], other[0])) / max(1, min(one[1] - one[0], other[1] - other[0]))


@dataclass
class Told:
    """A draft as it is learned from: where it stands, what it says, and the party of each option."""

    story: str
    article: str
    span: tuple[int, int]
    act: str
    sides: tuple[str | None, ...]
    parties: tuple[str | None, ...]
    confidence: float
    traits: dict[str, float]
    options: list[tuple[str | None, dict[str, float]]]
    group: int = 0
    right: float | None = None
    issue: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


def recorded(article: Any, pack: Any, scorer: dict[str, dict[str, float]], side: Any) -> list[Told]:
    """Returns all drafts of one article, those that are dropped later among them.

    Args:
        article: what to read.
        pack: its issues.
        scorer: weights to choose holders with.
        side: from referents and a key to the party's name.
    """
    from briefing_generator.reading.article_reading import _classifier
    from briefing_generator.reading.candidates.holders import HolderFinder
    from briefing_generator.reading.candidates.unnamed import with_unnamed
    from briefing_generator.reading.coreference.entities import find_referents
    from briefing_generator.reading.quotations.quotations import find_quotations
    from briefing_generator.reading.quotations.turns import find_voices
    from briefing_generator.reading.statements.drafts import Draft, chosen
    from briefing_generator.reading.statements.scoring import Scorer
    from briefing_generator.reading.statements.statements import StatementFinder
    from briefing_generator.reading.tagger.tagging import tagged
    from briefing_generator.reading.text.parse import parse_article

    found: list[Told] = []
    parsed = parse_article(article)
    referents = find_referents(parsed)
    voices = find_voices(parsed, referents)
    quotations = find_quotations(parsed, referents, voices)

    tags = tagged([s.doc.text for s in parsed.sentences])
    referents = with_unnamed(parsed, referents, tags, HolderFinder(parsed, referents, quotations, voices))

    class Recorder(StatementFinder):
        groups = 0

        def choose(self, told: Any) -> list[Draft]:
            held = list(told)
            kept = chosen(held)
            Recorder.groups += 1
            for d in held:
                named = [o.named for o in d.options]
                places = [(t.idx, t.idx + len(t)) if t is not None else None for t in named]
                for party in d.parties:
                    found.append(
                        Told(
                            "", Path(article.path).stem, (d.matter.start, d.matter.end), d.one.act, (side(referents, party),), (party,),
                            d.confidence, d.traits, [(side(referents, o.party), o.traits) for o in d.options], Recorder.groups, None, d.matter.issue,
                            {
                                "rule": d.one.rule, "quote": parsed.text[d.matter.start : d.matter.end], "content": d.matter.words,
                                "first": party == d.parties[0], "issues": d.issues, "places": places,
                                "chosen": next((p for o, p in zip(d.options, places, strict=True) if o.party == party), None),
                            },
                        )
                    )  # fmt: skip
            return kept

    list(Recorder(parsed, referents, quotations, _classifier(pack), voices, tags, Scorer(**scorer)).run())
    return found


def drafts_of(story: Story, weights: Path, scorer: dict[str, dict[str, float]]) -> list[Told]:
    """Returns all drafts of a story's articles."""
    os.environ["BRIEFING_WEIGHTS"] = str(weights)
    from briefing_generator import load_corpus
    from briefing_generator.issues import pack_for

    with story.copy_of_articles() as folder:
        corpus = load_corpus(Path(folder) / story.folder.name)
    pack = pack_for(corpus)

    def side(referents: Any, key: str | None) -> str | None:
        return side_of(story, referents, key)

    found = [d for a in corpus.articles if a.status == "used" for d in recorded(a, pack, scorer, side)]
    for d in found:
        d.story = story.folder.name
    return found


def contrast_drafts(sentences: list[dict[str, Any]], weights: Path, scorer: dict[str, dict[str, float]]) -> list[Told]:
    """Returns the drafts of made-up sentences, each an article of its own, already judged."""
    os.environ["BRIEFING_WEIGHTS"] = str(weights)
    from briefing_generator import load_corpus
    from briefing_generator.issues.packs import load_pack
    from briefing_generator.reading.article_reading import _classifier

    packs = [load_pack(name) for name in ("peace", "labour", "trade", "climate")]
    found: list[Told] = []
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "contrasts" / "articles"
        folder.mkdir(parents=True)
        for n, told in enumerate(sentences):
            (folder / f"c{n:05}.md").write_text(
                f"---\ntitle: Sentence {n}\ndate: 2025-03-12\nsource: Example\n---\n{told['text']}\n", encoding="utf-8"
            )
        corpus = load_corpus(folder.parent)
    for article in corpus.articles:
        if article.status != "used":
            continue
        told = sentences[int(Path(article.path).stem[1:])]
        pack = max(packs, key=lambda p: max(_classifier(p).scores(told["text"], told["text"]).values()))
        for d in recorded(article, pack, scorer, lambda _, key: key):
            rows = [r for r in told["rows"] if shared(tuple(r["span"]), d.span) >= 0.5]
            right = [r for r in rows if r["acts"][0] == d.act]
            at = d.extra["chosen"]
            d.story, d.extra["detect"], d.extra["gold"] = "contrasts", bool(rows), []
            held = at is not None and any(at[0] < r["holder"][1] and at[1] > r["holder"][0] for r in right)
            known = any(
                p is not None and any(p[0] < r["holder"][1] and p[1] > r["holder"][0] for r in right)
                for p in d.extra["places"]
            )
            d.right = 1.0 if right and held else None if right and not known else 0.0
            found.append(d)
    return found
