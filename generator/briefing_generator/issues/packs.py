"""Packs: the issues of a field of negotiation and their language, read from YAML.

A pack is data: codes, names, terms with weights, examples. Nothing in the program knows about wars or wages.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from briefing_generator.issues.key_phrases import OPEN_PACK
from briefing_generator.model import Issue, Pack
from briefing_generator.store.resources import QUICK_LOADER

_FOLDER = resources.files("briefing_generator.issues").joinpath("data")


class PackError(ValueError):
    """A pack that cannot be read; the message says where, what is wrong and what would be right."""


def pack_names() -> tuple[str, ...]:
    """Returns the names of the packs that come with the program, sorted."""
    return tuple(sorted(p.name.removesuffix(".yml") for p in _FOLDER.iterdir() if p.name.endswith(".yml")))


def _wrong(name: str, place: str, wanted: str) -> PackError:
    return PackError(f"{name}: {place}: {wanted}")


def _terms(name: str, place: str, raw: Any) -> tuple[tuple[str, float], ...]:
    terms = raw or {}
    if not isinstance(terms, dict) or not all(
        isinstance(w, int | float) and not isinstance(w, bool) for w in terms.values()
    ):
        raise _wrong(name, place, "terms are written as `term: weight`, the weight a number.")
    return tuple((str(term).casefold(), float(weight)) for term, weight in terms.items())


def _issue(name: str, at: int, raw: Any) -> Issue:
    place = f"issues[{at}]"
    if not isinstance(raw, dict):
        raise _wrong(name, place, "an issue is a mapping with `code`, `name`, `description`, `terms` and `examples`.")
    code = raw.get("code")
    if not isinstance(code, str) or not re.fullmatch(r"[a-z][a-z0-9-]*", code):
        raise _wrong(name, f"{place}.code", f"{code!r} is no code; small letters, digits and hyphens would be right.")
    return Issue(
        code=code,
        name=str(raw.get("name") or code),
        description=str(raw.get("description") or ""),
        terms=_terms(name, f"{place}.terms", raw.get("terms")),
        examples=tuple(str(example) for example in raw.get("examples") or ()),
    )


def parse_pack(name: str, source: str) -> Pack:
    """Returns the pack written in YAML; raises :class:`PackError` when it is not a pack."""
    try:
        raw = yaml.load(source, QUICK_LOADER)
    except yaml.YAMLError as error:
        raise PackError(f"{name}: this is no YAML: {' '.join(str(error).split())}") from error
    if not isinstance(raw, dict) or not isinstance(raw.get("issues"), list) or not raw["issues"]:
        raise PackError(f"{name}: a pack holds `title` and a list of `issues`.")
    issues = tuple(_issue(name, at, entry) for at, entry in enumerate(raw["issues"]))
    twice = [code for code, count in Counter(issue.code for issue in issues).items() if count > 1]
    if twice:
        raise PackError(f"{name}: the issue {twice[0]!r} stands twice; each code may stand once.")
    if "other" not in {issue.code for issue in issues}:
        issues = (*issues, Issue("other", "Other matters", "What fits no other issue."))
    return Pack(name, str(raw.get("title") or name), issues, _terms(name, "signs", raw.get("signs")))


def pack_file(name: str) -> Path | None:
    """Returns the file that a pack's name stands for when it ends in ``.yml``, None for the name of a pack that comes along."""
    return Path(name) if name.endswith((".yml", ".yaml")) else None


def load_pack(name: str) -> Pack:
    """Returns the pack of this name, or the one in the file of this name when it ends in ``.yml``, as it stands now.

    The name of the open pack gives it: the articles' own matters are the issues then, whatever field they are of.
    Raises :class:`PackError`, naming the packs there are, when there is none.
    """
    path = pack_file(name)
    if name == OPEN_PACK.name:
        return OPEN_PACK
    if path is None:
        return _bundled(name)
    if not path.is_file():
        raise PackError(f"{name}: there is no such file.")
    try:
        return _own(path, path.read_text(encoding="utf-8"))
    except OSError as error:
        raise PackError(f"{name}: cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise PackError(f"{name}: this is no UTF-8; a pack saved as UTF-8 would be right.") from error


@cache
def _bundled(name: str) -> Pack:
    if name not in pack_names():
        raise PackError(f"There is no pack {name!r}; {', '.join(pack_names())} and auto would be right.")
    return parse_pack(name, (_FOLDER / f"{name}.yml").read_text(encoding="utf-8"))


@lru_cache(maxsize=16)
def _own(path: Path, source: str) -> Pack:
    return parse_pack(path.stem, source)
