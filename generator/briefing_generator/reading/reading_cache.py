"""Readings kept between runs, so that cost grows with what changed.

A reading depends on its article, the pack, the language model, the learned weights and this package's own reading code;
the key is a hash of all five.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING

from briefing_generator.model import Article, Pack, Reading
from briefing_generator.reading.tagger.weights import weights_digest
from briefing_generator.reading.text.model_choice import model_name
from briefing_generator.store.cache import Kept
from briefing_generator.store.version import code_digest, library_versions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pydantic import TypeAdapter

_LIBRARIES = ("spacy", "numpy", "wordllama", "tokenizers", "sentencex", "babel", "countryinfo", "rapidfuzz")
_ROOMS = ("model", "language", "issues", "corpus", "reading")


@cache
def model_version(model: str) -> str:
    """Returns name and version of an installed spaCy pipeline; the name alone where it is a folder."""
    try:
        return f"{model} {metadata.version(model)}"
    except metadata.PackageNotFoundError:
        return model


def made_with() -> dict[str, str]:
    """Returns what a reading depends on besides its article and pack, by names for people; where it is the same, readings are."""
    told = {"code": code_digest(_ROOMS), "model": model_version(model_name()), "weights": weights_digest()}
    return told | {name: library_versions((name,)) for name in _LIBRARIES}


def reading_key(article: Article, pack: Pack, model: str) -> str:
    """Returns the key under which an article's reading is kept: 64 hexadecimal digits."""
    parts = [asdict(article), asdict(pack), model_version(model), weights_digest(), code_digest(_ROOMS)]
    return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


class ReadingCache:
    """Keeps each reading in a file of its own, named by its key."""

    def __init__(self, folder: Path) -> None:
        """Takes the folder, which is made when the first reading is kept."""
        self._kept = Kept(folder / "readings", "readings", folder)

    def get(self, keys: Iterable[str]) -> dict[str, Reading]:
        """Returns the readings kept under these keys; one that is not as it was written counts as not kept."""
        found = ((key, self._kept.read(key, lambda content: _adapter().validate_json(content))) for key in keys)
        return {key: reading for key, reading in found if reading is not None}

    def put(self, key: str, reading: Reading) -> None:
        """Keeps a reading under its key. Where that fails (a full disk), it says so once and keeps no more."""
        self._kept.put(key, _adapter().dump_json(reading))


@cache
def _adapter() -> TypeAdapter[Reading]:
    from pydantic import TypeAdapter

    return TypeAdapter(Reading)
