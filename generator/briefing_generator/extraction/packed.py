"""Word and OpenDocument files are ZIP archives: how much one may hold, and that its XML defines no entities."""

from __future__ import annotations

import io
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from briefing_generator.extraction.errors import ExtractionError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LARGEST = 100_000_000
"""Bytes that a file may hold once unpacked: what packs better than any article is meant to do harm."""


def unpacked(data: bytes, kind: str, *names: str) -> list[bytes]:
    """Returns the named parts of an archive, each empty where it is missing.

    Raises :class:`ExtractionError` where it is no archive ("is no ``kind``") or unpacks to more than an article.
    """
    with _opened(data, kind) as archive:
        held = set(archive.namelist())
        return [archive.read(name) if name in held else b"" for name in names]


def unpacked_where(data: bytes, kind: str, wanted: Callable[[str], bool], most: int) -> list[bytes]:
    """Returns the parts of an archive whose names are wanted, and raises as :func:`unpacked`, also beyond so many bytes."""
    with _opened(data, kind) as archive:
        entries = [entry for entry in archive.infolist() if wanted(entry.filename)]
        if sum(entry.file_size for entry in entries) > most:
            raise ExtractionError(f"holds more than {most // 1_000_000} MB of text and its layout")
        return [archive.read(entry) for entry in entries]


@contextmanager
def _opened(data: bytes, kind: str) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
                raise ExtractionError(f"unpacks to more than {_LARGEST // 1_000_000} MB")
            yield archive
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise ExtractionError(f"is no {kind}") from error


def root_of(part: bytes) -> Any:
    """Returns the outermost element of a part in XML.

    Raises :class:`ExtractionError` where it defines entities, a few lines of which can grow into gigabytes, and
    ``lxml.etree.XMLSyntaxError`` or ``ValueError`` where it is no XML.
    """
    from lxml import etree

    root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    if root.getroottree().docinfo.internalDTD is not None:
        raise ExtractionError("defines entities of its own, which is not read")
    return root
