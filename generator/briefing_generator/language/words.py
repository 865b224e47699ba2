"""Classes of words of one language, read from the YAML files of its folder: one loader, each class with its type.

``en/words`` holds what grammar, dates and openings need, ``en/names`` what stands around names; ``en/acts``, ``en/cues``
and ``en/phrases`` are read through :func:`language_data` by the modules that give them a form.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from typing import Any, TypeVar

from briefing_generator.store.resources import shipped

LANGUAGE = "en"
"""The folder that is read: the code of the one language there is so far."""
_PACKAGE = "briefing_generator.language"

T = TypeVar("T")


def language_data(*path: str) -> Any:
    """Returns what a file of the language holds, such as ``language_data("names", "states.yml")``.

    Raises ``FileNotFoundError`` where there is none.
    """
    return shipped(_PACKAGE, LANGUAGE, *path)


def language_files(folder: str) -> dict[str, Any]:
    """Returns what the YAML files of one of the language's folders hold, by name without its ending, sorted."""
    files = resources.files(_PACKAGE).joinpath(LANGUAGE, folder).iterdir()
    names = sorted(file.name for file in files if file.name.endswith(".yml"))
    return {name.removesuffix(".yml"): language_data(folder, name) for name in names}


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words in small letters.

    Attributes:
        offices: head nouns of offices ("minister"); their bearer may speak for a state or an organisation.
        callings: head nouns of callings ("economist").
        address: forms of address ("mr").
        particles: small words inside a person's name ("von").
        generations: what may follow a surname ("jr").
        no_surnames: words that recognisers take for the end of a name.
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
        workers: nouns of those by whose work a union is called.
        beginnings: first words of a union's whole name.
        agencies: nouns that end names of agencies and alone stand for a government.
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
        enrolled: nouns of whom a union is made.
        sent: nouns of whom somebody sends; a name that ends with one is that of the sender.
        of_members: nouns of what its members may call theirs ("their association").
        folk: nouns of those whom an organisation is made of.
        sides: nouns of those between whom a matter lies ("both sides").
        dealing: words of what two do with each other ("talks with").
        towns: nouns that stand before the name of the place that they are.
        state_signs: nouns of what only a state has.
        actors: common nouns of those who hold positions without a name.
        parties: parties that go by several names, by what their members are called.
        followers: nouns of those who are called by whom they follow or fight.
        striking: nouns of those on strike, of whatever trade.
        anyones: nouns of those who work, of whatever trade.
        held: nouns of what parties put forward or hold.
        causing: verbs whose object does what they bring about.
        put: nouns of what one party puts to another.
        pointing: words before an actor that point at some who were named before.
        party_words: words that tell of a party in a legislature, to what its members are called.
        party_letters: the letters of parties beside a lawmaker's seat, to the same.
        governing: nouns that, behind the name of a state, are that state.
        chambers: words that tell in which house of a legislature somebody sits, to its name.
        classing: adjectives that tell what kind of group it is.
        few: numbers whose bearers are a few of a party.
        vague: adjectives that say nothing of whom a group is made of.
        wings: words before that of a party that name a part of it.
        modified: nouns of actors that name nobody without the word before them.
        lawmakers: nouns of those who sit there, and of what they make up.
        seats: offices there whose bearers do not speak for the house.
        legislatures: first words of names of legislatures and of their committees.
        past: words that tell that an office is held no longer.
        apart: words beside an office whose bearer does not speak for the state that the role names.
        local: offices of towns and parts of a state, which do not speak for the state.
        leaders: offices whose bearer the adjective of a state alone makes known ("the Norwegian leader").
        ruling: offices whose bearer, without a name, is the state to which the office belongs.
        state_offices: offices that only a state has.
        cabinet_offices: offices of members of a government, beside what they have in charge.
        portfolios: what a secretary of a state has in charge.
        portfolio_parts: words that stand beside those, and beside offices of other bodies too.
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
    no_surnames: frozenset[str]
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
    workers: frozenset[str]
    beginnings: frozenset[str]
    agencies: frozenset[str]
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
    sent: frozenset[str]
    enrolled: frozenset[str]
    folk: frozenset[str]
    sides: frozenset[str]
    dealing: frozenset[str]
    towns: frozenset[str]
    state_signs: frozenset[str]
    actors: frozenset[str]
    parties: dict[str, list[str]]
    followers: frozenset[str]
    striking: frozenset[str]
    anyones: frozenset[str]
    held: frozenset[str]
    causing: frozenset[str]
    put: frozenset[str]
    pointing: frozenset[str]
    party_words: dict[str, str]
    party_letters: dict[str, str]
    governing: frozenset[str]
    chambers: dict[str, str]
    classing: frozenset[str]
    few: frozenset[str]
    vague: frozenset[str]
    wings: frozenset[str]
    modified: frozenset[str]
    lawmakers: frozenset[str]
    seats: frozenset[str]
    legislatures: frozenset[str]
    past: frozenset[str]
    apart: frozenset[str]
    local: frozenset[str]
    leaders: frozenset[str]
    ruling: frozenset[str]
    state_offices: frozenset[str]
    cabinet_offices: frozenset[str]
    portfolios: frozenset[str]
    portfolio_parts: frozenset[str]
    body_offices: frozenset[str]
    leading: frozenset[str]
    titles: frozenset[str]
    state_words: frozenset[str]


