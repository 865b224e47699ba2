"""How surely an editor would set two statements against each other: what is known of a pair, weighed into one number.

Structure (:mod:`briefing_generator.briefing.comparing.opposition`) finds pairs; most of them are none that an editor would
print. What tells them apart is how surely they speak of one matter, whether they stand in one article or near in time,
how much of the story their parties are, and how they are told. The weights stand in ``weights.yml`` beside this module,
which says how they were fitted (``tests/fit/pairs.py``).
"""

from __future__ import annotations

import math
import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from briefing_generator.briefing.comparing.comparison_words import load_contrary
from briefing_generator.briefing.comparing.polarity import Stance, matter_of, stance
from briefing_generator.briefing.comparing.similarity import sense, senses, words_of
from briefing_generator.store.resources import shipped

if TYPE_CHECKING:
    from briefing_generator.briefing.comparing.context import Ground
    from briefing_generator.briefing.comparing.opposition import Contrast
    from briefing_generator.model import Statement


_SPOKEN = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|me|us)\b|[a-z]{2}[.!?]\s+[A-Z]")
"""What only its speaker can say of itself, and a content that goes on into another sentence."""

_UNNAMED = re.compile(r"""\[[^\]]*["“”]""")
"""A bracket that ought to name what "it" stands for, and holds what somebody said."""


_LONG = 60
"""Days from which two statements lie as far apart as any."""


@cache
def _weights() -> dict[str, float]:
    return {
        str(name): float(weight)
        for name, weight in shipped("briefing_generator.briefing.comparing", "weights.yml").items()
    }


def is_bare(statement: Statement, ground: Ground) -> bool:
    """Tells whether a content names no matter: a lone verb or pronoun, or nothing but names ("tough demands for the Iranians")."""
    held = stance(statement)
    if held.bare:
        return False
    return not _told(held) - ground.names_of_all or (held.vague and not held.kinds)


def _told(held: Stance) -> frozenset[str]:
    """Returns what a content is of: "an exclusion from the alliance" is of more than the alliance."""
    return held.whole if held.turned else held.matter


def opens_finite(statement: Statement) -> bool:
    """Tells whether a content opens with a verb that tells of a deed, or with the end of a clause ("is not our war")."""
    first = next(iter(words_of(matter_of(statement))), "")
    return first.endswith("ed") or first in load_contrary().finite


def is_fragment(statement: Statement, ground: Ground) -> bool:
    """Tells whether a content cannot be read alone: it names no matter, is one bare verb, or a clause without its subject's name."""
    said = words_of(matter_of(statement))
    language = load_contrary()
    if not said or opens_finite(statement) or said[0] in language.stating or said[-1] in language.ending:
        return True
    if language.halves.search(statement.content) or _UNNAMED.search(statement.content):
        return True
    if "[" not in statement.content and (said[0] in language.subjects or _SPOKEN.search(statement.content)):
        return True
    return (
        _says_little(said)
        or (not stance(statement).bare and not stance(statement).matter)
        or _only_names(statement, ground)
    )


def _says_little(said: list[str]) -> bool:
    """Tells whether words are one bare verb ("stop", "to pay", "demanding") or a paper of no name ("a bill")."""
    language = load_contrary()
    lone = [word for word in said if word not in language.stop]
    if len(lone) != 1:
        return not lone
    word = lone[0]
    if said[-1] in language.pointers and said[-1] != word:
        return True
    verb = said[0] == "to" or language.inverters.fullmatch(word) or word in language.acting or word.endswith("ing")
    unnamed = said[0] in ("a", "an") and (sense(word) in language.papers or word in language.references)
    return (len(said) <= 2 and bool(verb) and said[0] not in language.determiners) or unnamed


def _only_names(statement: Statement, ground: Ground) -> bool:
    return not stance(statement).bare and not _told(stance(statement)) - ground.names_of_all


def _names_itself(statement: Statement, ground: Ground) -> bool:
    return bool(ground.called(statement) & senses(statement.evidence.quote))


def _apart(left: Statement, right: Statement) -> float:
    """Returns by how much two statements lie apart in time, from 0 to 1; in the middle where a day is not known."""
    if left.date is None or right.date is None:
        return 0.5
    days = abs((date.fromisoformat(left.date) - date.fromisoformat(right.date)).days)
    return min(1.0, days / _LONG)


def traits(left: Statement, right: Statement, found: Contrast, ground: Ground) -> dict[str, float]:
    """Returns what is known of a pair, by name; each lies between about 0 and 1.

    How surely the two were read is no trait: those figures mean something else with each set of weights.
    """
    both, acts = (left, right), {left.act, right.act}
    shared = (stance(left).whole & stance(right).whole) - ground.called(left, right) - ground.names_of_all
    return {
        "about": found.about,
        "told": float(found.reason != "facing"),
        "near": max(0.0, ground.meaning.near(left.content, right.content)),
        "rare words": min(1.0, ground.rarity(shared) / 2),
        "one article": float(ground.apart(left, right) is not None),
        "days apart": _apart(left, right),
        "less weight": min(ground.weight(s.party) for s in both),
        "names itself": sum(_names_itself(s, ground) for s in both) / 2,
        "finite": sum(map(opens_finite, both)) / 2,
        "reported": sum(s.level == "reported" for s in both) / 2,
        "asked and refused": float(acts == {"demands", "rejects"}),
        "accepted": float("accepts" in acts),
    }


def likelihood(known: dict[str, float]) -> float:
    """Returns how surely a pair with these traits is one that an editor would print, from 0 to 1."""
    weights = _weights()
    total = weights["base"] + math.fsum(weights.get(name, 0.0) * value for name, value in known.items())
    return round(1 / (1 + math.exp(-total)), 2)
