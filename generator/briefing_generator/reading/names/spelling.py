"""Spellings of one name: transliterations of the same letters come to the same skeleton."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

_LETTERS = (("yy", "y"), ("iy", "i"), ("ks", "x"), ("kh", "h"), ("ou", "u"), ("ck", "k"), ("ph", "f"))
_ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανι\u04ae\u04c0\u0501\u051b\u051d",
    "ABESIJKMHOPCTYXaesijopcyxABEZHIKMNOPTYXoaviYIdqw",
)
"""Letters of Cyrillic and Greek that a reader takes for Latin ones."""


@lru_cache(maxsize=20_000)
def fold_spelling(name: str) -> str:
    """Returns a name's skeleton: Latin letters, endings and doublings of transliteration made alike.

    ``Zelenskyy``, ``Zelensky`` and ``Zelenskiy`` share one, so do ``Aleksandr`` and ``Alexandr``.
    """
    plain = re.sub(r"[^a-z0-9 ]+", "", anyascii(name).casefold().replace("-", " ").replace(".", ""))
    words = []
    for word in plain.split():
        word = re.sub(r"(?:skyy|skiy|skyi|skii|skij|sky|ski)$", "ski", word)
        for spelling, alike in _LETTERS:
            word = word.replace(spelling, alike)
        word = re.sub(r"(.)\1+", r"\1", word)
        words.append(re.sub(r"(?:ei|ey|yi|ij)$", "i", word).replace("y", "i"))
    return " ".join(words)


@lru_cache(maxsize=20_000)
def look_alike(name: str) -> str:
    """Returns what a name looks like at a glance: the same for capitals or not, with accents or without, with any dash or
    apostrophe, and with letters of Greek and Cyrillic that look like Latin ones.

    >>> look_alike("Аnа Cósta–Lee") == look_alike("ana costa-lee"), look_alike("Anna") == look_alike("Ana")
    (True, False)
    """
    latin = unicodedata.normalize("NFKC", name).translate(_ALIKE)
    return " ".join(re.sub(r"[^\w ]+", "", re.sub(r"[-‐‑‒–—―−]", " ", anyascii(latin).casefold())).split())


def consonants(word: str) -> str:
    """Returns the first letter of a folded word and its consonants: ``volodimir`` and ``vladimir`` share them."""
    return word[:1] + re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiou]", "", word[1:]))


def same_given(left: str, right: str) -> bool:
    """Tells whether two given names, folded, may be one: equal, one the other's initial, or transliterations.

    Short names must be equal, and endings that tell women from men in many tongues (``mario``, ``maria``) part two names.
    """
    if left == right or (min(len(left), len(right)) == 1 and left[:1] == right[:1]):
        return True
    if min(len(left), len(right)) <= 4 or (left[-1] in "ae") != (right[-1] in "ae"):
        return False
    from rapidfuzz.distance import JaroWinkler

    return consonants(left) == consonants(right) and JaroWinkler.similarity(left, right) >= 0.7
