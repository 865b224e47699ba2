"""A title made of a folder's name, its words written as the articles write them: ``us-trade-talks`` is “US trade talks”."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing_generator.corpus.settings_file import default_title

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from briefing_generator.model import Article, Settings

_SEEN = 2
"""Times that a way of writing must be seen; once may be a slip."""
_LOUD = re.compile(r"^[^a-z\n]+$", re.MULTILINE)
"""Lines in capitals, which tell nothing of how a word is written."""
_SHORT = 5
"""Letters up to which a word in capitals, or with points, is taken for an acronym, whatever else is written alike ("us")."""
_OFTEN = 0.2
"""Share of an acronym among all that is written alike, from which it is meant in a title."""


def titled(settings: Settings, folder: Path, articles: Iterable[Article]) -> Settings:
    """Returns settings with the words of a title that was made of the folder's name written as the articles write them."""
    title = default_title(folder)
    if settings.title != title:
        return settings
    words = title.split(" ")
    wanted = {word.casefold() for word in words}
    seen: dict[str, Counter[str]] = {word: Counter() for word in wanted}
    for article in articles:
        text = _LOUD.sub("", f"{article.title}\n{article.text}") if article.status == "used" else ""
        for found in re.finditer(r"\b(?:[A-Z]\.){2,}|\b\w+\b", text):
            form = found[0].replace(".", "")
            if form.casefold() in wanted:
                seen[form.casefold()][form] += 1
    told = [_written(word, seen[word.casefold()]) for word in words]
    told[0] = told[0][:1].upper() + told[0][1:]
    return replace(settings, title=" ".join(told))


def _written(word: str, seen: Counter[str]) -> str:
    """Returns a word as it is written most often, or as an acronym where it often is one; as it stands where hardly ever."""
    short = word.upper()
    if 1 < len(word) <= _SHORT and seen[short] >= max(_SEEN, _OFTEN * seen.total()):
        return short
    form, often = max(seen.items(), key=lambda item: (item[1], item[0]), default=(word, 0))
    return form if often >= _SEEN else word
