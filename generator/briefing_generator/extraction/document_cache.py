"""Documents that were taken apart before, so that only new and changed ones are: a file each, found by its hash.

What could not be read is kept as well, with the reason: a broken file is tried once and not at each build.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from importlib.metadata import version
from typing import TYPE_CHECKING

from briefing_generator.extraction.documents import as_json, from_json
from briefing_generator.extraction.errors import ExtractionError
from briefing_generator.extraction.sandbox import extract
from briefing_generator.store.cache import Kept

if TYPE_CHECKING:
    from pathlib import Path

    from briefing_generator.model import Document

_LIBRARIES = ("trafilatura", "lxml", "mammoth", "markdownify", "pdfminer-six", "odfdo", "striprtf")


class DocumentCache:
    """Keeps what was taken out of documents, and of those that cannot be read, why."""

    def __init__(self, folder: Path | None) -> None:
        """Takes the folder of the cache; None keeps nothing."""
        self._kept = Kept(folder / "documents", "documents") if folder else None

    def extract(self, data: bytes, suffix: str) -> Document:
        """Returns a document's text and metadata, as :func:`briefing_generator.extraction.extract` does and with its errors."""
        if self._kept is None:
            return extract(data, suffix)
        key = hashlib.sha256(f"{_program()} {suffix.casefold()} ".encode() + data).hexdigest()
        kept = self._kept.get(key)
        if kept is not None:
            return from_json(kept)
        try:
            found = extract(data, suffix)
        except ExtractionError as error:
            if not error.passing:
                self._kept.put(key, as_json(error))
            raise
        self._kept.put(key, as_json(found))
        return found


@cache
def _program() -> str:
    """Returns a hash of all that takes part in it: our code and data, and the libraries' versions."""
    code = hashlib.sha256(" ".join(version(name) for name in _LIBRARIES).encode())
    for file in sorted(resources.files("briefing_generator.extraction").iterdir(), key=lambda file: file.name):
        if file.is_file():
            code.update(file.read_bytes())
    return code.hexdigest()
