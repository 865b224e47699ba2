"""White space and lists as people mean them: in the Markdown that libraries write, and in what documents state of themselves."""

from __future__ import annotations

import re


def tidy(text: str) -> str:
    """Returns Markdown with one empty line between blocks, none around them, and nothing at the ends of lines."""
    lines = (line.rstrip() for line in text.replace("\u00a0", " ").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") or None for code in range(0x80, 0xA0)}


def as_windows(text: str) -> str:
    """Returns a text that was read as Latin-1 with the signs that Windows has in place of its control characters."""
    return text.translate(_WINDOWS)


def one_line(value: object) -> str | None:
    """Returns what a document states on one line, None where that is nothing."""
    return " ".join(str(value).split()) or None if value else None


def keywords(*stated: str) -> tuple[str, ...]:
    """Returns the keywords of one or more lists that commas or semicolons part, each once, in order."""
    parts = (one_line(part) for words in stated for part in re.split(r"[,;]", words))
    return tuple(dict.fromkeys(part for part in parts if part))


def language_code(stated: object) -> str | None:
    """Returns the language of a locale in small letters ("en" of "en-GB"), None where it names none."""
    found = re.match(r"[a-zA-Z]{2,3}(?![a-zA-Z])", str(stated or ""))
    return found.group().casefold() if found else None
