"""Codes that concern a folder as a whole: an article beside the matter, two stories in one, no pack that fits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from briefing_generator import load_corpus, make_briefing
from briefing_generator.cli import main
from briefing_generator.issues import choose_pack, load_pack
from briefing_generator.model import Briefing, Problem
from briefing_generator.pages import render_pages
from briefing_generator.reading import read_corpus
from click.testing import CliRunner

DOCKS = (
    "The Lunde dock strike goes on. The dockers' union demanded higher wages on Monday. The port company rejected "
    "higher wages and offered a bonus. The union said that the cranes stand still and the ships wait.",
    "The Lunde port company offered a bonus of two percent. The dockers' union rejected the bonus and demanded higher "
    "wages for all dockers. The strike at the cranes enters its second week, and ships wait off the port.",
    "Talks in the Lunde dock strike broke down. The union insists on higher wages. The port company refuses higher wages, "
    "and threatened to close the cranes. Dockers and ships wait.",
    "The port company in Lunde would accept a mediator in the dock strike, it said. The dockers' union demanded that the "
    "bonus be dropped and wages raised. The cranes stand still while ships wait.",
    "Dockers in Lunde voted to go on with the strike. Their union demanded higher wages again. The port company rejected "
    "higher wages and offered the bonus again. Cranes stand still, ships wait.",
)
CAKE = (
    "Melt the butter with the chocolate and stir in sugar and eggs. A tin of twenty centimetres is enough for eight "
    "guests. The oven should be warm before the dough goes in. Raspberries make a sauce that suits the cake."
)
LAMB = (
    "Tavaria demanded lower tariffs on lamb. The Meridian bloc rejected lower tariffs and offered a quota for butter. "
    "Exporters of lamb fear duties at the border.",
    "The Meridian bloc offered Tavaria a quota for butter and lamb. Tavaria rejected the quota and demanded lower tariffs "
    "on exports of lamb. Duties at the border stay.",
    "Tavaria insists on lower tariffs for its lamb. The Meridian bloc refuses lower tariffs, and threatened new duties at "
    "the border. Exporters of butter wait for a quota.",
    "The Meridian bloc would accept a quota for lamb. Tavaria demanded that duties at the border be dropped and tariffs on "
    "butter lowered. Exporters hope for the quota.",
)
POOL = (
    "Mayor Anna Smith rejected a heated swimming pool. John Brown demanded a heated swimming pool. Anna Smith offered a "
    "kiosk. John Brown rejected the kiosk.",
    "Mary Jones demanded a heated swimming pool. Anna Smith rejected the swimming pool. Mary Jones insisted on the kiosk. "
    "Peter Hall rejected the kiosk.",
)  # fmt: skip


MANY = (
    "The mayor of Halm demanded a new bridge over the river. Shopkeepers rejected a toll.",
    "A league of bakers threatened to sue over flour from abroad. The mills offered a rebate.",
    "Doctors in Orlen refused to work at night without guards. The clinic offered lamps.",
    "The film board rejected a ban on smoking in cinemas. Actors demanded longer breaks.",
    "Fishers of Velmar offered to land fewer eels. Biologists demanded a halt to all nets.",
    "The chess federation agreed to pay its players. Sponsors refused to travel to Sarn.",
    "Residents demanded quiet from the airport at Brenn. Pilots rejected a curfew.",
    "A museum in Kess accepted the return of two masks. Heirs insisted on a third.",
    "The orchestra threatened to leave the old hall. Its owner offered a new roof.",
    "Beekeepers called for a limit on sprays. Growers of apples refused to wait.",
    "The railway accepted bicycles on all trains. Wheelchair users demanded ramps first.",
    "Lawyers in Tavaria rejected digital files. Judges insisted on a pilot in one town.",
)  # fmt: skip


def folder(path: Path, texts: dict[str, str]) -> Path:
    (path / "articles").mkdir(parents=True)
    for at, (title, text) in enumerate(texts.items()):
        (path / f"articles/{at}.md").write_text(
            f"---\ntitle: {title}\ndate: 2025-01-0{at % 9 + 1}\n---\n{text}\n", encoding="utf-8"
        )
    return path


def titled(what: str, texts: tuple[str, ...]) -> dict[str, str]:
    return {f"{what} {word}": text for word, text in zip(("one", "two", "three", "four", "five"), texts, strict=False)}


def made(path: Path) -> Briefing:
    corpus = load_corpus(path)
    return make_briefing(corpus, read_corpus(corpus))


def of_folder(briefing: Briefing) -> list[Problem]:
    return [p for p in briefing.problems if p.code in ("off-topic", "two-stories", "pack-none")]


def test_what_is_beside_the_matter_is_told_and_left_out(tmp_path: Path) -> None:
    path = folder(tmp_path / "docks", titled("Dock strike", DOCKS) | {"Chocolate cake": CAKE})
    briefing = made(path)
    (problem,) = of_folder(briefing)
    assert (problem.path, problem.code, problem.severity) == ("articles/5.md", "off-topic", "warning")
    cake = next(article for article in briefing.articles if article.title == "Chocolate cake")
    assert (cake.status, briefing.coverage.articles) == ("off-topic", 5)
    assert (cake.share or 0) < 0.5 < min(a.share or 0 for a in briefing.articles if a.status == "used")
    told = (*briefing.bottom_line, *briefing.overview, *briefing.timeline)
    assert told
    assert cake.id not in {point.evidence.article for point in told}
    pages = {page.path: page.content for page in render_pages(briefing)}
    sources = str(pages["docks/sources/index.md"])
    assert "○ off topic" in sources
    assert "Share in the matter" in sources
    assert "off topic and left out" in str(pages["docks/index.md"])


def test_nothing_is_beside_the_matter_where_there_is_no_one_story(tmp_path: Path) -> None:
    texts = {f"News of day {at}": text for at, text in enumerate(MANY)}
    briefing = made(folder(tmp_path / "bag", texts))
    assert [p.code for p in of_folder(briefing) if p.code != "pack-none"] == []
    briefing = made(folder(tmp_path / "lump", titled("Dock strike", DOCKS) | texts))
    assert [p.code for p in of_folder(briefing) if p.code != "pack-none"] == []


WRITERS = (
    "The Writers of Orlen walked out of two newsrooms this morning after contract talks collapsed. Their guild said that "
    "the networks refused to bargain, put no money on the table and would gut the contract. Editors filled the gaps."
)


BARGAINING = (
    ("miners", "the coal company", "The pits at Halm lie still, and trains with coal are late."),
    ("nurses", "the clinic", "Beds in Orlen stay empty, and patients are sent to Brenn."),
    ("pilots", "the airline", "Passengers slept in the hall at Kess, and fares rose."),
    ("bakers", "the mills", "Bread is dear in Velmar, and ovens are cold."),
    ("tram drivers", "the city", "Trams in Sarn stand in their sheds, and people walk."),
)


def test_another_story_in_a_folder_of_many_of_one_field_is_no_stranger(tmp_path: Path) -> None:
    texts = {
        f"{who.capitalize()} strike": f"The union of {who} demanded higher wages. Management of {firm} rejected higher wages. {rest}"
        for who, firm, rest in BARGAINING
    }
    briefing = made(folder(tmp_path / "labour", texts | {"Writers walk out": WRITERS}))
    assert {article.status for article in briefing.articles} == {"used"}


@pytest.mark.parametrize("said", ["yes", "no"])
def test_the_analyst_has_the_last_word_on_what_belongs(tmp_path: Path, said: str) -> None:
    path = folder(tmp_path / "docks", titled("Dock strike", DOCKS) | {"Chocolate cake": CAKE})
    file = path / "articles/5.md"
    file.write_text(file.read_text(encoding="utf-8").replace("title", f"topic: {said}\ntitle", 1), encoding="utf-8")
    briefing = made(path)
    assert of_folder(briefing) == []
    assert {a.status for a in briefing.articles} == ({"used"} if said == "yes" else {"used", "off-topic"})


def test_two_stories_are_told_with_their_lists(tmp_path: Path) -> None:
    path = folder(tmp_path / "both", titled("Dock strike", DOCKS) | titled("Lamb tariffs", LAMB))
    briefing = made(path)
    (problem,) = [p for p in of_folder(briefing) if p.code == "two-stories"]
    assert [len(story) for story in briefing.stories] == [5, 4]
    assert "5 articles (0.md, 1.md, 2.md, 3.md and 1 more) and 4 articles (5.md, 6.md, 7.md, 8.md)" in problem.message
    assert "Two stories" in str({p.path: p.content for p in render_pages(briefing)}["both/sources/index.md"])
    for file in sorted((path / "articles").iterdir())[5:]:
        file.unlink()
    assert of_folder(made(path)) == []


def test_no_pack_is_told_loudly_and_cured(tmp_path: Path) -> None:
    path = folder(tmp_path / "pool", titled("The pool", POOL))
    briefing = made(path)
    assert [p.code for p in of_folder(briefing)] == ["pack-none"]
    assert "## No pack fits" in str({p.path: p.content for p in render_pages(briefing)}["pool/index.md"])
    for pack in ("key-phrases", "labour"):
        (path / "briefing.yml").write_text(f"pack: {pack}\n", encoding="utf-8")
        assert of_folder(made(path)) == []


def test_check_says_which_pack_and_how_sure(tmp_path: Path) -> None:
    told = CliRunner().invoke(main, ["check", str(folder(tmp_path / "docks", titled("Dock strike", DOCKS)))])
    assert "Read with the pack Labour disputes and bargaining, clearly the right one" in told.stderr
    told = CliRunner().invoke(main, ["check", str(folder(tmp_path / "pool", titled("The pool", POOL)))])
    assert "No pack fits" in told.stderr


def test_the_pack_is_that_of_what_is_wanted_not_of_what_is_mentioned() -> None:
    text = (
        "Talks on a ceasefire open on Friday. The republic demands an end to the fighting and rejects inspections of its "
        "uranium. The kingdom offers to withdraw its troops. Oil exports, tariffs and wages fell, and the strike of "
        "dockers hit imports and exports of goods.\n\nThe republic refuses to give up its missiles."
    )
    assert choose_pack([text]).name == "peace"


def test_articles_of_one_text_are_one_origin(tmp_path: Path) -> None:
    corpus = load_corpus(folder(tmp_path / "docks", titled("Dock strike", DOCKS[:3]) | {"Chocolate cake": CAKE}))
    same = tuple(replace(article, family=corpus.articles[0].family) for article in corpus.articles)
    corpus = replace(corpus, articles=same)
    assert {a.status for a in make_briefing(corpus, read_corpus(corpus)).articles} == {"used"}


def test_a_first_pack_is_suggested_and_can_be_used(tmp_path: Path) -> None:
    path = folder(tmp_path / "pool", titled("The pool", POOL))
    out = tmp_path / "mine.yml"
    told = CliRunner().invoke(main, ["pack", "suggest", str(path), "--out", str(out)])
    assert told.exit_code == 0, told.output
    pack = load_pack(str(out))
    assert [issue.code for issue in pack.issues if issue.code != "other"]
    assert all(" " in i.name and i.terms and i.description for i in pack.issues if i.code != "other")
    (path / "briefing.yml").write_text(f"pack: {out.as_posix()}\n", encoding="utf-8")
    briefing = made(path)
    assert of_folder(briefing) == []
    assert "swimming-pool" in {statement.issue for statement in briefing.statements}
    again = CliRunner().invoke(main, ["pack", "suggest", str(path), "--out", str(out)])
    assert (again.exit_code, "is there already" in again.output) == (1, True)
