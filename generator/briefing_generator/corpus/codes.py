"""The codes of problems: how grave each is, what it means, how it is cured."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from briefing_generator.model import Severity
from briefing_generator.store.resources import shipped


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a problem, as the documentation explains it."""

    code: str
    severity: Severity
    meaning: str
    cure: str


@cache
def problem_codes() -> dict[str, Code]:
    """Returns every code that a check may print."""
    raw = shipped("briefing_generator.corpus", "codes.yml")
    return {code: Code(code, **told) for code, told in raw.items()}


def severity(code: str) -> Severity:
    """Returns how grave a problem with this code is; raises ``KeyError`` for a code that is not explained."""
    return problem_codes()[code].severity
