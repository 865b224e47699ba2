"""What "it", "this", "the offer" or a bare figure stands for, where what stands before makes that safe.

A content that only points is shown with its antecedent in brackets, and its issue is that of its antecedent. Where two
things fit, nothing is chosen: a lone pronoun is then shown with the sentence before it where that tells a position.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from spacy.tokens import Token

from briefing_generator.corpus.body.markup import seen
from briefing_generator.language.words import load_words
from briefing_generator.model import Act
from briefing_generator.reading.grammar.clauses import children, subtree_span
from briefing_generator.reading.patterns.contents import NAMED_MATTERS
from briefing_generator.reading.spans.pointing import bare, bare_word, fits, parallel, shown
from briefing_generator.reading.spans.splitting import asides
from briefing_generator.reading.text.parse import ParsedSentence

if TYPE_CHECKING:
    from briefing_generator.reading.candidates.candidate import Found, Site


_POINTERS = load_words("pointers")
_REACH = 2
"""Blocks back in which a noun such as "the offer" finds what it stands for; a pronoun looks in its own block alone."""
_OF_ACT: tuple[tuple[Act, str], ...] = (("offers", "offered"), ("demands", "demanded"), ("threatens", "threatened"))
_PLURAL = frozenset(("them", "these", "those"))
_YEAR = re.compile(r"(?:19|20|21)\d\d")
_KNOWN = 0.4
"""How sure a statement must be for its sentence to be what a pronoun behind it most likely stands for."""
_SHORT = 3
"""Words up to which a content around a pronoun says nothing by itself ("to repeal it")."""


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A matter that was found before: whose, by which act, its head and words, its issue, where, and how sure it is."""

    act: Act
    party: str | None
    head: Token
    words: str
    issue: str
    sure: float
    place: ParsedSentence
    confidence: float = 1.0

    @property
    def sentence(self) -> int:
        """The sentence's number."""
        return self.place.index

    @property
    def block(self) -> int:
        """The block's number."""
        return self.place.block


@dataclass(frozen=True, slots=True)
class Meant:
    """A content with what it stands for: the words to show, those to place among issues, and the issue if it is known."""

    words: str
    about: str
    issue: str | None = None
    sure: float = 0.0


