"""A draft as one page of HTML that needs nothing beside it: its text with marks, and what was found beside each."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

from markupsafe import Markup

from briefing_generator.model import Finding
from briefing_generator.pages.showing.escaping import flat, plain
from briefing_generator.verifying.cited_sources import Cited, CitedSources
from briefing_generator.verifying.told_verdicts import WORDS, summary

if TYPE_CHECKING:
    from jinja2 import Environment

    from briefing_generator.model import Block, Briefing, Draft, Verification

_GRAVEST = ("fine", "note", "warning", "error")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words of a paragraph under the same marks: the gravest of them, and the numbers of the findings that end with it."""

    words: str
    gravity: str
    ended: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Shown:
    """A finding as the page shows it."""

    number: int
    finding: Finding
    verdict: str
    words: str
    evidence: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A block of the draft with its marks, and the findings that begin in it."""

    kind: str
    line: int
    stretches: tuple[_Stretch, ...]
    findings: tuple[_Shown, ...]


def marked_draft(briefing: Briefing, verified: Verification) -> str:
    """Returns the page. Words of the draft and of the articles stand on it as words, whatever they look like."""
    looks = Markup(
        (files("briefing_generator.verifying") / "templates" / "marked_draft.css").read_text("utf-8").strip()
    )
    digest = Markup(base64.b64encode(hashlib.sha256(looks.encode()).digest()).decode())
    cited, draft = CitedSources(briefing), verified.draft
    shown = [
        _Shown(number, f, WORDS[f.verdict], flat(f.words), tuple(map(cited.of, f.evidence)))
        for number, f in enumerate(verified.findings, 1)
    ]
    template = _environment().get_template("marked_draft.html.j2")
    return template.render(
        title=flat(draft.article.title) if draft.article.title_basis == "stated" else plain(draft.name),
        briefing=flat(briefing.settings.title), as_of=briefing.as_of, summary=plain(summary(verified)), style=looks,
        digest=digest, paragraphs=[_paragraph(draft, block, shown) for block in draft.article.blocks],
        unit="¶" if draft.documented else "line",
    )  # fmt: skip


def _paragraph(draft: Draft, block: Block, shown: list[_Shown]) -> _Paragraph:
    within = [s for s in shown if s.finding.start < block.end and block.start < s.finding.end]
    edges = {block.start, block.end}
    for one in within:
        edges |= {max(block.start, one.finding.start), min(block.end, one.finding.end)}
    places = sorted(edges)
    stretches = tuple(_stretch(draft, start, end, within) for start, end in pairwise(places))
    begun = tuple(s for s in within if s.finding.start >= block.start)
    return _Paragraph(block.kind, draft.line(block.start), stretches, begun)


def _stretch(draft: Draft, start: int, end: int, within: list[_Shown]) -> _Stretch:
    over = [s for s in within if s.finding.start < end and start < s.finding.end]
    gravity = max((s.finding.gravity for s in over), key=_GRAVEST.index, default="")
    return _Stretch(
        _seen(draft.article.text[start:end]), gravity, tuple(s.number for s in over if s.finding.end == end)
    )


def _seen(words: str) -> str:
    """Returns words with their spaces, and without signs that nobody sees or that turn the direction of writing."""
    return "".join(c if c.isspace() else plain(c) for c in words)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("briefing_generator.verifying"), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=StrictUndefined,
    )  # fmt: skip
