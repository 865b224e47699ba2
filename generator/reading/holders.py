"""Whose position it is, and who says so."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.model import Level, Quotation
from generator.reading.clauses import SUBJECTS, ancestors, conjuncts, possessor, subject
from generator.reading.contents import reduced_object
from generator.reading.parse import Parsed, ParsedSentence
from generator.reading.referents import Referents
from generator.reading.world import load_world

if TYPE_CHECKING:
    from spacy.tokens import Token

SAYING = frozenset(
    [
        "say",
        "tell",
        "state",
        "announce",
        "declare",
        "add",
        "note",
        "remark",
        "explain",
        "stress",
        "emphasize",
        "emphasise",
        "underline",
        "underscore",
        "reiterate",
        "repeat",
        "acknowledge",
        "admit",
        "concede",
        "confirm",
        "claim",
        "argue",
        "insist",
        "maintain",
        "assert",
        "affirm",
        "reaffirm",
        "warn",
        "suggest",
        "indicate",
        "signal",
        "report",
        "write",
        "mention",
        "clarify",
        "reply",
        "respond",
        "caution",
        "comment",
        "observe",
        "contend",
        "vow",
        "pledge",
        "promise",
        "hint",
        "describe",
        "outline",
        "estimate",
        "believe",
        "think",
    ]
)
_GUESSING = frozenset(
    ["expect", "think", "believe", "predict", "assume", "speculate", "suspect", "anticipate", "guess"]
)
_UNSURE = frozenset(["likely", "probably", "possibly", "perhaps", "presumably", "apparently", "potentially"])
_HEARD = frozenset(["reportedly", "allegedly", "supposedly", "purportedly"])
_ONLOOKERS = frozenset(
    ["analyst", "observer", "expert", "critic", "commentator", "pundit", "economist", "historian", "source", "report"]
)
_FIRST = frozenset(["i", "we", "our", "my", "us"])
_MATTERS = frozenset(
    [
        "deal",
        "agreement",
        "accord",
        "settlement",
        "ceasefire",
        "cease-fire",
        "truce",
        "peace",
        "talk",
        "negotiation",
        "solution",
        "compromise",
        "framework",
        "resolution",
        "treaty",
        "pact",
        "process",
        "contract",
        "plan",
        "proposal",
        "condition",
        "demand",
        "requirement",
        "it",
        "this",
    ]
)


@dataclass(slots=True)
class HolderFinder:
    """Finds parties in one article's sentences.

    ``carried`` remembers the party last found in each block, for requirements that stand without their holder ("A key
    requirement is …") and for bullets below a lead-in that names one.
    """

    parsed: Parsed
    referents: Referents
    quotations: tuple[Quotation, ...]
    carried: dict[int, str] = field(default_factory=dict)
    _proposer: list[str | None] = field(default_factory=list)

    def key_of(self, sentence: ParsedSentence, token: Token) -> str | None:
        """Returns the key of the entity that a noun phrase with this head stands for, None where nobody knows."""
        span = sentence.span(token, token)
        if token.lower_ in _FIRST:
            return self.speaker_of_quote(*span)
        key = self.referents.covering(*span)
        if key is not None:
            return key
        if token.lower_ in ("it", "they") and token.dep_ == "nsubj":
            # "The party said it would …": who speaks of itself by a pronoun.
            above = next((a for a in ancestors(token.head) if a.lemma_.casefold() in SAYING), None)
            who = next((c for c in above.children if c.dep_ in SUBJECTS), None) if above is not None else None
            if who is not None and who.i < token.i and who.pos_ != "PRON":
                return self.key_of(sentence, who)
        for child in token.children:
            if child.dep_ in ("compound", "amod", "nmod") and token.pos_ in ("NOUN", "PROPN"):
                key = self.referents.covering(*sentence.span(child, child))
                if key is not None and token.lemma_.casefold() not in _MATTERS:
                    return key
        for child in token.children:
            if child.dep_ == "appos":
                return self.referents.covering(*sentence.span(child, child))
        return None

    def party_of(self, sentence: ParsedSentence, token: Token) -> str | None:
        """Returns the party for which the phrase with this head acts."""
        key = self.key_of(sentence, token)
        return self.referents.party(key) if key is not None else None

    def speaker_of_quote(self, start: int, end: int) -> str | None:
        """Returns who speaks the quoted words that enclose a span."""
        for quotation in self.quotations:
            if quotation.speaker and any(q.start <= start and end <= q.end for q in quotation.quoted):
                return quotation.speaker
        return None

    def speaker_above(self, sentence: ParsedSentence, token: Token) -> tuple[Token | None, str | None]:
        """Returns the subject of the nearest verb of saying above a word, and the entity it stands for."""
        for above in ancestors(token):
            clear = above.lemma_ == "make" and any(c.lower_ == "clear" for c in above.subtree)
            if above.pos_ == "VERB" and (clear or above.lemma_.casefold() in SAYING | _GUESSING):
                who = subject(above)
                if who is not None and who.i != token.i:
                    return who, self.key_of(sentence, who)
        for each in sentence.doc:
            if (
                each.lower_ == "according"
                and each.i + 1 < len(sentence.doc)
                and sentence.doc[each.i + 1].lower_ == "to"
            ):
                for who in (c for c in sentence.doc[each.i + 1].children if c.dep_ == "pobj"):
                    return who, self.key_of(sentence, who)
        start, end = sentence.span(token, token)
        said = [q for q in self.quotations if q.start <= start and end <= q.end and q.speaker]
        if said:
            return None, said[-1].speaker
        return None, None

    def holders(
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
                    if candidate is not None and candidate.lemma_.casefold() in _MATTERS:
                        candidate = possessor(candidate) or candidate
                    if candidate is not None and candidate.i != cue.i:
                        who = candidate
        else:
            own = next((c for c in cue.children if c.dep_ in SUBJECTS), None) if pos == "adjective" else None
            who = own or subject(cue)
            reduced = reduced_object(cue)
            if reduced is not None:
                who = next(c for c in reduced.children if c.dep_ == "appos")
            elif who is not None and who.lemma_.casefold() in _MATTERS:
                who = possessor(who) or who
        if who is None:
            return [], None, False
        found = []
        for one in conjuncts(who):
            if one.i != who.i and one.pos_ not in ("NOUN", "PROPN", "PRON"):
                continue
            party = self.party_of(sentence, one)
            if party is not None and party not in found:
                found.append(party)
        return found, who, True

    def level(
        self, sentence: ParsedSentence, cue: Token, party: str | None, holder: Token | None
    ) -> tuple[Level, str | None]:
        """Returns who vouches for a position: the party itself, somebody else, or somebody who guesses; and that speaker."""
        chain = [cue, *ancestors(cue)]
        words = {c.lower_ for t in chain[:3] for c in t.children if c.dep_ in ("advmod", "aux", "amod")}
        who, key = self.speaker_above(sentence, cue)
        onlooker = who is not None and who.lemma_.casefold() in _ONLOOKERS
        guess = any(t.lemma_.casefold() in _GUESSING and t.i != cue.i for t in chain[1:4])
        if (
            words & _UNSURE
            or (words & {"could", "might", "may"})
            or guess
            or (onlooker and who is not None and who.lemma_ == "analyst")
        ):
            return "expected", key
        if "would" in words and who is None and cue.lemma_ in ("demand", "seek", "want", "reject", "accept", "push"):
            return "expected", key
        if words & _HEARD or onlooker:
            return "reported", key
        if key is None:
            return ("reported", None) if who is not None and (holder is None or who.i != holder.i) else ("own", party)
        return ("own", key) if self.referents.party(key) == party else ("reported", key)

    def hearsay(self, cue: Token, speaker: str | None, party: str | None) -> bool:
        """Tells whether somebody only guesses at another's wish ("Trump is confident that Putin wants peace")."""
        if speaker is None or party is None or self.referents.party(speaker) == party:
            return False
        return any(
            t.lemma_.casefold() in _GUESSING | {"confidence", "confident", "sure", "hope"} for t in ancestors(cue)
        )

    def proposer(self) -> str | None:
        """Returns the party whose proposal an article tells of: "the U.S.-proposed truce", "a plan proposed by …"."""
        if not self._proposer:
            self._proposer.append(self._find_proposer())
        return self._proposer[0]

    def _find_proposer(self) -> str | None:
        world = load_world()
        match = re.search(r"([A-Z][\w.]+)[-‑](?:proposed|drafted|brokered|backed)\b", self.parsed.text)
        code = world.state_of(match.group(1)) if match else None
        if code and any(e.key == f"state-{code.lower()}" for e in self.referents.entities):
            return f"state-{code.lower()}"
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
        return token is not None and token.lemma_.casefold() in _MATTERS

    def has_subject(self, token: Token) -> bool:
        """Tells whether a verb has a subject of its own."""
        return any(child.dep_ in SUBJECTS for child in token.children)
