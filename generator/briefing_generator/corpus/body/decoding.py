"""Bytes to text: encodings told apart, line ends and byte order marks made alike."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

LARGEST = 5_000_000
"""Bytes of the largest file that is read as an article."""

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text with ``\\n`` line ends; ``encoding`` is told where it is not UTF-8, ``refused`` where it is no text."""

    text: str
    encoding: str | None = None
    refused: str | None = None


def decode(data: bytes) -> Decoded:
    """Returns the text of a file's bytes.

    UTF-8 (with or without mark) and marked UTF-16 are read as such; anything else is told by charset-normalizer. A file
    with many control characters is binary: ``refused`` is then ``file-binary``; without words it is ``file-empty``.
    """
    text, encoding = _text(data)
    if text is None:
        return Decoded("", None, "file-binary")
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    text = _SURROGATES.sub("\ufffd", text)
    if len(_CONTROLS.findall(text)) > max(2, len(text) // 200):
        return Decoded("", None, "file-binary")
    if not text.strip():
        return Decoded("", encoding, "file-empty")
    return Decoded(text, encoding)


def _text(data: bytes) -> tuple[str | None, str | None]:
    for mark, name in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(name), None if name == "utf-8-sig" else "utf-16"
            except UnicodeDecodeError:
                return None, None
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    if b"\0" in data[:4096] and not _wide(data):
        return None, None
    if not _wide(data) and sum(byte > 127 for byte in data) < 0.1 * len(data):
        # Latin letters with a few accents and marks: told by statistics, these come out as a neighbouring code page.
        return data.decode("cp1252", errors="replace"), "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000], cp_isolation=["utf_16_le", "utf_16_be"] if _wide(data) else None).best()
    if best is None:
        return None, None
    try:
        return data.decode(best.encoding), best.encoding.replace("_", "-")
    except UnicodeDecodeError:
        return data.decode(best.encoding, errors="replace"), best.encoding.replace("_", "-")


def _wide(data: bytes) -> bool:
    head = data[:400]
    return len(head) > 20 and (head[1::2].count(0) > 0.4 * len(head) / 2 or head[::2].count(0) > 0.4 * len(head) / 2)


def raw_text(data: bytes) -> tuple[str, str] | None:
    """Returns a file's characters just as they stand, line ends and mark included, and the codec that gives its bytes back.

    None where no codec does: then a file cannot be changed without changing more than was meant.
    """
    marked = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
    codec = next((name for mark, name in marked.items() if data.startswith(mark)), "utf-8")
    if codec == "utf-8":
        _, told = _text(data)
        codec = told or "utf-8"
    try:
        text = data.decode(codec)
        return (text, codec) if text.encode(codec) == data else None
    except (UnicodeError, LookupError):
        return None