@dataclass(frozen=True, slots=True)
class DateWords:
    """Words around dates; ``dates.yml`` says what each key holds."""

    times: frozenset[str]
    parts_of_day: frozenset[str]
    states: frozenset[str]
    tellers: frozenset[str]
    vehicles: frozenset[str]
    prospects: frozenset[str]
    ahead: frozenset[str]
    modals: frozenset[str]
    doubtful: frozenset[str]
    timetable: frozenset[str]
    happenings: frozenset[str]
    terms: frozenset[str]
    extending: frozenset[str]
    dropping: frozenset[str]
    apart: frozenset[str]
    stretches: frozenset[str]
    near: frozenset[str]
    named: frozenset[str]
    carried: frozenset[str]
    done: frozenset[str]
    ordinals: dict[str, int]
    numbers: dict[str, int]


@dataclass(frozen=True, slots=True)
class OpeningWords:
    """Words that lean on an earlier sentence; ``openings.yml`` says what each key holds."""

    connectives: frozenset[str]
    leads: frozenset[str]
    anchors: frozenset[str]
    hanging: frozenset[str]
    extended: frozenset[str]
    conjunctions: frozenset[str]
    times: frozenset[str]
    pointers: frozenset[str]


@cache
def load_words(name: str) -> dict[str, frozenset[str]]:
    """Returns the word classes of one file of ``words`` (``grammar``, ``matters``, ``speech`` …), read once a process."""
    return {label: frozenset(words) for label, words in language_data("words", f"{name}.yml").items()}


@cache
def load_name_words() -> NameWords:
    """Reads the words around names once a process."""
    raw: dict[str, Any] = {}
    for name in ("titles", "groups", "organisations"):
        raw |= language_data("names", f"{name}.yml")
    words = {key: frozenset(map(str, value)) for key, value in raw.items() if not isinstance(value, dict)}
    titles = words["offices"] | words["callings"] | words["address"]
    state_words = words["collective"] | words["state_nouns"] | words["offices"]
    return _typed(NameWords, raw | words | {"titles": titles, "state_words": state_words})


@cache
def load_date_words() -> DateWords:
    """Reads the words around dates once a process."""
    return _typed(DateWords, language_data("words", "dates.yml"))


@cache
def load_opening_words() -> OpeningWords:
    """Reads the words of openings once a process."""
    return _typed(OpeningWords, language_data("words", "openings.yml"))


def _typed(kind: type[T], raw: dict[str, Any]) -> T:
    """Gives each field of a class its words, as a set where no mapping stands; raises ``TypeError`` for one too many."""
    wanted = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    if odd := sorted(raw.keys() ^ wanted):
        raise TypeError(f"{kind.__name__}: {', '.join(odd)} stand only in the file or only in the class.")
    return kind(**{name: value if isinstance(value, dict) else frozenset(value) for name, value in raw.items()})
