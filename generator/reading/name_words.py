"""Classes of words around names, read from ``packs/names``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words in small letters.

    Attributes:
        offices: head nouns of offices ("minister"); their bearer may speak for a state or an organisation.
        callings: head nouns of callings ("economist").
        address: forms of address ("mr").
        particles: small words inside a person's name ("von").
        generations: what may follow a surname ("jr").
        of_firms: offices that firms may have, too ("the owner, Norvik Port").
        women: titles and offices of women.
        men: titles and offices of men.
        ranks: words that belong to the office behind them ("prime").
        legal_forms: what a company's name may end with ("inc").
        heads: head nouns of organisations' names ("union").
        things: last words of names of places, works, laws and events.
        captions: words of captions that stand behind a name.
        never: what recognisers take for an organisation and is none.
        kinds: classes of organisations, to head nouns of their names.
        judging: head nouns of those who judge between parties.
        called: common nouns that stand for an organisation named before, to its class.
        shared_seats: capitals that stand for an organisation where the text names it.
        regions: adjectives and names of regions, to the group that their collective nouns name.
        alone: names of regions that stand for their group by themselves.
        collective: nouns that make a group of a region's adjective.
        state_nouns: nouns that stand for a state behind its adjective.
        abroad: nouns of those whom a state sends to others, or who go between others in its name.
        state_bodies: head nouns of bodies that speak for their state.
        organs: nouns of those who decide or speak for whose they are ("the union's negotiators").
        bodily: nouns of what no person has ("Orrin's board").
        of_state: nouns of what a person of a state may call his or hers ("his government").
        of_body: nouns of what a person of an organisation may ("her union").
        of_anyone: nouns of what either may ("his side").
        of_members: nouns of what its members may call theirs ("their association").
        folk: nouns of those whom an organisation is made of.
        sides: nouns of those between whom a matter lies ("both sides").
        dealing: words of what two do with each other ("talks with").
        towns: nouns that stand before the name of the place that they are.
        state_signs: nouns of what only a state has.
        actors: common nouns of those who hold positions without a name.
        pointing: words before an actor that point at some who were named before.
        past: words that tell that an office is held no longer.
        apart: words beside an office whose bearer does not speak for the state that the role names.
        local: offices of towns and parts of a state, which do not speak for the state.
        leaders: offices whose bearer the adjective of a state alone makes known ("the Norwegian leader").
        state_offices: offices that only a state has.
        portfolios: what a secretary of a state has in charge.
        body_offices: offices that bodies of any kind have.
        leading: verbs whose object is what their subject speaks for.
        titles: offices, callings and forms of address.
        state_words: nouns that stand for a state behind the adjective of its people.
    """

    offices: frozenset[str]
    callings: frozenset[str]
    address: frozenset[str]
    particles: frozenset[str]
    generations: frozenset[str]
    of_firms: frozenset[str]
    women: frozenset[str]
    men: frozenset[str]
    ranks: frozenset[str]
    legal_forms: frozenset[str]
    heads: frozenset[str]
    things: frozenset[str]
    captions: frozenset[str]
    never: frozenset[str]
    kinds: dict[str, list[str]]
    judging: frozenset[str]
    called: dict[str, str]
    shared_seats: dict[str, list[str]]
    regions: dict[str, str]
    alone: dict[str, str]
    collective: frozenset[str]
    state_nouns: frozenset[str]
    abroad: frozenset[str]
    state_bodies: frozenset[str]
    organs: frozenset[str]
    bodily: frozenset[str]
    of_state: frozenset[str]
    of_body: frozenset[str]
    of_anyone: frozenset[str]
    of_members: frozenset[str]
    folk: frozenset[str]
    sides: frozenset[str]
    dealing: frozenset[str]
    towns: frozenset[str]
    state_signs: frozenset[str]
    actors: frozenset[str]
    pointing: frozenset[str]
    past: frozenset[str]
    apart: frozenset[str]
    local: frozenset[str]
    leaders: frozenset[str]
    state_offices: frozenset[str]
    portfolios: frozenset[str]
    body_offices: frozenset[str]
    leading: frozenset[str]
    titles: frozenset[str]
    state_words: frozenset[str]


@cache
def load_name_words() -> NameWords:
    """Reads the lists once a process."""
    folder = resources.files("generator.packs").joinpath("names")
    raw: dict[str, Any] = {}
    for name in ("titles", "groups", "organisations"):
        raw |= yaml.safe_load(folder.joinpath(f"{name}.yml").read_text(encoding="utf-8"))
    raw = {k: v if isinstance(v, dict) else frozenset(map(str, v)) for k, v in raw.items()}
    return NameWords(
        **raw,
        titles=raw["offices"] | raw["callings"] | raw["address"],
        state_words=raw["collective"] | raw["state_nouns"] | raw["offices"],
    )
