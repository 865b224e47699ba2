"""Which pack a folder is read with: the one its settings name, else the one of whose field most of what parties want is."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing_generator.issues.fitting import Told, pack_fits, told_by
from briefing_generator.issues.key_phrases import OPEN_PACK
from briefing_generator.issues.packs import PackError, load_pack
from briefing_generator.model import Corpus, Pack, PackChoice, PackFit

if TYPE_CHECKING:
    from collections.abc import Iterable

_FITS, _FITS_ALONE = 0.3, 0.25
"""Share of what parties want from which a pack fits, and from which it does where no other comes near."""
_CLEAR, _TIMES = 0.4, 2.0
"""Share from which it fits clearly, and how many times that of the next one it must be."""
_NEAR = 1.75
"""Times the share of the next from which no other comes near."""


def _best(fits: tuple[PackFit, ...]) -> Pack:
    first, second = (*(fit.share for fit in fits[:2]), 0.0, 0.0)[:2]
    fitting = (first > second and first >= _FITS) or (first >= _FITS_ALONE and first >= _NEAR * second)
    return load_pack(fits[0].name) if fitting else OPEN_PACK


def choose_pack(texts: Iterable[str]) -> Pack:
    """Returns the pack that fits texts without titles best; where none does, the open pack of the articles' own matters.

    The open pack has no issue but ``other``: its issues are known when the articles have been read
    (:func:`briefing_generator.issues.issue_groups.group_pack`).
    """
    return _best(pack_fits([("", tuple(re.split(r"\n\s*\n", text))) for text in texts]))


def pack_for(corpus: Corpus) -> Pack:
    """Returns the pack that a corpus is read with: the one its settings name, else the best-fitting one.

    A pack that is not there stops nothing: the best-fitting one takes its place, and :func:`pack_problem` says so.
    """
    if corpus.settings.pack != "auto" and pack_problem(corpus) is None:
        return load_pack(corpus.settings.pack)
    return _best(_fits(_told(corpus)))


def pack_choice(corpus: Corpus) -> PackChoice:
    """Returns how the pack of a corpus was chosen and how sure that is."""
    if corpus.settings.pack != "auto" and pack_problem(corpus) is None:
        return PackChoice("stated")
    fits = _fits(_told(corpus))
    if _best(fits) == OPEN_PACK:
        return PackChoice("none", fits)
    clear = fits[0].share >= _CLEAR and (len(fits) < 2 or fits[0].share >= _TIMES * fits[1].share)
    return PackChoice("clear" if clear else "likely", fits)


def _told(corpus: Corpus) -> tuple[Told, ...]:
    return tuple(told_by(article) for article in corpus.articles if article.status == "used")


@lru_cache(maxsize=16)
def _fits(articles: tuple[Told, ...]) -> tuple[PackFit, ...]:
    return pack_fits(articles)


def pack_problem(corpus: Corpus) -> str | None:
    """Returns what is wrong with the pack that a corpus' settings name, None where nothing is."""
    if corpus.settings.pack == "auto":
        return None
    try:
        load_pack(corpus.settings.pack)
    except PackError as error:
        return str(error)
    return None


def tell_choice(pack: Pack, choice: PackChoice) -> str:
    """Returns in a sentence which pack a folder is read with, why, and how sure that is."""
    if choice.basis == "stated":
        return f"Read with the pack {pack.title}, which briefing.yml names."
    first, *rest = choice.fits
    if choice.basis == "none" and not first.share:
        return "No pack was chosen: no sentence was found in which somebody may want something of a pack’s field."
    share = f"{100 * first.share:.0f} of 100 sentences in which somebody may want something are of its field"
    if choice.basis == "none":
        return f"No pack fits: the nearest is {first.title}, and {share}. Issues are named by the articles’ own words."
    sure = "clearly" if choice.basis == "clear" else "not surely"
    after = f"; next is {rest[0].title} with {100 * rest[0].share:.0f}" if rest else ""
    return f"Read with the pack {pack.title}, {sure} the right one: {share}{after}."
