"""A draft as an article: a file of any kind that articles come in, or what standard input holds."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from briefing_generator.adding.media_types import ending_of
from briefing_generator.corpus.article_file import FileReader
from briefing_generator.corpus.article_paths import DOCUMENTS
from briefing_generator.model import Draft

_NAME = "draft.md"
"""What standard input is read as, where nothing tells that it is a document."""


class DraftError(Exception):
    """Why a draft cannot be read, told so that a person can act on it."""


def read_draft(path: Path) -> Draft:
    """Returns the draft in a file; its front matter may call it one.

    Raises :class:`DraftError` where it cannot be opened, is no text, or nothing can be taken out of it.
    """
    if path.is_dir():
        raise DraftError(f"{path.as_posix()}: this is a folder; a draft is a file.")
    return _read(path.resolve(), path.as_posix())


def read_draft_bytes(data: bytes, name: str = "-") -> Draft:
    """Returns the draft that bytes hold, called ``name``; raises as :func:`read_draft` does."""
    ending = ending_of(data)
    if ending not in DOCUMENTS:
        ending = Path(_NAME).suffix
    with TemporaryDirectory() as folder:
        path = (Path(folder) / _NAME).with_suffix(ending)
        path.write_bytes(data)
        return _read(path.resolve(), name)


def _read(path: Path, name: str) -> Draft:
    reader = FileReader(path.parent, drafts=True)
    article = reader.read(path, path.name, path.stem)
    if article.status == "refused":
        told = next((p for p in reader.problems if p.severity == "error"), reader.problems[0])
        place = f"{name}:{told.line}" if told.line else name
        raise DraftError(f"{place}: {told.message}")
    return Draft(name, article, path.suffix.casefold() in DOCUMENTS)
