"""Whether each position that a draft tells of is one of the folder: carried, contradicted, changed since, or not there."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing_generator.briefing.comparing.context import make_ground
from briefing_generator.briefing.comparing.opposition import about_one_matter, contrast, one_matter, says_the_same
from briefing_generator.briefing.comparing.polarity import figures_differ, stance
from briefing_generator.briefing.comparing.similarity import Meaning, overlap, senses
from briefing_generator.model import Finding
from briefing_generator.verifying.folder_words import words_in_place

if TYPE_CHECKING:
    from briefing_generator.briefing.comparing.polarity import Stance
    from briefing_generator.model import Briefing, Draft, Evidence, Gravity, Reading, Statement, Verdict
    from briefing_generator.verifying.draft_people import DraftPeople

_COMPARED = 40
"""Statements of a party that one of the draft is compared with: those that share most of its words."""
_SHARED = 0.6
"""Share of the words of the shorter of two contents from which they are of one matter, where both are for it or against it."""
_NEARER = 0.3
_SHOWN = 3


class PositionChecker:
    """Checks the positions that one draft tells of."""

    def __init__(self, briefing: Briefing, draft: Draft, reading: Reading, people: DraftPeople) -> None:
        """Takes the briefing, the draft, what was read in it, and who is who there."""
        self._people = people
        self._draft = draft
        self._threshold = briefing.settings.threshold
        self._reading = reading
        used = {a.id: a for a in briefing.articles if a.status == "used"}
        self._held: dict[str, list[Statement]] = defaultdict(list)
        for statement in briefing.statements:
            if statement.party is not None:
                self._held[
                    people.party(statement.party) if statement.party in people.people else statement.party
                ].append(statement)
        sentences = (*briefing.sentences, (reading.article, tuple((s.start, s.end) for s in reading.sentences)))
        texts = {a.id: a.text for a in used.values()} | {reading.article: draft.article.text}
        days = [a.date for a in used.values() if a.date]
        self._ground = make_ground(
            Meaning(s.content for s in briefing.statements), briefing.stakeholders, sentences, texts, days
        )
        self._said = [" ".join(_plain(s.evidence.quote)) for s in briefing.statements]

    def check(self) -> list[Finding]:
        """Returns a finding for each statement of the draft whose party the folder knows, the gravest for each sentence's words."""
        return [
            finding
            for statement in self._reading.statements
            if statement.confidence >= self._threshold
            and statement.party is not None
            and (finding := self._checked(statement)) is not None
        ]

    def _checked(self, statement: Statement) -> Finding | None:
        who = self._people.stakeholder(statement.party)
        if who is None:
            entity = self._people.entity(statement.party)
            told = f"the folder tells of no position of {entity.name if entity else 'this party'}."
            named = entity is not None and not entity.key.startswith("actor-")
            return self._finding(statement, "position-nowhere", "note", told, []) if named else None
        party = self._people.party(who)
        asked = replace(statement, party=party, speaker=who, addressee=self._addressee(statement))
        near = self._nearest(asked)
        carrying = [s for s in near if self._carries(s, asked)]
        against = [s for s in near if s not in carrying and self._opposed(s, asked)]
        name = self._people.name(party)
        if carrying and against and _nearness(asked, against) > _nearness(asked, carrying) + _NEARER:
            # What is said of nearly the same words tells more than what is said of the matter at large.
            carrying = []
        if carrying:
            later = [s for s in against if _day(s) > max(map(_day, carrying))]
            if later and not self._told_as_past(statement, later):
                told = f"{name} held this until {carrying[-1].date}; its later position differs."
                return self._finding(statement, "position-changed", "warning", told, [*later[::-1], *carrying[::-1]])
            return self._finding(statement, "position-carried", "fine", f"{name} holds this.", carrying[::-1])
        if against:
            told = f"the folder has {name} hold another position on this."
            return self._finding(statement, "position-contradicted", "error", told, against[::-1])
        told = f"the folder does not tell of this position of {name}."
        return self._finding(statement, "position-nowhere", "note", told, [])

    def _addressee(self, statement: Statement) -> str | None:
        known = self._people.stakeholder(statement.addressee)
        if known is not None:
            return self._people.party(known)
        return None if self._people.entity(statement.addressee) is not None else statement.addressee

    def _told_as_past(self, statement: Statement, later: list[Statement]) -> bool:
        """Tells whether the draft itself dates the position before the party's later one."""
        return bool(
            statement.date and statement.date != self._draft.article.date and statement.date < min(map(_day, later))
        )

    def _nearest(self, asked: Statement) -> list[Statement]:
        held = self._held.get(asked.party or "", [])
        words = senses(asked.content) | senses(asked.evidence.quote)
        ranks: Counter[int] = Counter(
            {at: 2 * len(words & senses(s.content)) + (s.issue == asked.issue) for at, s in enumerate(held)}
        )
        best = sorted((at for at, rank in ranks.items() if rank), key=lambda at: (-ranks[at], at))[:_COMPARED]
        return sorted((held[at] for at in best), key=lambda s: (_day(s), s.id))

    def _carries(self, held: Statement, asked: Statement) -> bool:
        """Tells whether a statement of the folder says what one of the draft does."""
        if " ".join(_plain(asked.evidence.quote)) == " ".join(_plain(held.evidence.quote)):
            return True
        if not _of_one_side(stance(held), stance(asked)) or figures_differ(held, asked):
            return False
        if "threatens" in (held.act, asked.act) and held.act != asked.act:
            return False
        if says_the_same(held, asked, self._ground) or overlap(senses(held.content), senses(asked.content)) >= _SHARED:
            return True
        return one_matter(held, asked, about_one_matter(held, asked, self._ground))

    def _opposed(self, held: Statement, asked: Statement) -> bool:
        """Tells whether a statement of the folder stands against one of the draft: for the one's matter, and against it, or by figures."""
        found = contrast(held, asked, self._ground)
        if found is not None:
            return not found.flat
        if "threatens" in (held.act, asked.act):
            return False
        shared = overlap(senses(held.content), senses(asked.content)) >= _SHARED
        if _of_one_side(stance(held), stance(asked)):
            return shared and held.issue == asked.issue and figures_differ(held, asked)
        return shared and not figures_differ(held, asked)

    def _finding(
        self, statement: Statement, verdict: Verdict, gravity: Gravity, told: str, carried: list[Statement]
    ) -> Finding:
        place = statement.evidence
        evidence: list[Evidence] = [s.evidence for s in carried][:_SHOWN]
        return Finding(verdict, gravity, place.start, place.end, place.quote, told, tuple(evidence))


def _of_one_side(held: Stance, asked: Stance) -> bool:
    """Tells whether two stances are both for their matter, or both against it.

    Where the words that turn the one's matter round stand in the other, too, and turn nothing there ("better access and
    lower tariffs" beside "lower tariffs"), the acts tell: who rejects these words does not hold what they demand.
    """
    if held.turned != asked.turned:
        turned, other = (held, asked) if held.turned else (asked, held)
        if (turned.whole - turned.matter) & other.matter:
            return held.side == asked.side
    return held.sign == asked.sign


def _nearness(asked: Statement, held: list[Statement]) -> float:
    """Returns how many of a content's words the nearest of some statements has, from 0 to 1."""
    words = senses(asked.content)
    return max((len(words & senses(s.content)) / len(words) for s in held), default=0.0) if words else 0.0


def _plain(text: str) -> list[str]:
    return [word.plain for word in words_in_place(text, 0, len(text))]


def _day(statement: Statement) -> str:
    return statement.date or ""
