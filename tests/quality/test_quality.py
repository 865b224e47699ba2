"""The bundled articles are read no worse than they were."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from generator.corpus import load_corpus
from generator.model import ACTS
from generator.packs import load_pack
from generator.reading.confidence import coefficients
from tests.quality.calibrate import fit, judged, observed
from tests.quality.gold import ROOT, briefings, load_gold
from tests.quality.scoring import paired, score_folder

BASELINE = yaml.safe_load((Path(__file__).parent / "baseline.yml").read_text(encoding="utf-8"))
TOLERANCE = 0.03


def names() -> list[str]:
    return [folder.name for folder in briefings()]


def test_every_bundled_briefing_has_gold_and_a_baseline() -> None:
    bundled = sorted(path.parent.name for path in (ROOT / "briefings").glob("*/articles"))
    assert names() == bundled == sorted(BASELINE)


@pytest.mark.parametrize("name", names())
def test_gold_fits_its_articles_and_its_pack(name: str) -> None:
    folder = ROOT / "briefings" / name
    corpus = load_corpus(folder)
    gold = load_gold(folder, corpus)
    assert gold.articles == {a.id for a in corpus.articles if a.status == "used"}
    codes = {issue.code for issue in load_pack(corpus.settings.pack).issues}
    assert {issue for row in gold.statements for issue in row.issues} <= codes
    assert {act for row in gold.statements for act in row.acts} <= set(ACTS)
    assert {q.speaker for q in gold.quotations if q.speaker} <= set(gold.known.values())
    assert set(gold.party_of.values()) <= set(gold.known.values())
    texts = {a.id: a.text for a in corpus.articles}
    inside = [texts[q.article][q.span[0] - 1] + texts[q.article][q.span[1]] for q in gold.quotations]
    assert [marks for marks in inside if marks[0] not in '"“' or marks[1] not in '"”'] == []


@pytest.mark.parametrize("name", names())
def test_articles_are_read_as_well_as_recorded(name: str) -> None:
    score = score_folder(ROOT / "briefings" / name).score()
    fell = {
        key: (round(score.figures[key].f1, 3), floor)
        for key, floor in BASELINE[name].items()
        if score.figures[key].f1 < floor - TOLERANCE
    }
    assert not fell, (fell, score.errors)


@pytest.mark.parametrize("name", ["selmouth-dock-strike", "tavaria-meridian-trade-talks"])
def test_fiction_says_that_it_is(name: str) -> None:
    folder = ROOT / "briefings" / name
    assert "(fiction)" in (folder / "briefing.yml").read_text(encoding="utf-8")
    for path in sorted((folder / "articles").iterdir()):
        text = path.read_text(encoding="utf-8").casefold()
        body = text.split("---")[-1] if text.startswith("---") else text
        assert "fiction" in body, path.name
        assert not text.startswith("---") or "fiction" in text.split("---")[1], path.name


def test_as_many_pairs_as_can_be_are_found() -> None:
    assert paired([1, 2], ["a", "b"], lambda g, f: g == 1 or f == "a") == {0: 1, 1: 0}
    assert paired([], ["a"], lambda g, f: True) == {}
    assert paired([1], ["a"], lambda g, f: False) == {}


def test_confidence_tells_how_often_statements_are_right() -> None:
    told = [pair for folder in briefings() for pair in judged(observed(folder), coefficients())]
    told.sort()
    third = len(told) // 3
    low, high = told[:third], told[-third:]
    for part in (told, low, high):
        confidence, right = (sum(values) / len(part) for values in zip(*part, strict=True))
        assert abs(confidence - right) < 0.12, (confidence, right)
    assert sum(right for _, right in high) > sum(right for _, right in low)


def test_a_regression_finds_what_is_there() -> None:
    fitted = fit([({"a": 1.0}, i < 30) for i in range(40)] + [({}, i < 10) for i in range(40)])
    assert fitted["constant"] < -0.7
    assert fitted["a"] > 1.5
