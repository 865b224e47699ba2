"""What is of the page and not of the article is set apart with its reason, and an article's own text stays."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from briefing_generator.corpus import load_corpus
from briefing_generator.corpus.body.apart import set_page_apart
from briefing_generator.corpus.body.blocks import find_blocks
from briefing_generator.corpus.body.noise import set_apart
from briefing_generator.corpus.body.stubs import stub_reason
from briefing_generator.model import Article

BEFORE = "The dockers of Lunde have been on strike for three weeks, and no ship has left the port."
AFTER = "The mediator, Kari Lie, meets both sides on Monday, and she expects an answer within a week."
PASSAGES = [tuple(pair) for pair in yaml.safe_load((Path(__file__).parent / "apart.yml").read_text(encoding="utf-8"))]


def reasons(text: str) -> dict[str, str | None]:
    blocks = set_page_apart(text, set_apart(text, find_blocks(text)))
    return {text[b.start : b.end]: b.reason if b.kind == "furniture" else None for b in blocks}


@pytest.mark.parametrize(("passage", "reason"), PASSAGES)
def test_passages_of_a_page(passage: str, reason: str) -> None:
    found = reasons(f"{BEFORE}\n\n{passage}\n\n{AFTER}")
    assert found.pop(BEFORE) is None
    assert found.pop(AFTER) is None
    assert set(found.values()) == {reason or None}


def test_what_stands_above_a_credit_is_a_caption() -> None:
    caption = "Foreign Minister Karin Berg speaks to reporters in Oslo on March 3, 2025."
    found = reasons(f"{caption}\n\nJon Falk | Sund Press | Getty Images\n\n{BEFORE}")
    assert (found[caption], found[BEFORE]) == ("caption", None)
    # A paragraph of the news that happens to stand above a picture's credit stays.
    found = reasons(f"“We reject the offer,” Ola Nes told the Courier.\n\nJon Falk | Getty Images\n\n{BEFORE}")
    assert list(found.values()) == [None, "credit", None]


def test_a_caption_and_its_credit_are_cut_from_what_they_run_into() -> None:
    said = "The union rejects the offer, its leader said.The port will answer on Monday."
    found = reasons(f"The ferry Lunde leaves the harbour, March 3, 2025.Ola Nes | Reuters{said}")
    assert list(found.values()) == ["caption", "credit", None]
    assert list(found)[1:] == ["Ola Nes | Reuters", said]
    within = f"{BEFORE}Kari Lie speaks to dockers in Lunde on Monday. Jon Falk | Sund Press | Getty Images“We won't sign,” she said."
    assert list(reasons(within).values()) == [None, "caption", "credit", None]
    named = "The paper relies on Reuters. Its editor, Ola Nes | Sund, spoke to Kari Lie/Reuters about it."
    assert list(reasons(named).values()) == [None]


def test_words_in_emphasis_below_a_picture_are_its_caption() -> None:
    found = reasons(f"{BEFORE}\n\n![A ferry](https://a.example/f.png)\n\n*The ferry in the harbour*\n\n{AFTER}")
    assert list(found.values()) == [None, "picture", "caption", None]


def test_links_alone_on_end_lead_elsewhere() -> None:
    links = [f"- [Will Norway accept the plan number {n}?](https://a.example/{n})" for n in range(3)]
    assert list(reasons("\n".join([BEFORE, "", *links, "", AFTER])).values()) == [None, "links", "links", "links", None]
    said = "- [Norway](https://a.example/n) accepts the plan."
    assert list(reasons(f"{BEFORE}\n\n{said}\n{said[:-1]} now.\n\n{AFTER}").values()) == [None, None, None, None]


def test_a_press_release_tells_of_its_publisher() -> None:
    about = "Norvik Port is the largest port of the north. It offers docks to ships of all sizes."
    found = reasons(f"{BEFORE}\n\n## About Norvik Port\n\n{about}\n\n## What comes next\n\n{AFTER}")
    assert list(found.values()) == [None, "about", "about", None, None]
    assert list(reasons(f"{BEFORE}\n\n## About the offer\n\n{AFTER}").values()) == [None, None, None]


STUBS = {
    "Subscribe to unlock this article\n\n# Only $1 for 4 weeks\n\nThen $75 per month. Complete digital access on any device. "
    "Cancel anytime during your trial.\n\n# Why us?\n\nSee why a million readers pay to read the Courier.": True,
    "# 403 Forbidden\n\nYou do not have access to this page.": True,
    "- [Home](https://a.example/)\n- [News](https://a.example/n)\n- [Sport](https://a.example/s)\n- [Help](https://a.example/h)": True,
    f"# The strike goes on\n\n{BEFORE}\n\n{AFTER}\n\nSubscribe to continue reading this article": False,
    "Norway rejected a ceasefire on Monday.": False,
    "The union wants all members to have access. Subscribers of the fund reject it.": False,
}


@pytest.mark.parametrize("text", STUBS)
def test_stubs_are_refused_with_a_reason(tmp_path: Path, text: str) -> None:
    assert (stub_reason(None, text, set_page_apart(text, find_blocks(text))) is not None) is STUBS[text]
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/a.md").write_text(f"---\ntitle: News\ndate: 2025-03-01\n---\n{text}\n", encoding="utf-8")
    corpus = load_corpus(tmp_path)
    (article,) = corpus.articles
    assert isinstance(article, Article)
    assert article.status == ("refused" if STUBS[text] else "used")
    if STUBS[text]:
        assert "no article" in str(article.reason) or "in place of an article" in str(article.reason)
        assert [problem.code for problem in corpus.problems] == ["stub"]
        assert (article.title, article.date, article.status) == ("News", "2025-03-01", "refused")
