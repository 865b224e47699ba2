"""Sources set beside what they say without a verb: "according to …", "Name: …", "…" — Name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.reading.clauses import children
from generator.reading.cues import Lexicon
from generator.reading.parse import Parsed, ParsedSentence
from generator.reading.quotemarks import Stretch
from generator.reading.referents import Referents
from generator.reading.sources import Report, Source, source_of

if TYPE_CHECKING:
    from spacy.tokens import Token

LABEL = 1
_LABEL = re.compile(r"[“\"'‘«]?((?:[A-Z][\w.’'&-]*)(?: (?:[A-Z][\w.’'&-]*|of|the|and)){0,4}):\s+(?=\S)")
_DASH = re.compile(r"\s*(?:―|—|–|--|-)\s*([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4})")


class LabelFinder:
    """Finds what labels attribute."""

    def __init__(self, parsed: Parsed, referents: Referents, lexicon: Lexicon) -> None:
        """Takes the article, whom its names stand for, and the language of reporting."""
        self.parsed = parsed
        self.referents = referents
        self.lexicon = lexicon
        self._turns = self._repeated()

    def find(self, sentence: ParsedSentence) -> list[Report]:
        """Returns what "according to" attributes in one sentence."""
        found = []
        for token in sentence.doc:
            if token.lower_ == "according":
                report = self._according(sentence, token)
                if report is not None:
                    found.append(report)
        return found

    def _according(self, sentence: ParsedSentence, token: Token) -> Report | None:
        to = next((c for c in sentence.doc[token.i + 1 : token.i + 2] if c.lower_ == "to"), None)
        if to is None:
            return None
        who = next(iter(children(to, "pobj")), None) or self._named(sentence, to)
        source = source_of(sentence, who)
        if source is None:
            return None
        text = self.parsed.text
        at = sentence.char_start(token)
        before = text[sentence.start : at].strip(" “\"‘'—–-,")
        if len(before.split()) <= 1:
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
            match = _LABEL.match(self.parsed.text, block.start, block.end)
            if match:
                seen[match.group(1)] = seen.get(match.group(1), 0) + 1
        return frozenset(name for name, count in seen.items() if count > 1)

    def blocks(self) -> list[Report]:
        """Returns what a label before a paragraph attributes: turns of a transcript, "Poll: …" in a headline's way."""
        found = []
        for index, block in enumerate(self.parsed.article.blocks):
            if block.kind not in ("paragraph", "quote"):
                continue
            match = _LABEL.match(self.parsed.text, block.start, block.end)
            if match is None:
                continue
            name, span = match.group(1), match.span(1)
            known = (
                self.referents.covering(*span) is not None
                or name.split()[-1].casefold().removesuffix("s") in self.lexicon.labels
            )
            if name in self._turns or (known and index < 3):
                found.append(Report(match.end(), block.end, Source(span, span), ":", LABEL, match.end(1)))
        return found

    def dashed(self, stretch: Stretch) -> Report | None:
        """Returns the report of quoted words that a dash and a name follow."""
        match = _DASH.match(self.parsed.text, stretch.outer_end)
        if match is None:
            return None
        return Report(
            stretch.outer_start, stretch.outer_end, Source(match.span(1), match.span(1)), "—", LABEL, match.start()
        )
