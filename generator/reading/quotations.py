"""Who is reported to have said what: direct, indirect and mixed quotations with speaker and cue.

Words in quotation marks come from :mod:`generator.reading.quotemarks`; clauses that depend on a verb or noun of
reporting come from the parse. Where both meet, the clause is a mixed quotation that holds the quoted words. The terms
source, cue and content, and what counts as content (the reported clause with its marks), follow attribution corpora
(Pareti 2012; Newell et al. 2018).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model import Quotation, QuotationKind, Quoted
from generator.reading.clauses import SUBJECTS, children, lemma, subject, subtree_span
from generator.reading.cues import Cues, load_cues
from generator.reading.parse import Parsed, ParsedSentence
from generator.reading.quotemarks import Stretch, find_stretches
from generator.reading.referents import Referents

if TYPE_CHECKING:
    from spacy.tokens import Token

_PURSUING = frozenset(("push", "call", "press", "seek", "demand", "insist", "want"))
_MARKS = "“”\"«»„‘’'"


@dataclass(frozen=True, slots=True)
class Report:
    """A content found by the parse: its span, who is named as its source, and the cue."""

    start: int
    end: int
    source: tuple[int, int] | None
    head: tuple[int, int] | None
    cue: str


class QuotationFinder:
    """Finds the quotations of one article."""

    def __init__(self, parsed: Parsed, referents: Referents) -> None:
        """Prepares the search."""
        self.parsed = parsed
        self.referents = referents
        self.cues: Cues = load_cues()

    def find(self) -> tuple[Quotation, ...]:
        """Returns the quotations in order of the text."""
        stretches = find_stretches(self.parsed.article)
        reports: list[Report] = []
        for sentence in self.parsed.sentences:
            if sentence.kind != "heading":
                reports.extend(self._reports(sentence, stretches))
        found: list[Quotation] = []
        placed: set[Stretch] = set()
        last: Report | None = None
        # Nested contents: quoted words belong to the innermost.
        home = {
            s: min(
                (r for r in reports if r.start <= s.start and s.end <= r.end),
                key=lambda r: r.end - r.start,
                default=None,
            )
            for s in stretches
        }
        for report in reports:
            inside = [s for s in stretches if home[s] is report]
            placed.update(inside)
            found.append(self._quotation(report, inside))
        for stretch in stretches:
            if stretch in placed:
                continue
            report_of = self._loose(stretch, reports, last)
            if report_of is not None:
                found.append(self._quotation(report_of, [stretch]))
                last = report_of
        unique = {(q.start, q.end): q for q in reversed(found)}
        return tuple(unique[span] for span in sorted(unique))

    def _quotation(self, report: Report, inside: list[Stretch]) -> Quotation:
        text = self.parsed.text
        content = text[report.start : report.end]
        bare = content.strip(_MARKS + " ,.")
        quoted = tuple(Quoted(s.start, s.end, text[s.start : s.end]) for s in inside)
        kind: QuotationKind = "indirect"
        if inside:
            kind = "direct" if sum(len(q.text) for q in quoted) >= 0.9 * len(bare) else "mixed"
        speaker = self.referents.covering(*report.head) if report.head else None
        article = self.parsed.article.id
        digest = hashlib.sha256(f"{article}\x1f{report.start}\x1f{content}".encode()).hexdigest()[:10]
        start, end = report.source or (None, None)
        return Quotation(
            digest, article, report.start, report.end, content, kind, quoted, speaker, start, end, report.cue
        )

    def _source(self, sentence: ParsedSentence, who: Token | None) -> tuple[tuple[int, int], tuple[int, int]] | None:
        if who is None or (who.pos_ not in ("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM")):
            return None
        without = frozenset(c.i for c in who.children if c.dep_ in ("relcl", "punct") and c.dep_ == "relcl")
        return sentence.span(*subtree_span(who, without)), sentence.span(who, who)

    def _reports(self, sentence: ParsedSentence, stretches: tuple[Stretch, ...]) -> list[Report]:
        found: list[Report] = []
        for token in sentence.doc:
            if token.lower_ == "according":
                found.extend(self._according(sentence, token))
            elif token.pos_ in ("VERB", "AUX"):
                found.extend(self._verb(sentence, token))
            elif token.pos_ == "NOUN" and token.lemma_.casefold() in self.cues.nouns:
                found.extend(self._noun(sentence, token))
        return found

    def _verb(self, sentence: ParsedSentence, verb: Token) -> list[Report]:
        name = lemma(verb)
        if name not in self.cues.verbs and verb.lemma_.casefold() not in self.cues.verbs:
            return []
        base = name if name in self.cues.verbs else verb.lemma_.casefold()
        who = subject(verb)
        contents = [
            c for c in children(verb, "ccomp", "parataxis") if c.pos_ in ("VERB", "AUX", "NOUN", "ADJ", "PROPN", "INTJ")
        ]
        if base in self.cues.weak:
            contents = [c for c in contents if c.i > verb.i]
        if base in self.cues.control:
            contents += [c for c in children(verb, "xcomp") if c.tag_ == "VB"]
        if (
            not contents
            and verb.dep_ in ("parataxis", "advcl", "ccomp")
            and base in self.cues.speech
            and verb.head.pos_ in ("VERB", "AUX")
        ):
            # "…, the minister said" parsed under the content's own verb.
            own = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
            if own is not None and not children(verb, "dobj", "mark"):
                return self._around(sentence, verb, own)
        if not contents and base not in self.cues.weak:
            # Quoted words as an object: emphasised “long-term peace”.
            contents = [c for c in children(verb, "dobj", "oprd", "attr") if self._marked(sentence, c)]
        found = []
        for content in contents:
            first, last = subtree_span(content, frozenset((verb.i,)))
            while first.dep_ in ("cc", "punct") and first.i < last.i and first.text not in ("“", '"', "‘"):
                first = first.nbor(1)
            if first.i < verb.i < last.i:
                continue
            start, end = self._with_marks(sentence, first, last)
            if end - start < 6:
                continue
            source = self._source(sentence, who)
            found.append(Report(start, end, source[0] if source else None, source[1] if source else None, verb.text))
        return found

    def _around(self, sentence: ParsedSentence, verb: Token, own: Token) -> list[Report]:
        start, end = sentence.start, sentence.end
        tokens = list(verb.subtree)
        left, right = tokens[0], tokens[-1]
        if right.i >= len(sentence.doc) - 2:
            end = sentence.char_start(left)
        elif left.i == 0:
            start = sentence.char_end(right)
        else:
            end = sentence.char_start(left)
        text = self.parsed.text
        while end > start and text[end - 1] in " ,":
            end -= 1
        while start < end and text[start] in " ,":
            start += 1
        source = self._source(sentence, own)
        if end - start < 6 or source is None:
            return []
        return [Report(start, end, *source, verb.text)]

    def _marked(self, sentence: ParsedSentence, token: Token) -> bool:
        start, end = sentence.span(*subtree_span(token))
        return any(c in '“”"«»' for c in self.parsed.text[max(0, start - 1) : end + 1])

    def _noun(self, sentence: ParsedSentence, noun: Token) -> list[Report]:
        found = []
        for content in children(noun, "acl", "ccomp", "relcl"):
            if content.dep_ == "relcl" or (content.dep_ == "acl" and content.tag_ != "VB" and not self._that(content)):
                continue
            owner = next(iter(children(noun, "poss")), None)
            verb = noun.head
            who = owner or (subject(verb) if noun.dep_ == "dobj" and verb.pos_ == "VERB" else None)
            source = self._source(sentence, who)
            if source is None:
                continue
            start, end = self._with_marks(sentence, *subtree_span(content))
            found.append(Report(start, end, *source, noun.text))
        return found

    @staticmethod
    def _that(token: Token) -> bool:
        return any(c.dep_ == "mark" and c.lower_ == "that" for c in token.children)

    def _according(self, sentence: ParsedSentence, token: Token) -> list[Report]:
        preps = [c for c in (token, *token.children) if c.lower_ == "to"]
        who = next((w for p in preps for w in children(p, "pobj")), None)
        source = self._source(sentence, who)
        if who is None or source is None:
            return []
        last = max(t.i for t in who.subtree)
        if token.i <= 1:
            start, end = source[0][1], sentence.end
        else:
            start, end = sentence.start, sentence.char_start(token)
            if last < len(sentence.doc) - 3 and sentence.doc[last].text != ".":
                end = sentence.char_start(token)
        text = self.parsed.text
        while start < end and text[start] in " ,”":
            start += 1
        while end > start and text[end - 1] in " ,.":
            end -= 1
        return [Report(start, end, *source, "according to")] if end - start > 10 else []

    def _with_marks(self, sentence: ParsedSentence, first: Token, last: Token) -> tuple[int, int]:
        start, end = sentence.span(first, last)
        text = self.parsed.text
        if start > 0 and text[start - 1] in '“"«„':
            start -= 1
        while end < len(text) and end < sentence.end and text[end] in ',.!?”"»':
            end += 1
            if text[end - 1] in '”"»':
                break
        while end > start and text[end - 1] in ",." and not any(c in '“"«' for c in text[start:end]):
            end -= 1
        return start, end

    def _loose(self, stretch: Stretch, reports: list[Report], last: Report | None) -> Report | None:
        """Returns whose words a stretch is that no reported clause holds; None where the text attributes it to nobody."""
        text = self.parsed.text
        home = [
            s for s in self.parsed.sentences if s.start < stretch.end and stretch.start < s.end and s.kind != "heading"
        ]
        if not home:
            return None
        start, end = stretch.start - 1, min(len(text), stretch.end + 1)
        words = len(text[stretch.start : stretch.end].split())
        for sentence in (*home, *self._next_to(home)):
            for token in sentence.doc:
                at = sentence.char_start(token)
                if (
                    stretch.start <= at < stretch.end
                    or token.pos_ != "VERB"
                    or token.lemma_.casefold() not in self.cues.speech - self.cues.weak
                ):
                    continue
                if sentence not in home and (words < 5 or abs(at - stretch.end) > 220):
                    continue
                who = subject(token)
                source = self._source(sentence, who)
                if source is None or stretch.start <= source[1][0] < stretch.end:
                    continue
                if words >= 5 or self._governs(sentence, token, stretch):
                    return Report(start, end, *source, token.text)
        if words < 3:
            return self._owned(home[0], stretch)
        if last is not None and words >= 6 and 0 <= stretch.start - last.end < 400:
            return Report(start, end, last.source, last.head, last.cue)
        return self._owned(home[0], stretch)

    def _next_to(self, home: list[ParsedSentence]) -> list[ParsedSentence]:
        found = []
        for index in (home[-1].index + 1, home[0].index - 1):
            if 0 <= index < len(self.parsed.sentences):
                near = self.parsed.sentences[index]
                if near.block == home[0].block and near.kind != "heading":
                    found.append(near)
        return found

    def _governs(self, sentence: ParsedSentence, verb: Token, stretch: Stretch) -> bool:
        below = [t for t in verb.subtree if stretch.start <= sentence.char_start(t) < stretch.end]
        return bool(below)

    def _owned(self, sentence: ParsedSentence, stretch: Stretch) -> Report | None:
        """Short quoted words that are somebody's: "pushes for “demilitarization”", "is ready “anytime”"."""
        inside = [t for t in sentence.doc if stretch.start <= sentence.char_start(t) < stretch.end]
        if not inside:
            return None
        head = min(inside, key=lambda t: sum(1 for _ in t.ancestors))
        for above in head.ancestors:
            if above.pos_ != "VERB":
                if above.dep_ in ("relcl",):
                    return None
                continue
            name = above.lemma_.casefold()
            if above.dep_ in ("acl", "relcl", "pcomp"):
                return None
            if name in self.cues.verbs - self.cues.weak or name in _PURSUING:
                source = self._source(sentence, subject(above))
                if source is None:
                    return None
                return Report(stretch.start - 1, min(len(self.parsed.text), stretch.end + 1), *source, above.text)
        return None


def find_quotations(parsed: Parsed, referents: Referents) -> tuple[Quotation, ...]:
    """Returns who is reported to have said what; speakers are entity keys, None where the text leaves them open."""
    return QuotationFinder(parsed, referents).find()
