"""Names of organisations and the shorter names that may stand for them."""

from __future__ import annotations

from functools import cache, lru_cache

from briefing_generator.language.words import load_name_words
from briefing_generator.reading.names.world import fold_name, load_world

_JOINTS = frozenset(["of", "for", "on", "at", "in", "to", "and", "the"])


@lru_cache(maxsize=20_000)
def core_name(name: str) -> str:
    """Returns an organisation's name, folded, without its legal form and with one name for its state.

    ``Norvik Port Co.`` and ``Norvik Port`` are one, so are ``U.S. Senate`` and ``United States Senate``.
    """
    words = fold_name(name).replace(",", " ").replace("&", "and").split()
    while len(words) > 1 and words[-1].strip(".") in load_name_words().legal_forms:
        words.pop()
    world = load_world()
    for size in (3, 2, 1):
        state = fold_name(" ".join(words[:size]))
        if len(words) > size and state in world.states:
            return " ".join([fold_name(world.names[world.states[state]]), *words[size:]])
    return " ".join(words)


def head_of(name: str) -> str | None:
    """Returns the head noun of an organisation's name ("union", "church"), None where it has none."""
    words = core_name(name).split()
    for at, word in enumerate(words):
        if at and word in ("of", "for", "on", "at", "in", "to"):
            words = words[:at]
            break
    return words[-1] if words and words[-1] in load_name_words().heads and name.split()[1:] else None


@cache
def _kinds() -> dict[str, str]:
    return {head: kind for kind, heads in load_name_words().kinds.items() for head in heads}


def has_legal_form(name: str) -> bool:
    """Tells whether a name ends with a company's legal form."""
    words = fold_name(name).replace(",", " ").split()
    return len(words) > 1 and words[-1].strip(".") in load_name_words().legal_forms


def kind_of(name: str) -> str:
    """Returns what an organisation is by its name: ``union``, ``company``, ``media`` …, ``unknown``."""
    words = core_name(name).split()
    if has_legal_form(name):
        return "company"
    if _of_workers(words) and (_kinds().get(head_of(name) or "") in (None, "association")):
        return "union"
    return _kinds().get(head_of(name) or words[-1]) or _kinds().get(words[0]) or "unknown"


def _of_workers(words: list[str]) -> bool:
    """Tells whether a name in small letters is that of people by their work ("united auto workers")."""
    workers = load_name_words().workers
    plain = [word.rstrip("'") for word in words]
    return any(w in workers or w.removesuffix("s") in workers for w in plain if w.endswith(("s", "men")))


def is_court(name: str, kind: str) -> bool:
    """Tells whether a name is that of a court, which is no party as long as nothing more is told of it."""
    if kind not in ("organisation", "group"):
        return False
    head = head_of(name) or core_name(name).split()[-1]
    return head in load_name_words().judging


def initials(name: str) -> str:
    """Returns the capitals at the beginning of a name's words, without those of its legal form."""
    words = name.replace("-", " ").split()
    while len(words) > 1 and words[-1].casefold().strip(".,") in load_name_words().legal_forms:
        words.pop()
    return "".join(w[0] for w in words if w[0].isupper())


def short_forms(name: str) -> list[str]:
    """Returns shorter names under which an organisation may be known, folded.

    ``Norvik Port Company`` is ``norvik``, ``Dockers' Guild of Lumen`` is ``dockers' guild``, ``New York Mets`` is
    ``mets``, ``United Kingdom Home Office`` is ``home office``, ``Church of Lumen`` is ``lumen``; places, states and head
    nouns alone are none.
    """
    words, world, heads = core_name(name).split(), load_world(), load_name_words().heads
    forms = []
    for at in range(2, len(words) - 1):
        if words[at] in ("of", "for", "in"):
            forms.append(" ".join(words[:at]))
            break
    if _known_by_first(name, words):
        forms.append(words[0])
    joined = len(words) > 1 and (words[-2] in ("and", "for") or ("of" in words and words[0] not in heads))
    if len(words) > 1 and words[-1] not in heads and not joined:
        forms.append(words[-1])
    for size in (3, 2, 1):
        if len(words) > size + 1 and world.state_of(" ".join(words[:size])):
            forms.append(" ".join(words[size:]))
    return [f for f in forms if len(f) > 3 and f not in heads and not world.state_of(f) and f not in world.regions]


def _known_by_first(name: str, words: list[str]) -> bool:
    """Tells whether the first word alone may stand for a name: companies, papers, parties of two words."""
    world, kind = load_world(), kind_of(name)
    if not 1 < len(words) < 4 or _JOINTS & set(words) or any(world.state_of(w) for w in words[1:]):
        return has_legal_form(name) and len(words) > 1 and not _JOINTS & set(words)
    return kind in ("company", "media") or (kind == "party" and len(words) == 2)


def tails_of(name: str) -> list[str]:
    """Returns ends of a name, folded, of two words or more with a head noun ("Lumen Security Council": "security council")."""
    words = core_name(name).split()
    if words[-1] not in load_name_words().heads:
        return []
    return [" ".join(words[at:]) for at in range(1, len(words) - 1)]


def member_names(name: str) -> list[str]:
    """Returns how the members of an association are called by its name: ``fruit growers``, ``growers``.

    Only those of associations: what dockers want need not be what the dockers' union wants.
    """
    if kind_of(name) != "association":
        return []
    words = fold_name(name).split()
    at = next((i for i, word in enumerate(words) if word.endswith(("s'", "men's", "women's", "people's"))), None)
    if at is None:
        return []
    words = [*words[:at], words[at].removesuffix("'s").rstrip("'")]
    return [" ".join(words[first:]) for first in range(len(words))]


def travelling_forms(name: str) -> list[str]:
    """Returns shorter names, folded, that mean the same organisation in other articles too.

    Bodies of a state have none: "the Foreign Ministry" is another's in another article.
    """
    kind = kind_of(name)
    if kind == "body":
        return []
    forms = [*short_forms(name), *tails_of(name)]
    if kind == "party":
        forms = [f for f in forms if core_name(name).endswith(f)]
    return [f for f in forms if " " in f]


def acronyms_of(name: str) -> list[str]:
    """Returns the acronyms, folded, that a name may have in other articles: its initials, with and without legal form.

    Two letters tell too little.
    """
    words = name.replace("-", " ").split()
    letters = {initials(name), "".join(w[0] for w in words if w[0].isupper())}
    return sorted(each.casefold() for each in letters if len(each) > 2)


def bare_forms(name: str) -> list[str]:
    """Returns what a body is called besides, without its head or by it alone.

    "The House" is the House of Representatives, "Homeland Security" the department of it, "Public and Commercial
    Services" the union of that name.
    """
    words = core_name(name).split()
    if len(words) > 3 and words[-1] in load_name_words().heads:
        return [" ".join(words[:-1])]
    if len(words) < 3 or words[1] != "of" or words[0] not in load_name_words().heads:
        return []
    rest = words[2:]
    return [words[0], *([" ".join(rest)] if len(rest) > 1 and kind_of(name) == "body" else [])]


def written_shorter(short: str, long: str) -> bool:
    """Tells whether two names are one, word for word, but that words are shortened ("auto", "automobile")."""
    left, right = short.split(), long.split()
    return len(left) == len(right) and all(b.startswith(a) and len(a) > 2 for a, b in zip(left, right, strict=True))
