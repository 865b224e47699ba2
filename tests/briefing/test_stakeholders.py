"""Stakeholders of several articles: every case of ``stakeholders.yml``, and that many names take no more than their share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from briefing_generator import load_corpus, make_briefing
from briefing_generator.briefing.stakeholders.merging import group_entities
from briefing_generator.model import Briefing, Entity, Mention
from briefing_generator.reading import read_corpus

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "stakeholders.yml").read_text(encoding="utf-8"))


def brief(folder: Path, texts: list[str], front: str = "", settings: str = "") -> Briefing:
    (folder / "articles").mkdir(parents=True)
    (folder / "briefing.yml").write_text(settings, encoding="utf-8")
    for at, text in enumerate(texts, 1):
        path = folder / "articles" / f"a{at}.md"
        path.write_text(f"---\ntitle: A{at}\ndate: 2025-01-{at:02}\n{front}---\n{text}\n", encoding="utf-8")
    corpus = load_corpus(folder)
    return make_briefing(corpus, read_corpus(corpus))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
def test_stakeholders(case: dict[str, Any], tmp_path: Path) -> None:
    briefing = brief(tmp_path / "b", case["articles"], case.get("front", ""), case.get("settings", ""))
    found = {s.name: s for s in briefing.stakeholders}
    for want in case["stakeholders"]:
        assert want["name"] in found, sorted(found)
        one = found[want["name"]]
        assert one.kind == want.get("kind", one.kind)
        assert set(want.get("aliases", ())) <= set(one.aliases), one.aliases
        if "party" in want:
            assert one.party == want["party"]
        if "roles" in want:
            assert [[r.role, str(r.date or "")] for r in one.roles] == [
                [role, str(date)] for role, date in want["roles"]
            ]
        if "mentions" in want:
            assert len(one.mentions) == want["mentions"]
    speakers = {q.speaker for q in briefing.quotations}
    assert set(case.get("speakers", ())) <= speakers, speakers
    assert not [p for p in briefing.problems if p.code == "correction-stale"]
    if "names" in case:
        assert len(found) == case["names"], sorted(found)


def test_every_entity_is_looked_up_and_never_compared_with_all(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from briefing_generator.briefing.stakeholders import same_people

    (article,) = load_corpus_of_one(tmp_path)
    calls = 0
    real = same_people.one_person

    def counted(left: list[str], right: list[str]) -> bool:
        nonlocal calls
        calls += 1
        return real(left, right)

    monkeypatch.setattr(same_people, "one_person", counted)
    people = [
        Entity(
            f"p{n}",
            f"Ana Name{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)}",
            "person",
            (),
            (Mention(0, 1, "A"),),
        )
        for n in range(2000)
    ]
    groups = group_entities((article, entity) for entity in people)
    assert len(groups) <= 2000
    assert calls < 4 * len(people)


def load_corpus_of_one(folder: Path) -> Any:
    (folder / "articles").mkdir()
    (folder / "articles" / "a.md").write_text("Ana spoke.", encoding="utf-8")
    return load_corpus(folder).articles
