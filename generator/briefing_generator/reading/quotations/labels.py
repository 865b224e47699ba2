"""Sources set beside what they say without a verb: "according to …", "Name: …", "…" — Name."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from briefing_generator.reading.grammar.clauses import children
from briefing_generator.reading.quotations.reports import LABEL, Report
from briefing_generator.reading.quotations.sources import Source, source_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from briefing_generator.model import Block
    from briefing_generator.reading.patterns.cues import Lexicon
    from briefing_generator.reading.quotations.quotemarks import Stretch
    from briefing_generator.reading.quotations.turns import Voice
    from briefing_generator.reading.text.parse import Parsed, ParsedSentence
    from briefing_generator.reading.text.referents import Referents

_LABEL = re.compile(r"[“\"'‘«]?((?:[A-Z][\w.’'&-]*)(?: (?:[A-Z][\w.’'&-]*|of|the|and)){0,4}):\s+(?=\S)")
# A phrase before a colon and a mark, in any case.
_BEFORE_MARK = re.compile(r"([^\s:“\"‘«][^:“\"«\n]{2,80}):\s+(?=[“\"‘«„']\S)")
_ENDED = re.compile(r"\w{4,}[.!?]\s")  # a sentence that ends within it
_LONGEST = 8  # words of such a phrase
_TOP = 3  # blocks in which a headline or a teaser may stand
_DASH = re.compile(r"[^\S\n]*(?:―|—|–|--|-)\s*([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4})")


class LabelFinder:
    """Finds what labels attribute."""

    def __init__(self, parsed: Parsed, referents: Referents, lexicon: Lexicon, voices: tuple[Voice, ...] = ()) -> None:
        """Takes the article, whom its names stand for, and the language of reporting."""
        self.parsed = parsed
        self.referents = referents
        self.lexicon = lexicon
        self._turns = self._repeated()
        self._voices = [(v.label, v.start) for v in voices if v.label is not None and v.start < v.end and not v.asks]

    def find(self, sentence: ParsedSentence) -> list[Report]:
        """Returns what "according to …" and "in …'s view" attribute in one sentence."""
        found = []
        for token in sentence.doc:
            report = None
            if token.lower_ == "according":
                report = self._according(sentence, token)
            elif (
                token.lower_ in self.lexicon.words and token.dep_ == "pobj" and token.head.lower_ in ("in", "by", "to")
            ):
                report = self._in_words(sentence, token)
            if report is not None:
                found.append(report)
        return found

    def _in_words(self, sentence: ParsedSentence, token: Token) -> Report | None:
        """Returns what "in Hult's view, …" attributes: the rest of the sentence."""
        who = next(iter(children(token, "poss")), None) or next(
            (w for of in children(token, "prep") if of.lower_ == "of" for w in children(of, "pobj")), None
        )
        source = source_of(sentence, who)
        if source is None or token.head.i > 1:
            return None
        start = max(source.span[1], sentence.char_end(token))
        if self.parsed.signs[start : start + 1] != ",":
            return None
        return Report(start + 1, sentence.end, source, token.text, LABEL, sentence.char_start(token))

    def _according(self, sentence: ParsedSentence, token: Token) -> Report | None:
        to = next((c for c in sentence.doc[token.i + 1 : token.i + 2] if c.lower_ == "to"), None)
        if to is None:
            return None
        who = next(iter(children(to, "pobj")), None) or self._named(sentence, to)
        source = source_of(sentence, who)
        if source is None:
            return None
        text = self.parsed.signs
        at = sentence.char_start(token)
        before = text[sentence.start : at].strip(" “\"‘'—–-,")
        amid = text[source.span[1] : source.span[1] + 1] == "," and not any(
            t.i < token.i and t.pos_ in ("VERB", "AUX") for t in sentence.doc
        )
        if amid and len(before.split()) > 1:
            start, end = sentence.start, sentence.end
        elif len(before.split()) <= 1:
            start, end = source.span[1], sentence.end
            comma = text.find(",", start, end)
            if 0 <= comma - start < 120 and who is not None and who.children:
                start = max(start, comma) if text[start:comma].count(" ") < 12 else start
        else:
            start, end = sentence.start, at
        while start < end and text[start] in " ,":
            start += 1
        return Report(start, end, source, "according to", LABEL, at) if end - start > 10 else None

    @staticmethod
    def _named(sentence: ParsedSentence, to: Token) -> Token | None:
        """Returns the noun that follows "according to" where the parse takes it for a verb ("to show insiders")."""
        head = None
        for token in sentence.doc[to.i + 1 :]:
            if token.is_punct or token.pos_ in ("ADP", "CCONJ", "SCONJ"):
                break
            if token.pos_ in ("NOUN", "PROPN", "PRON"):
                head = token
        return head

    def _repeated(self) -> frozenset[str]:
        """Returns the labels that open more than one paragraph: the turns of a transcript."""
        seen: dict[str, int] = {}
        for block in self.parsed.article.blocks:
            match = _LABEL.match(self.parsed.signs, block.start, block.end)
            if match:
                seen[match.group(1)] = seen.get(match.group(1), 0) + 1
        return frozenset(name for name, count in seen.items() if count > 1)

    def blocks(self) -> list[Report]:
        """Returns what a label before a paragraph attributes: turns of a transcript, "Poll: …" in a headline's way."""
        found: list[Report] = []
        for index, block in enumerate(self.parsed.article.blocks):
            if block.kind not in ("paragraph", "quote", "heading", "item"):
                continue
            match = _LABEL.match(self.parsed.signs, block.start, block.end)
            turn = self._turn(block)
            if turn is not None:
                found.append(turn)
            elif match is not None and (match.group(1) in self._turns or (index < _TOP and self._names_source(match))):
                span = match.span(1)
                if block.kind != "heading" or match.group(1) in self._turns:
                    found.append(Report(match.end(), block.end, Source(span, span), ":", LABEL, match.end(1)))
            elif block.kind != "heading":
                found += self._before_mark(block)
        return found

    def _turn(self, block: Block) -> Report | None:
        """Returns what a turn says in the block that its label opens, where the label is a name that is known."""
        at = bisect_left(self._voices, ((block.start, 0), 0))
        label, start = self._voices[at] if at < len(self._voices) else ((block.end, block.end), block.end)
        if start >= block.end or self.referents.covering(*label) is None:
            return None
        return Report(start, block.end, Source(label, label), ":", LABEL, label[1])

    def _names_source(self, label: re.Match[str]) -> bool:
        first, last = label.group(1).split()[0].casefold(), label.group(1).split()[-1].casefold()
        if first in self.lexicon.inverted:
            return False
        return self.referents.covering(*label.span(1)) is not None or last.removesuffix("s") in self.lexicon.labels

    def _before_mark(self, block: Block) -> list[Report]:
        """Returns what a phrase that ends in a name attributes to it: "Union leader Maria Hult: “…”"."""
        match = _BEFORE_MARK.match(self.parsed.signs, block.start, block.end)
        if (
            match is None
            or _ENDED.search(match.group(1))
            or match.group(1).split()[0].casefold() in self.lexicon.inverted
        ):
            return []
        within = self.referents.within(*match.span(1))
        name = self.parsed.signs[slice(*within[-1][:2])] if within else ""
        if not name[:1].isupper() or within[-1][1] != match.end(1) or len(match.group(1).split()) > _LONGEST:
            return []
        return [Report(match.end(), block.end, Source(match.span(1), within[-1][:2]), ":", LABEL, match.end(1))]

    def dashed(self, stretch: Stretch) -> Report | None:
        """Returns the report of quoted words that a dash and a name follow."""
        match = _DASH.match(self.parsed.signs, stretch.outer_end)
        if match is None:
            return None
        return Report(
            stretch.outer_start, stretch.outer_end, Source(match.span(1), match.span(1)), "—", LABEL, match.start()
        )
