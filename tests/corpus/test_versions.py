"""Versions of one article, copies and what is neither: folders as people's tools leave them."""

from __future__ import annotations

from pathlib import Path

import pytest
from briefing_generator.corpus import load_corpus
from briefing_generator.model import Article

FIRST = "The teachers of Arnby have turned down the council's plan for larger classes, their union said on Monday."
MENDED = "The teachers of Arnby have agreed to the council's plan for larger classes, their union said on Monday."
REST = (
    "The council wants to save four million crowns by the end of the year, and has closed two schools already. "
    "Parents marched through the town on Saturday with drums and banners, and the mayor watched them from a window. "
    "Nobody knows how many pupils would move, since the lists of the spring are kept in a cellar that was flooded. "
    "The headmistress of the oldest school has written a long letter to the county, which has not been answered. "
    "A meeting in the sports hall is planned for the first week of June, and coffee will be served by the rowing club."
)
MORE = (
    "On Tuesday evening the county sent two mediators, and both sides sat down with them in the library until midnight."
)


def article(text: str, **head: str) -> str:
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in head.items()) + f"---\n{text}\n"


def load(folder: Path, files: dict[str, str]) -> dict[str, Article]:
    (folder / "articles").mkdir()
    for name, content in files.items():
        (folder / "articles" / f"{name}.md").write_text(content, encoding="utf-8")
    return {a.id: a for a in load_corpus(folder).articles}


