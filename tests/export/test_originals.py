"""Links to a sentence in the original: text fragments as their specification has them."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from briefing_generator.corpus import load_corpus
from briefing_generator.export.originals import Originals
from briefing_generator.model import Article

TEXT = """# The quay

The union asked for more. Then the port offered 4 per-cent, and the union asked for more. Nobody, so far, agreed & signed.

"We *will not* load ships at [night](https://x.example), ever," she said.

The port offered 4 per-cent of what it has.

- Hours of 35
- Nobody is laid off before the year of the fair, when all the halls and all the quays and all the sheds of the harbour
  will be needed, and nobody is laid off in the two years after it, when the halls stand empty and the quays are quiet,
  unless the union and the port and the ministry and the council of the town agree to it in writing, all four of them.
"""


def article(tmp_path: Path, address: str = "https://post.example/quay", text: str = TEXT, more: str = "") -> Article:
    (tmp_path / "articles").mkdir(exist_ok=True)
    head = f"---\ntitle: The quay\ndate: 2026-03-01\nurl: {address}\n{more}---\n"
    (tmp_path / "articles/quay.md").write_text(head + text, encoding="utf-8")
    (found,) = load_corpus(tmp_path).articles
    return found


def link(found: Article, words: str, nth: int = 0, until: str = "") -> str:
    start = [m.start() for m in re.finditer(re.escape(words), found.text)][nth]
    end = found.text.index(until, start) + len(until) if until else start + len(words)
    return str(Originals([found]).at(found.id, start, end).address)


def test_a_short_passage_is_given_whole(tmp_path: Path) -> None:
    found = article(tmp_path)
    assert link(found, "Nobody, so far, agreed & signed.") == (
        "https://post.example/quay#:~:text=Nobody%2C%20so%20far%2C%20agreed%20%26%20signed"
    )
    # Marks are none of the page's words.
    assert link(found, '"We *will not* load ships at [night](https://x.example), ever,"').endswith(
        "#:~:text=We%20will%20not%20load%20ships%20at%20night%2C%20ever"
    )


def test_words_that_stand_twice_are_told_apart(tmp_path: Path) -> None:
    found = article(tmp_path)
    assert link(found, "the union asked for more").endswith("=and-,the%20union%20asked%20for%20more")
    assert link(found, "The union asked for more").endswith("=The%20union%20asked%20for%20more,-.%20Then")
    assert link(found, "port offered 4 per-cent", 0).endswith("=Then%20the-,port%20offered%204%20per%2Dcent")
    assert link(found, "port offered 4 per-cent", 1).endswith("=port%20offered%204%20per%2Dcent,-of")


def test_half_words_are_made_whole(tmp_path: Path) -> None:
    assert link(article(tmp_path), "obody, so far, agre").endswith("text=Nobody%2C%20so%20far%2C%20agreed")


def test_a_long_passage_and_one_of_two_paragraphs_are_told_by_their_ends(tmp_path: Path) -> None:
    found = article(tmp_path)
    long = link(found, "Nobody is laid off", until="all four of them.")
    assert re.fullmatch(r"[^#]*#:~:text=Nobody%20is%20laid%20off,all%20four%20of%20them", long)
    two = link(found, "Hours of 35", until="laid off before")
    assert unquote(two.partition("text=")[2]) == "Hours of 35,is laid off before"


def test_addresses_that_hold_no_sentence(tmp_path: Path) -> None:
    words = "Hours of 35"
    assert link(article(tmp_path, "https://post.example"), words) == "None"
    assert link(article(tmp_path, "https://post.example/a.pdf"), words) == "https://post.example/a.pdf"
    assert link(article(tmp_path, "https://post.example/a#part"), words).startswith(
        "https://post.example/a#part:~:text="
    )
    assert link(article(tmp_path, "https://post.example/a#:~:text=x"), words).endswith("/a#:~:text=Hours%20of%2035")


@pytest.mark.parametrize("key", ["archive", "archive_url", "Archive URL"])
def test_an_archived_copy_stands_beside_it(tmp_path: Path, key: str) -> None:
    kept = "https://web.archive.example/web/2026/https://post.example/quay"
    found = article(tmp_path, more=f"{key}: {kept}\n")
    assert found.archive == kept
    start = found.text.index("Hours")
    assert Originals([found]).at(found.id, start, start + 11).archived == f"{kept}#:~:text=Hours%20of%2035"


def test_an_archive_that_is_no_address_is_no_mistake(tmp_path: Path) -> None:
    found = article(tmp_path, more="archived: true\n")
    assert found.archive is None
    assert load_corpus(tmp_path).problems == ()
