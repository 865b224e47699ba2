"""Headings that stand as plain lines, with no mark of Markdown: told by their length, their letters and what is around them."""

from __future__ import annotations

import re
from functools import cache

from briefing_generator.corpus.body.noise import bare
from briefing_generator.store.resources import shipped

_LONGEST, _LONGEST_SHORT, _LONGEST_LEAD = 14, 7, 8
"""Words of the longest heading: of any, of one right above its text, of one in capitals or that ends with a colon."""
_TITLED = 0.75
"""Share of the words that matter from which capitals make a title."""
_SENTENCE_END = re.compile(r"[.!…;,”\"’)](?:\[\^[^\[\]\s]{1,60}\]){0,9}$")


@cache
def _small() -> frozenset[str]:
    return frozenset(shipped("briefing_generator.corpus.body", "headings.yml")["small"])


def _titled(words: str) -> bool:
    big = [w for w in re.findall(r"[^\W\d_][\w’'-]*", words) if w.casefold() not in _small()]
    return len(big) > 0 and sum(w[0].isupper() for w in big) >= _TITLED * len(big)


def is_plain_heading(line: str, below: str, alone: bool, spaced: bool, leads_list: bool) -> bool:
    """Tells whether a line is a heading though nothing marks it as one.

    Args:
        line: its words.
        below: the next line that has words, nothing where there is none.
        alone: whether empty lines stand above and below it.
        spaced: whether the text parts its paragraphs by empty lines.
        leads_list: whether ``below`` is an item of a list.
    """
    words = bare(line)
    count = len(words.split())
    if count > _LONGEST or count == 0 or not re.match(r"[\w“\"‘'¿]", words):
        return False
    if words.endswith("?"):
        return alone or (bool(below) and not spaced)
    if words.endswith(":"):
        # Above a list it is the sentence that the items go on with.
        return count <= _LONGEST_LEAD and (alone or bool(below)) and not leads_list
    if _SENTENCE_END.search(words):
        return False
    if words.isupper() and count <= _LONGEST_LEAD:
        return True
    if spaced:
        return alone
    return bool(below) and (_titled(words) or count <= _LONGEST_SHORT) and (len(below) > len(words) or leads_list)