COURIER = {"source": "Courier", "title": "Teachers of Arnby and the plan"}
HERALD = {"source": "Herald", "title": "Class sizes split Arnby"}
AT = {"url": "https://www.courier.example/arnby/teachers"}
WRONG, RIGHT = f"{FIRST} {REST}", f"{MENDED} {REST}"
NOTE = "*Correction: An earlier version of this article said that the teachers had turned the plan down.*"
CASES: dict[str, tuple[dict[str, str], str, set[str]]] = {
    # what lies there, which is used, which are its earlier versions
    "the later day": ({"a": article(WRONG, **COURIER, date="2025-05-05"), "b": article(RIGHT, **COURIER, date="2025-05-06")}, "b", {"a"}),
    "whatever the names": ({"b": article(WRONG, **COURIER, date="2025-05-05"), "a": article(RIGHT, **COURIER, date="2025-05-06")}, "a", {"b"}),
    "the later hour": (
        {"a": article(RIGHT, **COURIER, published="2025-05-05T18:00:00+02:00"), "b": article(WRONG, **COURIER, published="2025-05-05T15:30:00Z")},
        "a", {"b"},
    ),
    "a field of an update": (
        {"a": article(RIGHT, **COURIER, date="2025-05-05", dateModified="2025-05-07"), "b": article(WRONG, **COURIER, date="2025-05-05")}, "a", {"b"},
    ),
    "a note of a correction": (
        {"a": article(f"{RIGHT}\n\n{NOTE}", **COURIER, date="2025-05-05"), "b": article(WRONG, **COURIER, date="2025-05-05")}, "a", {"b"},
    ),
    "a note, and no dates": ({"a": article(f"{RIGHT}\n\n{NOTE}", **COURIER), "b": article(WRONG, **COURIER)}, "a", {"b"}),
    "the number of the update": (
        {
            "a": article(f"{RIGHT} {MORE}", source="Wire", title="UPDATE 2-Arnby teachers on the plan", date="2025-05-05"),
            "b": article(RIGHT, source="Wire", title="UPDATE 1-Arnby teachers on the plan", date="2025-05-05"),
            "c": article(WRONG, source="Wire", title="Arnby teachers on the plan", date="2025-05-05"),
        },
        "a", {"b", "c"},
    ),
    "the names, where nothing else tells": ({"t-2": article(WRONG, **COURIER), "t-10": article(RIGHT, **COURIER)}, "t-10", {"t-2"}),
    "one address, much new": (
        {
            "a": article(WRONG, source="Courier", title="Teachers say no", date="2025-05-05", **AT),
            "b": article(f"{MENDED} {MORE} {REST[:330]} {MORE.replace('two', 'three').replace('library', 'chapel')}", source="Courier", title="Teachers say yes",
                         date="2025-05-06", url="http://courier.example/arnby/teachers/?utm_source=mail#top"),
        },
        "b", {"a"},
    ),
    "another headline at one address": (
        {"a": article(WRONG, source="Courier", title="Teachers say no", date="2025-05-05", **AT), "b": article(WRONG, source="Courier", title="No, say teachers", date="2025-05-06", **AT)},
        "b", {"a"},
    ),
    "corrected by who reprints it": (
        {"a": article(WRONG, **COURIER, date="2025-05-05"), "b": article(f"{RIGHT}\n\n{NOTE}", **HERALD, date="2025-05-06")}, "b", {"a"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_the_latest_version_is_used(tmp_path: Path, case: str) -> None:
    files, used, earlier = CASES[case]
    articles = load(tmp_path, files)
    assert {a.id for a in articles.values() if a.status == "used"} == {used}
    assert {a.id for a in articles.values() if a.version_of == used and a.duplicate_of == used and a.differs} == earlier
    assert all(a.family == used and a.reason for a in articles.values() if a.id != used)


FOOT = "The council published its figures.[^{0}] The union calls them wrong.[{1}]\n\n{2}\n\n[^{0}]: https://{3}.example/notes/{0}\n"
COPIES = {
    "two hosts": (article(RIGHT, **COURIER, url="https://courier.example/x"), article(RIGHT, **HERALD, url="https://herald.example/y")),
    "another headline, wrapped and linked": (
        article(RIGHT, **COURIER), article(RIGHT.replace("council", "[council](https://herald.example/tag/council)", 1).replace(". ", ".\n"), **HERALD),
    ),
    "footnotes numbered anew": (
        article(FOOT.format(3, 12, REST, "courier"), **COURIER), article(FOOT.format(7, 19, REST, "herald"), **HERALD),
    ),
    "footnotes that lead elsewhere": (
        article(f"{REST}[[iv]](https://courier.example/#n4) {MORE}[[v]](https://courier.example/#n5)", **COURIER),
        article(f"{REST}[[iv]](https://cdn.example/p?id=2#n4) {MORE}[[v]](https://cdn.example/p?id=2#n5)", **COURIER),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", COPIES)
def test_a_copy_is_used_once(tmp_path: Path, case: str) -> None:
    one, other = COPIES[case]
    articles = load(tmp_path, {"a": one, "b": other})
    told = [(a.status, a.reason, a.differs, a.version_of) for a in articles.values()]
    assert told == [("used", None, False, None), ("duplicate", "the same text", False, None)]


APART = {
    "of one day each": (
        article(f"{REST} Prices rose.", source="Courier", title="Arnby this morning", date="2025-05-05", url="https://courier.example/1"),
        article(f"{REST[:330]} {MORE}", source="Courier", title="Arnby this morning", date="2025-05-06", url="https://courier.example/2"),
    ),
    "one title": (article(WRONG, **COURIER, date="2025-05-05"), article(MORE, **COURIER, date="2025-05-05")),
    "a front page": (
        article(WRONG, source="Courier", title="Teachers", url="https://courier.example/"), article(MORE, source="Courier", title="Mediators", url="https://courier.example"),
    ),
    "an address that many share": (
        article(WRONG, source="Courier", title="Teachers", **AT), article(MORE, source="Courier", title="Mediators", **AT),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", APART)
def test_articles_that_only_look_alike_are_both_used(tmp_path: Path, case: str) -> None:
    one, other = APART[case]
    assert [a.status for a in load(tmp_path, {"a": one, "b": other}).values()] == ["used", "used"]


def test_a_copy_of_an_earlier_version_stands_by_the_latest(tmp_path: Path) -> None:
    articles = load(tmp_path, {
        "a": article(WRONG, **COURIER, date="2025-05-05"), "b": article(RIGHT, **COURIER, date="2025-05-07"),
        "c": article(WRONG, **HERALD, date="2025-05-06"), "d": article(RIGHT, **HERALD, date="2025-05-08"),
    })  # fmt: skip
    assert [(a.status, a.duplicate_of, a.version_of, a.differs) for a in articles.values()] == [
        ("duplicate", "b", "b", True), ("used", None, None, False), ("duplicate", "b", None, True), ("duplicate", "b", None, False),
    ]  # fmt: skip
    assert articles["c"].reason == "the same text as an earlier version"


def test_a_copy_with_other_words_is_told_to_differ(tmp_path: Path) -> None:
    articles = load(
        tmp_path, {"a": article(WRONG, **COURIER, date="2025-05-05"), "b": article(RIGHT, **HERALD, date="2025-05-06")}
    )
    assert [(a.status, a.version_of, a.differs) for a in articles.values()] == [
        ("used", None, False),
        ("duplicate", None, True),
    ]
