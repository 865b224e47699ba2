"""Verdicts on a draft in words, for a terminal: by place in the draft, with the passages that carry them."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from briefing_generator.pages.showing.escaping import flat, plain
from briefing_generator.verifying.cited_sources import CitedSources

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing_generator.model import Briefing, Finding, Piece, Verdict, Verification

WORDS: dict[Verdict, str] = {
    "quote-verbatim": "verbatim", "quote-altered": "altered", "quote-misattributed": "said by somebody else",
    "quote-unquoted": "not quoted there", "quote-nowhere": "nowhere in the folder",
    "position-carried": "carried", "position-contradicted": "contradicted", "position-changed": "changed since",
    "position-nowhere": "not in the folder", "name-differs": "name differs", "date-differs": "date differs",
}  # fmt: skip
"""What each verdict is called."""
_MATTERS = {
    "quotation": ("quotation", "quotations"), "position": ("position", "positions"), "name": ("name", "names"),
    "date": ("date", "dates"),
}  # fmt: skip
_LONGEST = 160
"""Letters of a passage from which its middle is left out."""


def tell(briefing: Briefing, verified: Verification, findings: Iterable[Finding]) -> str:
    """Returns findings in lines, those of one line of the draft together.

    Args:
        briefing: what the draft was held against.
        verified: the draft.
        findings: those to be told, in the order of the draft.
    """
    cited, draft = CitedSources(briefing), verified.draft
    told: list[str] = []
    for line, together in groupby(findings, key=lambda f: draft.line(f.start)):
        told.append(f"{draft.name}, paragraph {line}" if draft.documented else f"{draft.name}:{line}")
        for finding in together:
            told += _told(finding, cited)
        told.append("")
    return "\n".join(told).rstrip("\n")


def _told(finding: Finding, cited: CitedSources) -> list[str]:
    lines = [
        f"  {WORDS[finding.verdict].upper() if finding.wrong else WORDS[finding.verdict]}: “{_short(flat(finding.words))}”"
    ]
    if finding.gravity != "fine":
        lines.append(f"    {plain(finding.message)[:1].upper()}{plain(finding.message)[1:]}")
    if finding.difference:
        lines.append(f"    {compared(finding.difference)}")
    for evidence in finding.evidence:
        one = cited.of(evidence)
        passage = "" if finding.verdict == "quote-verbatim" else f"“{_short(one.shown)}” "
        lines.append(f"    > {passage}{one.label} ({one.path}:{one.line})" + (f" {one.url}" if one.url else ""))
    return lines


def compared(pieces: Iterable[Piece]) -> str:
    """Returns how words differ in one line: ``[-left out-]`` and ``{+put in+}``, as ``git diff --word-diff`` has them."""
    marks = {"same": ("", ""), "left-out": ("[-", "-]"), "put-in": ("{+", "+}")}
    return " ".join(f"{marks[p.kind][0]}{plain(p.words)}{marks[p.kind][1]}" for p in pieces)


def summary(verified: Verification) -> str:
    """Returns in one sentence how many things were looked at and what they were found to be."""
    parts = []
    for matter, (one, several) in _MATTERS.items():
        found = [f for f in verified.findings if f.matter == matter]
        if not found:
            continue
        counts = Counter(f.verdict for f in found)
        told = ", ".join(f"{counts[verdict]} {WORDS[verdict]}" for verdict in WORDS if counts[verdict])
        parts.append(f"{len(found)} {one if len(found) == 1 else several} ({told})")
    return f"{verified.draft.name}: {'; '.join(parts)}." if parts else f"{verified.draft.name}: nothing to check in it."


def _short(words: str) -> str:
    if len(words) <= _LONGEST:
        return words
    half = _LONGEST // 2
    return f"{words[:half].rsplit(' ', 1)[0]} … {words[-half:].split(' ', 1)[-1]}"
