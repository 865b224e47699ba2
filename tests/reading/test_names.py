"""Who is named: every case of ``names.yml`` read with the real pipeline, and what holds for any text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from briefing_generator.corpus.body.blocks import find_blocks
from briefing_generator.model import Article, Entity
from briefing_generator.reading.coreference.entities import find_referents
from briefing_generator.reading.names.spelling import fold_spelling, same_given
from briefing_generator.reading.names.world import load_world
from briefing_generator.reading.text.parse import parse_article

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "names.yml").read_text(encoding="utf-8"))


def article(text: str) -> Article:
    return Article(
        "a", "articles/a.md", "A", "stated", "2025-03-13", "stated", None, None, "unknown", None, None, None, (), "en",
        None, len(text.split()), "0" * 64, "used", None, None, "a", text, 1, find_blocks(text),
    )  # fmt: skip


def entities(text: str) -> dict[str, Entity]:
    referents = find_referents(parse_article(article(text)))
    taken: set[int] = set()
    for entity in referents.entities:
        for mention in entity.mentions:
            assert text[mention.start : mention.end] == mention.text
            assert not taken & set(range(mention.start, mention.end))
            taken |= set(range(mention.start, mention.end))
        for role in entity.roles:
            assert " ".join(text[role.start : role.end].split()) == role.role
    return {entity.name: entity for entity in referents.entities}


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
def test_names(case: dict[str, Any]) -> None:
    found = entities(case["text"])
    by_key = {entity.key: entity.name for entity in found.values()}
    for want in case.get("has", ()):
        assert want["name"] in found, sorted(found)
        entity = found[want["name"]]
        assert entity.kind == want.get("kind", entity.kind)
        assert set(want.get("aliases", ())) <= set(entity.aliases), entity.aliases
        if "only" in want:
            assert set(entity.aliases) == set(want["only"])
        if "roles" in want:
            assert [r.role for r in entity.roles] == want["roles"]
        if "party" in want:
            assert by_key.get(entity.party or "") == want["party"]
        if "mentions" in want:
            assert len(entity.mentions) == want["mentions"], entity.mentions
    every = {n for e in found.values() if e.sure for n in (e.name, *e.aliases)}
    assert not every & set(case.get("hasnt", ()))


@pytest.mark.parametrize(
    ("left", "right"),
    [("Volodymyr Petrenskyy", "Vladimir Petrenskiy"), ("Aleksandr Lukin", "Alexander Lukin"), ("Yusuf Ali", "Youssef Ali"),
     ("Muhammad Tahan", "Mohammed Tahan"), ("Дмитрий Песков", "Dmitriy Peskov")],
)  # fmt: skip
def test_transliterations_are_one(left: str, right: str) -> None:
    (one, surname), (other, again) = fold_spelling(left).split(), fold_spelling(right).split()
    assert surname == again
    assert same_given(one, other)


@pytest.mark.parametrize(
    ("left", "right"), [("Mario", "Maria"), ("Simon", "Simone"), ("John", "Joan"), ("Paul", "Paula"), ("Anna", "Nina")]
)
def test_other_given_names_stay_others(left: str, right: str) -> None:
    assert not same_given(fold_spelling(left), fold_spelling(right))


def test_every_state_is_known_by_its_name_and_most_by_their_people() -> None:
    world = load_world()
    assert [name for name in world.names.values() if not world.state_of(name)] == ["Jersey"]
    assert len(set(world.demonyms.values())) > 200


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Bogota", "CO"), ("Bogotá", "CO"), ("Gitega", "BI"), ("Sanaa", "YE"), ("St Peter Port", "GG"), ("the Vatican", "VA"),
        ("Sao Tome and Principe", "ST"), ("Saint Kitts and Nevis", "KN"), ("St. Kitts & Nevis", "KN"), ("Aland Islands", "AX"),
        ("Cabo Verde", "CV"), ("Netherlands Antilles", "AN"), ("Belgrade", "RS"), ("Kosovo", "XK"),
    ],
)  # fmt: skip
def test_states_are_known_by_every_spelling(name: str, code: str) -> None:
    assert load_world().state_of(name) == code
