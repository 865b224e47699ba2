"""Who is reported to have said what: the reports of one article made into quotations.

Reports come from what words of reporting govern (:mod:`briefing_generator.reading.quotations.reported`), from quoting clauses
(:mod:`~briefing_generator.reading.quotations.quoting`), labels (:mod:`~briefing_generator.reading.quotations.labels`) and loose quoted words
(:mod:`~briefing_generator.reading.quotations.loose_quotes`). Here they are put together: marks and contents made to fit, what a report
holds within itself left to it, words that go on after a quoting clause joined to it. The terms source, cue and content
follow attribution corpora (Pareti 2012; Newell et al. 2018).
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing_generator.model import Quotation, QuotationKind, Quoted
from briefing_generator.reading.patterns.cues import load_lexicon
from briefing_generator.reading.quotations.labels import LabelFinder
from briefing_generator.reading.quotations.loose_quotes import LooseQuotes
from briefing_generator.reading.quotations.nominal import NominalFinder
from briefing_generator.reading.quotations.quotemarks import Stretch, find_stretches
from briefing_generator.reading.quotations.quoting import QuotingFinder
from briefing_generator.reading.quotations.reported import ReportedFinder
from briefing_generator.reading.quotations.reports import OBJECT, QUOTING, Report
from briefing_generator.reading.quotations.speakers import Speakers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing_generator.reading.quotations.turns import Voice
    from briefing_generator.reading.text.parse import Parsed
    from briefing_generator.reading.text.referents import Referents

_EDGE = " ,.;:—–-"
_PRONOUNS = frozenset(("he", "she", "it", "they", "we", "i", "you", "who", "which", "that"))
_SHORTEST = 3  # characters that a content has at least
_ENDED = re.compile(r"[.!?][”\"’»]?\s+\S")
_ALIKE = 0.7  # from this share of the longer one on, two contents are one told twice


class QuotationFinder:
    """Finds the quotations of one article."""

    def __init__(self, parsed: Parsed, referents: Referents, voices: tuple[Voice, ...] = ()) -> None:
        """Prepares the search."""
        self.parsed = parsed
        self.referents = referents
        self.stretches = find_stretches(parsed.article)
        self._opens = [s.start for s in self.stretches]
        self._voices, self._voice_starts = voices, [voice.start for voice in voices]
        lexicon = load_lexicon()
        self.labels = LabelFinder(parsed, referents, lexicon, voices)
        self.finders = (QuotingFinder(parsed, lexicon), self.labels, ReportedFinder(lexicon), NominalFinder(lexicon))
        self.loose = LooseQuotes(parsed, self.stretches, lexicon)

    def find(self) -> tuple[Quotation, ...]:
        """Returns the quotations in order of the text."""
        raw = [
            report
            for sentence in self.parsed.sentences
            for finder in (self.finders if sentence.kind != "heading" else self.finders[:1])
            for report in finder.find(sentence)
        ]
        spoken = [self._fitted(r) for r in raw if self._stands(r)]
        kept, relayed = self._outermost([*self.labels.blocks(), *(r for r in spoken if r.end - r.start >= _SHORTEST)])
        whole = self._with_loose(kept)
        speakers = Speakers(self.parsed, self.referents, self.stretches, whole)
        found = []
        at = 0
        for report in whole:
            speaker = speakers.of(report) or self._voice(report)
            while at < len(relayed) and relayed[at].start < report.start:
                at += 1
            others: list[Report] = []
            while at < len(relayed) and relayed[at].end <= report.end:
                others.append(relayed[at])
                at += 1
            found.append(self._quotation(report, speaker, others))
            found += [self._quotation(other, speakers.named(other), ()) for other in others]
        return tuple(found)

    def _voice(self, report: Report) -> str | None:
        """Returns who says "we" or "I" of himself in a turn or a column, outside marks."""
        if report.source is None or self._inside(report.source.head[0]):
            return None
        at = report.source.head[0]
        index = bisect_left(self._voice_starts, at + 1) - 1
        voice = self._voices[index] if index >= 0 else None
        own = self.parsed.signs[slice(*report.source.head)].casefold() in ("i", "we")
        return voice.speaker if voice is not None and own and voice.start <= at < voice.end else None

    # ------------------------------------------------------------ marks

    def _within(self, start: int, end: int) -> list[Stretch]:
        """Returns the stretches that touch a span."""
        at = max(0, bisect_left(self._opens, start) - 1)
        found = []
        for index in range(at, len(self.stretches)):
            stretch = self.stretches[index]
            if stretch.start >= end:
                break
            if stretch.end > start:
                found.append(stretch)
        return found

    def _stands(self, report: Report) -> bool:
        """Tells whether a report is the writer's, with a source where one is looked for, and none that is itself quoted."""
        if self._inside(report.at) or (report.source is None and report.rank >= OBJECT):
            return False
        if report.source is None:
            return True
        # A source in marks is a title and holds them: “Freedom Radio” reported …
        return all(report.source.span[0] < s.start for s in self._within(*report.source.head))

    def _inside(self, at: int) -> bool:
        """Tells whether a place lies in quoted words: what a speaker's own words report is the speaker's."""
        return bool(self._within(at, at + 1))

    def _fitted(self, report: Report) -> Report:
        """Returns a report whose content ends where its quoted words end, and has no marks of the sentence at its edge."""
        text = self.parsed.signs
        start, end = report.start, report.end
        touched = self._within(start, end)
        if touched:
            first, last = touched[0], touched[-1]
            if first.start < start and report.rank == QUOTING:
                start = first.outer_start
            if last.end > end:
                end = last.outer_end
            if first.outer_start < start <= first.start:
                start = first.outer_start
            if last.end - 1 <= end <= last.outer_end:
                end = last.outer_end
        closed = bool(touched) and end == touched[-1].outer_end
        while end > start and text[end - 1] in _EDGE and not closed:
            end -= 1
        while start < end and text[start] in _EDGE:
            start += 1
        return replace(report, start=start, end=end)

    # ------------------------------------------------------------ what holds what

    def _outermost(self, reports: Iterable[Report]) -> tuple[list[Report], list[Report]]:
        """Returns the reports that no other one holds, and held ones that give quoted words to another speaker."""
        kept: list[Report] = []
        relayed: list[Report] = []
        for report in sorted(reports, key=lambda r: (r.start, -r.end, r.rank)):
            above = kept[-1] if kept else None
            if above is None or report.start >= above.end:
                kept.append(report)
                continue
            shared = min(above.end, report.end) - report.start
            longer = max(above.end - above.start, report.end - report.start)
            if shared >= _ALIKE * longer:
                if report.rank < above.rank:
                    kept[-1] = report
            elif report.end <= above.end:
                if self._relayed(report, above) and (not relayed or relayed[-1].end <= report.start):
                    relayed.append(report)
            elif (report.rank, above.end - above.start) < (above.rank, report.end - report.start):
                kept[-1] = report
        return kept, relayed

    def _relayed(self, report: Report, above: Report) -> bool:
        """Tells whether a report within another one gives quoted words to somebody named: "said Hult called it “a war”"."""
        if report.source is None or not report.spoken or report.rank > OBJECT or report.source == above.source:
            return False
        start, end = report.source.head
        if self.parsed.signs[start:end].casefold() in _PRONOUNS:
            return False
        return any(report.start <= s.start and s.end <= report.end for s in self._within(report.start, report.end))

    # ------------------------------------------------------------ loose words

    def _with_loose(self, reports: list[Report]) -> list[Report]:
        """Returns the reports with those that loose quoted words make, in order; words that go on are joined."""
        found: list[Report] = []
        waiting = list(reversed(reports))
        for stretch in self.stretches:
            while waiting and waiting[-1].start <= stretch.start:
                found.append(waiting.pop())
            last = found[-1] if found else None
            if last is not None and last.end >= stretch.end:
                continue
            if waiting and waiting[-1].start < stretch.end:
                continue
            report = self.labels.dashed(stretch) or self.loose.attribute(stretch, last)
            if report is None:
                continue
            if last is not None and self._goes_on(last, report):
                found[-1] = replace(last, end=report.end)
            else:
                found.append(report)
        return [*found, *reversed(waiting)]

    def _goes_on(self, last: Report, report: Report) -> bool:
        """Tells whether loose words go on where a speaker was interrupted: "“…,” he said. “…”"."""
        if report.source != last.source or report.start < last.end or not self._direct(last):
            return False
        between = self.parsed.signs[last.end : report.start]
        for start, end in last.inserted:
            if last.end <= start:
                between = self.parsed.signs[last.end : start] + self.parsed.signs[end : report.start]
        spoken = report.end - last.start - sum(end - start for start, end in last.inserted)
        if 2 * spoken < report.end - last.start:
            return False
        # What stands between may only be the rest of the sentence with the quoting clause.
        return "\n" not in between and not _ENDED.search(between.strip()) and bool(last.inserted)

    def _direct(self, report: Report) -> bool:
        """Tells whether a content opens or ends in quoted words."""
        edges = (report.start + 2, report.end - 2)
        touched = self._within(report.start, report.end)
        return any(s.outer_start <= at < s.outer_end for s in touched for at in edges)

    # ------------------------------------------------------------ quotations

    def _quotation(self, report: Report, speaker: str | None, others: Iterable[Report]) -> Quotation:
        """Makes a quotation of a report; ``others`` in it have quoted words of their own."""
        text = self.parsed.text
        content = text[report.start : report.end]
        touched = self._within(report.start, report.end) if report.spoken else []
        inside = [s for s in touched if report.start <= s.start and s.end <= report.end]
        for other in others:
            inside = [s for s in inside if not (other.start <= s.start and s.end <= other.end)]
        quoted = tuple(Quoted(s.start, s.end, text[s.start : s.end]) for s in inside)
        own = len(content) - sum(min(e, report.end) - s for s, e in report.inserted if report.start <= s < report.end)
        kind: QuotationKind = "indirect"
        if inside:
            kind = "direct" if sum(s.outer_end - s.outer_start for s in inside) >= 0.9 * own - 2 else "mixed"
        source = report.source
        article = self.parsed.article.id
        digest = hashlib.sha256(f"{article}\x1f{report.start}\x1f{content}".encode()).hexdigest()[:10]
        start, end = source.span if source else (None, None)
        return Quotation(
            digest, article, report.start, report.end, content, kind, quoted, speaker, start, end, report.cue
        )


def find_quotations(parsed: Parsed, referents: Referents, voices: tuple[Voice, ...] = ()) -> tuple[Quotation, ...]:
    """Returns who is reported to have said what; speakers are entity keys, None where the text leaves them open."""
    return QuotationFinder(parsed, referents, voices).find()
