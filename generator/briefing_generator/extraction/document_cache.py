"""Documents that were taken apart before, so that only new and changed ones are: a file each, found by its hash.

What could not be read is kept as well, with the reason: a broken file is tried once and not at each build. New ones
share a budget, so that a folder of many costly ones ends a build late, not never; the next run goes on with the rest.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from briefing_generator.extraction.documents import as_json, from_json
from briefing_generator.extraction.errors import ExtractionError, LaterError
from briefing_generator.extraction.sandbox import Budget, extract
from briefing_generator.store.cache import Kept
from briefing_generator.store.version import library_versions

if TYPE_CHECKING:
    from pathlib import Path

    from briefing_generator.model import Document

_LIBRARIES = ("trafilatura", "lxml", "mammoth", "markdownify", "pdfminer-six", "odfdo", "striprtf")
_SKIPPED = (
    ", which an earlier build found, so it was skipped (without the folder `documents` of the cache it is tried again)"
)


class DocumentCache:
    """Keeps what was taken out of documents, and of those that cannot be read, why."""

    def __init__(self, folder: Path | None) -> None:
        """Takes the folder of the cache; None keeps nothing for the next run."""
        self._kept = Kept(folder / "documents", "documents", folder) if folder else None
        self._ahead: dict[str, bytes] = {}
        self._budget = Budget()

    @property
    def cure(self) -> str:
        """What helps where others used up the budget: another run only if this one's work is kept for it."""
        if self._kept is not None and self._kept.keeps:
            return "the next run goes on with it"
        return "fewer at once would be read, or with a cache, where each run keeps what it read for the next"

    def extract_ahead(self, data: bytes, suffix: str) -> None:
        """Does what :meth:`extract` will be asked for, and keeps the outcome for it: from one of several threads."""
        key = _key(data, suffix)
        if key in self._ahead or (self._kept is not None and self._kept.holds(key)):
            return
        with suppress(ExtractionError):
            self._extract_anew(key, data, suffix)

    def extract(self, data: bytes, suffix: str) -> Document:
        """Returns a document's text and metadata, as :func:`briefing_generator.extraction.extract` does and with its errors.

        Raises :class:`briefing_generator.extraction.errors.LaterError` for a new one where others used up the budget.
        """
        key = _key(data, suffix)
        if key in self._ahead:
            return from_json(self._ahead[key])
        kept = self._kept.get(key) if self._kept is not None else None
        if kept is None:
            return self._extract_anew(key, data, suffix, ahead=False)
        try:
            return from_json(kept)
        except ExtractionError as error:
            if error.dear:
                raise ExtractionError(f"{error}{_SKIPPED}", dear=True) from error
            raise

    def _extract_anew(self, key: str, data: bytes, suffix: str, ahead: bool = True) -> Document:
        outcome: Document | ExtractionError
        try:
            outcome = extract(data, suffix, budget=self._budget)
        except LaterError:
            raise
        except ExtractionError as error:
            outcome = error
        written = as_json(outcome)
        if self._kept is not None and not (isinstance(outcome, ExtractionError) and outcome.passing):
            self._kept.put(key, written)
        if ahead:
            self._ahead[key] = written
        if isinstance(outcome, ExtractionError):
            raise outcome
        return outcome


def _key(data: bytes, suffix: str) -> str:
    return hashlib.sha256(f"{program_version()} {suffix.casefold()} ".encode() + data).hexdigest()


@cache
def program_version() -> str:
    """Returns a hash of all that takes part in it: our code and data, and the libraries' versions."""
    code = hashlib.sha256(library_versions(_LIBRARIES).encode())
    for file in sorted(resources.files("briefing_generator.extraction").iterdir(), key=lambda file: file.name):
        if file.is_file():
            code.update(file.read_bytes())
    return code.hexdigest()
