"""All that a briefing depends on, as one key: its folder's files, the pack, what was said before, the model and our code."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from briefing_generator.corpus.article_paths import article_files, inside, written_paths
from briefing_generator.corpus.dating import build_day
from briefing_generator.corpus.pictures import picture_files
from briefing_generator.corpus.settings_file import load_settings
from briefing_generator.corpus.state import NAME
from briefing_generator.extraction.document_cache import program_version
from briefing_generator.issues.packs import pack_file
from briefing_generator.reading.reading_cache import model_version
from briefing_generator.reading.tagger.weights import weights_digest
from briefing_generator.reading.text.model_choice import model_name
from briefing_generator.store.version import code_digest, library_versions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefing_generator.model import Settings

_ROOMS = ("model", "store", "language", "extraction", "corpus", "issues", "reading", "briefing")
_LIBRARIES = (
    "spacy", "numpy", "wordllama", "tokenizers", "sentencex", "dateparser", "rapidfuzz", "py3langid", "charset-normalizer",
    "babel", "countryinfo", "markdown", "pyyaml",
)  # fmt: skip


def inputs_key(folder: Path, settings: Settings | None, earlier: dict[str, Any] | None) -> str | None:
    """Returns the key of what a folder's briefing is made of: 64 hexadecimal digits.

    Args:
        folder: a briefing's folder.
        settings: what holds where the folder's own cannot be read.
        earlier: what changes are told against.

    None where a file cannot be read, or the folder is none: what becomes of that is not kept. Files count by what they
    hold and not by when they were written, so that a fresh copy of a folder is known; pictures by size and time.
    """
    digest = hashlib.sha256()
    broken = any(problem.code == "settings-broken" for problem in load_settings(folder)[1])
    said = [
        asdict(settings) if settings and broken else None,
        earlier,
        written_paths([folder.resolve().name]),
        _made_with(),
    ]
    digest.update(json.dumps(said, sort_keys=True, ensure_ascii=False, default=str).encode("utf-8", "replace"))
    try:
        for part in _parts(folder):
            digest.update(hashlib.sha256(part).digest())
    except (OSError, RuntimeError):
        return None
    return digest.hexdigest()


def on_this_day(key: str) -> str:
    """Returns the key for what holds today alone: a date that lies ahead will not do so for ever."""
    return hashlib.sha256(f"{key} {build_day()}".encode()).hexdigest()


def _made_with() -> list[object]:
    read = [model_version(model_name()), weights_digest()]
    # The day of a build counts where it is fixed; for the clock see `on_this_day`.
    read.append(str(build_day()) if os.environ.get("SOURCE_DATE_EPOCH") else "")
    return [*read, code_digest(_ROOMS), program_version(), library_versions(_LIBRARIES)]


def _parts(folder: Path) -> Iterator[bytes]:
    """Yields name and content of each file that speaks of a briefing, in order."""
    for name in ("briefing.yml", NAME):
        if (path := folder / name).exists():
            yield name.encode() + bytes([inside(path, folder)])
            yield path.read_bytes()
    named = pack_file(load_settings(folder)[0].pack)
    yield named.read_bytes() if named and named.is_file() else str(named).encode()
    # Following links costs more than reading a small file: it is done once for each folder, and for what is a link itself.
    within = cache(partial(inside, folder=folder))
    for path in article_files(folder):
        here = within(path) if path.is_symlink() else within(path.parent)
        yield os.fsencode(path.relative_to(folder).as_posix()) + bytes([here])
        # A folder among them may not be opened; that it stands there is all that a briefing tells of it.
        yield b"" if path.is_dir() else path.read_bytes()
    for path in picture_files(folder):
        status = path.stat()
        yield os.fsencode(path.relative_to(folder).as_posix())
        yield f"{status.st_size} {status.st_mtime_ns} {inside(path, folder)}".encode()
