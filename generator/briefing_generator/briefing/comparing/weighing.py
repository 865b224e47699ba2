"""How surely an editor would set two statements against each other: what is known of a pair, weighed into one number.

Structure (:mod:`briefing_generator.briefing.comparing.opposition`) finds pairs; most of them are none that an editor would
print. What tells them apart is how surely both were read and speak of one matter, whether their words hold a matter at all,
and how much of the story their parties are. The weights stand in ``weights.yml`` beside this module; they were fitted on
pairs of real stories that were judged by reading their sentences.
"""

from __future__ import annotations

import math
import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from briefing_generator.briefing.comparing.comparison_words import load_contrary
from briefing_generator.briefing.comparing.currency import names_other
from briefing_generator.briefing.comparing.polarity import matter_of, stance
from briefing_generator.briefing.comparing.similarity import words_of
from briefing_generator.store.resources import shipped

if TYPE_CHECKING:
    from briefing_generator.briefing.comparing.context import Ground
    from briefing_generator.briefing.comparing.opposition import Contrast
    from briefing_generator.model import DisagreementKind, Statement

_MONTH = 30.0
_CARRIED = 1
"""Words of a matter, beside names, from which a content tells of one."""
_PRONOUN = re.compile(r"^(?:it|this|that|them|these|those|such|so|one)\b", re.IGNORECASE)


@cache
def _weights() -> dict[str, float]:
    return {str(name): float(weight) for name, weight in shipped("briefing_generator.briefing.comparing", "weights.yml").items()}


def is_bare(statement: Statement, ground: Ground) -> bool:
    """Tells whether a content names no matter: a lone verb or pronoun, or nothing but names ("tough demands for the Iranians")."""
    held = stance(statement)
    if held.bare:
        return False
    return not held.matter - ground.names_of_all or (held.vague and not held.kinds)


def opens_finite(statement: Statement) -> bool:
    """Tells whether a content opens with a verb that tells of a deed, or with the end of a clause ("is not our war")."""
    first = next(iter(words_of(matter_of(statement))), "")
    return first.endswith("ed") or first in load_contrary().finite


def traits(left: Statement, right: Statement, found: Contrast, kind: DisagreementKind, ground: Ground) -> dict[str, float]:
    """Returns what is known of a pair, by name; each lies between about 0 and 1."""
    sure = sorted((left.confidence, right.confidence))
    by = ground.apart(left, right)
    heft = sorted((ground.weight(left.party), ground.weight(right.party)))
    a, b = stance(left), stance(right)
    return {
        "about": found.about,
        "figures": float(found.reason == "figures"),
        "terms": float(found.reason == "terms"),
        "beside": float(found.reason == "beside"),
        "one issue": float(left.issue == right.issue != "other"),
        "near": max(0.0, ground.meaning.near(left.content, right.content)),
        "less sure": sure[0],
        "more sure": sure[1],
        "told by others": sum(s.level != "own" for s in (left, right)) / 2,
        "finite": sum(map(opens_finite, (left, right))) / 2,
        "long": sum(min(1.0, len(words_of(s.content)) / 20) for s in (left, right)) / 2,
        "thin": sum(len(s.matter) <= 1 for s in (a, b)) / 2,
        "named": float(names_other(left, right, ground)),
        "same breath": float(by is not None and abs(by) <= 1),
        "one article": float(by is not None),
        "apart": min(1.0, _days(left, right) / _MONTH),
        "stale": ground.age(min(left, right, key=lambda s: s.date or "")),
        "less weight": heft[0],
        "more weight": heft[1],
        "refused": float("rejects" in (left.act, right.act)),
        "turned": float(a.turned or b.turned),
        "conflict": float(kind == "conflict"),
        "change": float(kind == "change"),
    }


def likelihood(known: dict[str, float]) -> float:
    """Returns how surely a pair with these traits is one that an editor would print, from 0 to 1."""
    weights = _weights()
    total = weights["base"] + math.fsum(weights.get(name, 0.0) * value for name, value in known.items())
    return round(1 / (1 + math.exp(-total)), 2)


def _days(left: Statement, right: Statement) -> int:
    if left.date is None or right.date is None:
        return 0
    return abs((date.fromisoformat(left.date) - date.fromisoformat(right.date)).days)
