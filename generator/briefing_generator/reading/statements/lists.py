"""Headings, and bullets under a lead-in: "Demands of the union:" lends its bullets a party and an act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.language.words import load_words
from briefing_generator.reading.candidates.candidate import Found, Site
from briefing_generator.reading.grammar.clauses import ancestors, conjuncts, possessor, subject
from briefing_generator.reading.text.common_subject import subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from briefing_generator.model import Block
    from briefing_generator.reading.candidates.holders import HolderFinder
    from briefing_generator.reading.text.parse import ParsedSentence

_WORDS = load_words("matters")
_LABEL = 4
"""Words that may stand before the colon of a bullet's label ("Pay: 12 percent")."""
_TITLE = 9
"""Words that a paragraph without a full stop may have to be taken for a heading."""


class Leads:
    """Walks along an article's blocks and remembers the heading and the lead-ins above where it stands."""

    def __init__(self, finder: HolderFinder) -> None:
        """Starts above the first block."""
        self._finder = finder
        self._above: tuple[str, str | None, bool] = ("", None, False)
        self._lead: tuple[str, str | None, bool] = ("", None, False)
        self._items: list[tuple[int, tuple[str, str | None, bool]]] = []
        self._own = ""
        self._block = -1

    @property
    def heading(self) -> str:
        """The heading and the lead-ins above, as one text."""
        texts = (self._above[0], self._lead[0], *(i[1][0] for i in self._items))
        return " ".join(t for at, t in enumerate(texts) if t and t not in texts[:at])

    @property
    def label(self) -> str:
        """The label of the block ("Pay: the union wants …"), or else of the bullet or lead-in above it, with no verb."""
        leads = [self._own, *(i[1][0] for i in reversed(self._items)), self._lead[0]]
        return next((t for t in leads if t and len(t.split()) <= _LABEL), "")

    @property
    def party(self) -> str | None:
        """The party that the nearest lead-in lends to the bullets below it."""
        leads = [*(i[1] for i in reversed(self._items)), self._lead, self._above]
        return next((p for _, p, _ in leads if p is not None), None)

    @property
    def asking(self) -> str | None:
        """The party whose demands the bullets below list, None where nothing lists demands."""
        leads = [*(i[1] for i in reversed(self._items)), self._lead, self._above]
        party = next((p for _, p, _ in leads if p is not None), None)
        return party if any(asks for _, _, asks in leads) and (self._lead[0] or self._items) else None

    def lent(self, sentence: ParsedSentence, block: Block) -> tuple[str, ...]:
        """Returns whom a sentence takes from above: who is the subject of its clause, or the party of its lead-in."""
        if sentence.opener is None:
            return (self.party,) if block.kind == "item" and self.party is not None else ()
        opener = self._finder.parsed.sentences[sentence.opener]
        head = subject_of(opener.doc)
        if head is None:
            return ()
        of = [o for c in head.children if c.lower_ == "of" for o in c.children if o.dep_ == "pobj"]
        named = [self._finder.party_of(opener, t) for first in (of if len(of) == 1 else []) for t in conjuncts(first)]
        if len(named) > 1 and head.tag_ == "NNS" and all(named):
            return tuple(dict.fromkeys(party for party in named if party is not None))
        parties = self._finder.together(opener, head) or tuple(
            dict.fromkeys(p for t in conjuncts(head) if (p := self._finder.party_of(opener, t)) is not None)
        )
        read = self._read(opener)[1] if not parties else None
        return parties if read is None else (read,)

    def opens(self, sentence: ParsedSentence, block: Block) -> bool:
        """Takes note of a sentence; returns whether it is a heading or a bullet's lead-in and says nothing else."""
        text = sentence.doc.text.rstrip()
        leading = text.endswith(":")
        if sentence.block != self._block:
            self._block, self._own = sentence.block, _label(sentence)
        if block.kind == "heading" or (block.kind == "paragraph" and self._titled(sentence, block)):
            read = self._read(sentence)
            self._items = []
            if leading:
                self._lead = read
            else:
                self._above, self._lead = read, ("", None, False)
            return block.kind == "heading"
        if block.kind != "item":
            self._items = []
            self._lead = self._read(sentence) if leading else ("", None, False)
            return False
        while self._items and self._items[-1][0] >= block.depth:
            self._items.pop()
        if leading:
            self._items.append((block.depth, self._read(sentence)))
        return leading

    def _titled(self, sentence: ParsedSentence, block: Block) -> bool:
        alone = sentence.start == block.start and sentence.end == block.end
        return alone and sentence.doc.text[-1].isalnum() and len(sentence.doc) <= _TITLE

    def _read(self, sentence: ParsedSentence) -> tuple[str, str | None, bool]:
        """Returns a heading's or lead-in's words, the party it names, and whether it opens a list of demands."""
        doc = sentence.doc
        asks = [t for t in doc if t.lemma_.casefold() in _WORDS["asking"] and t.pos_ in ("NOUN", "PROPN", "VERB")]
        owners = [possessor(t) or _subject_above(t) for t in asks]
        owners += [t for t in doc if t.dep_ == "poss" or "’s" in t.text or "'s" in t.text]
        owners += [t for t in doc if t.dep_ in ("ROOT", "nsubj") and t.pos_ in ("NOUN", "PROPN")]
        owners += [t for t in doc if t.pos_ == "PROPN"]
        for owner in owners:
            party = self._finder.party_of(sentence, owner) or self._called(owner) if owner is not None else None
            if party is not None:
                self._finder.carried[sentence.block] = party
                return doc.text, party, bool(asks)
        return doc.text, None, bool(asks)

    def _called(self, noun: Token) -> str | None:
        """Returns the one party whose name ends in a noun that nothing stands for in a heading ("The federation")."""
        referents = self._finder.referents
        parties = {
            referents.party(e.key)
            for e in referents.entities
            if any(name.split()[-1].casefold() == noun.lower_ for name in (e.name, *e.aliases))
        }
        return parties.pop() if len(parties) == 1 and noun.pos_ in ("NOUN", "PROPN") else None


