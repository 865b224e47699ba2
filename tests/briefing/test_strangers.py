"""An article on something else is a stranger in a folder of one field, however few positions it holds, and no other is."""

from __future__ import annotations

from pathlib import Path

import pytest
from briefing_generator.briefing.strangers import find_strangers, told_apart
from briefing_generator.corpus import load_corpus
from briefing_generator.model import Article

TOWNS = ("Lunde", "Sund", "Arnby", "Holm", "Vik")
TRADES = ("dockers", "nurses", "weavers", "ferry crews", "tram drivers")
STRIKE = (
    "The {trade} of {town} voted to strike over pay on Monday.\n\nTheir union rejects an offer of {n} percent and demands a "
    "raise of twice that.\n\nThe employer offered new wage talks and threatened to lock the {trade} out.\n\nA mediator met the "
    "union's bargaining committee, and the picket line at the gate of {town} goes on.\n"
)
TARIFF = (
    "The commerce ministry of Ostrea threatened import duties on {thing} from Lorvania.\n\nLorvania demands lower tariffs and "
    "offers a quota for {thing}.\n\nExporters of {thing} reject the duties and fear a trade war.\n\nTrade negotiators of both "
    "countries meet in round {n} of their talks on market access.\n"
)
COOKING = "The cook of the harbour inn bakes a cake of pears.\n\nShe insists on butter and demands ripe fruit.\n\nGuests love its crust and ask for cream.\n\nThe oven is old, and its door won't shut.\n"


def read(folder: Path, texts: list[str]) -> list[Article]:
    (folder / "articles").mkdir()
    for n, text in enumerate(texts):
        title = text.split(".", 1)[0]
        (folder / f"articles/a{n}.md").write_text(
            f"---\ntitle: {title}\ndate: 2025-03-0{n % 9 + 1}\n---\n{text}", encoding="utf-8"
        )
    return [article for article in load_corpus(folder).articles if article.status == "used"]


STRIKES = [
    STRIKE.format(trade=trade, town=town, n=n + 2) for n, (trade, town) in enumerate(zip(TRADES, TOWNS, strict=True))
]
TARIFFS = [TARIFF.format(thing=thing, n=n) for n, thing in enumerate(("steel", "wine", "lamb", "butter"))]


def test_one_on_something_else_is_a_stranger(tmp_path: Path) -> None:
    found = find_strangers(read(tmp_path, [*STRIKES, COOKING]))
    assert found.strangers == {"a5"}
    assert [found.belongs(f"a{n}") for n in range(6)] == [True] * 5 + [False]


@pytest.mark.parametrize("texts", [STRIKES, TARIFFS], ids=["strikes", "tariffs"])
def test_a_folder_of_one_field_has_none(tmp_path: Path, texts: list[str]) -> None:
    articles = read(tmp_path, texts)
    assert not find_strangers(articles).strangers
    assert told_apart(articles, 2) == ()


def test_two_stories_are_told_apart(tmp_path: Path) -> None:
    stories = told_apart(read(tmp_path, [*STRIKES, *TARIFFS]), 3)
    assert sorted(stories) == [tuple(f"a{n}" for n in range(5)), tuple(f"a{n}" for n in range(5, 9))]
