"""A briefing as the pages look at it: who is who, which sentence carries what, and links from page to page."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile
from operator import itemgetter
from urllib.parse import urlencode

from markupsafe import Markup

from briefing_generator.model import Account, Article, Briefing, Evidence, KeyPoint, Quotation, Stakeholder, Statement
from briefing_generator.pages.showing import vocabulary
from briefing_generator.pages.showing.escaping import flat, md, plain, slug, stressed
from briefing_generator.pages.showing.evidence_marks import anchors

_LABEL = 32
"""Letters of a title that stands for a source."""
_SOURCE = 40
"""Letters of a source's name in a citation mark."""
_GIST = 72
"""Letters of a statement that a cell of the matrix shows."""

_AT_THE_ENDS = " .,;:!?–—-"

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a sentence is used: what the page calls it, the page's path below the briefing, and the anchor there.

    For a statement ``statement`` tells which, so that a note in the margin can show its act.
    """

    label: str
    path: str
    anchor: str = ""
    statement: Statement | None = None


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
        """Returns what lists call an article: its source, or its title where none is known."""
        return plain_source(article) or vocabulary.clipped(article.title, _LABEL)

    def source_of(self, article: Article) -> str:
        """Returns the same in the length of a citation mark."""
        return vocabulary.clipped(self.said_by(article), _SOURCE)

    # ------------------------------------------------------------ links

    def link(self, path: str, here: str, anchor: str = "") -> Markup:
        """Returns the address of another page of the briefing as seen from ``here``; paths and anchors are slugs."""
        address = "" if path == here else posixpath.relpath(path, posixpath.dirname(here) or ".")
        return Markup(f"{address}#{anchor}" if anchor else address or posixpath.basename(path))

    def conditions_of(self, party: str, here: str) -> Markup:
        """Returns the address of the Conditions page, showing those of one party."""
        return Markup(f"{self.link('conditions.md', here)}?{urlencode({'party': plain(self.name(party))})}")

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

    def cite(self, evidence: Evidence, here: str, short: str | None = None) -> Markup:
        """Returns the citation mark of a claim: source and date (or ``short``), linked to the highlighted sentence."""
        article = self.articles[evidence.article]
        label = f"{self.source_of(article)}, {vocabulary.day(article.date, short=True)}"
        span = self.sentences_of(evidence)[0]
        sentence = flat(article.text[span[0] : span[1]])
        known = [article.title, plain_source(article), vocabulary.day(article.date)]
        card = md(" · ".join([f"“{sentence}”", *(part for part in known if part)]))
        address = self.link(self.article_path(article.id), here, self.anchor(evidence))
        return Markup(f'[{md(short or label)}]({address} "{card}")')

    def cites(self, evidence: Iterable[Evidence], here: str) -> Markup:
        """Returns several citation marks, one for each sentence.

        Later ones of the same article are numbered, and one of the source named just before tells its date alone.
        """
        marks: dict[tuple[str, Span], Markup] = {}
        numbers: dict[str, int] = defaultdict(int)
        before = None
        for item in evidence:
            place = (item.article, self.sentences_of(item)[0])
            if place not in marks:
                numbers[item.article] += 1
                number = numbers[item.article]
                article = self.articles[item.article]
                source = plain_source(article)
                date = (
                    vocabulary.day(article.date, short=True) if article.date and source and source == before else None
                )
                marks[place] = self.cite(item, here, str(number) if number > 1 else date)
                before = source
        return Markup(" ".join(marks.values()))

    def quote(self, evidence: Evidence) -> str:
        """Returns the words of evidence as a reader sees them."""
        return flat(evidence.quote)

    def told(self, statement: Statement) -> Markup:
        """Returns a statement in the words of its evidence, its content and its condition stressed.

        Where the content is not in the evidence (an analyst wrote it, or it was read elsewhere) it stands before it.
        """
        quote, content = self.quote(statement.evidence), flat(statement.content)
        stretches = [("strong", content), ("em", flat(statement.condition or ""))]
        words_of_quote = stressed(quote, stretches)
        before = f"<strong>{md(content)}</strong> — " if content and "<strong>" not in words_of_quote else ""
        return Markup(f"{before}“{words_of_quote}”")

    def account(self, account: Account) -> Markup:
        """Returns the sentence of an account, its figure stressed."""
        return Markup(f"“{stressed(self.quote(account.evidence), [('strong', flat(account.figure))])}”")

    def gist(self, statement: Statement) -> str:
        """Returns the content of a statement in few words, or its evidence where it has none."""
        return vocabulary.clipped(flat(statement.content) or self.quote(statement.evidence), _GIST)

    # ------------------------------------------------------------ evidence

    def sentences_of(self, evidence: Evidence) -> list[Span]:
        """Returns the sentences that a span lies in; the span itself where it lies in none."""
        sentences = self._sentences.get(evidence.article, ())
        # They stand one behind the other, so that no more than those around the place need be looked at.
        first = bisect_right(sentences, evidence.start, key=itemgetter(1))
        spans = list(takewhile(lambda span: span[0] < evidence.end, islice(sentences, first, None)))
        return spans or [(evidence.start, evidence.end)]

    @cached_property
    def cited(self) -> dict[str, dict[Span, list[Citation]]]:
        """For each article, the sentences that carry something, with where they are used."""
        found: dict[str, dict[Span, list[Citation]]] = defaultdict(lambda: defaultdict(list))

        def add(evidence: Evidence, citation: Citation) -> None:
            for span in self.sentences_of(evidence):
                if citation not in found[evidence.article][span]:
                    found[evidence.article][span].append(citation)

        for label, points in (("Bottom line", self.briefing.bottom_line), ("Key points", self.briefing.overview)):
            for point in points:
                for item in (point.evidence, *point.also):
                    add(item, Citation(label, "index.md", self.point_anchor(point)))
        for statement in self.statements.values():
            path, anchor = "conditions.md", self.statement_anchor(statement)
            add(statement.evidence, Citation(self.issue(statement.issue), path, anchor, statement))
        for event in self.briefing.timeline:
            for item in (event.evidence, *event.also):
                label = f"Timeline, {vocabulary.when(event.date, event.precision)}"
                add(item, Citation(label, "timeline.md", f"e-{slug(event.id)}"))
        for discrepancy in self.briefing.discrepancies:
            for account in discrepancy.accounts:
                add(account.evidence, Citation("Where accounts differ", "index.md", f"d-{slug(discrepancy.id)}"))
        for quotation in self.briefing.quotations:
            if quotation.speaker in self.stakeholders and quotation.quoted:
                path = self.stakeholder_path(str(quotation.speaker))
                label = f"Said by {self.name(quotation.speaker)}"
                add(said(quotation), Citation(label, path, self.quotation_anchor(quotation)))
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

    def quotation_anchor(self, quotation: Quotation) -> str:
        """Returns the anchor of a quotation on its speaker's page."""
        return f"q-{slug(quotation.id)}"

    def point_anchor(self, point: KeyPoint) -> str:
        """Returns the anchor of a sentence of the overview: made of the sentence, so that it stays when others come."""
        article, span = point.evidence.article, self.sentences_of(point.evidence)[0]
        return "k" + anchors(article, self.articles[article].text, [span])[span][1:]

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


def said(quotation: Quotation) -> Evidence:
    """Returns a quotation as the evidence of what was said."""
    return Evidence(quotation.article, quotation.start, quotation.end, quotation.quote)


def foreign(article: Article) -> str | None:
    """Returns the code of an article's language where it is not English; None for words that are no such code."""
    code = article.language or "en"
    return code if re.fullmatch(r"(?!en\b)[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", code) else None


def plain_source(article: Article) -> str | None:
    """Returns the name of an article's source, or None."""
    return article.source.strip() or None if article.source else None
