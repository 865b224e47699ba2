"""An article on something else is a stranger in a folder of one field, however few positions it holds, and no other is."""

from __future__ import annotations

from pathlib import Path

import pytest
from briefing_generator.briefing.strangers import find_strangers, told_apart
from briefing_generator.corpus import load_corpus
from briefing_generator.model import Article

STRIKES = [
    "Dockers of Lunde vote to strike over pay.\n\nThe dockers' union rejects the port's offer of three percent and demands seven.\n\nCranes stand still at both quays, and a picket line blocks the gate of the port.\n",
    "The port of Lunde offers new wage talks.\n\nIts management would raise pay by four percent if the dockers end the strike.\n\nThe union's leader called the offer too low and asked for shorter night shifts.\n",
    "Mediator meets the dockers' union.\n\nNo ship has been unloaded in Lunde since the strike began.\n\nThe mediator wants both sides, port and union, at one table, and the workers refuse to call off the picket.\n",
    "Port threatens a lockout.\n\nThe employer says it will lock the dockers out unless their strike ends by Friday.\n\nThe union demands that no worker be dismissed, and that overtime at the quays be paid in full.\n",
    "Union members to ballot on a pay deal.\n\nA raise of five percent for dockers and a bonus for nights at the port are in the draft.\n\nSome workers in Lunde reject it and want the strike to go on.\n",
]
TARIFFS = [
    "Ostrea threatens tariffs on steel from Lorvania.\n\nThe commerce ministry would raise import duties to a fifth.\n\nLorvania's exporters fear a trade war, and its government demands talks on market access.\n",
    "Lorvania answers with duties on wine.\n\nThe trade minister rejects the tariffs of Ostrea and offers a quota for steel exports instead.\n\nWine growers in Ostrea ask for an exemption from the import duties.\n",
    "Trade talks between Ostrea and Lorvania resume.\n\nNegotiators want lower tariffs on lamb and butter and fewer barriers for exporters.\n\nThe steel duties stay in force until a trade deal is signed.\n",
    "A quota could end the tariff dispute.\n\nOstrea would lift its duties on steel if Lorvania limits exports.\n\nLorvania's commerce ministry accepts a quota for wine imports but rejects one for butter.\n",
]
# As real articles do, each tells again what it is all about.
STRIKES = [
    f"{text}\nThe strike of the dockers' union at the port of Lunde is over pay and night shifts.\n" for text in STRIKES
]
TARIFFS = [
    f"{text}\nThe tariff dispute of Ostrea and Lorvania is over import duties on steel and wine.\n" for text in TARIFFS
]
COOKING = "The cook of the harbour inn bakes a cake of pears.\n\nShe insists on butter and demands ripe fruit.\n\nGuests love its crust and ask for cream.\n\nThe oven is old, and its door won't shut.\n"


def read(folder: Path, texts: list[str]) -> list[Article]:
    (folder / "articles").mkdir()
    for n, text in enumerate(texts):
        title = text.split(".", 1)[0]
        (folder / f"articles/a{n}.md").write_text(
            f"---\ntitle: {title}\ndate: 2025-03-0{n % 9 + 1}\n---\n{text}", encoding="utf-8"
        )
    return [article for article in load_corpus(folder).articles if article.status == "used"]


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
