"""The bundled articles are read no worse than they were."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from briefing_generator.corpus import load_corpus
from briefing_generator.issues import load_pack
from briefing_generator.model import ACTS
from briefing_generator.reading.statements.confidence import coefficients

from tests.quality.calibrate import fit, judged, observed
from tests.quality.gold import briefings, load_gold, unseen
from tests.quality.scoring import paired, score_folder

BASELINE = yaml.safe_load((Path(__file__).parent / "baseline.yml").read_text(encoding="utf-8"))
TOLERANCE = 0.03


FOLDERS = {folder.name: folder for folder in (*briefings(), *unseen())}


def names() -> list[str]:
    return sorted(FOLDERS)


def test_every_briefing_with_gold_has_a_baseline() -> None:
    # A briefing of one's own has no gold, and must not keep the site from being published.
    assert briefings()
    assert names() == sorted(BASELINE)


@pytest.mark.parametrize("name", names())
def test_gold_fits_its_articles_and_its_pack(name: str) -> None:
    folder = FOLDERS[name]
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


@pytest.mark.slow
@pytest.mark.parametrize("name", names())
def test_articles_are_read_as_well_as_recorded(name: str) -> None:
    folder = FOLDERS[name]
    score = score_folder(folder).score()
    fell = {
        key: (round(score.figures[key].f1, 3), floor)
        for key, floor in BASELINE[name].items()
        if score.figures[key].f1 < floor - TOLERANCE
    }
    assert not fell, (fell, () if folder in unseen() else score.errors)


@pytest.mark.parametrize("name", [name for name in names() if name != "ukraine-ceasefire-talks"])
def test_fiction_says_that_it_is(name: str) -> None:
    folder = FOLDERS[name]
    assert "(fiction)" in (folder / "briefing.yml").read_text(encoding="utf-8")
    for path in sorted((folder / "articles").iterdir()):
        text = path.read_text(encoding="utf-8").casefold()
        body = text.split("---")[-1] if text.startswith("---") else text
        assert "fiction" in body, path.name


def test_as_many_pairs_as_can_be_are_found() -> None:
    assert paired([1, 2], ["a", "b"], lambda g, f: g == 1 or f == "a") == {0: 1, 1: 0}
    assert paired([], ["a"], lambda g, f: True) == {}
    assert paired([1], ["a"], lambda g, f: False) == {}


def test_confidence_tells_how_often_statements_are_right() -> None:
    told = sorted(pair for folder in unseen() for pair in judged(observed(folder), coefficients()))
    half = len(told) // 2
    for part, most in ((told, 0.15), (told[:half], 0.25), (told[half:], 0.25)):
        confidence, right = (sum(values) / len(part) for values in zip(*part, strict=True))
        assert abs(confidence - right) < most, (confidence, right)
    assert sum(right for _, right in told[half:]) > sum(right for _, right in told[:half])


def test_a_regression_finds_what_is_there() -> None:
    fitted = fit([({"a": 1.0}, i < 30) for i in range(40)] + [({}, i < 10) for i in range(40)])
    assert fitted["constant"] < -0.7
    assert fitted["a"] > 1.5
