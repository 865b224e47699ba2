"""Who is who in a briefing, and what belongs to whom: statements, quotations, mentions and disagreements, sorted once."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from briefing_generator.pages.showing import vocabulary
from briefing_generator.pages.showing.escaping import flat

if TYPE_CHECKING:
    from briefing_generator.model import Article, Briefing, Quotation, Stakeholder, Statement

_AT_THE_ENDS = " .,;:!?–—-"


class Holdings:
    """A briefing sorted by whom its parts belong to; it knows nothing of pages and links."""

    def __init__(self, briefing: Briefing) -> None:
        """Takes the briefing; everything else is worked out when it is first asked for."""
        self.briefing = briefing
        self.articles = {article.id: article for article in briefing.articles}
        self.stakeholders = {stakeholder.id: stakeholder for stakeholder in briefing.stakeholders}
        self.statements = {
            statement.id: statement for statement in (*briefing.statements, *briefing.hidden, *briefing.unplaced)
        }

    @cached_property
    def heard(self) -> frozenset[str]:
        """Stakeholders who hold or say something, those they speak for, and whom a person wrote into the briefing.

        The others are named in the articles and no more: they have no page of their own.
        """
        found = {each.party for each in self.statements.values()} | {s.speaker for s in self.statements.values()}
        found |= {quotation.speaker for quotation in self.briefing.quotations}
        found |= {each.id for each in self.briefing.stakeholders if each.by or not each.mentions}
        heard: set[str] = set()
        for each in sorted(found & self.stakeholders.keys(), key=str):
            above: str | None = each
            while above in self.stakeholders and above not in heard:
                heard.add(above)
                above = self.stakeholders[above].party
        return frozenset(heard)

    def name(self, stakeholder: str | None) -> str:
        """Returns a stakeholder's name; words that name no stakeholder come back as they are."""
        if stakeholder is None:
            return ""
        return self.stakeholders[stakeholder].name if stakeholder in self.stakeholders else stakeholder

    def issue(self, code: str) -> str:
        """Returns an issue's name."""
        return self.briefing.pack.issue(code).name

    @cached_property
    def quotations_by_speaker(self) -> dict[str, list[Quotation]]:
        """Quotations with spoken words by stakeholder, latest first."""
        found: dict[str, list[Quotation]] = defaultdict(list)
        for quotation in self.briefing.quotations:
            if quotation.speaker in self.stakeholders and quotation.quoted:
                found[str(quotation.speaker)].append(quotation)
        for quotations in found.values():
            quotations.sort(key=lambda q: self.articles[q.article].date or "", reverse=True)
        return found

    @cached_property
    def statements_by_party(self) -> dict[str, list[Statement]]:
        """Statements shown by party, in the order of the positions."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for position in self.briefing.positions:
            found[position.party].extend(self.statements[i] for i in position.statements if i in self.statements)
        return found

    @cached_property
    def spoken(self) -> dict[str, list[Statement]]:
        """Statements by who states them where that is not the party itself, latest first."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for statement in sorted(self.statements.values(), key=lambda s: (s.date or "", s.id), reverse=True):
            if statement.speaker in self.stakeholders and statement.speaker != statement.party:
                found[str(statement.speaker)].append(statement)
        return found

    def spoken_for(self, speaker: str, party: str) -> list[Statement]:
        """Returns the statements of a party that a speaker states, latest first."""
        return [statement for statement in self.spoken.get(speaker, ()) if statement.party == party]

    def also_called(self, stakeholder: Stakeholder) -> list[str]:
        """Returns what else the articles call a stakeholder: spellings that differ by more than marks at their ends."""
        found: dict[str, str] = {}
        for alias in stakeholder.aliases:
            bare = re.sub(r"['’]s?$", "", flat(alias).strip(_AT_THE_ENDS))
            if bare and bare.casefold() != stakeholder.name.casefold():
                found.setdefault(bare.casefold().removeprefix("the "), bare)
        return list(found.values())

    @cached_property
    def against(self) -> dict[str, list[tuple[str, Statement]]]:
        """For each statement, how it disagrees with which others."""
        found: dict[str, list[tuple[str, Statement]]] = defaultdict(list)
        for disagreement in self.briefing.disagreements:
            shown = [self.statements[i] for i in disagreement.statements if i in self.statements]
            for one in shown:
                for other in shown:
                    apart = one.party != other.party if disagreement.kind == "opposed" else one is not other
                    if apart:
                        found[one.id].append((vocabulary.AGAINST[disagreement.kind], other))
        return found

    @cached_property
    def latest_article(self) -> Article | None:
        """The latest article in use."""
        used = [article for article in self.briefing.articles if article.status == "used"]
        return max(used, key=lambda article: (article.date or "", article.id), default=None)

    @cached_property
    def parties(self) -> list[str]:
        """Names of the parties, those first that hold most statements."""
        counts: dict[str, int] = defaultdict(int)
        for position in self.briefing.positions:
            counts[position.party] += len(position.statements)
        return [self.name(party) for party in sorted(counts, key=lambda party: (-counts[party], self.name(party)))]

    def mentioned_in(self, stakeholder: Stakeholder) -> list[tuple[Article, int]]:
        """Returns the articles that name a stakeholder, with how often, most often first."""
        counts: dict[str, int] = defaultdict(int)
        for mention in stakeholder.mentions:
            counts[mention.article] += 1
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return [(self.articles[article], number) for article, number in ranked]
