"""What a verb of reporting governs: clauses, infinitives, objects, found in the parse by the verb's frames."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing_generator.reading.grammar.clauses import SUBJECTS, children, subtree_span
from briefing_generator.reading.quotations.nominal import feeling
from briefing_generator.reading.quotations.reports import CLAUSE, OBJECT, ORDER, TOPIC, Report, report_of
from briefing_generator.reading.quotations.sources import speaker_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from briefing_generator.reading.patterns.cues import Lexicon
    from briefing_generator.reading.text.parse import ParsedSentence

# Prepositions that open a reason or a complement of an object ("praised her for …"), not a time or a place.
_BELONGING = frozenset(
    ("for", "as", "to", "of", "over", "about", "against", "with", "from", "into", "on", "toward", "towards")
)
# Verbs with one of these frames utter what stands in their object; the others may take up another's words.
_UTTERING = frozenset(("clause", "quote", "naming", "order", "to"))
_HEARD = frozenset(("order", "clause"))
# How the parse hangs a name that an object is given ("called the act a muddle") below the object.
_NAMES = frozenset(("npadvmod", "dep", "oprd"))
_WHEN = frozenset(("DATE", "TIME"))
_REASON = frozenset(("for", "over", "as", "about"))
_ASIDE = frozenset(("conj", "cc", "punct", "advcl", "agent", "npadvmod", "parataxis", "prt", "intj", "ccomp", "dative"))


class ReportedFinder:
    """Finds the contents that the verbs of a sentence govern."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Takes the language of reporting."""
        self.lexicon = lexicon

    def find(self, sentence: ParsedSentence) -> list[Report]:
        """Returns the reports of one sentence, in order of their cues."""
        found: list[Report] = []
        for token in sentence.doc:
            report = self._verb(sentence, token) if token.pos_ in ("VERB", "AUX") else None
            if report is not None:
                found.append(report)
        return found

    def _verb(self, sentence: ParsedSentence, verb: Token) -> Report | None:
        frames = self.lexicon.of_verb(verb)
        if not frames or feeling(verb, self.lexicon):
            return None
        passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children) or _participle(verb)
        content = self._passive(verb, frames) if passive else self._active(verb, frames)
        if content is None:
            return None
        first, last, rank = content
        who = next((w for agent in children(verb, "agent") for w in children(agent, "pobj")), None)
        who = who if who is not None or _participle(verb) else speaker_of(verb)
        if who is None and not passive:
            return None
        if first.i < verb.i < last.i and not passive:
            return None
        report = report_of(sentence, first, last, verb, who, rank)
        if report is not None and rank == OBJECT and not frames & _UTTERING and not _likened(last, verb):
            return replace(report, spoken=False)
        return report

    def _active(self, verb: Token, frames: frozenset[str]) -> tuple[Token, Token, int] | None:  # noqa: C901
        right = [child for child in verb.children if child.i > verb.i]
        for child in right:
            if child.dep_ != "ccomp" or quoting(child):
                continue
            infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in child.children)
            small = not any(c.dep_ in ("aux", "mark", "cop") for c in child.children) and child.pos_ in ("ADJ", "NOUN")
            wanted = "order" if infinitive else "naming" if small else "clause"
            if wanted in frames or (wanted != "order" and "clause" in frames):
                first, last = subtree_span(child, frozenset((verb.i,)))
                for more in right:  # a clause that the parse has torn in two
                    if more.dep_ == "ccomp" and more.i > last.i and not quoting(more):
                        last = subtree_span(more)[1]
                return first, last, CLAUSE
        objects = [child for child in right if child.dep_ in ("dobj", "dative")]
        if "clause" in frames and "order" in frames:
            for listener in objects:
                for child in children(listener, "relcl"):
                    passive = bool(children(child, "nsubjpass"))
                    if any(c.lower_ == "that" and (c.dep_ == "mark" or passive) for c in child.children):
                        return *subtree_span(child), CLAUSE  # "told the crew that …", taken for a relative clause
        for child in right:
            if child.dep_ == "oprd" and not objects and "naming" in frames:
                return *subtree_span(child), OBJECT
            if "for:to" in frames and any(c.dep_ == "mark" and c.lower_ == "for" for c in child.children):
                who = next((c for c in child.children if c.dep_ in SUBJECTS), None)
                if who is not None:
                    return subtree_span(who)[0], subtree_span(child)[1], ORDER
            if child.dep_ == "xcomp":
                to = any(c.dep_ == "aux" and c.lower_ == "to" for c in child.children)
                if to and objects and "order" in frames:
                    return subtree_span(objects[0])[0], subtree_span(child)[1], ORDER
                if to and not objects and "to" in frames:
                    return *subtree_span(child), ORDER
                gerund = child.tag_ == "VBG" or any(c.dep_ == "aux" and c.tag_ == "VBG" for c in child.children)
                if gerund and ("doing" in frames or "object" in frames):
                    return *subtree_span(child), ORDER
        topic = self._topic(right, frames, bool(objects))
        if objects and topic is not None:
            return topic
        if objects and objects[-1].dep_ == "dobj" and self._takes(objects[-1], right, frames):
            return self._object(verb, objects[-1])
        return topic

    def _takes(self, head: Token, right: list[Token], frames: frozenset[str]) -> bool:
        """Tells whether an object, with what follows it, is content."""
        if "object" in frames:
            return True
        preps = {child.lower_ for child in (*right, *head.children) if child.dep_ == "prep"}
        if "object as" in frames and "as" in preps:
            return True
        if "object for" in frames and (preps & _REASON or head.ent_type_ == "PERSON" or head.tag_ == "PRP"):
            return True
        if "naming" in frames:
            named = any(child.dep_ == "oprd" for child in right)
            named = named or any(c.dep_ == "amod" and c.i > head.i for c in head.children)
            return named or any(self._name(child) for child in head.children)
        return False

    @staticmethod
    def _name(child: Token) -> bool:
        if child.dep_ == "acl":
            return child.tag_ in ("JJ", "VBN")
        return child.dep_ in _NAMES and any(c.lower_ in ("a", "an", "the") for c in child.children)

    def _passive(self, verb: Token, frames: frozenset[str]) -> tuple[Token, Token, int] | None:
        patient = next(iter(children(verb, "nsubjpass", "csubjpass")), None)
        right = [child for child in verb.children if child.i > verb.i]
        for child in right:
            if child.dep_ == "ccomp" and "clause" in frames and not quoting(child):
                return *subtree_span(child), CLAUSE
            if child.dep_ == "xcomp" and frames & _HEARD and child.tag_ == "VB" and patient is not None:
                return subtree_span(patient)[0], subtree_span(child)[1], ORDER
            if child.dep_ == "oprd" and "naming" in frames and patient is not None:
                return subtree_span(patient)[0], subtree_span(child)[1], ORDER
        if patient is not None and "object" in frames and children(verb, "agent"):
            return *subtree_span(patient), OBJECT
        return self._topic(right, frames, with_object=True)

    def _topic(self, right: list[Token], frames: frozenset[str], with_object: bool) -> tuple[Token, Token, int] | None:
        for child in right:
            if child.dep_ not in ("prep", "dative"):
                continue
            word = child.lower_
            inner = [c for c in children(child, "pobj", "pcomp") if c.ent_type_ not in _WHEN]
            if not inner:
                continue
            if f"topic:{word}" in frames and with_object:
                return *subtree_span(inner[0]), TOPIC
            if with_object:
                continue
            if f"{word}:to" in frames:
                below = (*right, *inner[0].children)
                task = next(
                    (
                        c
                        for c in below
                        if c.i > child.i and any(t.lower_ == "to" and t.dep_ == "aux" for t in c.children)
                    ),
                    None,
                )
                if task is not None:
                    return subtree_span(inner[0])[0], subtree_span(task)[1], ORDER
            if f"prep:{word}" in frames:
                return *subtree_span(inner[0]), TOPIC
        return None

    @staticmethod
    def _object(verb: Token, head: Token) -> tuple[Token, Token, int] | None:
        if head.tag_ in ("WP", "WDT") or head.i < verb.i:
            return None
        first, last = subtree_span(head)
        for child in verb.children:
            if child.i <= last.i or child.dep_ in _ASIDE:
                continue
            if child.dep_ == "prep" and child.lower_ not in _BELONGING:
                break
            if child.dep_ in ("prep", "oprd", "xcomp", "acomp"):
                last = subtree_span(child)[1]
        return first, last, OBJECT


def _participle(verb: Token) -> bool:
    """Tells whether a verb is a participle with passive meaning: "asked about …", "a plan proposed by …"."""
    return (
        verb.tag_ == "VBN"
        and verb.dep_ in ("acl", "advcl", "ROOT")
        and not any(child.dep_ == "aux" or child.dep_ in SUBJECTS for child in verb.children)
    )


def _likened(last: Token, verb: Token) -> bool:
    """Tells whether an object ends in what it is called ("criticised the act as a “muddle”")."""
    return any(t.lower_ == "as" and t.dep_ == "prep" for t in verb.doc[verb.i : last.i])


def has_subject(verb: Token) -> bool:
    """Tells whether a verb has a subject of its own."""
    return any(child.dep_ in SUBJECTS for child in verb.children)


def quoting(verb: Token) -> bool:
    """Tells whether a clause is nothing but who says it ("sources said"), hung below another verb by the parse."""
    return (
        verb.lemma_ in ("say", "add", "tell")
        and has_subject(verb)
        and not any(c.dep_ in ("ccomp", "xcomp", "mark", "dobj", "aux") and c.i > verb.i for c in verb.children)
        and not any(c.dep_ == "mark" for c in verb.children)
    )
