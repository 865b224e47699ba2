"""Headings, and bullets under a lead-in: "Demands of the union:" lends its bullets a party and an act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model import Block
from generator.reading.clauses import ancestors, possessor, subject
from generator.reading.found import Found, Site
from generator.reading.wordlists import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from generator.reading.holders import HolderFinder
    from generator.reading.parse import ParsedSentence

_LISTS = load_words("matters")["lists"]


class Leads:
    """Walks along an article's blocks and remembers the heading and the lead-ins above where it stands."""

    def __init__(self, finder: HolderFinder) -> None:
        """Starts above the first block."""
        self._finder = finder
        self._above = ""
        self._items: list[tuple[int, str]] = []
        self._lead = ""
        self.asking: str | None = None
        """The party whose demands the bullets below list, None where nothing lists demands."""

    @property
    def heading(self) -> str:
        """The heading and the lead-ins above, as one text."""
        return " ".join(part for part in (self._above, self._lead, *(text for _, text in self._items)) if part)

    def opens(self, sentence: ParsedSentence, block: Block) -> bool:
        """Takes note of a sentence; returns whether it is a heading or a bullet's lead-in and says nothing else."""
        text = sentence.doc.text
        leading = text.rstrip().endswith(":")
        if block.kind == "heading":
            self._above, self._items, self._lead, self.asking = text, [], "", None
            self._lend(sentence)
            return True
        if block.kind != "item":
            self._items = []
            self._lead = text if leading else ""
            self.asking = None
            if leading:
                self._lend(sentence)
            return False
        while self._items and self._items[-1][0] >= block.depth:
            self._items.pop()
        if leading:
            self._items.append((block.depth, text))
            self._lend(sentence)
        return leading

    def _lend(self, sentence: ParsedSentence) -> None:
        """Carries the owner named in a heading or lead-in to the block, and whether it lists that owner's demands."""
        lists = [t for t in sentence.doc if t.lemma_.casefold() in _LISTS and t.pos_ in ("NOUN", "PROPN")]
        owners = [possessor(t) or _subject_above(t) for t in lists]
        owners += [t for t in sentence.doc if t.dep_ == "poss" or "’s" in t.text or "'s" in t.text]
        for owner in owners:
            party = self._finder.party_of(sentence, owner) if owner is not None else None
            if party is not None:
                self._finder.carried[sentence.block] = party
                self.asking = party if lists else None
                return


def _subject_above(token: Token) -> Token | None:
    verb = next((t for t in ancestors(token) if t.pos_ in ("VERB", "AUX")), None)
    return subject(verb) if verb is not None else None


def item_demands(site: Site, leads: Leads) -> Found | None:
    """Returns the demand that a bullet is by the lead-in above it ("The union's demands:" … "a shorter week")."""
    doc = site.sentence.doc
    if leads.asking is None or site.finder.parsed.block(site.sentence).kind != "item":
        return None
    root = next((t for t in doc if t.dep_ == "ROOT"), None)
    if root is None or root.tag_ in ("VBD", "VBZ", "VBP") or len(doc) < 2:
        return None
    return Found("demands", root, "item", (root,), (leads.asking,), None, "strong", "demands.item")
