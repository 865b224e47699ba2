"""Documents that were taken apart before, so that only new and changed ones are: a file each, found by its hash.

What could not be read is kept as well, with the reason: a broken file is tried once and not at each build.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from dataclasses import asdict
from functools import cache
from importlib import resources
from importlib.metadata import version
from pathlib import Path

from generator.extraction.documents import ExtractionError
from generator.extraction.sandbox import extract
from generator.model import Document
from generator.saving import save

_LIBRARIES = ("trafilatura", "mammoth", "markdownify", "pdfminer-six", "odfdo", "striprtf")


class DocumentCache:
    """Keeps what was taken out of documents; one that is broken or foreign is as good as none."""

    def __init__(self, folder: Path | None) -> None:
        """Takes the folder of the cache; None keeps nothing."""
        self._folder = folder / "documents" if folder else None

    def extract(self, data: bytes, suffix: str) -> Document:
        """Returns a document's text and metadata, as :func:`generator.extraction.extract` does and with its errors."""
        if self._folder is None:
            return extract(data, suffix)
        key = hashlib.sha256(f"{_program()} {suffix.casefold()} ".encode() + data).hexdigest()
        file = self._folder / f"{key}.json"
        kept = _kept(file)
        if isinstance(kept, Document):
            return kept
        if kept is not None:
            raise ExtractionError(kept)
        try:
            found = extract(data, suffix)
        except ExtractionError as error:
            if not error.passing:
                _keep(file, {"problem": str(error)})
            raise
        _keep(file, asdict(found))
        return found


def _kept(file: Path) -> Document | str | None:
    """Returns what was taken out of a document before, or why nothing was; None where nobody knows."""
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        told = json.loads(file.read_text(encoding="utf-8"))
        if isinstance(problem := told.get("problem"), str) and problem:
            return problem
        stated = told | {"tags": tuple(told["tags"])}
        if all(isinstance(value, str | None | tuple) for value in stated.values()) and told["text"]:
            return Document(**stated)
    return None


def _keep(file: Path, told: dict[str, object]) -> None:
    # A cache that cannot be written costs time and nothing else.
    with contextlib.suppress(OSError):
        save(file, json.dumps(told, ensure_ascii=False), durable=False)


@cache
def _program() -> str:
    """Returns a hash of all that takes part in it: our code and the libraries' versions."""
    code = hashlib.sha256(" ".join(version(name) for name in _LIBRARIES).encode())
    for file in sorted(resources.files("generator.extraction").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".py"):
            code.update(file.read_bytes())
    return code.hexdigest()