def _label(sentence: ParsedSentence) -> str:
    """Returns the label that a block opens with: a few words without a verb before a colon, or set apart by a stop."""
    doc = sentence.doc
    stop = next((t.i for t in doc[: _LABEL + 1] if t.text in (":", "—", "–")), None)
    if stop is None and len(doc) <= _LABEL + 1 and doc[-1].text == ".":
        stop = doc[-1].i
    words = [t for t in doc[:stop] if t.is_alpha] if stop is not None else []
    return "" if any(t.pos_ in ("VERB", "AUX") for t in words) else " ".join(t.text for t in words)


def _subject_above(token: Token) -> Token | None:
    if token.pos_ == "VERB":
        return subject(token)
    verb = next((t for t in ancestors(token) if t.pos_ in ("VERB", "AUX")), None)
    return subject(verb) if verb is not None else None


def item_demands(site: Site, leads: Leads) -> Found | None:
    """Returns the demand that a bullet is by the lead-in above it ("The union's demands:" … "a shorter week")."""
    doc = site.sentence.doc
    party = leads.asking
    if party is None or site.finder.parsed.block(site.sentence).kind != "item" or len(doc) < 2:
        return None
    colon = next((t.i for t in doc[: _LABEL + 1] if t.text == ":"), -1)
    tops = [t for t in doc[colon + 1 :] if not (t.is_punct or t.is_space) and (t.head.i <= colon or t.head.i == t.i)]
    root = tops[0] if tops else None
    if root is None:
        return None
    asked = any(c.lower_ in ("should", "must") for c in root.children)
    if root.tag_ in ("VBD", "VBZ", "VBP") or (root.tag_ == "VB" and subject(root) is not None and not asked):
        return None
    return Found("demands", root, "item", (root,), (party,), None, "strong", "demands.item")
