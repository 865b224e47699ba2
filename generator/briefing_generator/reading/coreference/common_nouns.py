"""Common nouns for actors: "the company" for the one named before, "the rebels" for a group without a name."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing_generator.language.words import load_name_words
from briefing_generator.model import Mention
from briefing_generator.reading.coreference.owners import led_by, owner_of, union_of
from briefing_generator.reading.coreference.plural import several
from briefing_generator.reading.names.groups import ACTORS, actor_phrase
from briefing_generator.reading.names.naming import own_names
from briefing_generator.reading.names.recognised import is_acronym
from briefing_generator.reading.names.registry import Draft, Drafts
from briefing_generator.reading.names.short_names import core_name, head_of, kind_of, member_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from briefing_generator.reading.text.parse import ParsedSentence

_NO_GROUPS = frozenset(["state", "company", "media", "body"])
_DOMINANT = 2
"""How many times as often as any other an actor must be named for a noun to stand for it where several would fit."""


@dataclass(slots=True)
class Antecedents:
    """For which actor a common noun stands: by apposition, by the head of a name, or by what kind of actor it is.

    ``said`` holds nouns that the text itself ties to a name ("Norvik Port, the operator of two quays").
    """

    drafts: Drafts
    said: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    heads: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    kinds: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    places: dict[str, list[int]] = field(default_factory=dict)
    owned: dict[str, str] = field(default_factory=dict)
    """Nouns of organs, and whose was the last that was told of ("a committee of the union", then "the committee")."""
    named: dict[int, str] = field(default_factory=dict)
    """Where nouns stand whose bearers take a name in the same sentence, and whom they stand for."""

    @classmethod
    def of(cls, drafts: Drafts, source: str | None) -> Antecedents:
        """Sorts the named actors of an article; ``source`` is who published it, no company that it tells of."""
        found = cls(drafts)
        blocs = {core_name(name) for names in load_name_words().shared_seats.values() for name in names}
        for draft in drafts.by_key.values():
            if draft.kind not in ("organisation", "state"):
                continue
            found.places[draft.key] = sorted(draft.mentions)
            if draft.kind == "state":
                if not draft.guest:
                    found.kinds["state"].append(draft.key)
                continue
            if " " in draft.name:
                found.heads[head_of(draft.name) or core_name(draft.name).split()[-1]].append(draft.key)
            if core_name(draft.name) in blocs:
                found.kinds["bloc"].append(draft.key)
            published = source and core_name(source) == core_name(draft.name)
            found.kinds["media" if published else kind_of(draft.name)].append(draft.key)
        return found

    def unions(self) -> list[str]:
        """Returns the unions that are named; where none is, what acronyms alone name may be one ("the PCS")."""
        unknown = self.kinds.get("unknown", ())
        return self.kinds.get("union") or [k for k in unknown if is_acronym(self.drafts.by_key[k].name)]

    def bodies(self) -> set[str]:
        """Returns the keys of all that are unions, by their names or by what the text calls them."""
        return {*self.kinds.get("union", ()), *self.said.get("union", ())}

    def learn(self, sentences: Iterable[ParsedSentence]) -> None:
        """Learns the nouns that the text itself ties to a name."""
        words = load_name_words()
        for sentence in sentences:
            for own in own_names(sentence.doc):
                draft = self.drafts.at(sentence.char_start(sentence.doc[own.last - 1]))
                if draft is not None:
                    self.named[sentence.char_start(own.noun)] = draft.key
                    if draft.kind == "organisation":
                        self.said[own.noun.lemma_.casefold()].add(draft.key)
            for token in sentence.doc:
                pairs: tuple[tuple[Token, Token], ...] = ()
                if token.dep_ == "appos":
                    pairs = ((token, token.head), (token.head, token))
                elif token.pos_ == "NOUN" and token.i + 1 < len(sentence.doc) and token.dep_ in ("compound", "nmod"):
                    # "the drivers' union GDL"
                    pairs = ((token, token.nbor(1)),)
                for noun, name in pairs:
                    lemma = noun.lemma_.casefold()
                    draft = self.drafts.at(sentence.char_start(name))
                    told = noun.pos_ == "NOUN" and (lemma in words.called or lemma in ACTORS)
                    if told and draft is not None and draft.kind == "organisation":
                        self.said[lemma].add(draft.key)
            self._learn_unions(sentence)

    def _learn_unions(self, sentence: ParsedSentence) -> None:
        """Learns which names are those of unions from the word behind them ("the Amber union")."""
        for token in sentence.doc:
            if token.i and token.is_lower and load_name_words().called.get(token.lemma_.casefold()) == "union":
                draft = self.drafts.at(sentence.char_start(token.nbor(-1)))
                keys = self.kinds["union"]
                if draft is not None and draft.kind == "organisation" and draft.key not in keys:
                    keys.append(draft.key)

    def learn_governments(self, sentences: Iterable[ParsedSentence]) -> None:
        """Learns whose "the administration" is from a name before the noun ("the Berg administration")."""
        for sentence in sentences:
            for token in sentence.doc:
                lemma = token.lemma_.casefold()
                if lemma not in load_name_words().agencies:
                    continue
                leader = led_by(self.drafts, sentence, token)
                if leader is not None:
                    self.said[lemma].add(leader)

    def find(self, lemma: str, word: str, position: int) -> str | None:
        """Returns the key of the actor for which a noun stands at a position of the text, None where that is not sure."""
        if len(self.said.get(lemma, ())) == 1:
            return next(iter(self.said[lemma]))
        for each in dict.fromkeys((lemma, word)):
            keys = self.heads.get(each, []) if each not in load_name_words().agencies else []
            if keys:
                return self._last(keys, position)
        if lemma in load_name_words().of_state:
            return self._foremost(self.kinds["state"], position)
        kind = load_name_words().called.get(lemma)
        if kind is None:
            return None
        keys = self.kinds.get(kind, [])
        if kind == "any":
            keys = [k for known, held in self.kinds.items() if known not in _NO_GROUPS for k in held]
        if kind == "company" and not keys:
            keys = self.kinds.get("unknown", [])
        if kind == "union":
            keys = self.unions()
            return self._last(keys, position) or (keys[0] if len(keys) == 1 else None)
        return self._foremost(keys, position)

    def of_members(self, text: str) -> str | None:
        """Returns the key of the only association that is called by its members, where a group's words name these.

        "Fruit growers" are the Fruit Growers' Association; what dockers want need not be what their union wants.
        """
        keys = self.kinds.get("association", ())
        fits = [key for key in keys if text.casefold() in member_names(self.drafts.by_key[key].name)]
        return fits[0] if len(fits) == 1 else None

    def on_strike(self, position: int) -> str | None:
        """Returns the group of workers of which alone an article speaks before a position, else its union."""
        words = load_name_words()
        groups = {
            key: spots
            for key, draft in self.drafts.by_key.items()
            if key.startswith("actor-") and _worker(key.rpartition("-")[2], words.workers - words.anyones)
            and (spots := [at for at in draft.mentions if at < position])
        }  # fmt: skip
        if len(groups) == 1:
            return next(iter(groups))
        return self.find("union", "union", position) if not groups else None

    def _last(self, keys: list[str], position: int) -> str | None:
        before = [(self.places[k][at - 1], k) for k in keys if (at := bisect_left(self.places[k], position))]
        return max(before)[1] if before else None

    def _foremost(self, keys: list[str], position: int) -> str | None:
        """Returns the one that was named before and is told of more often than all others together may be."""
        known = sorted((-len(self.places[k]), k) for k in keys if self.places[k] and self.places[k][0] < position)
        if not known:
            return None
        others = max((len(self.places[k]) for k in keys if k != known[0][1]), default=0)
        return known[0][1] if -known[0][0] >= _DOMINANT * others else None


def find_actors(
    drafts: Drafts, phrases: list[tuple[int, int, str]], sentences: list[ParsedSentence], source: str | None
) -> None:
    """Adds mentions of named actors by a common noun, and groups that have no name."""
    antecedents = Antecedents.of(drafts, source)
    antecedents.learn(sentences)
    antecedents.learn_governments(sentences)
    taken = {at for start, end, _ in phrases for at in range(start, end)}
    unnamed: dict[str, list[str]] = defaultdict(list)
    for sentence in sentences:
        for token in sentence.doc:
            if token.pos_ not in ("NOUN", "PROPN") or not drafts.free(*sentence.span(token, token)):
                continue
            known = _antecedent(antecedents, sentence, token)
            if known is not None:
                span = sentence.span(token, token)
                drafts.take(known, Mention(*span, drafts.text[span[0] : span[1]]), named=False)
                continue
            owner = owner_of(drafts, sentence, token) or union_of(drafts, sentence, token, antecedents.bodies())
            if owner is not None:
                if drafts.by_key[owner].kind == "organisation":
                    antecedents.owned[token.lemma_.casefold()] = owner
                phrases.append((*sentence.span(sentence.doc[min(t.i for t in token.subtree)], token), owner))
                continue
            found = actor_phrase(token)
            if found is None or several(token) is not None:
                continue
            start, end = sentence.span(sentence.doc[found[0]], token)
            if any(at in taken for at in range(start, end)):
                continue
            body = antecedents.of_members(found[1])
            draft = drafts.by_key[body] if body is not None else _group(drafts, unnamed, token, found)
            if drafts.free(start, end):
                drafts.take(draft, Mention(start, end, drafts.text[start:end]), named=body is None)
            else:
                # "Norvik Port shareholders" are not Norvik Port, whose name stands in theirs.
                phrases.append((start, end, draft.key))
                start, end = sentence.span(token, token)
                drafts.take(draft, Mention(start, end, drafts.text[start:end]), named=False)


def _antecedent(antecedents: Antecedents, sentence: ParsedSentence, token: Token) -> Draft | None:
    taken = antecedents.named.get(sentence.char_start(token))
    if taken is not None:
        return antecedents.drafts.by_key[taken]
    if token.text[0].isupper() and token.i > 1:
        return None
    if not _pointed(token):
        return None
    key = _meant(antecedents, token, sentence.char_start(token))
    if key is None or any(_narrowing(c) or (c.dep_ == "prep" and c.lower_ == "of") for c in token.children):
        return None
    name = antecedents.drafts.by_key[key].name.casefold()
    modifiers = [c for c in token.children if c.dep_ in ("amod", "compound", "nmod", "poss") and c.i < token.i]
    # "the terminal company" is Selmouth Terminals, "the new company" somebody else.
    if not all(c.lemma_.casefold() in name or c.lemma_.casefold().endswith("member") for c in modifiers):
        return None
    return antecedents.drafts.by_key[key]


def _narrowing(clause: Token) -> bool:
    """Tells whether a word begins a clause that says which ones are meant; one behind a comma only tells more of them."""
    return clause.dep_ in ("relcl", "acl") and clause.doc[clause.left_edge.i - 1].text != ","


def _pointed(token: Token) -> bool:
    """Tells whether a noun points at somebody: "the union", "the [company] offer", "a [union] official"."""
    if any(c.dep_ == "det" and c.lower_ == "the" for c in token.children):
        return True
    words, above = load_name_words(), token.head
    lemma = above.lemma_.casefold()
    if token.dep_ != "compound" or above.i != token.i + 1 or token.lemma_.casefold() not in words.called:
        return _members(token)
    if lemma in words.held:
        return any(c.dep_ == "det" and c.lower_ == "the" for c in above.children)
    return words.called[token.lemma_.casefold()] == "union" and lemma in words.organs | words.folk


def _members(token: Token) -> bool:
    """Tells whether a noun names members of nobody in particular ("Members rejected the offer")."""
    alone = not any(c.dep_ in ("det", "poss", "compound", "amod", "prep", "nummod") for c in token.children)
    return token.lemma_.casefold() == "member" and token.tag_ == "NNS" and token.dep_ == "nsubj" and alone


def _meant(antecedents: Antecedents, token: Token, position: int) -> str | None:
    """Returns the key of the actor for which a noun that points at somebody stands."""
    words, lemma = load_name_words(), token.lemma_.casefold()
    if lemma in words.striking:
        return antecedents.on_strike(position)
    if _members(token):
        unions = antecedents.kinds.get("union", ())
        return unions[0] if len(unions) == 1 else None
    many = token.tag_ == "NNS" and lemma in words.called and token.lower_ not in antecedents.heads
    if many and lemma not in antecedents.said:
        # "The companies" are several, and no one of them.
        return None
    key = antecedents.find(lemma, token.lower_, position)
    if key is None and lemma in words.organs - words.offices:
        key = antecedents.owned.get(lemma)
    if key is None and token.dep_ == "compound" and words.called.get(lemma) == "union":
        return antecedents.on_strike(position)
    return key


def _worker(noun: str, workers: frozenset[str]) -> bool:
    return noun in workers or noun.endswith("worker")


def _group(drafts: Drafts, unnamed: dict[str, list[str]], token: Token, found: tuple[int, str]) -> Draft:
    word = token.lemma_.casefold()
    # "Unions" are not "the city's biggest union" again.
    same = f"{word} {token.tag_}"
    if len(unnamed[same]) == 1 and found[0] == token.i:
        key = unnamed[same][0]
    else:
        key = f"actor-{'-'.join((*found[1].casefold().split()[:-1], word))}"
    if " " in found[1] and key not in unnamed[same]:
        unnamed[same].append(key)
    return drafts.get(key, found[1][:1].upper() + found[1][1:], "group")
