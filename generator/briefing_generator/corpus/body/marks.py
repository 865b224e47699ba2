"""Marks in a text that are no words: Markdown's inline marks, tags, numbers of footnotes, what is struck out or hidden, addresses."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from briefing_generator.store.resources import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator

ENTITY = r"&(?:[aA][mM][pP];)?(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});"
"""Entities of HTML; feeds and clippers that escape twice write ``&amp;nbsp;``."""
ESCAPE = r"\\[!-/:-@\[-`{-~]"
"""A sign of ASCII behind a backslash, which is no mark then."""
# Lengths are limited, so that a file full of marks that open and never close costs no more than its length.
_LABEL = r"(?:[^\[\]\n\\]|\\.|\n(?!\s)|\[[^\[\]\n]{0,100}\]){1,1000}"
_ADDRESS = r"\((?:[^()\n]|\([^()\n]{0,200}\)){0,2000}\)"
BREAK = r"\n(?![ \t]{0,80}\n)"
"""The end of a line that ends no paragraph: marks reach over it."""


def _between(tag: str) -> str:
    """Returns the pattern of what stands in an element, up to its end and within a paragraph; an element in it of its own kind ends it, too."""
    return rf"(?:[^<\n]|<(?!/?(?P={tag})\b)|{BREAK}){{1,2000}}</(?P={tag})\s{{0,9}}>"


# What strikes out stops at the next mark of its kind, so that many that never close cost no more than their length.
STRUCK = (
    rf"~~(?=[^\s~])(?:[^~\n]|~(?!~)|{BREAK}){{1,2000}}(?<=[^\s~])~~(?!~)"
    rf"|\{{--(?:[^-{{\n]|-(?!-\}})|\{{(?!--)|{BREAK}){{1,2000}}--\}}"
    rf"|<(?P<struck_tag>s|del|strike)(?:\s[^<>\n]{{0,300}})?>{_between('struck_tag')}"
    rf"|<(?P<hidden_tag>[a-zA-Z][a-zA-Z0-9]{{0,14}})\s[^<>\n]{{0,300}}?(?<![\w-])(?:hidden(?=[\s/>])|display:\s{{0,9}}none|visibility:\s{{0,9}}hidden)"
    rf"[^<>\n]{{0,300}}>{_between('hidden_tag')}"
)
"""Words that somebody struck out (Markdown, CriticMarkup, HTML), and those that a page hides."""
REMARK = rf"\{{>>(?:[^<\n]|<(?!<\}})|{BREAK}){{1,2000}}<<\}}|%%(?=[^%\s])(?:[^%\n]|%(?!%)|{BREAK}){{1,2000}}%%"
"""What somebody noted amid a text (CriticMarkup, Obsidian): none of its words."""


def _notes() -> str:
    """Returns the pattern of a footnote's mark: a number, a letter or a word for one, in brackets or raised."""
    words = "|".join(shipped("briefing_generator.corpus.body", "markup.yml")["notes"])
    number = r"\d{1,3}(?:[-–,]\s?\d{1,3}){0,5}"
    named = rf"(?:{words})"
    inner = rf"(?:{number}|[ivxlc]{{1,6}}|[a-z]|[*†‡§]{{1,3}}|{named})"
    opened, closed = r"\\?\[", r"\\?\]"
    raised = rf"(?:\s|[*†‡§]|{number}|[a-z](?![a-z])|\^|{opened}|{closed}|{_ADDRESS}|</?a\b[^<>\n]{{0,300}}>){{1,8}}"
    return (
        # "[[xv]](https://…)", "[\[12\]](#…)", "[^12^](#…)": a link whose words are the mark.
        rf"\[(?:{opened}{inner}{closed}|\^{inner}\^){closed}{_ADDRESS}"
        rf"|\[{inner}\]\([^()\s]{{0,1000}}#(?:_?(?:edn|ftn|fn|en|cite|note|ref|endnote|footnote))[^()\n]{{0,200}}\)"
        # "offer.[12][13]", "troops[12]": a number right behind a word; a letter only behind a sign, since "demand[s]" is a word.
        rf"|(?<=[^\s\[(]){opened}{number}{closed}(?:{_ADDRESS})?(?!\w)"
        rf"|(?:(?<=[.,;:!?”’)\]])|(?<=[.,;!?][\"*_])){opened}{inner}{closed}(?:{_ADDRESS})?(?!\w)"
        rf"|(?<=[.!?\"”’]\s){opened}{number}{closed}(?:{_ADDRESS})?(?!\s?\w)"
        rf"|\s?{opened}{named}{closed}(?:{_ADDRESS})?"
        rf"|(?<=[a-z.,;:!?\"”’)\]]{{2}})(?<![kcm]m)<sup(?:\s[^<>\n]{{0,200}})?>{raised}</sup>"
        r"|(?:(?<=[.,;:!?\"”’)])|(?<=[a-z]{4}))[⁰¹²³⁴-⁹]{1,3}"
        rf"|(?<=[.,;:!?\"”’)\w])\^\[?{number}\]?\^"
    )


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<struck>{STRUCK}|{REMARK})"
        rf"|(?P<note>{_notes()})"
        rf"|(?P<escape>{ESCAPE})"
        r"|(?P<embed>!\[\[[^\[\]\n]{0,300}\]\])"
        r"|(?P<wikistart>\[\[(?:[^\[\]|\n]{0,300}\|)?(?=[^\[\]\n]{1,300}\]\]))"
        r"|(?P<wikiend>(?<=[^\[\]\n])\]\](?!\())"
        r"|(?P<footnote>\[\^[^\[\]\s]{1,60}\])"
        r"|(?P<comment><!--(?:(?!-->)[^\n]){0,500}-->)"
        r"|(?P<address>(?:<(?=[a-z]{3,10}:))?\b(?:(?:https?|ftp)://|mailto:|www\.(?=[\w-]{1,60}\.))[^\s<>\[\]()\"“”*|]{1,2000}(?<![.,;:!?'’])>?"
        r"|\b[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{2,20}){1,4}\b)"
        r"|(?P<tag></?[a-zA-Z][a-zA-Z0-9]{0,14}(?:\s[^<>\n]{0,500})?/?>)"
        rf"|(?P<entity>{ENTITY})"
        r"|(?P<unseen>[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff])"
        rf"|(?P<image>!\[(?:[^\[\]\n]|\[[^\[\]\n]{{0,100}}\]){{0,1000}}\](?:{_ADDRESS}|\[[^\[\]\n]{{0,60}}\]))"
        rf"|(?P<linkend>\]{_ADDRESS})"
        rf"|(?P<linkstart>\[(?={_LABEL}\]\()|\[(?=\]\())"
        r"|(?P<refend>\]\[(?P<ref>[^\[\]\n]{0,60})\])"
        r"|(?P<refstart>\[(?=(?P<label>[^\[\]\n]{1,300})\]\[(?P<reference>[^\[\]\n]{0,60})\]))"
        r"|(?P<strong>\*\*\*|\*\*|__|~~|\{==|==\}|==)"
        r"|(?P<em>(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*])|(?<!\w)_(?=[^\s_][^_\n]{0,600}_(?!\w))|(?<=[^\s_])_(?!\w))"
        r"|(?P<code>`)",
        re.IGNORECASE,
    )


