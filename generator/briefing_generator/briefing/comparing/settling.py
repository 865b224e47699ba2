"""What an agreement closed: what a party wanted of those with whom it then came to terms is settled, and no open position."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

from briefing_generator.briefing.comparing.comparison_words import load_contrary
from briefing_generator.briefing.comparing.similarity import content_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing_generator.briefing.comparing.context import Ground
    from briefing_generator.model import Statement


class Settlements:
    """The agreements that parties are told to have made."""

    def __init__(self, statements: Iterable[Statement], ground: Ground) -> None:
        """Takes all statements; what is tied to a condition, or only expected, has settled nothing."""
        self._ground = ground
        self._made: dict[str, list[Statement]] = defaultdict(list)
        for s in statements:
            firm = s.party is not None and s.date is not None and not s.conditional and s.level != "expected"
            if firm and s.act == "accepts" and load_contrary().settlement.search(s.evidence.quote):
                self._made[str(s.party)].append(s)

    def of(self, statement: Statement) -> str | None:
        """Returns the id of the earliest agreement that closed what a statement wants or refuses; None where it is open.

        It is one that the party made on its day or later with somebody whom the statement's sentence names. What a party
        still refuses on the day of an agreement, the agreement leaves open.
        """
        # What is of no issue may be of anything, and is not known to be what was agreed on.
        if statement.act == "accepts" or statement.date is None or statement.issue == "other":
            return None
        words = content_words(self._sentence(statement))
        own = self._ground.called(statement)
        found = [
            made
            for made in self._made[str(statement.party)]
            if (str(made.date) > statement.date or (made.date == statement.date and statement.act != "rejects"))
            and made.id != statement.id
            and (content_words(self._sentence(made)) & words & self._ground.own) - load_contrary().bodies - own
        ]
        return min(found, key=lambda made: (str(made.date), made.id)).id if found else None

    def _sentence(self, statement: Statement) -> str:
        """Returns the sentence that a statement stands in; its evidence where the sentences are not known."""
        evidence = statement.evidence
        starts = self._ground.starts.get(evidence.article, ())
        after = bisect_right(starts, evidence.start)
        text = self._ground.texts.get(evidence.article, "")
        if not after or not text:
            return evidence.quote
        return text[starts[after - 1] : starts[after] if after < len(starts) else len(text)]
