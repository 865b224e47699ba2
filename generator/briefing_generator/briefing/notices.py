"""What a person should know of a folder as a whole: no pack fits, articles that are beside the matter, two stories in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.corpus.codes import severity
from briefing_generator.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefing_generator.briefing.belonging import Belonging
    from briefing_generator.model import Article, PackChoice

_MANY = 8
"""Statements from which a folder without a pack is told: of fewer no pack would make much."""
_NAMED = 4
"""Articles of a story that are named in a notice; the page of sources has all of them."""


def find_notices(
    articles: Mapping[str, Article], belonging: Belonging, choice: PackChoice, statements: int
) -> Iterator[Problem]:
    """Yields the problems that concern the folder, not one of its files alone.

    Args:
        articles: all of them, by id.
        belonging: which of them belong.
        choice: how the pack was chosen.
        statements: how many are shown.
    """
    if choice.basis == "none" and statements >= _MANY:
        yield _problem(
            "briefing.yml", "pack-none",
            "no pack fits what is wanted in these articles, so issues are named by the articles’ own words; `briefing "
            "pack suggest` on this folder writes a first pack, which `pack:` then names (`pack: key-phrases` keeps to "
            "the articles’ words without this notice).",
        )  # fmt: skip
    for article in sorted(belonging.off):
        if articles[article].topic is not False:
            yield _problem(articles[article].path, "off-topic", off_topic(belonging.share[article]))
    if belonging.stories:
        told = " and ".join(_listed([articles[a] for a in story]) for story in belonging.stories)
        yield _problem(
            "articles", "two-stories",
            f"the articles tell two stories that have hardly anything in common: {told}; a folder for each would be right.",
        )  # fmt: skip


def off_topic(share: float) -> str:
    """Returns why an article is left out that has this share in what the others are about."""
    return (
        f"the article has next to none of the parties and matters of the others (a share of {100 * share:.0f} %, against "
        "100 % of the middle article) and is left out; `topic: yes` in its front matter would keep it in."
    )


def _listed(articles: Sequence[Article]) -> str:
    paths = [article.path.removeprefix("articles/") for article in articles]
    rest = f" and {len(paths) - _NAMED} more" if len(paths) > _NAMED else ""
    return f"{len(paths)} articles ({', '.join(paths[:_NAMED])}{rest})"


def _problem(path: str, code: str, message: str) -> Problem:
    return Problem(path, 0, 0, severity(code), code, message)
