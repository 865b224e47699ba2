"""Names for what a briefing knows by ids: who a party is, what an issue is called, which article an evidence is from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.corpus.body.markup import as_shown
from briefing_generator.export.briefing_json import all_statements
from briefing_generator.export.originals import Originals

if TYPE_CHECKING:
    from briefing_generator.model import Article, Briefing, Issue, Statement


class Directory:
    """Answers what the formats for other programs ask of a briefing; words of articles read as on a page."""

    def __init__(self, briefing: Briefing) -> None:
        """Takes the briefing."""
        self.briefing = briefing
        self.articles: dict[str, Article] = {article.id: article for article in briefing.articles}
        self.stakeholders = {stakeholder.id: stakeholder for stakeholder in briefing.stakeholders}
        self.originals = Originals(briefing.articles)
        self.statements = all_statements(briefing)
        known = {issue.code: issue for issue in briefing.pack.issues}
        codes = {s.issue for s in self.statements} | {p.issue for p in briefing.positions}
        codes |= {d.issue for d in briefing.disagreements} | {gap.issue for gap in briefing.gaps}
        self.issues: list[Issue] = [*known.values(), *(briefing.pack.issue(code) for code in sorted(codes - {*known}))]
        """The issues of the pack, then those that stand under no issue of it."""

    def name(self, stakeholder: str | None) -> str:
        """Returns a stakeholder's name; words that name no stakeholder come back as they are shown."""
        if stakeholder is None:
            return ""
        held = self.stakeholders.get(stakeholder)
        return as_shown(held.name if held else stakeholder)

    def known(self, stakeholder: str | None) -> str | None:
        """Returns a stakeholder's id; None for words that name no stakeholder."""
        return stakeholder if stakeholder in self.stakeholders else None

    def told(self, s: Statement) -> str:
        """Returns a statement in a line: who does what, and of which content."""
        return f"{self.name(s.party) or 'Not told who'} {s.act}: {as_shown(s.content) or as_shown(s.evidence.quote)}"

    def issue(self, code: str) -> str:
        """Returns an issue's name."""
        return self.briefing.pack.issue(code).name


def one_line(words: str) -> str:
    """Returns a title, which is words and no Markdown, on one line."""
    return " ".join(words.split())
