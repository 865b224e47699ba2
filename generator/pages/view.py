"""A briefing as the pages look at it: who is who, which sentence carries what, and links from page to page."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from generator.model import Article, Briefing, Evidence, Quotation, Stakeholder, Statement
from generator.pages import words
from generator.pages.evidence import anchors
from generator.pages.markup import flat, md, slug, title

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a sentence is used: what the page calls it, the page's path below the briefing, and the anchor there."""

    label: str
    path: str
    anchor: str = ""


class View:
    """Answers what templates ask of one briefing. ``here`` in a call is the path of the asking page below it."""

    def __init__(self, briefing: Briefing) -> None:
        """Takes the briefing; everything else is worked out when it is first asked for."""
        self.briefing = briefing
        self.articles = {article.id: article for article in briefing.articles}
        self.stakeholders = {stakeholder.id: stakeholder for stakeholder in briefing.stakeholders}
        self.statements = {
            statement.id: statement for statement in (*briefing.statements, *briefing.hidden, *briefing.unplaced)
        }
        self._sentences = dict(briefing.sentences)

    # ------------------------------------------------------------ names

    def name(self, stakeholder: str | None) -> str:
        """Returns a stakeholder's name; words that name no stakeholder come back as they are."""
        if stakeholder is None:
            return ""
        return self.stakeholders[stakeholder].name if stakeholder in self.stakeholders else stakeholder

    def issue(self, code: str) -> str:
        """Returns an issue's name."""
        return self.briefing.pack.issue(code).name

    def said_by(self, article: Article) -> str:
        """Returns what a citation calls an article: its source, or its title where none is known."""
        return plain_source(article) or words.clipped(article.title, 40)

    # ------------------------------------------------------------ links

    def link(self, path: str, here: str, anchor: str = "") -> str:
        """Returns the address of another page of the briefing as seen from ``here``."""
        address = "" if path == here else posixpath.relpath(path, posixpath.dirname(here) or ".")
        return f"{address}#{anchor}" if anchor else address or posixpath.basename(path)

    def article_path(self, article: str) -> str:
        """Returns the path of an article's page."""
        return f"sources/{slug(article)}.md"

    def stakeholder_path(self, stakeholder: str) -> str:
        """Returns the path of a stakeholder's page."""
        return f"stakeholders/{slug(stakeholder)}.md"

    def who(self, stakeholder: str | None, here: str) -> Markup:
        """Returns a stakeholder's name, linked to its page where it has one."""
        if stakeholder in self.stakeholders:
            return Markup(f"[{md(self.name(stakeholder))}]({self.link(self.stakeholder_path(str(stakeholder)), here)})")
        return Markup(md(self.name(stakeholder)))

    def cite(self, evidence: Evidence, here: str) -> Markup:
        """Returns the citation mark of a claim: source and date, linked to the highlighted sentence."""
        article = self.articles[evidence.article]
        label = f"{self.said_by(article)}, {words.day(article.date, short=True)}"
        span = self.sentences_of(evidence)[0]
        sentence = flat(article.text[span[0] : span[1]])
        card = title(f"“{sentence}” · {article.title} · {label}")
        address = self.link(self.article_path(article.id), here, self.anchor(evidence))
        return Markup(f'[{md(label)}]({address} "{card}")')

    def cites(self, evidence: Iterable[Evidence], here: str) -> Markup:
        """Returns several citation marks, one for each sentence."""
        marks = dict.fromkeys(self.cite(item, here) for item in evidence)
        return Markup(" ".join(marks))

    def quote(self, evidence: Evidence) -> str:
        """Returns the words of evidence as a reader sees them."""
        return flat(evidence.quote)

    # ------------------------------------------------------------ evidence

    def sentences_of(self, evidence: Evidence) -> list[Span]:
        """Returns the sentences that a span lies in; the span itself where it lies in none."""
        spans = [s for s in self._sentences.get(evidence.article, ()) if s[0] < evidence.end and evidence.start < s[1]]
        return spans or [(evidence.start, evidence.end)]

    @cached_property
    def cited(self) -> dict[str, dict[Span, list[Citation]]]:
        """For each article, the sentences that carry something, with where they are used."""
        found: dict[str, dict[Span, list[Citation]]] = defaultdict(lambda: defaultdict(list))

        def add(evidence: Evidence, citation: Citation) -> None:
            for span in self.sentences_of(evidence):
                if citation not in found[evidence.article][span]:
                    found[evidence.article][span].append(citation)

        for point in (*self.briefing.bottom_line, *self.briefing.overview):
            for item in (point.evidence, *point.also):
                add(item, Citation("Overview", "index.md"))
        for statement in self.statements.values():
            label = (
                f"Conditions: {self.name(statement.party) or 'no party'} {statement.act}, {self.issue(statement.issue)}"
            )
            add(statement.evidence, Citation(label, "conditions.md", self.statement_anchor(statement)))
        for event in self.briefing.timeline:
            for item in (event.evidence, *event.also):
                add(item, Citation("Timeline", "timeline.md", f"e-{slug(event.id)}"))
        for quotation in self.briefing.quotations:
            if quotation.speaker in self.stakeholders and quotation.quoted:
                path = self.stakeholder_path(str(quotation.speaker))
                add(said(quotation), Citation(f"Said by {self.name(quotation.speaker)}", path))
        return found

    @cached_property
    def _anchors(self) -> dict[str, dict[Span, str]]:
        found: dict[str, dict[Span, str]] = {}
        for article, marked in self.cited.items():
            spans = sorted({*self._sentences.get(article, ()), *marked})
            found[article] = dict(anchors(article, self.articles[article].text, spans))
        return found

    def anchor(self, evidence: Evidence) -> str:
        """Returns the anchor of the first sentence of the evidence."""
        return self.span_anchor(evidence.article, self.sentences_of(evidence)[0])

    def span_anchor(self, article: str, span: Span) -> str:
        """Returns the anchor of a sentence."""
        return self._anchors.get(article, {}).get(span) or next(
            iter(anchors(article, self.articles[article].text, [span]).values())
        )

    def statement_anchor(self, statement: Statement) -> str:
        """Returns the anchor of a statement on the Conditions page."""
        return f"st-{slug(statement.id)}"

    # ------------------------------------------------------------ what belongs to whom

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
    def opposed(self) -> dict[str, list[str]]:
        """For each statement, the kinds of disagreement it is part of."""
        found: dict[str, list[str]] = defaultdict(list)
        for disagreement in self.briefing.disagreements:
            for statement in disagreement.statements:
                label = words.DISAGREEMENTS[disagreement.kind]
                if label not in found[statement]:
                    found[statement].append(label)
        return found

    def mentioned_in(self, stakeholder: Stakeholder) -> list[tuple[Article, int]]:
        """Returns the articles that name a stakeholder, with how often, most often first."""
        counts: dict[str, int] = defaultdict(int)
        for mention in stakeholder.mentions:
            counts[mention.article] += 1
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return [(self.articles[article], number) for article, number in ranked]


def said(quotation: Quotation) -> Evidence:
    """Returns a quotation as the evidence of what was said."""
    return Evidence(quotation.article, quotation.start, quotation.end, quotation.quote)


def plain_source(article: Article) -> str | None:
    """Returns the name of an article's source, or None."""
    return article.source.strip() or None if article.source else None
