"""Roles beside a name: "Kremlin spokesperson Dmitry Peskov", "Merz, Germany's new chancellor"; and for whom they speak."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from briefing_generator.language.words import load_name_words
from briefing_generator.model import Mention, RoleMention
from briefing_generator.reading.coreference.role_phrases import before_name, beside_name, may_stand
from briefing_generator.reading.coreference.role_states import mark_state, others
from briefing_generator.reading.names.short_names import head_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from briefing_generator.reading.names.registry import Draft, Drafts
    from briefing_generator.reading.text.parse import ParsedSentence

_NEAR = 5
"""Words before a name among which the office is looked for that "of" behind the name gives to somebody."""
_OWNERS = ("its", "their", "his", "her")


def find_roles(
    drafts: Drafts, phrases: Iterable[tuple[int, int, str]], sentences: Iterable[ParsedSentence]
) -> list[tuple[str, int, int]]:
    """Gives people the roles that stand beside their names, and the party for which the first that tells one speaks.

    Returns the keys of people whose role has a pronoun or a person for its owner ("its secretary"), with the owner's span.
    """
    finder = _RoleFinder(drafts, phrases)
    people = sorted(
        (mention.start, draft.key) for draft in drafts.by_key.values() if draft.kind == "person"
        for mention in draft.mentions.values()
    )  # fmt: skip
    at = 0
    for sentence in sorted(sentences, key=lambda s: s.start):
        while at < len(people) and people[at][0] < sentence.end:
            start, key = people[at]
            at += 1
            if start >= sentence.start:
                finder.read(sentence, drafts.by_key[key], drafts.by_key[key].mentions[start])
    for draft in drafts.by_key.values():
        draft.roles = _distinct(draft.roles)
    return finder.owners


def _distinct(roles: list[RoleMention]) -> list[RoleMention]:
    """Keeps the first of each role; one that ends a longer one ("President") says nothing more."""
    first = {" ".join(r.role.casefold().split()): r for r in reversed(roles)}
    ends = {" ".join(words[at:]) for words in map(str.split, first) for at in range(1, len(words))}
    return sorted((r for text, r in first.items() if text not in ends), key=lambda r: r.start)


class _RoleFinder:
    def __init__(self, drafts: Drafts, phrases: Iterable[tuple[int, int, str]]) -> None:
        self.offices = load_name_words().offices
        self.owners: list[tuple[str, int, int]] = []
        self.drafts = drafts
        self.phrases = {end: key for _, end, key in phrases}
        self.called: dict[str, list[str]] = defaultdict(list)
        for draft in drafts.by_key.values():
            head = head_of(draft.name) if draft.kind == "organisation" else None
            if head is not None:
                self.called[head].append(draft.key)

    def read(self, sentence: ParsedSentence, draft: Draft, mention: Mention) -> None:
        """Adds the role that a sentence gives beside one mention of a person."""
        inside = [t for t in sentence.doc if mention.start <= sentence.char_start(t) < mention.end]
        if not inside:
            return
        root = next((t for t in inside if t.head not in inside or t.head.i == t.i), inside[-1])
        for head, first, last in (
            *before_name(inside[0], self._somebody(sentence, inside[0])),
            *beside_name(root, inside),
        ):
            start, end = sentence.span(first, last)
            text = " ".join(sentence.doc[first.i : last.i + 1].text.split())
            draft.roles.append(RoleMention(text, start, end))
            if draft.party is None:
                draft.party = self._party(sentence, head, first, last)
            beside = (*head.children, *root.children)
            owner = next((c for c in beside if c.dep_ == "poss" and c.i < head.i and c.lower_ in _OWNERS), None)
            if owner is not None and draft.party is None and {head.lower_, head.lemma_.casefold()} & self.offices:
                self.owners.append((draft.key, *sentence.span(owner, owner)))
            if draft.party is None and {head.lower_, head.lemma_.casefold()} & self.offices:
                self._of_person(sentence, draft, head)
        if draft.party is None:
            draft.party = self._led(sentence, root) or self._of(sentence, root, inside)
        if draft.party is None:
            self._owned(sentence, draft, inside[0])
        if draft.party is None and root.dep_ == "conj" and draft.roles:
            draft.party = self._joined(sentence, root, draft)

    def _owned(self, sentence: ParsedSentence, draft: Draft, first: Token) -> None:
        """Notes whose somebody is: "Canada's Ana Ruiz" and "the president's envoy Ana Ruiz" with the president's name."""
        words, doc = load_name_words(), sentence.doc
        at = first.i - 1
        while at > 0 and may_stand(doc[at], first.i) and doc[at].text not in ("'s", "’s"):
            at -= 1
        between = doc[at + 1 : first.i]
        office = not between or any(t.lower_ in words.offices for t in between)
        if (
            at > 0
            and doc[at].text in ("'s", "’s")
            and office
            and not {t.lower_ for t in between} & (words.past | words.apart)
        ):
            owner = self.drafts.at(sentence.char_start(doc[at - 1]))
            if owner is not None:
                mention = next((m for m in owner.mentions.values() if m.end == sentence.char_end(doc[at - 1])), None)
                if mention is not None:
                    self.owners.append((draft.key, mention.start, mention.end))

    def _of_person(self, sentence: ParsedSentence, draft: Draft, head: Token) -> None:
        """Notes whose an office is that a person's name owns ("Berg's deputy, Ana Ruiz")."""
        for child in head.children:
            owner = self.drafts.at(sentence.char_start(child)) if child.dep_ == "poss" and child.i < head.i else None
            if owner is not None and owner.kind == "person" and owner.key != draft.key:
                end = sentence.char_end(child)
                self.owners += [(draft.key, m.start, m.end) for m in owner.mentions.values() if m.end == end]

    def _somebody(self, sentence: ParsedSentence, first: Token) -> int:
        """Returns the index behind the last person who is named before a word, 0 where there is none."""
        for token in reversed(list(sentence.doc[: first.i])):
            draft = self.drafts.at(sentence.char_start(token))
            if draft is not None and draft.kind == "person":
                return token.i + 1
        return 0

    def _party(self, sentence: ParsedSentence, head: Token, first: Token, last: Token) -> str | None:
        """Returns the key of the state or organisation for which an office speaks, None for callings and past offices."""
        words = load_name_words()
        tokens = sentence.doc[first.i : last.i + 1]
        lower = {t.lower_ for t in tokens} | {t.lemma_.casefold() for t in tokens}
        if (head.lower_ not in words.offices and head.lemma_.casefold() not in words.offices) or lower & words.past:
            return None
        found = [self.drafts.at(sentence.char_start(t)) for t in tokens]
        named = [d for d in found if d is None or d.sure or (d.kind == "state" and lower & words.state_offices)]
        for draft in named:
            if draft is not None and draft.kind == "organisation":
                return draft.key
        for token in tokens:
            key = self._body(sentence, token) if token.i != head.i else None
            if key is not None:
                return key
        # "The government's lawyer" speaks for the state, a Peruvian lawyer does not.
        owned = head.lemma_.casefold() in words.organs and any(t.dep_ == "poss" for t in tokens)
        if lower & others(lower) or (not owned and {head.lower_, head.lemma_.casefold()} & words.local):
            return None
        return next((draft.key for draft in named if draft is not None and draft.kind == "state"), None)

    def _body(self, sentence: ParsedSentence, token: Token) -> str | None:
        """Returns the organisation for which a common noun stands ("the union's negotiator")."""
        if token.pos_ not in ("NOUN", "PROPN"):
            return None
        key = self.phrases.get(sentence.char_end(token))
        if key is not None and self.drafts.by_key[key].kind != "state":
            return key
        draft = self.drafts.at(sentence.char_start(token))
        if draft is not None and draft.kind == "group" and draft.key.startswith("actor-"):
            return draft.key
        called = self.called.get(token.lemma_.casefold(), [])
        lemma = token.lemma_.casefold()
        unnamed = [
            k for k in self.drafts.by_key if k == f"actor-{lemma}" or (k[:6] == "actor-" and k.endswith(f"-{lemma}"))
        ]
        if not called and len(unnamed) == 1:
            return unnamed[0]
        if len(called) != 1:
            return None
        name = self.drafts.by_key[called[0]].name.casefold()
        beside = [c for c in token.children if c.dep_ in ("amod", "compound", "nmod") and c.i < token.i]
        # "The Qatari foreign ministry" is not the Commerce Ministry of the sentence before.
        return called[0] if all(c.lemma_.casefold() in name for c in beside) else None

    def _led(self, sentence: ParsedSentence, root: Token) -> str | None:
        """Returns whom a clause says that the person leads ("who leads the dockers' union", "the delegation, led by …")."""
        leading = load_name_words().leading
        things = [
            thing
            for clause in root.children
            if clause.dep_ in ("relcl", "acl") and clause.lemma_.casefold() in leading and clause.tag_ != "VBN"
            for thing in clause.children
            if thing.dep_ == "dobj"
        ]
        if root.dep_ == "pobj" and root.head.dep_ == "agent" and root.head.head.lemma_.casefold() in leading:
            verb = root.head.head
            things += [verb.head] if verb.dep_ == "acl" else [c for c in verb.children if c.dep_ == "nsubjpass"]
        for thing in things:
            draft = self.drafts.at(sentence.char_start(thing))
            if draft is not None and draft.kind != "person":
                return draft.key
            key = self._body(sentence, thing) or self.phrases.get(sentence.char_end(thing))
            if key is not None:
                return key
        return None

    def _joined(self, sentence: ParsedSentence, root: Token, draft: Draft) -> str | None:
        """Returns the state of the one a minister is named with ("Israel's premier Levi and energy minister Stein")."""
        words = load_name_words()
        role = next((r for r in draft.roles if r.start < sentence.char_start(root) and r.end > sentence.start), None)
        before = self.drafts.at(sentence.char_start(root.head))
        lower = role.role.split() if role is not None else []
        # A role in small letters goes on with the state before it; one in capitals may have its own.
        plain = lower and lower[-1] in words.state_offices and set(lower) <= words.offices | words.ranks
        return before.party if plain and before is not None and before.kind == "person" else None

    def _of(self, sentence: ParsedSentence, root: Token, inside: list[Token]) -> str | None:
        """Returns whose an office is by what follows its bearer's name ("Foreign Minister Olof Kerr of Vestmark")."""
        words = load_name_words()
        after = sentence.doc[inside[-1].i + 1 : inside[-1].i + 2]
        # "Presidents Amadou Ba of Senegal and Patrice Tolo of Benin": the office stands before the first of them.
        first = inside[0] if root.dep_ != "conj" else root.head
        told = {t.lemma_.casefold() for t in sentence.doc[max(0, first.i - _NEAR) : inside[0].i]}
        if not after or after[0].lower_ != "of" or not told & words.offices:
            return None
        if told & (words.past | others(told) | words.local):
            return None
        for who in after[0].children:
            draft = self.drafts.at(sentence.char_start(who)) if who.dep_ == "pobj" else None
            if draft is not None and draft.kind != "person":
                mark_state(draft, " ".join(told))
                return draft.key
        return None
