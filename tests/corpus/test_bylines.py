"""Who wrote an article, where only a line of its text says so. A new case is a line in ``bylines.yml``."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from briefing_generator.corpus import load_corpus
from briefing_generator.corpus.metadata.bylines import find_bylines
from briefing_generator.model import Article

LINES: dict[str, str | None] = yaml.safe_load((Path(__file__).parent / "bylines.yml").read_text(encoding="utf-8"))
BODY = "The dockers of Lunde reject the plan, and their union demands talks about the night shift before the month ends, it said at the gate on Monday.\n"


def read(tmp_path: Path, text: str, name: str = "talks.txt") -> Article:
    (tmp_path / "articles").mkdir(exist_ok=True)
    (tmp_path / "articles" / name).write_text(text, encoding="utf-8")
    (article,) = load_corpus(tmp_path).articles
    return article


def words(article: Article) -> str:
    return "\n".join(article.text[b.start : b.end] for b in article.blocks if b.kind != "furniture")


@pytest.mark.parametrize("line", LINES)
def test_lines_below_a_title(tmp_path: Path, line: str) -> None:
    article = read(tmp_path, f"Dockers reject the plan\n\n{line}\n\n{BODY}")
    expected = LINES[line]
    assert article.title == "Dockers reject the plan"
    assert article.author == (expected or None)
    assert (line in words(article)) == (expected is None)
    assert BODY.strip() in words(article)


def test_a_byline_inside_a_wrapped_paragraph(tmp_path: Path) -> None:
    wrapped = BODY.replace(", and", ",\nand").replace(" before", "\nbefore")
    article = read(tmp_path, f"Dockers reject the plan\nBy Jane Roe\n{wrapped}")
    assert (article.title, article.author) == ("Dockers reject the plan", "Jane Roe")
    assert "By Jane Roe" not in words(article)
    assert "reject the plan,\nand their union" in words(article)


def test_a_date_in_a_byline_is_the_articles(tmp_path: Path) -> None:
    article = read(
        tmp_path, f"Dockers reject the plan\n\nBy Jane Roe | March 13, 2025\n\n{BODY}Ships wait since March 1, 2025.\n"
    )
    assert (article.date, article.date_from) == ("2025-03-13", "from a date line in the text")


def test_front_matter_has_the_last_word(tmp_path: Path) -> None:
    article = read(tmp_path, f"---\ntitle: Talks\nauthor: Ann Lee\n---\nBy Jane Roe\n\n{BODY}", "talks.md")
    assert article.author == "Ann Lee"
    assert "Jane Roe" not in words(article)


def test_what_an_agency_writes_below_the_text(tmp_path: Path) -> None:
    below = "(Reporting by Jane Roe in Lima and John Doe; Editing by Bo Ek)"
    article = read(tmp_path, f"Dockers reject the plan\n\n{BODY * 2}\n" + f"{BODY}\n" * 12 + below)
    assert article.author == "Jane Roe, John Doe"
    assert "Editing" not in words(article)
    assert find_bylines(f"{BODY}\n" * 15 + "The reporting by Jane Roe led to an inquiry into the port.") == ()


def test_long_lines_cost_no_more_than_their_length() -> None:
    assert find_bylines("a" + " " * 1_000_000 + "b\n" + "By Jane Roe, " * 100_000) == ()


def test_names_far_down_are_no_authors(tmp_path: Path) -> None:
    article = read(tmp_path, f"Dockers reject the plan\n\n{BODY}\nBy Jane Roe\n\n" + f"{BODY}\n" * 5)
    assert article.author is None
