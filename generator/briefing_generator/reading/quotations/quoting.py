"""Quoting clauses: "…, the pilot said", "…," added Lindqvist, "…", set after or amid what is said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing_generator.reading.grammar.clauses import SUBJECTS, subtree_span
from briefing_generator.reading.quotations.reports import QUOTING, Report
from briefing_generator.reading.quotations.sources import source_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from briefing_generator.reading.patterns.cues import Lexicon
    from briefing_generator.reading.text.parse import Parsed, ParsedSentence

_CONTENT = ("ccomp", "parataxis", "dep", "intj")
_BREAK = ",”\"»’'?!—–-…"
_OPENING = ("“", '"', "‘", "«", "'", "`", "„")
_DATELINE = re.compile(r"[A-Z][A-Z.,'’ -]{2,40}(?:\([^)\n]{1,20}\) ?)?(?:, [\w. ]{3,20})?\s?(?:—|–|--|-)\s+")
_NOUNS = ("PROPN", "NOUN")
_INVERTING = frozenset((",", "”", '"', "»", "’", "'", "''", "?", "!"))
_TELLING = ("order", "topic:of", "topic:about", "topic:on")


class QuotingFinder:
    """Finds quoting clauses and what they quote."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon) -> None:
        """Takes the article and the language of reporting."""
        self.parsed = parsed
        self.lexicon = lexicon

    def find(self, sentence: ParsedSentence) -> list[Report]:
        """Returns what the quoting clauses of a sentence quote: the sentence without them.

        A heading quotes nothing but the paragraph below, where it is no more than "Lindqvist added:".
        """
        found = self._lead(sentence)
        if sentence.kind == "heading":
            return found
        for verb in sentence.doc:
            if verb.pos_ in ("VERB", "AUX"):
                report = self._around(sentence, verb) or self._as(sentence, verb)
                if report is not None:
                    found.append(report)
        return found

    def clause(self, sentence: ParsedSentence, verb: Token) -> tuple[Token, Token, Token] | None:  # noqa: C901
        """Returns the subject of a quoting clause and its first and last token; None where the verb makes none."""
        frames = self.lexicon.of_verb(verb)
        if not frames & {"quote", "clause"} or verb.tag_ == "VBG":
            return None
        if verb.tag_ == "VB" and any(child.dep_ == "aux" for child in verb.children):
            return None
        subjects = [c for c in verb.children if c.dep_ in SUBJECTS and c.ent_type_ not in ("DATE", "TIME")]
        inverted = verb.i > 0 and verb.nbor(-1).text in _INVERTING and subjects and subjects[-1].i > verb.i
        own = subjects[-1 if inverted else 0] if subjects else None
        if own is None and "quote" in frames and verb.i > 0 and verb.nbor(-1).text in _INVERTING:
            # "“…,” added KCNA": the parse takes who speaks for an object.
            own = next((child for child in verb.children if child.dep_ == "dobj" and child.pos_ in _NOUNS), None)
        if own is None or own.tag_ in ("WP", "WDT") or own.dep_ == "nsubjpass":
            return None
        if "quote" not in frames and own.i > verb.i:
            return None
        first, last = subtree_span(own, frozenset(c.i for c in own.children if c.dep_ in ("ccomp", "parataxis")))
        low, high = min(first.i, verb.i), max(last.i, verb.i)
        for child in verb.children:
            if child.dep_ in ("aux", "neg", "advmod") and low - 2 <= child.i < low and child.i < verb.i:
                low = child.i
            if child.i <= verb.i or child.dep_ in ("punct", *_CONTENT):
                continue
            if child.dep_ == "dobj" and child.i != own.i and not frames.intersection(_TELLING):
                return None
            if child.dep_ in ("mark", "xcomp", "oprd", "acomp"):
                return None
            high = max(high, subtree_span(child)[1].i)
        return own, sentence.doc[low], sentence.doc[high]

    def _around(self, sentence: ParsedSentence, verb: Token) -> Report | None:
        clause = self.clause(sentence, verb)
        if clause is None:
            return None
        own, first, last = clause
        text = self.parsed.signs
        start, end = sentence.start, sentence.char_start(first)
        before = text[start:end].rstrip()
        if not before or before[-1] not in _BREAK:
            return None
        amid = before[-1] == "," and text[sentence.char_end(last) : sentence.char_end(last) + 1] == ","
        if amid and text[sentence.char_end(last) + 2 : sentence.char_end(last) + 3] in _OPENING:
            return None  # "On Monday, she said, “…”"
        if not amid and not self._says(verb, first, before):
            return None
        if any(c.dep_ == "mark" and c.i < verb.i for c in verb.children):
            return None
        dateline = _DATELINE.match(text, start, end)
        start = dateline.end() if dateline else start
        lead = max(before.find(f": {mark}") for mark in _OPENING)
        if lead > 0 and before[-1] in "”\"»’'":
            start += lead + 2  # "She scolded him: “…,” he said": the last clause has the last word
        tail = sentence.char_end(last)
        after = text[tail : sentence.end].strip(" .,;:”\"’'»)")
        inserted = ((end, tail),)
        rest = text[tail : tail + 2] in (", ", "; ", ": ", ". ") and text[tail + 2 : tail + 3] in _OPENING
        if text[tail : tail + 1] == ";" and not rest:
            after = ""  # another clause of the writer's
        if (
            after
            and (amid or rest or self._governed(sentence, verb, last))
            and 2 * (tail - end) <= sentence.end - start
        ):
            end = sentence.end
        source = source_of(sentence, own, verb)
        return Report(start, end, source, verb.text, QUOTING, sentence.char_start(verb), inserted)

    def _as(self, sentence: ParsedSentence, verb: Token) -> Report | None:
        """Returns what "As Lund put it, …" introduces: the rest of the sentence."""
        if (
            sentence.doc[0].lower_ != "as"
            or verb.dep_ != "advcl"
            or not self.lexicon.of_verb(verb) & {"quote", "clause"}
        ):
            return None
        own = next((child for child in verb.children if child.dep_ in SUBJECTS and child.i < verb.i), None)
        end = subtree_span(verb)[1]
        text, tail = self.parsed.signs, sentence.char_end(end)
        if own is None or own.left_edge.i != 1 or text[tail : tail + 1] != ",":
            return None
        source = source_of(sentence, own, verb)
        return Report(tail + 1, sentence.end, source, verb.text, QUOTING, sentence.char_start(verb))

    def _lead(self, sentence: ParsedSentence) -> list[Report]:
        """Returns the paragraph that a paragraph or heading such as "Lindqvist added:" leads in."""
        blocks, index = self.parsed.article.blocks, sentence.block + 1
        here, text = blocks[sentence.block], self.parsed.signs
        if index >= len(blocks) or sentence.start != here.start or text[here.start : here.end].rstrip()[-1:] != ":":
            return []
        below = blocks[index]
        marked = text[below.start : below.start + 1] in _OPENING
        if below.kind not in ("paragraph", "quote") or (marked and text[below.end - 1] not in "”\"»’'"):
            return []
        root = next((t for t in sentence.doc if t.dep_ == "ROOT" and t.pos_ == "VERB"), None)
        if root is None or "quote" not in self.lexicon.of_verb(root):
            return []
        source = source_of(sentence, next((c for c in root.children if c.dep_ in SUBJECTS), None))
        if source is None or any(c.dep_ in ("ccomp", "xcomp") for c in root.children):
            return []
        return [Report(below.start, below.end, source, root.text, QUOTING, sentence.char_start(root))]

    @staticmethod
    def _governed(sentence: ParsedSentence, verb: Token, last: Token) -> bool:
        """Tells whether what follows a quoting clause is content too."""
        if verb.dep_ in ("parataxis", "ccomp", "dep") and verb.head.i > last.i:
            return True
        return any(t.i > last.i and t.dep_ in _CONTENT and t.head.i == verb.i for t in sentence.doc)

    @staticmethod
    def _says(verb: Token, first: Token, before: str) -> bool:
        """Tells whether what stands before a quoting clause is said in it, and is no adjunct ("On Monday, he spoke")."""
        if before[-1] in "”\"»’'?!":
            return True
        if any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children):
            return False
        if any(c.dep_ in _CONTENT and c.i < first.i for c in verb.children):
            return True
        return verb.dep_ in ("parataxis", "ccomp", "advcl", "conj", "dep") and verb.head.i < first.i
