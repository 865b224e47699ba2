"""States of the world by any of their names: English names, capitals, demonyms and seats of power.

Names come from Babel (Unicode CLDR), capitals, demonyms and other spellings from countryinfo, more demonyms from the names
of the states' languages in CLDR ("Polish", "Uzbek"). What neither library has, seats that stand for a state above all, is
in ``language/en/names/states.yml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from briefing_generator.language.words import language_data

if TYPE_CHECKING:
    from collections.abc import Mapping

_NO_PLURAL = ("ese", "ish", "ch", "sh", "s", "x", "z")


@dataclass(frozen=True, slots=True)
class World:
    """Tables from folded names to ISO 3166 codes, and from codes to names.

    ``places`` are capitals and seats, which stand for their state only where they act; ``demonyms`` are adjectives and
    names of inhabitants; ``regions`` are parts of the world, and of states, that are no states ("Latin America", "New Mexico").
    """

    names: dict[str, str] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    demonyms: dict[str, str] = field(default_factory=dict)
    regions: set[str] = field(default_factory=set)

    def state_of(self, text: str) -> str | None:
        """Returns the code of the state that a name, capital, seat or demonym stands for."""
        folded = fold_name(text)
        found = self.states.get(folded) or self.places.get(folded) or self.demonyms.get(folded)
        # "Burkina-Faso", "Guinea Bissau": some write the hyphen, some do not.
        return found or (self.states.get(folded.replace("-", " ")) if "-" in folded else None)

    def demonym_only(self, folded: str) -> bool:
        """Tells whether a folded word is the adjective of a state or its people and no name of the state itself."""
        return folded in self.demonyms and folded not in self.states and folded not in self.places


def fold_name(text: str) -> str:
    """Returns a name for looking up: small letters, no article, no possessive, single spaces."""
    text = re.sub(r"\s+", " ", text.replace("’", "'").casefold()).strip(" ,;:'\"“”.")
    text = re.sub(r"'s$|s'$", lambda m: "s" if m.group() == "s'" else "", text)
    return re.sub(r"^the ", "", text)


@cache
def load_world() -> World:
    """Builds the tables once a process (about 0.1 s)."""
    world = World()
    own = language_data("names", "states.yml")
    _territories(world, own["names"])
    _countries(world)
    _languages(world)
    for table in (world.states, world.places, world.demonyms):
        for word in own["ambiguous"]:
            table.pop(word, None)
    for section, table in (("seats", world.places), ("names", world.states), ("demonyms", world.demonyms)):
        for code, listed in own[section].items():
            table.update({fold_name(spelling): code for spelling in listed})
    world.names.update(own["shown"])
    return world


def _territories(world: World, own: dict[str, list[str]]) -> None:
    from babel import Locale

    territories = Locale("en").territories
    world.regions.update(fold_name(str(name)) for code, name in territories.items() if code.isdigit())
    for code in sorted({*map(_code, _infos()), *own} - {""}):
        name = re.sub(r"\s*\(.*\)| SAR China", "", str(territories.get(code) or own[code][0]))
        world.names[code] = name
        for spelling in (name, name.replace("&", "and"), name.replace("St.", "Saint").replace("&", "and")):
            _without_accents_too(world.states, spelling, code)


def _infos() -> list[Mapping[str, Any]]:
    """Returns what countryinfo knows of each state."""
    from countryinfo import CountryInfo

    return list(CountryInfo("France").all().values())


def _code(info: Mapping[str, Any]) -> str:
    return str(info.get("ISO", {}).get("alpha2") or "")


def _without_accents_too(table: dict[str, str], spelling: str, code: str) -> None:
    """Adds a name as it is spelled, and as who has no such letters on the keyboard writes it ("Bogota")."""
    from anyascii import anyascii

    for written in (spelling, anyascii(spelling), spelling.replace("-", " ")):
        table.setdefault(fold_name(written), code)


def _countries(world: World) -> None:
    capitals: str | list[str]
    for info in _infos():
        code = _code(info)
        if code not in world.names:
            continue
        for spelling in [info.get("name"), *info.get("altSpellings", ())]:
            if spelling and len(spelling) > 3 and spelling.isascii() and "," not in spelling:
                world.states.setdefault(fold_name(spelling), code)
        capitals = info.get("capital") or []
        for capital in [capitals] if isinstance(capitals, str) else capitals:
            _without_accents_too(world.places, capital, code)
        for demonym in _demonyms(info.get("demonym")):
            _people(world, demonym, code)
    for info in _infos():
        for province in info.get("provinces", ()):
            # "New Mexico" is no Mexico, "Northern Ireland" no Ireland.
            folded = fold_name(province)
            if folded.split()[1:] and world.state_of(folded) is None and any(map(world.state_of, folded.split())):
                world.regions.add(folded)


def _demonyms(stated: str | list[str] | None) -> list[str]:
    whole = stated if isinstance(stated, str) else ", ".join(stated or ())
    return [each for each in re.split(r",\s*|\s+or\s+", whole) if each]


def _people(world: World, demonym: str, code: str) -> None:
    folded = fold_name(demonym)
    if folded not in world.states:
        world.demonyms.setdefault(folded, code)
    if not folded.endswith(_NO_PLURAL):
        world.demonyms.setdefault(folded + "s", code)


def _languages(world: World) -> None:
    """Adds names of languages that share their beginning with the name of the state where most speak them."""
    from babel import Locale
    from babel.core import get_global

    likely = get_global("likely_subtags")
    for language, name in sorted(Locale("en").languages.items()):
        code = str(likely.get(language, "")).rpartition("_")[2]
        if len(language) == 2 and code in world.names and world.names[code][:3] == str(name)[:3]:
            _people(world, str(name), code)
