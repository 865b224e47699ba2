"""One article read: names, quotations, statements, dates; on sentences of invented disputes and on acts' own examples."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from briefing_generator.corpus.body.blocks import find_blocks
from briefing_generator.issues import choose_pack, load_pack, pack_names
from briefing_generator.issues.classifier import IssueClassifier
from briefing_generator.model import Article, Reading
from briefing_generator.reading import read_article
from briefing_generator.reading.grammar.clauses import ancestors
from briefing_generator.reading.text.parse import parse_article

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "cases.yml").read_text(encoding="utf-8")
)


def article(text: str, date: str | None = "2025-03-13") -> Article:
    return Article(
        "a", "articles/a.md", "A", "stated", date, "stated", None, None, "unknown", None, None, None, (), "en", None,
        len(text.split()), "0" * 64, "used", None, None, "a", text, 1, find_blocks(text),
    )  # fmt: skip


def read(text: str, pack: str = "peace") -> Reading:
    reading = read_article(article(text), load_pack(pack))
    for statement in reading.statements:
        assert text[statement.evidence.start : statement.evidence.end] == statement.evidence.quote
    for quotation in reading.quotations:
        assert text[quotation.start : quotation.end] == quotation.quote
        assert all(text[q.start : q.end] == q.text for q in quotation.quoted)
    for entity in reading.entities:
        assert all(text[m.start : m.end] == m.text for m in entity.mentions)
    return reading


def names(reading: Reading) -> dict[str, str]:
    return {entity.key: entity.name for entity in reading.entities}


@pytest.mark.parametrize("case", CASES["statements"], ids=lambda c: c["text"][:40])
def test_statements(case: dict[str, Any]) -> None:
    reading = read(case["text"])
    if case.get("none"):
        assert reading.statements == ()
        return
    held = {(names(reading).get(s.party or "", ""), s.act) for s in reading.statements}
    for party, act in case["holds"]:
        assert any(a == act and (party in p or party == "union") for p, a in held), held
    if "condition" in case:
        assert reading.statements[0].condition == case["condition"]


@pytest.mark.parametrize("case", CASES["quotations"], ids=lambda c: c["text"][:40])
def test_quotations(case: dict[str, Any]) -> None:
    reading = read(case["text"])
    quoted = [[part.text, names(reading).get(q.speaker or "")] for q in reading.quotations for part in q.quoted]
    assert all(pair in quoted for pair in case.get("quoted", ())), quoted
    content = [
        [q.quote.strip(" ,.").removeprefix("that "), names(reading).get(q.speaker or "")] for q in reading.quotations
    ]
    assert all(pair in content for pair in case.get("content", ())), content


@pytest.mark.parametrize("name", pack_names())
def test_examples_of_packs_fall_to_their_issues(name: str) -> None:
    pack = load_pack(name)
    classifier = IssueClassifier(pack)
    told = {e: (i.code, classifier.classify(e, e)[0]) for i in pack.issues for e in i.examples}
    right = sum(a == b for a, b in told.values())
    assert right >= 0.9 * len(told), {e: v for e, v in told.items() if v[0] != v[1]}


def test_pack_is_chosen_by_the_texts() -> None:
    peace = "Both armies agreed on a ceasefire. Peacekeepers will monitor the truce and prisoners are exchanged."
    assert choose_pack([peace]).name == "peace"
    choir = "The choir rehearsed the old songs. The choir loved the old songs and the new hall."
    assert choose_pack([choir]).name == "key-phrases"


def test_people_roles_and_pronouns() -> None:
    text = (
        "Swedish Foreign Minister Karin Berg met the Norwegian delegation on Monday. She rejected a ceasefire.\n\n"
        "Later Berg said that she was tired. Norwegian officials demanded the release of detainees."
    )
    reading = read(text)
    by_name = {entity.name: entity for entity in reading.entities}
    berg = by_name["Karin Berg"]
    assert [m.text for m in berg.mentions] == ["Karin Berg", "Berg"]
    assert berg.roles[0].role == "Swedish Foreign Minister"
    assert names(reading)[berg.party or ""] == "Sweden"
    held = {(names(reading)[s.party or ""], s.act) for s in reading.statements if s.party}
    assert {("Sweden", "rejects"), ("Norway", "demands")} <= held


def test_two_people_with_one_surname_stay_two() -> None:
    reading = read("Anna Smith praised the plan. John Smith rejected the ceasefire. Smith left early.")
    assert {e.name for e in reading.entities if e.kind == "person"} == {"Anna Smith", "John Smith"}


def test_levels() -> None:
    level = {s.level for s in read("Analysts expect that Norway would demand guarantees for its security.").statements}
    assert level <= {"expected"}
    assert {s.level for s in read("Norway demanded guarantees for its security.").statements} == {"own"}


def test_dates_are_resolved_against_the_article() -> None:
    text = "The two sides met on Monday in Oslo. They will meet again next week. Talks began in last December."
    found = [(d.date, d.precision) for d in read(text).dates]
    assert found == [("2025-03-10", "day"), ("2025-03-17", "week"), ("2024-12-01", "month")]


def test_ancestors_end() -> None:
    (sentence,) = parse_article(article("Norway and Sweden agreed to talk about fish.")).sentences
    assert all(len(list(ancestors(token))) < len(sentence.doc) for token in sentence.doc)


def test_refused_articles_are_not_read() -> None:
    from dataclasses import replace

    assert read_article(replace(article("x"), status="refused"), load_pack("peace")) == Reading("a", "peace")
