"""What nouns and adjectives of reporting govern: "the claim that …", "her belief in …", "is sure that …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.reading.grammar.clauses import SUBJECTS, children, possessor, subject, subtree_span
from briefing_generator.reading.quotations.reports import NOUN, Report, report_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from briefing_generator.reading.patterns.cues import Lexicon
    from briefing_generator.reading.text.parse import ParsedSentence

_WHEN = frozenset(("DATE", "TIME"))


class NominalFinder:
    """Finds the contents that the nouns, adjectives and participles of feeling of a sentence govern."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Takes the language of reporting."""
        self.lexicon = lexicon

    def find(self, sentence: ParsedSentence) -> list[Report]:
        """Returns the reports of one sentence, in order of their cues."""
        found = []
        for token in sentence.doc:
            report = None
            if token.pos_ in ("NOUN", "PROPN"):
                report = self._noun(sentence, token)
            elif token.pos_ == "ADJ" or feeling(token, self.lexicon):
                report = self._adjective(sentence, token)
            if report is not None:
                found.append(report)
        return found

    def _noun(self, sentence: ParsedSentence, noun: Token) -> Report | None:
        frames = self.lexicon.of("noun", noun.lemma_.casefold())
        if not frames:
            return None
        content = self._complement(noun, frames) or (self._predicated(noun) if "that" in frames else None)
        if content is None:
            return None
        who = possessor(noun)
        if who is None and noun.dep_ in ("dobj", "attr", "pobj"):
            verb = noun.head if noun.dep_ != "pobj" else noun.head.head
            if verb.pos_ in ("VERB", "AUX"):
                who = subject(verb)
        if who is None or who.i == noun.i:
            return None
        return report_of(sentence, *content, noun, who, NOUN)

    def _adjective(self, sentence: ParsedSentence, adjective: Token) -> Report | None:
        frames = self.lexicon.of("adjective", adjective.lemma_.casefold())
        frames |= self.lexicon.of("adjective", adjective.lower_)
        if not frames:
            return None
        content = self._complement(adjective, frames)
        who = next(iter(children(adjective, "nsubjpass")), None) or subject(adjective)
        if content is None or who is None or who.dep_ == "expl" or who.i == adjective.i:
            return None
        return report_of(sentence, *content, adjective, who, NOUN)

    @staticmethod
    def _predicated(noun: Token) -> tuple[Token, Token] | None:
        """Returns the clause of "Lund's view is that …"."""
        if noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
            for child in children(noun.head, "ccomp"):
                if child.i > noun.head.i and any(c.dep_ == "mark" for c in child.children):
                    return subtree_span(child)
        return None

    @staticmethod
    def _complement(word: Token, frames: frozenset[str]) -> tuple[Token, Token] | None:
        for child in word.children:
            if child.i < word.i:
                continue
            if child.dep_ in ("acl", "ccomp", "xcomp"):
                to = any(c.dep_ == "aux" and c.lower_ == "to" for c in child.children)
                marked = any(c.dep_ == "mark" and c.lower_ in ("that", "whether", "if") for c in child.children)
                if ("to" in frames and to) or (
                    "that" in frames
                    and not to
                    and (marked or (child.dep_ == "ccomp" and any(c.dep_ in SUBJECTS for c in child.children)))
                ):
                    return subtree_span(child)
            if child.dep_ == "prep" and f"prep:{child.lower_}" in frames:
                for inner in children(child, "pobj", "pcomp"):
                    if inner.ent_type_ not in _WHEN:
                        return subtree_span(inner)
        return None


def feeling(verb: Token, lexicon: Lexicon) -> bool:
    """Tells whether a participle is an adjective of the lexicon: "is opposed to …", "was worried that …"."""
    return verb.tag_ == "VBN" and bool(lexicon.of("adjective", verb.lower_)) and not children(verb, "agent", "dobj")