_SIGNS = re.compile(
    r"[~{<%\[\]\\&^*_=`@\u2070\u00b9\u00b2\u00b3\u2074-\u2079\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|://|mailto:|www\.",
    re.IGNORECASE,
)
"""Of these every mark has one among its own signs."""


def may_hold_marks(text: str) -> bool:
    """Tells whether a text has a sign that marks are made of; most sentences have none, and a look at that costs little."""
    return _SIGNS.search(text) is not None


@lru_cache(maxsize=64)
def _references(text: str) -> frozenset[str]:
    """Returns the names of the addresses that stand apart from their links (``[name]: https://…``)."""
    return frozenset(name.casefold() for name in re.findall(r"^ {0,3}\[([^\[\]\n^]{1,60})\]:\s*\S", text, re.MULTILINE))


def find_marks(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yields the marks of a stretch in order; the name of the group that matched is what kind one is."""
    if _SIGNS.search(text, start, end) is None:
        return
    for mark in _marks().finditer(text, start, end):
        if mark.lastgroup in ("refstart", "refend"):
            named = mark["ref"] if mark.lastgroup == "refend" else mark["reference"] or mark["label"]
            if named and named.casefold() not in _references(text):
                continue
            if not named and not _references(text):
                continue
        yield mark


def without_notes(text: str) -> str:
    """Returns a text without marks of footnotes and without what is struck out or hidden; all else stays as it is.

    >>> without_notes("Vega ~~accepts~~ **rejects** the offer.[12][^a]")
    'Vega  **rejects** the offer.[^a]'
    """
    if not any(sign in text for sign in "[~<^{%⁰¹²³⁴⁵⁶⁷⁸⁹"):
        return text
    kept, at = [], 0
    for mark in find_marks(text, 0, len(text)):
        if mark.lastgroup in ("struck", "note"):
            kept.append(text[at : mark.start()])
            at = mark.end()
    return "".join([*kept, text[at:]])
