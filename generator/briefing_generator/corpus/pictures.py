"""The pictures of an article: which lie in the briefing's folder, which are on the web, and what each is called."""

from __future__ import annotations

import hashlib
import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from briefing_generator.corpus.article_paths import inside
from briefing_generator.model import Block, Picture

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_FOUND = re.compile(
    r"!\[(?P<alt>[^\[\]\n]{0,500})\]\((?P<target><[^<>\n]{1,1000}>|[^()\s]{1,1000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?)"
    r"(?:\s+\"[^\"\n]{0,300}\")?\)"
    r"|!\[\[(?P<embed>[^\[\]|\n]{1,300})(?:\|(?P<label>[^\[\]\n]{0,200}))?\]\]"
    r"|<img\s(?P<tag>[^<>]{1,2000})>"
)
_LARGEST = 10_000_000
_MOST = 200
"""Pictures of one article."""
_NO_PICTURES = ("rw-book-cover",)
"""What tools call a picture that is theirs and not the article's."""
_NAMELESS = re.compile(
    r"[0-9a-f-]{8,}|(?:img|dsc|image|pasted image|screenshot|photo)?[\s_.-]*\d[\d\s_.-]*", re.IGNORECASE
)
"""Names of files that tell nothing."""
_SIGNS = {
    ".png": (b"\x89PNG\r\n\x1a\n",), ".jpg": (b"\xff\xd8\xff",), ".jpeg": (b"\xff\xd8\xff",), ".gif": (b"GIF87a", b"GIF89a"),
    ".webp": (b"RIFF",), ".avif": (b"ftypavif", b"ftypavis"),
}  # fmt: skip
"""Kinds that are carried along, and what the first bytes of each are. SVG is not among them: it may hold scripts."""


def picture_files(folder: Path) -> list[Path]:
    """Returns the files of a briefing that may be pictures, sorted by path; those in hidden folders are passed over."""
    found = (path for path in folder.rglob("*") if path.suffix.casefold() in _SIGNS)
    return sorted(p for p in found if not any(part.startswith(".") for part in p.relative_to(folder).parts))


class PictureFinder:
    """Finds the pictures that articles of one briefing show."""

    def __init__(self, folder: Path, by_name: bool = True) -> None:
        """Takes the folder which no picture may lie out of, and whether one is looked for by its name all through it."""
        self._folder = folder
        self._by_name: dict[str, Path] | None = None if by_name else {}

    def find(
        self, text: str, blocks: tuple[Block, ...], file: Path
    ) -> tuple[tuple[Picture, ...], tuple[tuple[int, str], ...]]:
        """Returns an article's pictures in order, and start and address of those that are called local and not there.

        Args:
            text: the article's text.
            blocks: its blocks: pictures among furniture are left out.
            file: the article's file, which local addresses are relative to.
        """
        found: list[Picture] = []
        missing: list[tuple[int, str]] = []
        for match in _shown(text, blocks):
            alt, target = _told(match)
            if alt in _NO_PICTURES:
                continue
            if re.match(r"(?i)https?://", target):
                found.append(Picture(match.start(), match.end(), alt, url=target))
            elif not re.match(r"(?i)[a-z][a-z0-9+.-]+:", target) and _name(target).endswith(tuple(_SIGNS)):
                local = self._local(target, file)
                data = _picture(local) if local else None
                if local is None or data is None:
                    missing.append((match.start(), target))
                    continue
                path = local.relative_to(self._folder).as_posix()
                alt = alt or _named(local.stem)
                found.append(
                    Picture(match.start(), match.end(), alt, path=path, sha256=hashlib.sha256(data).hexdigest())
                )
        return tuple(found), tuple(missing)

    def _local(self, target: str, file: Path) -> Path | None:
        name = re.split(r"[?#]", target)[0].replace("\\", "/")
        # Two strokes begin the name of another machine: Windows would ask it, and tell it who asks.
        beside: tuple[Path, ...] = (
            () if name.startswith("//") else (file.parent / name, self._folder / "articles" / name)
        )
        for place in (*beside, self._named(name)):
            try:
                if place is not None and place.is_file() and inside(place, self._folder):
                    return self._folder / place.resolve().relative_to(self._folder.resolve())
            except (OSError, ValueError):
                continue
        return None

    def _named(self, target: str) -> Path | None:
        """Returns a picture of this name wherever it lies in the folder, as note programs look for it."""
        if self._by_name is None:
            self._by_name = {path.name: path for path in reversed(picture_files(self._folder))}
        return self._by_name.get(target.rsplit("/", 1)[-1])


def _shown(text: str, blocks: tuple[Block, ...]) -> Iterable[re.Match[str]]:
    """Yields the pictures that stand in the article's words, or alone beside a block that is no furniture."""
    alone = [block.kind == "furniture" and _FOUND.match(text, block.start) is not None for block in blocks]
    after = _near_words(text, blocks[::-1], alone[::-1])[::-1]
    before = _near_words(text, blocks, alone)
    number = 0
    for at, block in enumerate(blocks):
        if block.kind == "code" or (block.kind == "furniture" and not (alone[at] and (before[at] or after[at]))):
            continue
        for match in _FOUND.finditer(text, block.start, block.end):
            number += 1
            if number > _MOST:
                return
            yield match


def _near_words(text: str, blocks: tuple[Block, ...], alone: list[bool]) -> list[bool]:
    """Tells for each block whether the one before it, pictures and tags passed over, holds words of the article."""
    found: list[bool] = []
    words = False
    for block, picture in zip(blocks, alone, strict=True):
        found.append(words)
        if not picture and not re.fullmatch(r"</?\w[^<>]*>", text[block.start : block.end]):
            words = block.kind != "furniture"
    return found


def _name(target: str) -> str:
    return re.split(r"[?#]", target)[0].casefold()


def _named(stem: str) -> str:
    return "Picture" if _NAMELESS.fullmatch(stem) else " ".join(re.split(r"[\s_-]+", stem)).strip()


def _told(match: re.Match[str]) -> tuple[str, str]:
    """Returns what a picture is called and where it is; a size is no name."""
    if match["tag"] is not None:
        told = {k.casefold(): unescape(v) for k, _, v in re.findall(r"([\w-]+)\s*=\s*([\"'])(.*?)\2", match["tag"])}
        return " ".join(told.get("alt", "").split()), told.get("src", "").strip()
    target = match["embed"] or match["target"].strip("<>")
    alt = match["label"] if match["embed"] else re.sub(r"\|\d+(?:x\d+)?$", "", match["alt"])
    alt = "" if alt is None or re.fullmatch(r"\d+(?:x\d+)?", alt.strip()) or alt.strip() == target else alt
    if re.fullmatch(r"[\w-]+\.(?:png|jpe?g|gif|webp|avif)", alt.strip(), re.IGNORECASE):
        alt = ""
    return " ".join(unescape(alt).split()), target if "://" in target else unquote(target).strip()


def _picture(file: Path) -> bytes | None:
    """Returns a picture's bytes; None where they are not what its name says, or too many."""
    try:
        if file.stat().st_size > _LARGEST:
            return None
        data = file.read_bytes()
    except OSError:
        return None
    return data if any(sign in data[:16] for sign in _SIGNS[file.suffix.casefold()]) else None