@dataclass(slots=True)
class Antecedents:
    """Walks along an article and remembers the matters told so far and the sentence before."""

    text: str
    told: list[Told] = field(default_factory=list)
    before: ParsedSentence | None = None

    def meant(self, site: Site, one: Found, span: tuple[Token, Token, Token], words: str) -> Meant | None:
        """Returns what a content stands for, None where it says so itself or nobody knows.

        Args:
            site: where the act stands.
            one: the act.
            span: the content's head, its first and its last word.
            words: the content's words.
        """
        head, first, last = span
        holder = one.parties[0]
        if one.pos == "answer":
            return self._asked(site, holder)
        if first.i == last.i and head.lower_ in _POINTERS["pronouns"]:
            return self._pronoun(site, one, head, words)
        if bare(head, first, last) or shown(head, first, last):
            return self._noun(site, head, words, holder)
        if (
            head.pos_ == "NUM"
            and head.ent_type_ != "DATE"
            and all(
                t.pos_ in ("NUM", "SYM") or t.dep_ in ("advmod", "quantmod") for t in head.doc[first.i : last.i + 1]
            )
        ):
            return self._figure(site, words)
        verbs = [head, *(c for c in children(head, "xcomp") if not children(c, "nsubj"))]
        inner = [t for verb in verbs for t in verb.children if first.i <= t.i <= last.i and _stands_alone(t)]
        if len(inner) == 1 and head.pos_ in ("VERB", "AUX"):
            return self._inside(site, one, inner[0], (first, last))
        return None

    def _asked(self, site: Site, holder: str | None) -> Meant | None:
        """Returns what another asked for or offered just before and a lone "refused" or "agreed" answers."""
        here = [t for t in self.told if t.block == site.sentence.block and t.sentence >= site.sentence.index - 1]
        near = {t.head.i: t for t in here if t.sentence == max(h.sentence for h in here)}
        told = next(iter(near.values())) if len(near) == 1 else None
        if told is None or told.act not in ("demands", "offers") or told.party in (None, holder):
            return None
        return Meant(f"[{told.words}]", told.words, told.issue, told.sure)

    def _pronoun(self, site: Site, one: Found, head: Token, words: str) -> Meant | None:
        if head.lower_ == "both":
            return self._both(site)
        found = self._antecedent(site, one.cue, head)
        if found is not None:
            phrase, told = found
            return Meant(f"[{phrase}]", phrase, *((told.issue, told.sure) if told else ()))
        if self._just_before(site):
            assert self.before is not None
            said = _past_label(self.before.doc.text)
            return Meant(self._bracketed(words, said) if head.tag_ != "WDT" else words, said)
        return None

    def _bracketed(self, words: str, said: str) -> str:
        """Returns words with the sentence before in brackets where it tells a position, as they stand where it does not.

        "It's a big mistake" seldom means what any sentence before it says.
        """
        tells = self.before is not None and any(t.place is self.before and t.confidence >= _KNOWN for t in self.told)
        return f"{words} [{said}]" if tells else words

    def _just_before(self, site: Site) -> bool:
        """Tells whether the sentence before is known, in the same block or at the end of the one before it."""
        if self.before is None or self.before.kind == "heading":
            return False
        return site.sentence.block - self.before.block <= 1 and site.sentence.index == self.before.index + 1

    def _noun(self, site: Site, head: Token, words: str, holder: str | None) -> Meant | None:
        told = self._named(site, head, holder)
        if told is not None:
            return Meant(f"{words} [{told.words}]", told.words, told.issue, told.sure)
        if head.left_edge.lower_ not in _POINTERS["showing"] or not self._just_before(site):
            return None
        named = next((t for t in head.doc[: head.left_edge.i] if t.lemma_ == head.lemma_), None)
        if named is not None:
            # It was named in this very sentence.
            said = self._phrase(site.sentence, named)
            return Meant(f"{words} [{said}]", said) if " " in said else None
        assert self.before is not None
        said = _past_label(self.before.doc.text)
        # A sentence that opens with a pronoun says less of what is meant than it hides.
        return Meant(words if _opens_with_pronoun(self.before) else f"{words} [{said}]", f"{words} {said}")

    def _named(self, site: Site, head: Token, holder: str | None) -> Told | None:
        """Returns the matter that a noun such as "the offer" stands for: the last of its act that another party holds."""
        lemma = head.lemma_.casefold()
        acts = [act for act, group in _OF_ACT if lemma in _POINTERS[group]]
        for one in reversed(self.told):
            if site.sentence.block - one.block > _REACH:
                break
            if one.words.split()[:1] and one.words.split()[0] in _POINTERS["parts"]:
                continue
            if (
                one.party == holder
                or bare_word(one.head)
                or one.head.pos_ == "ADP"
                or (lemma in _POINTERS["figures"] and not _figured(one))
            ):
                continue
            if one.act in acts or (not acts and one.sentence >= site.sentence.index - 1):
                return one
        return None

    def _figure(self, site: Site, words: str) -> Meant | None:
        """Completes "15,000" with what the figure before it counts ("60,000 [tonnes of cheese a year]")."""
        for one in reversed([t for t in self.told if t.block == site.sentence.block]):
            number = next((t for t in one.head.subtree if t.pos_ == "NUM" and t.dep_ == "nummod"), None)
            if number is None or number.head.i != number.i + 1 or number.text not in one.words:
                continue
            if number.head.lemma_ in NAMED_MATTERS:
                continue
            rest = one.words[one.words.index(number.text) + len(number.text) :].split(",")[0].strip()
            return Meant(f"{words} [{rest}]", f"{words} {rest}", one.issue, one.sure) if rest else None
        return None

    def _inside(self, site: Site, one: Found, pronoun: Token, span: tuple[Token, Token]) -> Meant | None:
        first, last = span
        found = self._antecedent(site, one.cue, pronoun)
        place = site.sentence.span(pronoun, pronoun)
        start, end = site.sentence.span(first, last)
        head, tail = seen(self.text, start, place[0]), seen(self.text, place[1], end)
        if found is not None:
            # A content of more words says by itself what it is about.
            long = len(f"{head}{tail}".split()) > _SHORT
            return Meant(f"{head}[{found[0]}]{tail}", f"{head}{tail}" if long else f"{head}{found[0]}{tail}")
        if site.party(pronoun) is not None:
            return None
        words = seen(self.text, start, end)
        if len(words.split()) <= _SHORT and self.before is not None and self.before.block == site.sentence.block:
            said = _past_label(self.before.doc.text)
            return Meant(self._bracketed(words, said), f"{words} {said}")
        return None

    def _both(self, site: Site) -> Meant | None:
        """Returns the last two matters where one party holds them and they stand next to each other."""
        last = [t for t in self.told if site.sentence.index - t.sentence <= _REACH and t.block == site.sentence.block]
        if len(last) != 2 or last[0].party != last[1].party:
            return None
        words = " ".join(f"[{t.words}]" for t in last).replace("] [", "] and [")
        issue = last[0].issue if last[0].issue == last[1].issue else None
        return Meant(words, f"{last[0].words} and {last[1].words}", issue, last[0].sure)

    def _antecedent(self, site: Site, cue: Token, pronoun: Token) -> tuple[str, Told | None] | None:
        """Returns the words that a pronoun stands for, and the matter if they are one; None where that is not safe.

        The object of the clause that its own is joined to goes first, then the only matter told last, then the only
        thing of the sentence before.
        """
        plural = pronoun.lower_ in _PLURAL
        own = parallel(cue, pronoun, plural)
        if own is not None:
            return self._phrase(site.sentence, own), None
        here = [t for t in self.told if t.block == site.sentence.block and t.sentence >= site.sentence.index - 1]
        near = {t.head.i: t for t in here if t.sentence == max(h.sentence for h in here)}
        if near:
            return self._last(site, next(iter(near.values())), plural, pronoun) if len(near) == 1 else None
        if self.before is None or self.before.block != site.sentence.block or pronoun.lower_ not in _POINTERS["inner"]:
            return None
        things = [t for t in self._things(site, self.before) if fits(t, plural, pronoun)]
        return (self._phrase(self.before, things[0]), None) if len(things) == 1 else None

    def _last(self, site: Site, told: Told, plural: bool, pronoun: Token) -> tuple[str, Told | None] | None:
        """Returns the words of the matter told last, or of the one thing that is to be done something with in it."""
        if bare_word(told.head):
            named = self._named(site, told.head, told.party)
            return (named.words, named) if named is not None else None
        if pronoun.lower_ == "one" and not any(c.lower_ in ("a", "an") for c in told.head.children):
            return None
        if fits(told.head, plural, pronoun):
            return told.words, told
        things = children(told.head, "dobj", "nsubjpass") if told.head.pos_ == "VERB" else []
        if len(things) == 1 and fits(things[0], plural, pronoun) and not bare_word(things[0]):
            return self._phrase(told.place, things[0]), told
        return None

    def _things(self, site: Site, sentence: ParsedSentence) -> list[Token]:
        """Returns the nouns of a sentence that a pronoun may stand for: no people, parties or times."""
        found = []
        for token in sentence.doc:
            if token.pos_ != "NOUN" or token.ent_type_ in ("DATE", "TIME", "PERSON", "ORG"):
                continue
            if token.dep_ in ("compound", "nmod", "npadvmod") or token.lemma_.casefold() in _POINTERS["disputes"]:
                continue
            # "Them" may be people, "it" is none.
            people = site.finder.someone(token) and token.tag_ != "NNS"
            if site.finder.party_of(sentence, token) is None and not people:
                found.append(token)
        return found

    def _phrase(self, sentence: ParsedSentence, head: Token) -> str:
        aside = asides(head) | frozenset(c.i for c in head.children if c.dep_ in ("relcl", "appos", "conj", "cc"))
        first, last = subtree_span(head, aside)
        words = seen(self.text, *sentence.span(first, last))
        # A capital that only opens its sentence would open none here.
        return words[0].lower() + words[1:] if first.i == 0 and first.pos_ == "DET" else words


def _opens_with_pronoun(sentence: ParsedSentence) -> bool:
    return next((t.tag_ == "PRP" for t in sentence.doc if t.is_alpha), False)


def _past_label(text: str) -> str:
    """Returns a sentence without the label it opens with ("Shifts: [the union wants …]")."""
    head, colon, rest = text.strip().partition(": ")
    return rest if colon and len(head.split()) <= _SHORT else text.strip()


def _stands_alone(token: Token) -> bool:
    return token.lower_ in _POINTERS["inner"] and token.tag_ == "PRP" and token.dep_ in ("dobj", "nsubj", "nsubjpass")


def _figured(one: Told) -> bool:
    return any(c.isdigit() for c in one.words)
