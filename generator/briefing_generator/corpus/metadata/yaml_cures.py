"""What is wrong with YAML, in words of people, and what would be right: a parser tells only what it stumbled over."""

from __future__ import annotations

import re

_BLANKS = {0xA0: "a no-break space", 0x202F: "a narrow no-break space", 0x2007: "a figure space", 0x3000: "a wide space",
           0x200B: "a space of no width"}  # fmt: skip
_ENDS = {0x2028: "a line separator", 0x2029: "a paragraph separator", 0x85: "a next-line sign"}
_BLANK = re.compile(rf"(?:^|[:\-][ \t]*|^[ \t]+)([{''.join(map(chr, _BLANKS))}])", re.MULTILINE)
_END = re.compile(f"[{''.join(map(chr, _ENDS))}]")
_QUOTED = re.compile(r"(?<=[:\-\[,][ \t])(?:\"[^\"\\\n]*\"|'[^'\n]*')(?=[ \t]*(?:[\],\n#]|$))")
"""A value in quotation marks that ends in its line: whatever sign is in it does no harm."""
_ENTRY = re.compile(r"\s*(?:-\s+)?(?P<key>[\w-]+):\s+(?P<value>\S.*?)\s*")


def cure(source: str, line: int, problem: str) -> str:
    """Returns what is wrong in a line (from 0) and what would be right, or the parser's own words where that is not known.

    >>> cure("title: Talks: day two", 0, "mapping values are not allowed here")
    "the value of `title` holds a colon, which begins another value; `title: 'Talks: day two'` would be right"
    """
    lines = source.split("\n")
    here = lines[line] if line < len(lines) else ""
    entry = _ENTRY.fullmatch(here)
    value = entry["value"] if entry else ""
    if "\t" in here[: len(here) - len(here.lstrip())]:
        return "the line is indented with a tab; spaces would be right"
    if "\t" in here and "'\\t'" in problem:
        key = here.split(":")[0].strip(" \t-")
        return f"a tab stands behind `{key}:`; a space in its place would be right"
    if told := strange_sign("\n".join(lines[: line + 1])):
        return told
    if entry and value[:1] in "\"'" and "<block end>" in problem:
        mark = "apostrophe" if value[0] == "'" else "quotation mark"
        return f"the value of `{entry['key']}` goes on behind its {mark}; {_in_quotes(entry, value)} would be right"
    if entry and "mapping values" in problem and re.search(r":(\s|$)", value):
        return f"the value of `{entry['key']}` holds a colon, which begins another value; {_in_quotes(entry, value)} would be right"
    if entry and value[:1] in "@`%*&!|>" and value:
        return f"the value of `{entry['key']}` begins with {value[0]}, which has a meaning in YAML; {_in_quotes(entry, value)} would be right"
    for part, told in _TOLD.items():
        if part in problem:
            return told
    return problem


_TOLD = {
    "expected ',' or ']'": "a list in square brackets does not end; a `]` would end it, and words with brackets belong into quotation marks",
    "expected ',' or '}'": "what stands in braces does not end; a `}` would end it, and words with braces belong into quotation marks",
    "mapping values": "the line is indented below a value; the indentation of the line above would be right",
    "<block end>": "the line is indented otherwise than those around it; the same number of spaces would be right",
    "could not find expected ':'": "the line has no `key: value`; a colon and a space behind the key would be right",
    "another document": "a line of `---` begins another document, and only one is read; it would be read without that line",
    "end of stream": "a quotation mark is opened and never closed",
}
"""Parts of what the parser says, each with what a person would say, the likeliest first."""


def strange_sign(source: str) -> str | None:
    """Returns where a sign stands that looks like a space or ends a line for YAML alone, and the cure; None without one.

    >>> strange_sign("title:\xa0Talks")
    'it has a no-break space (U+00A0) where a plain space would be right'
    """
    if found := _BLANK.search(source):
        sign = ord(found[1])
        return f"it has {_BLANKS[sign]} (U+{sign:04X}) where a plain space would be right"
    if found := _END.search(_bare(source)):
        sign = ord(found[0])
        return f"it has {_ENDS[sign]} (U+{sign:04X}), which ends a line for YAML though no editor shows it; a space in its place would be right"
    return None


