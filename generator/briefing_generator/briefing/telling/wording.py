"""A sentence as it can stand outside its article: exact, cut only at its own boundaries, with the name a pronoun means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing_generator.briefing.telling.outcomes import is_caption, opens_unnamed
from briefing_generator.corpus.body.markup import plain_view
from briefing_generator.model import Article, Evidence, Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 42
"""Words from which a sentence is cut at the end of a clause, where it has one."""
CUT = " […]"


@dataclass(frozen=True, slots=True)
class Worded:
    """The words to show and the span that they come from."""

    text: str
    evidence: Evidence


def stand_alone(article: Article, sentence: Sentence, names: Mapping[str, str]) -> Worded | None:
    """Returns a sentence as it reads outside its article, None where it does not.

    Args:
        article: whose sentence it is.
        sentence: as the reading has it.
        names: what to call the entities of the reading, by key: shown in brackets for a pronoun that means one.
    """
    if sentence.standing == "fragment" or (sentence.opening == "connective" and not sentence.lead):
        return None
    start, end = sentence.start + sentence.lead, sentence.end
    if len(article.text[start:end].split()) > LONGEST and sentence.ends:
        fitting = [at for at in sentence.ends if len(article.text[start:at].split()) <= LONGEST]
        end = max(fitting) if fitting else min(sentence.ends)
    while end > start and article.text[end - 1] in " \n,;—–":
        end -= 1
    if sentence.pronoun is None:
        text = _plain(article, start, end)
        if opens_unnamed(text) or is_caption(text):
            return None
    else:
        name = names.get(sentence.subject) if sentence.subject is not None else None
        first, last = sentence.pronoun
        if name is None or first < start or last > end:
            return None
        own = "’s" if re.fullmatch("his|her|their|its", article.text[first:last], re.IGNORECASE) else ""
        text = f"{_plain(article, start, first)}[{name}]{own}{_plain(article, last, end)}"
    text = " ".join(text.split())
    if sentence.lead:
        text = text[:1].upper() + text[1:]
    if end < sentence.end and not text.endswith((".", "!", "?", "”", '"')):
        text += CUT
    return Worded(text, Evidence(article.id, start, end, article.text[start:end]))


def _plain(article: Article, start: int, end: int) -> str:
    return plain_view(article.text, start, end).text
