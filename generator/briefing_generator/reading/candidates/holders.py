"""Whose position it is, and who says so."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing_generator.language.words import load_words
from briefing_generator.model import Quotation
from briefing_generator.reading.coreference.links import stands_for
from briefing_generator.reading.grammar.clauses import (
    SUBJECTS,
    ancestors,
    children,
    conjuncts,
    nation,
    own_subject,
    people_of,
    possessor,
    subject,
)
from briefing_generator.reading.grammar.scope import speaking_of_itself
from briefing_generator.reading.names.groups import ACTORS, GROUP_NOUNS
from briefing_generator.reading.names.world import load_world
from briefing_generator.reading.patterns.contents import reduced_object
from briefing_generator.reading.quotations.quotemarks import find_stretches
from briefing_generator.reading.quotations.turns import Voice
from briefing_generator.reading.text.parse import Parsed, ParsedSentence
from briefing_generator.reading.text.referents import Referents

if TYPE_CHECKING:
    from spacy.tokens import Token

_SPEECH, _MATTERS, _PEOPLE = load_words("speech"), load_words("matters"), load_words("people")


@dataclass(slots=True)
class HolderFinder:
    """Finds parties in one article's sentences.

    ``carried`` remembers the party last found in each block, for requirements that stand without their holder ("A key
    requirement is …") and for bullets below a lead-in that names one.
    """

    parsed: Parsed
    referents: Referents
    quotations: tuple[Quotation, ...]
    voices: tuple[Voice, ...] = ()
    carried: dict[int, str] = field(default_factory=dict)
    _proposer: list[str | None] = field(default_factory=list)
    _spoken: list[tuple[int, int, str]] = field(init=False)
    _longest: int = field(init=False)
    _marked: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Sorts what is spoken by its place, since every pronoun asks for it."""
        self._spoken = sorted((p.start, p.end, q.speaker) for q in self.quotations if q.speaker for p in q.quoted)
        self._longest = max((end - start for start, end, _ in self._spoken), default=0)
        if self.voices:
            self._marked = [(s.start, s.end) for s in find_stretches(self.parsed.article)]

    def key_of(self, sentence: ParsedSentence, token: Token) -> str | None:  # noqa: C901
        """Returns the key of the entity that a noun phrase with this head stands for, None where nobody knows."""
        token = people_of(token)
        span = sentence.span(token, token)
        if token.lower_ in _SPEECH["first_person"] and token.text != "US":
            return self.speaker_of_quote(*span)
        key = self.referents.covering(*span)
        if key is not None:
            return key
        own = next((c for c in token.children if c.dep_ == "poss" and c.lower_ in ("our", "my")), None)
        if own is not None:
            return self._of_speaker(sentence, own, token)
        if token.lower_ in ("it", "they") and token.dep_ == "nsubj" and not self._of_others(sentence, token):
            who = speaking_of_itself(token)
            if who is not None:
                key = self.key_of(sentence, who)
                if key is None or self.referents.entity(key).kind != "person":
                    return key
                # A minister's "it" is the state only in what is said itself: "should it refuse" may be another.
                party = self.referents.party(key)
                turned = any(c.dep_ == "aux" and c.i < token.i for c in token.head.children)
                said = token.head.dep_ == "ccomp" and who.head.i == token.head.head.i and not turned
                return party if said and self.referents.entity(party).kind != "person" else None
            if token.lower_ == "it" and token.head.dep_ == "ROOT":
                return self._last_body(sentence)
        # The "EU ministers" are the EU's, "DHS funding" is nobody's.
        acting = token.pos_ == "PROPN" or (token.pos_ == "NOUN" and self.someone(token) and not self.matter(token))
        for child in children(token, "compound", "amod", "nmod") if acting else ():
            if (key := self.referents.covering(*sentence.span(child, child))) is not None:
                return key
        for child in token.children:
            if child.dep_ == "appos":
                return self.referents.covering(*sentence.span(child, child))
        if token.lemma_.casefold() in _PEOPLE["speaks_for"]:
            for prep in token.children:
                if prep.dep_ == "prep" and prep.lower_ in ("for", "of"):
                    for whom in prep.children:
                        if whom.dep_ == "pobj" and (key := self.key_of(sentence, whom)) is not None:
                            return key
        return None

    def _of_speaker(self, sentence: ParsedSentence, own: Token, noun: Token) -> str | None:
        """Returns for whom what a speaker calls his or hers stands ("our parliament", "my union")."""
        key = self.speaker_of_quote(*sentence.span(own, own))
        if key is None:
            return None
        party = self.referents.party(key)
        known = self.referents.entity(party).kind if party != key else None
        told = stands_for(self.referents.entity(key).kind, known, noun.lemma_.casefold())
        return party if told == "party" else key if told == "owner" else None

    def _of_others(self, sentence: ParsedSentence, pronoun: Token) -> bool:
        """Tells whether a pronoun is known to mean somebody, or is said by somebody in quotation marks: not the speaker."""
        span = sentence.span(pronoun, pronoun)
        return self.referents.covering(*span) is not None or self.speaker_of_quote(*span) is not None

    def party_of(self, sentence: ParsedSentence, token: Token) -> str | None:
        """Returns the party for which the phrase with this head acts."""
        key = self.key_of(sentence, token)
        return self.referents.party(key) if key is not None else None

    def together(self, sentence: ParsedSentence, token: Token | None) -> tuple[str, ...]:
        """Returns all parties for whom a phrase stands that means several ("both sides", "negotiators for both")."""
        if token is None:
            return ()
        parties = self.referents.together(*sentence.span(token, token))
        if not parties and token.lemma_.casefold() in _PEOPLE["speaks_for"]:
            for prep in (c for c in token.children if c.dep_ == "prep" and c.lower_ in ("for", "of", "from", "on")):
                for whom in (c for c in prep.children if c.dep_ == "pobj"):
                    parties = parties or self.referents.together(*sentence.span(whom, whom))
        return parties

    def speaker_of_quote(self, start: int, end: int) -> str | None:
        """Returns who speaks the quoted words that enclose a span, or else the turn or the column that it stands in."""
        at = bisect_left(self._spoken, (end - self._longest, -1, ""))
        while at < len(self._spoken) and self._spoken[at][0] <= start:
            if end <= self._spoken[at][1]:
                return self._spoken[at][2]
            at += 1
        voice = self._voice(start)
        return voice.speaker if voice is not None and not self._in_marks(start) else None

    def asked(self, sentence: ParsedSentence) -> bool:
        """Tells whether a sentence is a question that whoever leads an interview asks."""
        voice = self._voice(sentence.start)
        return voice is not None and voice.asks and sentence.doc.text.rstrip(" ”\"'*_").endswith("?")

    def _voice(self, at: int) -> Voice | None:
        index = bisect_right(self.voices, at, key=lambda voice: voice.start) - 1
        voice = self.voices[index] if index >= 0 else None
        return voice if voice is not None and at < voice.end else None

    def _in_marks(self, at: int) -> bool:
        index = bisect_right(self._marked, (at, len(self.parsed.text))) - 1
        return index >= 0 and at < self._marked[index][1]

    def speaker_above(self, sentence: ParsedSentence, token: Token) -> tuple[Token | None, str | None]:
        """Returns the subject of the nearest verb of saying above a word, and the entity it stands for."""
        verbs = _SPEECH["saying"] | _SPEECH["guessing"]
        for above in (token, *ancestors(token)):
            clear = above.lemma_ == "make" and any(c.lower_ == "clear" for c in above.subtree)
            said = [above] if above.i != token.i and above.pos_ == "VERB" else []
            said += [c for c in above.children if c.dep_ == "parataxis"]
            for verb in said:
                if clear or verb.lemma_.casefold() in verbs:
                    who = subject(verb)
                    if who is not None and who.i != token.i:
                        return who, self._named_beside(sentence, who) or self.key_of(sentence, who)
        for each in sentence.doc:
            if each.lower_ == "to" and each.i and each.nbor(-1).lower_ == "according":
                for who in (c for c in each.children if c.dep_ == "pobj"):
                    return who, self.key_of(sentence, who)
        speaker = self.speaker_of_quote(*sentence.span(token, token))
        return None, speaker

    def _named_beside(self, sentence: ParsedSentence, who: Token) -> str | None:
        """Returns the person whose name stands beside an office ("Norway's opposition leader, [Ada Brook], said")."""
        names = [c for c in who.children if c.dep_ == "appos" and c.pos_ == "PROPN" and who.pos_ == "NOUN"]
        keys = [self.referents.covering(*sentence.span(name, name)) for name in names]
        return next((k for k in keys if k is not None and self.referents.entity(k).kind == "person"), None)

    def _last_body(self, sentence: ParsedSentence) -> str | None:
        """Returns the party last found in this block or the one before, where it is no person, for an "it" that acts."""
        for block in (sentence.block, sentence.block - 1):
            if block in self.carried:
                key = self.carried[block]
                return key if self.referents.entity(key).kind != "person" else None
        return None

    def carried_for(self, sentence: ParsedSentence) -> str | None:
        """Returns the party last found in this block or the two before it."""
        for block in range(sentence.block, max(-1, sentence.block - 3), -1):
            if block in self.carried:
                return self.carried[block]
        return None

    def before(self, sentence: ParsedSentence, size: int) -> list[ParsedSentence]:
        """Returns the sentences before one, the nearest first, as many as ``size``."""
        return list(reversed(self.parsed.sentences[max(0, sentence.index - size) : sentence.index]))

    def someone(self, token: Token) -> bool:
        """Tells whether a phrase names people or bodies, known or not, who can hold a position."""
        token = people_of(token)
        if token.pos_ in ("PRON", "DET"):
            return token.lower_ in ("he", "she", "they", "we", "i", "who", "both", "neither", "many", "some", "those")
        if token.ent_type_ in ("PERSON", "ORG", "NORP", "GPE"):
            return True
        if token.text[0].isupper() and token.pos_ not in ("NOUN", "NUM"):
            # A name that the parser does not know ("Aerolind is willing …").
            return token.dep_ in SUBJECTS
        word = token.lemma_.casefold()
        return word in ACTORS | GROUP_NOUNS | _PEOPLE["people"] or word.endswith(tuple(_PEOPLE["endings"]))

    def holders(  # noqa: C901
        self, sentence: ParsedSentence, cue: Token, pos: str, light: frozenset[str]
    ) -> tuple[list[str], Token | None, bool]:
        """Returns the parties that hold what a cue says, the head of the phrase that names them, and whether one is named.

        Several parties come from conjunction ("Kyiv and its allies"). An empty list with ``True`` means that a holder
        is named whom nobody knows.
        """
        who: Token | None = None
        if pos == "noun":
            who = possessor(cue)
            if who is None and cue.dep_ in ("dobj", "pobj", "attr", "conj", "oprd"):
                verb = next((t for t in ancestors(cue) if t.pos_ in ("VERB", "AUX")), None)
                if verb is not None and (
                    verb.lemma_.casefold() in light or verb.lemma_ in ("have", "be", "remain", "describe")
                ):
                    candidate = subject(verb)
                    if candidate is not None and candidate.lemma_.casefold() in _MATTERS["matters"]:
                        candidate = possessor(candidate) or candidate
                    if candidate is not None and candidate.i != cue.i:
                        who = candidate
        else:
            own = own_subject(cue) if pos == "adjective" else None
            who = own or subject(cue)
            if pos == "adjective" and cue.head.lemma_ == "make" and cue.dep_ in ("ccomp", "oprd", "acomp"):
                who = subject(cue.head)
            reduced = reduced_object(cue)
            if reduced is not None:
                who = next(c for c in reduced.children if c.dep_ == "appos")
            elif who is not None and who.lemma_.casefold() in _MATTERS["matters"]:
                who = possessor(who) or who
        if who is None and pos == "noun":
            own = nation(cue)
            state = self.maker(sentence, own) if own is not None else None
            if state is not None:
                return [state], own, True
        if who is None:
            return [], None, False
        found = []
        named = next((c for c in who.children if c.dep_ == "appos" and len(conjuncts(c)) > 1), None)
        if named is not None and who.pos_ == "NOUN":
            who = named
        if who.lower_ == "they" and not self._of_others(sentence, who):
            who = speaking_of_itself(who) or who
        for one in conjuncts(who):
            if one.i != who.i and one.pos_ not in ("NOUN", "PROPN", "PRON"):
                continue
            party = self.party_of(sentence, one)
            if party is not None and party not in found:
                found.append(party)
        return found, who, True

    def proposer(self) -> str | None:
        """Returns the party whose proposal an article tells of: "the U.S.-proposed truce", "a plan proposed by …"."""
        if not self._proposer:
            self._proposer.append(self._find_proposer())
        return self._proposer[0]

    def maker(self, sentence: ParsedSentence, token: Token) -> str | None:
        """Returns the party of an owner or of an adjective of nationality ("the [Norwegian] plan")."""
        party = self.party_of(sentence, token)
        return party if party is not None else self._state(token.text)

    def _state(self, text: str) -> str | None:
        code = load_world().state_of(text)
        key = f"state-{code.lower()}" if code else None
        return key if any(e.key == key for e in self.referents.entities) else None

    def _find_proposer(self) -> str | None:
        match = re.search(r"([A-Z][\w.]+)[-‑](?:proposed|drafted|brokered|backed)\b", self.parsed.text)
        if match and (state := self._state(match.group(1))):
            return state
        for sentence in self.parsed.sentences:
            for token in sentence.doc:
                if token.lemma_ == "propose" and token.pos_ == "VERB" and sentence.kind != "heading":
                    who = subject(token)
                    party = self.party_of(sentence, who) if who is not None else None
                    if party is not None:
                        return party
        return None

    def matter(self, token: Token | None) -> bool:
        """Tells whether a phrase names what is negotiated ("any deal") and not who negotiates."""
        return token is not None and token.lemma_.casefold() in _MATTERS["matters"]
