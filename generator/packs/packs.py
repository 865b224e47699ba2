"""Packs: the issues of a field of negotiation and their language, read from YAML.

A pack is data: codes, names, terms with weights, examples. Nothing in the program knows about wars or wages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from generator.model import Corpus, Issue, Pack

_FOLDER = resources.files("generator.packs")
_CHOICE_FLOOR = 6.0
"""Weighted terms per thousand words below which no pack fits."""


class PackError(ValueError):
    """A pack that cannot be read; the message says where, what is wrong and what would be right."""


def pack_names() -> tuple[str, ...]:
    """Returns the names of the packs that come with the program, sorted."""
    return tuple(sorted(p.name.removesuffix(".yml") for p in _FOLDER.iterdir() if p.name.endswith(".yml")))


def _wrong(name: str, place: str, wanted: str) -> PackError:
    return PackError(f"{name}: {place}: {wanted}")


def _issue(name: str, at: int, raw: Any) -> Issue:
    place = f"issues[{at}]"
    if not isinstance(raw, dict):
        raise _wrong(name, place, "an issue is a mapping with `code`, `name`, `description`, `terms` and `examples`.")
    code = raw.get("code")
    if not isinstance(code, str) or not re.fullmatch(r"[a-z][a-z0-9-]*", code):
        raise _wrong(name, f"{place}.code", f"{code!r} is no code; small letters, digits and hyphens would be right.")
    terms = raw.get("terms") or {}
    if not isinstance(terms, dict) or not all(isinstance(w, int | float) for w in terms.values()):
        raise _wrong(name, f"{place}.terms", "terms are written as `term: weight`, the weight a number.")
    return Issue(
        code=code,
        name=str(raw.get("name") or code),
        description=str(raw.get("description") or ""),
        terms=tuple((str(term).casefold(), float(weight)) for term, weight in terms.items()),
        examples=tuple(str(example) for example in raw.get("examples") or ()),
    )


def parse_pack(name: str, source: str) -> Pack:
    """Returns the pack written in YAML; raises :class:`PackError` when it is not a pack."""
    try:
        raw = yaml.safe_load(source)
    except yaml.YAMLError as error:
        raise PackError(f"{name}: this is no YAML: {error}") from error
    if not isinstance(raw, dict) or not isinstance(raw.get("issues"), list) or not raw["issues"]:
        raise PackError(f"{name}: a pack holds `title` and a list of `issues`.")
    issues = tuple(_issue(name, at, entry) for at, entry in enumerate(raw["issues"]))
    twice = [code for code, count in Counter(issue.code for issue in issues).items() if count > 1]
    if twice:
        raise PackError(f"{name}: the issue {twice[0]!r} stands twice; each code may stand once.")
    if "other" not in {issue.code for issue in issues}:
        issues = (*issues, Issue("other", "Other matters", "What fits no other issue."))
    return Pack(name, str(raw.get("title") or name), issues)


@cache
def load_pack(name: str) -> Pack:
    """Returns the pack of this name, or the one in the file of this name when it ends in ``.yml``.

    Raises :class:`PackError`, naming the packs there are, when there is none.
    """
    if name.endswith((".yml", ".yaml")):
        path = Path(name)
        if not path.is_file():
            raise PackError(f"{name}: there is no such file.")
        return parse_pack(path.stem, path.read_text(encoding="utf-8"))
    if name not in pack_names():
        raise PackError(f"There is no pack {name!r}; {', '.join(pack_names())} and auto would be right.")
    return parse_pack(name, (_FOLDER / f"{name}.yml").read_text(encoding="utf-8"))


def term_pattern(terms: Sequence[str]) -> re.Pattern[str]:
    """Returns a pattern that finds any of the terms as whole words, the longest first, plain plurals included."""
    ordered = sorted(set(terms), key=lambda term: (-len(term), term))
    inner = "|".join(re.escape(term).replace("'", "[’']").replace(r"\ ", r"\s+") for term in ordered)
    return re.compile(rf"(?<![\w-])({inner})(?:s|es)?(?![\w])", re.IGNORECASE)


def choose_pack(texts: Iterable[str]) -> Pack:
    """Returns the pack whose terms are densest in the texts; without a fitting one, issues from their key phrases."""
    from generator.packs.key_phrases import key_phrase_pack

    whole = tuple(texts)
    words = sum(len(text.split()) for text in whole) or 1
    best: tuple[float, str] | None = None
    for name in pack_names():
        pack = load_pack(name)
        weights = {term: weight for issue in pack.issues for term, weight in issue.terms}
        if not weights:
            continue
        pattern = term_pattern(tuple(weights))
        hits = Counter(
            re.sub(r"\s+", " ", match.group(1).casefold().replace("’", "'"))
            for text in whole
            for match in pattern.finditer(text)
        )
        # A term said again and again tells less each time; its square root keeps one word from choosing the pack.
        density = 1000 * sum(weights[term] * count**0.5 for term, count in hits.items() if weights[term] >= 2) / words
        if density >= _CHOICE_FLOOR and (best is None or (density, name) > best):
            best = (density, name)
    return load_pack(best[1]) if best else key_phrase_pack(whole)


@lru_cache(maxsize=16)
def pack_for(corpus: Corpus) -> Pack:
    """Returns the pack that a corpus is read with: the one its settings name, else the best-fitting one.

    A pack that is not there stops nothing: the best-fitting one takes its place, and :func:`pack_problem` says so.
    """
    if corpus.settings.pack != "auto" and pack_problem(corpus) is None:
        return load_pack(corpus.settings.pack)
    return choose_pack(article.text for article in corpus.articles if article.status == "used")


def pack_problem(corpus: Corpus) -> str | None:
    """Returns what is wrong with the pack that a corpus' settings name, None where nothing is."""
    if corpus.settings.pack == "auto":
        return None
    try:
        load_pack(corpus.settings.pack)
    except PackError as error:
        return str(error)
    return None
