"""A briefing as the pages look at it: names as links, marks of citation, and which sentence carries what."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile
from operator import itemgetter
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from markupsafe import Markup

from briefing_generator.export.originals import Originals
from briefing_generator.model import Account, Article, Bracket, Evidence, KeyPoint, Quotation, Statement
from briefing_generator.pages.showing import vocabulary
from briefing_generator.pages.showing.escaping import flat, md, plain, slug, stressed, web_address
from briefing_generator.pages.showing.evidence_marks import anchors
from briefing_generator.pages.showing.holdings import Holdings

if TYPE_CHECKING:
    from collections.abc import Iterable

_LABEL = 32
"""Letters of a title that stands for a source."""
_SOURCE = 40
"""Letters of a source's name in a citation mark."""
_TITLE = 30
"""Letters of an article's title that stands for its day where that is not known."""
_GIST = 100
"""Letters of a statement that a cell of the matrix shows."""

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


class View(Holdings):
    """Answers what templates ask of one briefing. ``here`` in a call is the path of the asking page below it."""

    # ------------------------------------------------------------ names

    def said_by(self, article: Article) -> str:
        """Returns what lists call an article: its source, or its title where none is known."""
        return plain_source(article) or vocabulary.clipped(article.title, _LABEL)

    def source_of(self, article: Article) -> str:
        """Returns the same in the length of a citation mark."""
        return vocabulary.clipped(self.said_by(article), _SOURCE)

    def marked(self, article: Article) -> str:
        """Returns what a citation mark says: the source and the day, or the title where no day is known."""
        if article.date:
            return f"{self.source_of(article)}, {vocabulary.day(article.date, short=True)}"
        source, title = self.source_of(article), vocabulary.clipped(article.title, _TITLE)
        return f"{source}, “{title}”" if plain_source(article) else source

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
        if stakeholder in self.heard:
            return Markup(f"[{md(self.name(stakeholder))}]({self.link(self.stakeholder_path(str(stakeholder)), here)})")
        return Markup(md(self.name(stakeholder)))

    def cite(self, evidence: Evidence, here: str, short: str | None = None) -> Markup:
        """Returns the citation mark of a claim: source and date (or ``short``), linked to the highlighted sentence."""
        article = self.articles[evidence.article]
        label = self.marked(article)
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

    @cached_property
    def _originals(self) -> Originals:
        return Originals(self.briefing.articles)

    def original(self, evidence: Evidence) -> Markup:
        """Returns links to the passage at its source and in an archive, each behind a space; empty where there are none."""
        found = self._originals.of(evidence)
        links = (("original", web_address(found.address)), ("archived", web_address(found.archived)))
        return Markup("".join(f" [{word}]({address})" for word, address in links if address))

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

    def sentence(self, evidence: Evidence) -> str:
        """Returns the first sentence that an evidence lies in, as a reader sees it."""
        start, end = self.sentences_of(evidence)[0]
        return flat(self.articles[evidence.article].text[start:end])

    def brackets_in(self, evidence: Evidence) -> list[Bracket]:
        """Returns the names in brackets that stand in a sentence for its pronouns."""
        held = self._brackets.get(evidence.article, ())
        return [b for b in held if evidence.start <= b.evidence.start and b.evidence.end <= evidence.end]

    @cached_property
    def _brackets(self) -> dict[str, list[Bracket]]:
        found: dict[str, list[Bracket]] = defaultdict(list)
        for bracket in self.briefing.brackets:
            found[bracket.evidence.article].append(bracket)
        return found

    @cached_property
    def _sentences(self) -> dict[str, tuple[Span, ...]]:
        return dict(self.briefing.sentences)

    def sentences_of(self, evidence: Evidence) -> list[Span]:
        """Returns the sentences that a span lies in; the span itself where it lies in none."""
        sentences = self._sentences.get(evidence.article, ())
        # They stand one behind the other, so that no more than those around the place need be looked at.
        first = bisect_right(sentences, evidence.start, key=itemgetter(1))
        spans = list(takewhile(lambda span: span[0] < evidence.end, islice(sentences, first, None)))
        return spans or [(evidence.start, evidence.end)]

    @cached_property
    def cited(self) -> dict[str, dict[Span, list[Citation]]]:  # noqa: C901
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
                add(
                    account.evidence,
                    Citation(
                        "How figures went on" if discrepancy.successive else "Where accounts differ",
                        "index.md",
                        f"d-{slug(discrepancy.id)}",
                    ),
                )
        for revision in self.briefing.revisions:
            label = "Earlier version" if self.articles[revision.article].version_of else "Differing copy"
            for item in filter(None, (revision.was, revision.now)):
                add(item, Citation(label, self.article_path(revision.latest), f"v-{slug(revision.id)}"))
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
