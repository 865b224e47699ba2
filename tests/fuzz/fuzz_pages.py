"""Throws made-up words at pages, the way of a built site and that of other generators: ``make fuzz TARGETS=pages``.

An input is the words of every place of a page. What must hold stands in ``page_check.py``: the page has the elements
and attributes that it has with tame words, no other, and shows all words.
"""

from __future__ import annotations

import sys
import time

import atheris
from figures import Figures
from mutating import mutator

with atheris.instrument_imports(include=["briefing_generator", "markdown", "pymdownx"]):
    from page_check import check, inert_way, written_way

figures = Figures()
LONGEST_WORDS = 5_000
"""Characters of words, which stand in a page a dozen times."""


def one_input(data: bytes) -> None:
    """Makes one page both ways and holds what must be true against it."""
    words = _words(data)[:LONGEST_WORDS]
    began = time.process_time()
    check(words, inert_way)
    check(words, written_way)
    figures.add(time.process_time() - began, len(data), "checked")


def _words(data: bytes) -> str:
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("latin-1")


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input, custom_mutator=mutator("page_seeds.txt"))
    atheris.Fuzz()