def _bare(source: str) -> str:
    """Returns a source with values in quotation marks wiped out, every other sign in its place."""
    return _QUOTED.sub(lambda found: "x" * len(found[0]), source)


def strange_place(source: str) -> int | None:
    """Returns where the first such sign stands, None without one.

    >>> strange_place("title:\xa0Talks")
    6
    """
    if found := _BLANK.search(source):
        return found.start(1)
    return end.start() if (end := _END.search(_bare(source))) else None


def no_mapping(source: str) -> str:
    """Returns why YAML is no list of ``key: value`` lines, with the cure.

    >>> no_mapping("title:Talks")
    'it has no space behind the colon of `title:`; `title: Talks` would be right'
    """
    if told := strange_sign(source):
        return told
    if found := re.match(r"([A-Za-z][\w-]*)[ \t]*(：)[ \t]*(\S.*)", source.strip()):
        return f"it has a wide colon (U+FF1A) behind `{found[1]}`; `{found[1]}: {found[3].strip()}` would be right"
    if found := re.match(r"([A-Za-z][\w-]*)[ \t]*=[ \t]*(\S.*)", source.strip()):
        return f"it has `=` behind `{found[1]}`; `{found[1]}: {found[2].strip()}` would be right"
    if found := re.match(r"([A-Za-z][\w-]*):(\S.*)", source.strip()):
        return f"it has no space behind the colon of `{found[1]}:`; `{found[1]}: {found[2].strip()}` would be right"
    return "it is no list of `key: value` lines; `title: Harbour strike` would be one"


_DASHES = r"[-–—‐‑‒―−]"
_FENCES = re.compile(rf"[ \t\u200b\ufeff]*{_DASHES}{{1,4}}[ \t]*")
_FIELD = re.compile(r"[ \t]*(?:title|headline|date|published|created|source|url|link|author|authors|description|tags|draft|topic|publisher|site)[ \t]*:(?:\s|$)", re.I)  # fmt: skip
_OF_YAML = re.compile(r"[\w-][\w -]{0,40}:(?:\s.*|$)|[ \t]+\S.*|-[ \t].*|#.*|[ \t]*")


def odd_fence(text: str) -> str | None:
    """Returns what is wrong with a first line that was meant for the beginning of front matter; None where none was.

    >>> odd_fence("–––\\ntitle: Talks\\n–––\\n")
    'begins with `–––`, which is no `---`; three plain hyphens at the beginning of the line would be right'
    """
    first, _, rest = text.partition("\n")
    if first.rstrip() == "---" or not _FENCES.fullmatch(first) or not _FIELD.match(rest):
        return None
    shown = "".join(c if c.isprintable() else f"U+{ord(c):04X} " for c in first.strip())
    told = "a sign or space before `---`" if shown.endswith("---") else f"`{shown}`, which is no `---`"
    return f"begins with {told}; three plain hyphens at the beginning of the line would be right"


def unended(text: str, fence: str) -> str:
    """Returns how front matter that never ends would end: in which line of the file.

    >>> unended("---\\ntitle: Talks\\n—\\nThe union agreed.", "---")
    'line 3 has `—` where a line of `---` would end it'
    """
    last = 1
    for number, line in enumerate(text.split("\n")[1:], 2):
        if line.strip() and (_FENCES.fullmatch(line) or re.fullmatch(r"\s*[*_=~+]{2,}\s*", line)):
            return f"line {number} has `{line.strip()}` where a line of `{fence}` would end it" if (
                line.strip() != fence
            ) else f"line {number} is moved in; `{fence}` at its beginning would end it"  # fmt: skip
        if not _OF_YAML.fullmatch(line):
            break
        last = number if line.strip() else last
    return f"a line of `{fence}` behind line {last} would end it"


def _in_quotes(entry: re.Match[str], value: str) -> str:
    inner = value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value.lstrip("\"'")
    doubled = inner.replace("''", "'").replace("'", "''")
    return f"`{entry['key']}: '{doubled}'`"
