"""Cleaning words for a page costs what their length costs, whatever marks they are made of."""

from __future__ import annotations

import subprocess
import sys

import pytest

PIECES = ["[", "![", "[a](", "](", "](a(", "*a", "***a ", "_a", "==", "==a", "&#", '[a](b "', '[*"¨', "“a"]
CODE = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
from briefing_generator.corpus.body.markup import plain_view
from briefing_generator.pages.showing.escaping import flat, md, web_address
from briefing_generator.pages.showing.inert import as_html, as_markdown
for piece in sys.argv[1:]:
    text = piece * (400_000 // len(piece))
    plain_view(text, 0, len(text))
    flat(text)
    as_html(md(text))
    as_markdown(md(text))
    web_address("https://a.example/" + text)
print("done")
"""
"""Four times the longest article: what grows with the square takes minutes for each piece, and the kernel ends it."""


@pytest.mark.slow
def test_cleaning_ends() -> None:
    done = subprocess.run([sys.executable, "-c", CODE, *PIECES], capture_output=True, text=True, check=False)
    assert done.stdout == "done\n", done.returncode
