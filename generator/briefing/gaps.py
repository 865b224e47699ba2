"""Common ground and gaps: for each issue, where one party's demand meets another's answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Literal

from generator.briefing.positions import in_time, likeness
from generator.model import Gap, Statement

_ALIKE = 0.34


def find_gaps(statements: Iterable[Statement]) -> tuple[Gap, ...]:
    """Returns, for each issue and pair of parties, the demand or offer and the answer that share most words."""
    by_issue: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.issue != "other":
            by_issue[statement.issue].append(statement)
    found: dict[tuple[str, str, str, str], tuple[float, Gap]] = {}
    for issue, held in by_issue.items():
        asking = [s for s in held if s.act in ("demands", "offers")]
        answering = [s for s in held if s.act in ("accepts", "offers", "rejects")]
        for ask in sorted(asking, key=in_time):
            for answer in answering:
                if (
                    ask.party == answer.party
                    or ask.party is None
                    or answer.party is None
                    or ask.act == answer.act == "offers"
                ):
                    continue
                near = likeness(ask.content, answer.content)
                if near < _ALIKE:
                    continue
                kind: Literal["met", "opposed"] = "opposed" if answer.act == "rejects" else "met"
                key = (issue, ask.party, answer.party, kind)
                if key not in found or near > found[key][0]:
                    found[key] = (near, Gap(issue, ask.party, answer.party, ask.id, answer.id, kind))
    return tuple(found[key][1] for key in sorted(found))
