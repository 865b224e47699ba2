"""Rich Text Format (TextEdit, WordPad, any word processor) to Markdown, by striprtf."""

from __future__ import annotations

import re

from briefing_generator.extraction.errors import ExtractionError
from briefing_generator.extraction.tidying import keywords
from briefing_generator.model import Document

_LONGEST = 5_000_000
"""Characters of the largest file without its pictures."""
_PICTURE = re.compile(r"[0-9a-fA-F\s]{400,}")
"""A picture's bytes, written as digits."""
_TOLD = re.compile(r"\{\\(title|author|subject|keywords)\s((?:[^{}\\]|\\[^{}]|\\[{}]){1,2000})\}")

_TOKENS = re.compile(r"(?P<words>\\'[0-9a-fA-F]{2}|\\u-?\d+ ?\??|[^\\{}]+)|\\[a-zA-Z]+-?\d* ?|\\.|[{}]|\\", re.DOTALL)
_MARK = re.compile(r"\\(strike|striked|v|plain)(\d?)")
"""What strikes words out, hides them, or ends both."""


def read_rich_text(data: bytes) -> Document:
    """Returns the text of a file in Rich Text Format; raises :class:`ExtractionError` where it is none."""
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        raise ExtractionError("is no Rich Text")
    raw = _PICTURE.sub("\n", data.decode("utf-8") if data.isascii() else _decoded(data))
    if len(raw) > _LONGEST:
        raise ExtractionError(f"has more than {_LONGEST // 1_000_000} MB of text")
    stated = {name: " ".join(_plain("{\\rtf1\\ansi " + words + "}").split()) for name, words in _TOLD.findall(raw)}
    return Document(
        text=_markdown(_plain(_harmless(_without_hidden(raw)))),
        title=stated.get("title") or None,
        author=stated.get("author") or None,
        description=stated.get("subject") or None,
        tags=keywords(stated.get("keywords", "")),
    )


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _plain(raw: str) -> str:
    from striprtf.striprtf import rtf_to_text

    text = str(rtf_to_text(raw, errors="replace"))  # type: ignore[no-untyped-call]
    # Signs beyond the first 65,536 are written as two halves.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _harmless(raw: str) -> str:
    """Returns the file with links as their words alone, and its fonts a line each.

    The library looks for links and fonts with patterns that go to the end of a line: on a long one that takes time with
    the square of its length.
    """
    raw = raw.replace("\\fldinst", "\\info")
    start = raw.find("{\\fonttbl")
    if start < 0:
        return raw
    depth = 0
    end = len(raw)
    for brace in re.finditer(r"[{}]", raw[start:]):
        depth += 1 if brace.group() == "{" else -1
        if depth == 0:
            end = start + brace.end()
            break
    return raw[:start] + re.sub(r"\\f(?=\d)", r";\n\\f", raw[start:end]) + raw[end:]


def _without_hidden(raw: str) -> str:
    """Returns the file without words that are struck out or hidden, each up to where its mark or its group ends."""
    if "\\strike" not in raw and not re.search(r"\\v(?![a-z0-9])", raw):
        return raw
    kept: list[str] = []
    hidden: list[frozenset[str]] = [frozenset()]
    for token in _TOKENS.finditer(raw):
        piece = token[0]
        if piece == "{":
            hidden.append(hidden[-1])
        elif piece == "}" and len(hidden) > 1:
            hidden.pop()
        elif (word := _MARK.fullmatch(piece.strip())) is not None:
            name = "v" if word[1] == "v" else "strike"
            hidden[-1] = (
                frozenset() if word[1] == "plain" else hidden[-1] - {name} if word[2] == "0" else hidden[-1] | {name}
            )
        elif hidden[-1] and token["words"] is not None:
            continue
        kept.append(piece)
    return "".join(kept)


def _markdown(text: str) -> str:
    """Returns paragraphs, each on its own, with items and rows of tables as Markdown writes them."""
    parts: list[tuple[str, str]] = []
    for line in re.split(r"[\n\r\x0b\x0c\u2028\u2029]+", text):
        words = " ".join(line.replace("\u00ad", "").split())
        bullet = re.match(r"(?:[•·▪◦‣●○–-]|(\d{1,3})[.)])\s+(?=\S)", words)
        if words.endswith("|"):
            cells = words.strip("|").split("|")
            parts.append(("row", f"| {' | '.join(cell.strip() for cell in cells)} |"))
            if len(parts) < 2 or parts[-2][0] != "row":
                parts.append(("row", f"|{' --- |' * len(cells)}"))
        elif bullet:
            sign = f"{bullet[1]}." if bullet[1] else "-"
            parts.append(("item", f"{sign} {words[bullet.end() :]}"))
        elif words:
            parts.append(("paragraph", words))
    lines: list[str] = []
    for before, (kind, line) in zip([("", ""), *parts], parts, strict=False):
        lines += [line] if kind == before[0] != "paragraph" or not lines else ["", line]
    return "\n".join(lines) + "\n"
