"""A bibliography as other programs read it: BibTeX for LaTeX, RIS for Zotero, EndNote and Citavi, CSL-JSON for Zotero and pandoc."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from briefing_generator.export.references import Person, Reference, references

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing_generator.model import Briefing

_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_CAPITAL = re.compile(r"(?<!\S)\S*?[A-Z]\S*")


def export_bibtex(briefing: Briefing) -> str:
    """Returns the articles in use as BibTeX (with the fields of biblatex), in UTF-8; an entry each, sorted by key."""
    return "\n".join(_bibtex(reference) for reference in references(briefing))


def _bibtex(it: Reference) -> str:
    year, month = (*(it.day or "").split("-"), "")[:2]
    fields = {
        "title": _capitals(it.title),
        "author": " and ".join(_bibtex_name(person) for person in it.authors),
        "journal": _latex(it.outlet or ""),
        "date": it.day or "",
        "year": year,
        "month": str(int(month)) if month else "",
        "url": _url(it.address),
        "note": f"Archived at \\url{{{_url(it.archive)}}}" if it.archive else "",
        "langid": "english" if it.language in (None, "en") else _latex(it.language or ""),
        "keywords": ", ".join(_latex(tag).replace(",", " ") for tag in it.tags),
        "abstract": _latex(it.abstract or ""),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    # An article of no journal is refused by most styles.
    return f"@{'article' if it.outlet else 'misc'}{{{it.key},\n{lines}}}\n"


def _latex(words: str) -> str:
    return "".join(_LATEX.get(sign, sign) for sign in words)


def _url(address: str | None) -> str:
    # biblatex and BibTeX's \url both take an address as it is, but for the signs that end or cut a field.
    signs = {"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"}
    return "".join(signs.get(sign, sign) for sign in address or "")


def _capitals(title: str) -> str:
    """Returns a title in which words with capitals keep them: styles make small letters of all others."""
    return " ".join(f"{{{_latex(word)}}}" if _CAPITAL.fullmatch(word) else _latex(word) for word in title.split())


def _bibtex_name(person: Person) -> str:
    if not person.given:
        return f"{{{_latex(person.family)}}}"
    given, comma, generation = person.given.partition(", ")
    family = _latex(person.family)
    return f"{family}, {_latex(generation)}, {_latex(given)}" if comma else f"{family}, {_latex(given)}"


def export_ris(briefing: Briefing) -> str:
    """Returns the articles in use as RIS, a record each, sorted by key."""
    return "\r\n".join(_ris(reference) for reference in references(briefing))


def _ris(it: Reference) -> str:
    tags: list[tuple[str, str | None]] = [
        ("TY", "NEWS"), ("ID", it.key), ("TI", it.title), *(("AU", _ris_name(person)) for person in it.authors),
        ("T2", it.outlet), ("PY", it.day[:4] if it.day else None), ("DA", it.day.replace("-", "/") if it.day else None),
        ("UR", it.address), ("L2", it.archive), ("LA", it.language), ("AB", it.abstract), *(("KW", tag) for tag in it.tags),
    ]  # fmt: skip
    return "".join(f"{tag}  - {value}\r\n" for tag, value in [*tags, ("ER", "")] if value or tag == "ER")


def _ris_name(person: Person) -> str:
    return f"{person.family}, {person.given}" if person.given else person.family


def export_csl(briefing: Briefing) -> str:
    """Returns the articles in use as CSL-JSON, sorted by key."""
    return json.dumps([_csl(reference) for reference in references(briefing)], ensure_ascii=False, indent=1) + "\n"


def _csl(it: Reference) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": it.key, "type": "article-newspaper", "title": it.title, "author": [*_csl_names(it.authors)],
        "container-title": it.outlet, "issued": {"date-parts": [[int(part) for part in it.day.split("-")]]} if it.day else None,
        "URL": it.address, "archive_location": it.archive, "language": it.language, "abstract": it.abstract,
        "keyword": ", ".join(it.tags),
    }  # fmt: skip
    return {key: value for key, value in found.items() if value}


def _csl_names(people: Iterable[Person]) -> Iterable[dict[str, str]]:
    for person in people:
        given, _, generation = person.given.partition(", ")
        known = {"family": person.family, "given": given, "suffix": generation}
        yield {key: value for key, value in known.items() if value} if given else {"literal": person.family}
