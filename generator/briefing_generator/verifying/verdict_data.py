"""Verdicts on a draft as data: JSON, and as problems with their codes, which other programs have formats for."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING

from briefing_generator.corpus.codes import Code
from briefing_generator.model import Problem
from briefing_generator.pages.showing.escaping import flat
from briefing_generator.store.resources import shipped
from briefing_generator.verifying.cited_sources import CitedSources

if TYPE_CHECKING:
    from briefing_generator.model import Briefing, Finding, Verification


@cache
def verdict_codes() -> dict[str, Code]:
    """Returns every verdict that asks to be mended, with what it means and what to do."""
    raw = shipped("briefing_generator.verifying", "verdicts.yml")
    return {code: Code(code, **told) for code, told in raw.items()}


def as_json(briefing: Briefing, verified: Verification) -> str:
    """Returns all findings on a draft as JSON, with the passages that carry them."""
    cited, draft = CitedSources(briefing), verified.draft
    findings = [
        {
            "verdict": f.verdict, "matter": f.matter, "gravity": f.gravity,
            "line": draft.line(f.start), "column": draft.column(f.start), "start": f.start, "end": f.end,
            "words": f.words, "message": f.message, "difference": [asdict(piece) for piece in f.difference],
            "evidence": [asdict(cited.of(evidence)) for evidence in f.evidence],
        }
        for f in verified.findings
    ]  # fmt: skip
    counts = Counter(f.verdict for f in verified.findings)
    data = {
        "draft": draft.name, "places": "paragraphs" if draft.documented else "lines", "briefing": briefing.name,
        "as_of": briefing.as_of, "wrong": len(verified.wrong), "counts": dict(sorted(counts.items())), "findings": findings,
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=False, indent=1)


def as_problems(briefing: Briefing, verified: Verification, path: str) -> list[Problem]:
    """Returns what has to be mended as problems of the draft, which lies at ``path`` below the folder that they are told of."""
    cited, draft = CitedSources(briefing), verified.draft
    return [
        Problem(
            path, draft.line(f.start), draft.column(f.start), "error" if f.gravity == "error" else "warning", f.verdict,
            _message(f, cited),
        )
        for f in verified.wrong
    ]  # fmt: skip


def _message(finding: Finding, cited: CitedSources) -> str:
    """Returns a verdict in one line, with the words that are meant and the passage that tells it best."""
    told = f"“{flat(finding.words)}”: {finding.message}"
    if not finding.evidence:
        return told
    first = cited.of(finding.evidence[0])
    return f"{told} “{first.shown}” ({first.label}, {first.path}:{first.line})"
