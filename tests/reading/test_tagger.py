"""The learned tagger and scorer: weights that can be trusted, and what they do with sentences that nobody learned from."""

from pathlib import Path

import numpy as np
import pytest
import yaml
from briefing_generator import load_corpus, make_briefing, read_article
from briefing_generator.issues import pack_for
from briefing_generator.model import Briefing
from briefing_generator.reading.statements.scoring import load_scorer
from briefing_generator.reading.tagger.tagging import tagged
from briefing_generator.reading.tagger.weights import Weights, WeightsError, packed, weights_digest, weights_folder

pytestmark = pytest.mark.learned
MISSED = pytest.mark.xfail(strict=True, reason="what was learned last misses it; once it is read, the mark goes")
CASES = [
    pytest.param(case, marks=MISSED) if case.get("missed") else case
    for name in ("learned.yml", "kinds.yml")
    for case in yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8"))
]


def briefing_of(folder: Path, text: str, pack: str) -> Briefing:
    (folder / "articles").mkdir(parents=True)
    (folder / "briefing.yml").write_text(f"pack: {pack}\n", encoding="utf-8")
    article = f"---\ntitle: A case\ndate: 2025-03-12\nsource: Example\n---\n{text}\n"
    (folder / "articles" / "case.md").write_text(article, encoding="utf-8")
    corpus = load_corpus(folder)
    chosen = pack_for(corpus)
    return make_briefing(corpus, [read_article(each, chosen) for each in corpus.articles])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_what_nobody_learned_from(case: dict, tmp_path: Path) -> None:
    briefing = briefing_of(tmp_path / "case", case["text"], case.get("pack", "peace"))
    names = {s.id: s.name for s in briefing.stakeholders}
    shown = [(names.get(s.party, ""), s.act, s.issue) for s in briefing.statements]

    def held(wanted: list[str]) -> bool:
        return any(all(w in (f, "*") for w, f in zip(wanted, found, strict=False)) for found in shown)

    assert [each for each in case.get("want", []) if not held(each)] == [], shown
    assert [each for each in case.get("never", []) if held(each)] == [], shown


def test_words_that_tell_no_issue_are_about_what_their_article_is_about(tmp_path: Path) -> None:
    silent = "Public service unions are united against the changes."
    told = {
        "pensions": "The ministry plans to raise the retirement age to 67. Pensions would fall. The pension fund is in debt.",
        "jobs": "The ministry plans to lay off clerks. Two offices face closure. Jobs would be cut in the south as well.",
    }
    for issue, before in told.items():
        briefing = briefing_of(tmp_path / issue, f"{before}\n\n{silent}", "labour")
        found = {s.evidence.quote: s.issue for s in briefing.statements}
        assert found[silent.rstrip(".")] == issue


def test_a_sentence_reads_the_same_beside_others() -> None:
    first, second = (
        "The dockers spurned the offer.",
        "Norway will press for a truce before the winter, its minister said.",
    )
    alone = [tagged([each])[0] for each in (first, second)]
    together = tagged([first, second, "Nothing else happened in the harbour on that day."])
    for one, other in zip(alone, together, strict=False):
        assert one is not None
        assert other is not None
        assert np.allclose(one.acts, other.acts, atol=1e-4)
        assert one.places == other.places


def test_weights_are_kept_in_bytes_and_come_back() -> None:
    rng = np.random.default_rng(3)
    whole = {"a.weight": rng.normal(size=(7, 50)).astype(np.float32), "a.bias": rng.normal(size=7).astype(np.float32)}
    small = packed(whole)
    assert small["a.weight"].dtype == np.int8
    back = Weights(small, {})
    assert np.abs(back["a.weight"] - whole["a.weight"]).max() <= np.abs(whole["a.weight"]).max() / 254 + 1e-6
    assert np.array_equal(back["a.bias"], whole["a.bias"])
    assert np.allclose(back.rows("a.weight", np.array([2, 5])), back["a.weight"][[2, 5]])


def test_without_weights_patterns_read_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = weights_digest()
    text = "Norway rejected the ceasefire. The union of Lunde will sign no truce."
    both = {s.rule for s in briefing_of(tmp_path / "both", text, "peace").statements}
    monkeypatch.setenv("BRIEFING_WEIGHTS", "none")
    assert weights_folder() is None
    assert load_scorer() is None
    assert weights_digest() != held
    alone = {s.rule for s in briefing_of(tmp_path / "alone", text, "peace").statements}
    assert any(".tagged:" in rule for rule in both)
    assert alone
    assert not any(".tagged:" in rule for rule in alone)


def test_a_folder_without_weights_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_WEIGHTS", str(tmp_path))
    with pytest.raises(WeightsError, match="BRIEFING_WEIGHTS: no tagger"):
        weights_folder()
