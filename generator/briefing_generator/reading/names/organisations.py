"""Organisations of one article: long forms, acronyms, companies without their legal form, heads of names ("the Union")."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing_generator.language.words import load_name_words
from briefing_generator.reading.names.recognised import Candidate, is_acronym
from briefing_generator.reading.names.short_names import core_name, head_of, initials, short_forms, tails_of
from briefing_generator.reading.names.world import fold_name, load_world

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing_generator.reading.names.registry import Draft, Drafts

_CAPITALISED = re.compile(r"[A-Z]\w+")
_PREPOSITIONS = frozenset(["of", "for", "in", "at", "on", "and"])


@dataclass(slots=True)
class OrganisationIndex:
    """The organisations of one article by every name that stands for one of them alone.

    ``names`` maps keys to names, ``heads`` a head noun to the keys of those called by it.
    """

    names: dict[str, str] = field(default_factory=dict)
    heads: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _keys: dict[str, str] = field(default_factory=dict)
    _initials: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, candidates: Iterable[Candidate], no_short_forms: frozenset[str]) -> OrganisationIndex:  # noqa: C901
        """Builds the index from the candidates that are organisations, in order of the text.

        ``no_short_forms`` are folded words that name something else in the article.
        """
        index = cls()
        found = list(candidates)
        long = {c.text for c in found if " " in core_name(c.text)}
        by_acronym = _in_brackets(found)
        shorter: dict[str, set[str]] = defaultdict(set)
        tails: dict[str, set[str]] = defaultdict(set)
        heads = {head_of(name) for name in long}
        starts: dict[str, set[str]] = defaultdict(set)
        for name in long:
            words = core_name(name).split()
            if len(words) == 2 and head_of(name) is None and words[0] not in no_short_forms and len(words[0]) > 3:
                starts[words[0]].add(core_name(name))
        for name in sorted(long):
            core = core_name(name)
            if len(initials(name)) > 2 or len(core.split()) == 2:
                index._initials[initials(name)].add(core)
            for tail in tails_of(name):
                tails[tail].add(core)
            for short in short_forms(name):
                if short not in no_short_forms:
                    shorter[short].add(core)
                if " " in short and len(initials(name)) > 3:
                    index._initials[initials(name)[-len(short.split()) :]].add(core)
        for each in found:
            core = core_name(each.text)
            key = core
            if is_acronym(each.text):
                plain = each.text.replace(".", "")
                longs = by_acronym.get(plain) or index._initials.get(plain) or set()
                key = next(iter(longs)) if len(longs) == 1 else core
            elif core in heads:
                # "the Church" is whichever church was named last.
                continue
            elif len(shorter.get(core, ())) == 1:
                (key,) = shorter[core]
            elif len(starts.get(core, ())) == 1:
                # "Maho" is Maho Air.
                (key,) = starts[core]
            elif len(tails.get(core, ())) == 1:
                # "the Security Council" is the only council whose name ends so.
                (key,) = tails[core]
            index._add(key, each.text)
        for short, wholes in shorter.items():
            if len(wholes) == 1 and " " not in short:
                index._keys.setdefault(short, next(iter(wholes)))
        return index

    def _add(self, key: str, name: str) -> None:
        if core_name(name) not in self._keys:
            self._keys[core_name(name)] = key
        known = self.names.get(key)
        if (
            known is None
            or (is_acronym(known) and not is_acronym(name))
            or (core_name(known) != key == core_name(name))
        ):
            self.names[key] = name
        words = core_name(name).split()
        # "The Column" is the Third of March Column; the last word behind a preposition is a place.
        whole = len(words) > 2 and not {words[-2], words[-1]} & _PREPOSITIONS
        head = head_of(name) or (words[-1] if whole else None)
        if head and key not in self.heads[head]:
            self.heads[head].append(key)

    def begins(self, word: str, whole: bool = False) -> str | None:
        """Returns the key of the only organisation of two words that begins with one ("Maho" for Maho Air).

        The first word of a name with a head ("Berg Foundation") may be a person's; ``whole`` tells that it is none's.
        """
        names = {key: core_name(name).split() for key, name in self.names.items() if whole or head_of(name) is None}
        fits = [
            k for k, words in names.items() if (whole or len(words) == 2) and words[1:] and words[0] == core_name(word)
        ]
        return fits[0] if len(fits) == 1 else None

    def key(self, name: str) -> str | None:
        """Returns the key of the organisation with this name, acronym or short form, None where there is none."""
        key = self._keys.get(core_name(name))
        if key is None and is_acronym(name):
            longs = self._initials.get(name.replace(".", ""), set())
            key = next(iter(longs)) if len(longs) == 1 else None
        return key


def _in_brackets(found: list[Candidate]) -> dict[str, set[str]]:
    longs: dict[str, set[str]] = defaultdict(set)
    for each in found:
        doc = each.sentence.doc
        if each.last + 2 < len(doc) and doc[each.last].text == "(" and doc[each.last + 2].text == ")":
            inside = doc[each.last + 1].text
            if is_acronym(inside) and " " in each.text:
                longs[inside.replace(".", "")].add(core_name(each.text))
            elif is_acronym(each.text) and inside[:1].isupper():
                longs[each.text.replace(".", "")].add(core_name(inside))
    return longs


def seated(drafts: Drafts, organisations: OrganisationIndex, capital: str) -> Draft | None:
    """Returns the organisation for which a capital stands in an article ("Brussels"), None where it is its state's.

    It is the organisation's where the article names that, or nothing else of the state.
    """
    names = load_name_words().shared_seats.get(fold_name(capital), [])
    for name in names:
        key = organisations.key(name)
        if key is not None and key in drafts.by_key:
            return drafts.by_key[key]
    state_of = load_world().state_of
    if not names or state_of(capital) in {state_of(w) for w in _CAPITALISED.findall(drafts.text) if w != capital}:
        return None
    return drafts.get(fold_name(names[0]), names[0], "organisation")
