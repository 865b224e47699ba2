"""Metadata that stands in the text: the lists that Readwise, Zotero and Omnivore write, and the heads of plain text files.

"- Author: [[Ann Lee]]", "**URL:** https://…", "Title: …", "source:: …", "[Read Original](https://…)", "> ## Excerpt". They
count where at least two of them stand together before the text begins; such lines are furniture.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from briefing_generator.corpus.body.furniture import furniture_line
from briefing_generator.corpus.metadata.written_dates import written_date
from briefing_generator.store.resources import shipped

_LOOKED_AT = 80
"""Lines at the top of a text among which metadata may stand."""
_LINE = re.compile(
    r"(?:[-*+•]\s+)?(?:\*\*|__)?(?P<key>[^\W\d_][\w ?-]{1,24}?)(?:\*\*|__)?\s?::?(?:\*\*|__)?\s+(?P<value>\S.*)"
)
_LINK = re.compile(r"\[(?P<label>[^\[\]]{1,80})\]\((?P<url>https?://[^\s()]{1,2000})\)")
_HEADING = re.compile(r"#{1,6}\s+(?P<words>.*)")
_EXCERPT = re.compile(r"(?:>\s*)+#{1,6}\s*(?:Excerpt|Summary|Abstract)\s*", re.IGNORECASE)
_PASSED = re.compile(r"!\[[^\]]*\]\([^)]*\)|!\[\[[^\]]*\]\]|[-*_]{3,}|#[\w/-]+(?:\s+#[\w/-]+)*")


@dataclass(frozen=True, slots=True)
class StatedLines:
    """Values by key, the line of each in the file, and the spans of the text where they stand."""

    values: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    spans: tuple[tuple[int, int], ...] = ()


@cache
def _known() -> tuple[dict[str, str], re.Pattern[str], re.Pattern[str]]:
    raw = shipped("briefing_generator.corpus.metadata", "stated_lines.yml")
    keys = {name: key for key, names in raw["keys"].items() for name in names}
    links, headings = (re.compile("|".join(raw[name]), re.IGNORECASE) for name in ("links", "headings"))
    return keys, links, headings


def stated_lines(text: str, first_line: int = 1) -> StatedLines:  # noqa: C901
    """Returns the metadata at the top of a text; ``first_line`` is the line of the file where the text begins."""
    found: dict[str, str] = {}
    where: dict[str, int] = {}
    spans: list[tuple[int, int]] = []
    run: list[tuple[str, str, int, tuple[int, int]]] = []
    keys, links, headings = _known()
    headed = quoting = begun = False

    def close() -> None:
        nonlocal headed
        told = sum(key in keys for key, *_ in run)
        if told >= 2 or (headed and told):
            for key, value, line, span in run:
                spans.append(span)
                name = keys.get(key, "")
                if name and name not in found and (name != "date" or written_date(value)):
                    found[name] = value
                    where[name] = line
        run.clear()

    at = 0
    for number, raw in enumerate(text.split("\n", _LOOKED_AT)[:_LOOKED_AT]):
        words, span = raw.strip(), (at, at + len(raw))
        at += len(raw) + 1
        if quoting and words.startswith(">"):
            spans.append(span)
            found["description"] = f"{found.get('description', '')} {words.lstrip('> ')}".strip()
            where.setdefault("description", first_line + number)
            continue
        quoting = False
        line = _LINE.fullmatch(words)
        link = _LINK.fullmatch(words)
        if line and len(words) < 1000:
            run.append((" ".join(line["key"].casefold().split()), _bare(line["value"]), first_line + number, span))
            continue
        if not words:
            continue
        close()
        first, begun = not begun, True
        heading = _HEADING.fullmatch(words)
        headed = bool(heading and headings.fullmatch(heading["words"].strip()))
        if link and links.fullmatch(link["label"].strip()):
            spans.append(span)
            if "omnivore" not in link["label"].casefold():
                found.setdefault("url", link["url"])
                where.setdefault("url", first_line + number)
        elif first and _titled(link, heading):
            # A link at the very top is the article's own: Pocket and many people write it so.
            named = link or _LINK.fullmatch(heading["words"].strip() if heading else "")
            assert named is not None
            found.setdefault("url", named["url"])
            where.setdefault("url", first_line + number)
            if heading is None:
                found.setdefault("title", named["label"].strip("*_ "))
                where.setdefault("title", first_line + number)
                spans.append(span)
        elif _EXCERPT.fullmatch(words):
            quoting = True
            spans.append(span)
            found.pop("description", None)
        elif headed:
            spans.append(span)
        elif not heading and not _PASSED.fullmatch(words):
            break
    close()
    return StatedLines({k: v for k, v in found.items() if v}, where, tuple(spans))


def _titled(link: re.Match[str] | None, heading: re.Match[str] | None) -> bool:
    """Tells whether a line is a link and nothing else whose words may be a title."""
    named = link or _LINK.fullmatch(heading["words"].strip() if heading else "")
    return named is not None and len(named["label"].split()) > 2 and not furniture_line(named["label"])


def _bare(value: str) -> str:
    """Returns a value without the marks of links: "[[Ann Lee]]", "[https://a.example](https://a.example)"."""
    link = _LINK.fullmatch(value.strip(" <>"))
    if link:
        return link["url"]
    value = re.sub(r"\]\],?\s+\[\[", "]], [[", value)
    value = re.sub(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]", r"\1", value)
    return " ".join(_LINK.sub(lambda m: m["label"], value).strip(" <>*_").split())
