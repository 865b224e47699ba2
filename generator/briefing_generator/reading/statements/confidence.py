"""How sure a statement is: how often statements like it have the right party, the right act and no wrong issue.

A logistic regression on what is known of a statement when it is found, its traits. The coefficients are data,
``confidence.yml``, fitted by ``make calibrate`` on the gold that lies beside the bundled articles. An issue that is left
open (``other``) claims nothing and cannot be wrong.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from briefing_generator.store.resources import shipped

if TYPE_CHECKING:
    from briefing_generator.model import Level
    from briefing_generator.reading.candidates.candidate import Found

_USUALLY_SURE = 0.8
"""How sure issues are on average: an open one counts as such."""
_KINDS = ("verb", "noun", "adjective")


Traits = dict[str, float]
"""What bears on whether a statement is right, by name; what is not there counts for nothing."""


def traits(one: Found, party: str | None, issue: str, sure: float, vouched: Level) -> Traits:
    """Returns the traits of a statement.

    Args:
        one: the act as it was found.
        party: whose position it is taken for, None where nobody knows.
        issue: the code it was given.
        sure: how sure the issue is, 0 to 1.
        vouched: who vouches for it.
    """
    kind = one.rule.partition(".")[2].partition(":")[0]
    told = {
        "issue sure": 0.0 if issue == "other" else sure - _USUALLY_SURE,
        "strong word": one.strength == "strong",
        "weak word": one.strength == "weak",
        "party known": party is not None,
        "holder carried over": party is not None and one.holder is None,
        "holder a pronoun": one.holder is not None and one.holder.pos_ == "PRON",
        "holder a common noun": one.holder is not None and one.holder.pos_ == "NOUN",
        "noun": kind == "noun",
        "adjective": kind == "adjective",
        "construction": kind not in _KINDS,
        "negated": ": not " in one.rule,
        "reported": vouched == "reported",
        "expected": vouched == "expected",
    }
    return {name: round(float(value), 2) for name, value in told.items() if value}


@cache
def coefficients() -> Traits:
    """Returns the fitted coefficients by trait; ``constant`` is added to all."""
    fitted = shipped("briefing_generator.reading.statements", "confidence.yml")["coefficients"]
    return {name: float(value) for name, value in fitted.items()}


def confidence(told: Traits, fitted: Traits | None = None) -> float:
    """Returns how often statements with these traits are right, 0 to 1, two digits; ``fitted`` as the default has it."""
    fitted = coefficients() if fitted is None else fitted
    total = fitted["constant"] + sum(fitted.get(name, 0.0) * value for name, value in told.items())
    return round(1 / (1 + math.exp(-total)), 2)
