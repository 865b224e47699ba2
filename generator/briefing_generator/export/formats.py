"""The formats in which a briefing goes to other programs: a name, the endings of its files, and who writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing_generator.export.agreement_graph import export_graphml
from briefing_generator.export.annotations import export_annotations
from briefing_generator.export.bibliography import export_bibtex, export_csl, export_ris
from briefing_generator.export.briefing_json import export_json
from briefing_generator.export.coding_project import export_qdpx
from briefing_generator.export.database import export_sqlite
from briefing_generator.export.discourse_network import export_dna
from briefing_generator.export.statement_rows import export_csv
from briefing_generator.export.workbook import export_xlsx
from briefing_generator.model import Briefing

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Format:
    """One format; ``changes`` tells that it holds what changed since an earlier state.

    ``written_with`` tells, beside our code and its libraries, which versions of what writes it decide on its bytes.
    """

    name: str
    endings: tuple[str, ...]
    write: Callable[[Briefing], str | bytes]
    changes: bool = False
    written_with: Callable[[], str] = str


def _sqlite() -> str:
    import sqlite3

    return sqlite3.sqlite_version


FORMATS = (
    Format("json", (".json",), export_json, changes=True),
    Format("csv", (".csv",), export_csv),
    Format("xlsx", (".xlsx",), export_xlsx),
    Format("bibtex", (".bib", ".bibtex"), export_bibtex),
    Format("ris", (".ris",), export_ris),
    Format("csl", (".csl.json", ".csl"), export_csl),
    Format("sqlite", (".sqlite", ".sqlite3", ".db"), export_sqlite, written_with=_sqlite),
    Format("graphml", (".graphml",), export_graphml),
    Format("annotations", (".jsonld",), export_annotations),
    Format("dna", (".dna",), export_dna, written_with=_sqlite),
    Format("qdpx", (".qdpx",), export_qdpx),
)


def by_ending(file: str, formats: Iterable[Format]) -> Format | None:
    """Returns the format whose ending a file's name has, the longest where several fit; None where none does."""
    name = file.casefold()
    fits = [(len(ending), each) for each in formats for ending in each.endings if name.endswith(ending)]
    return max(fits, key=lambda fit: fit[0])[1] if fits else None
