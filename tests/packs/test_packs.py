"""The packs: do their terms, signs and examples place what they should, and nothing else?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from briefing_generator.corpus import load_corpus
from briefing_generator.issues import PackError, choose_pack, load_pack, pack_for, pack_names
from briefing_generator.issues.classifier import IssueClassifier
from briefing_generator.issues.issue_groups import group_pack
from briefing_generator.issues.key_phrases import key_phrases
from briefing_generator.issues.packs import parse_pack
from briefing_generator.issues.terms import TermIndex, root, roots

HERE = Path(__file__).parent
PACKAGE = HERE.parents[1] / "generator/briefing_generator"
FLOORS = yaml.safe_load((HERE / "floors.yml").read_text(encoding="utf-8"))


def sentences(name: str, half: int) -> list[tuple[str, str]]:
    told = yaml.safe_load((HERE / f"{name}.yml").read_text(encoding="utf-8"))
    return [(code, text) for code, texts in told.items() for text in texts[half::2]]


def lists(place: str, told: Any) -> Iterator[tuple[str, list[Any]]]:
    """Gives every list in data that was read from YAML, with its place."""
    if isinstance(told, list):
        yield place, told
    for key, value in told.items() if isinstance(told, dict) else enumerate(told) if isinstance(told, list) else ():
        yield from lists(f"{place}.{key}", value)


# What `briefing init` writes is for other programs, which read YAML in ways of their own.
DATA = sorted(path for path in PACKAGE.rglob("*.yml") if path.parent != PACKAGE / "commands/templates")


@pytest.mark.parametrize("path", DATA, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_no_list_holds_a_word_twice_or_loses_one_to_yaml(path: Path) -> None:
    found = list(lists("", yaml.safe_load(path.read_text(encoding="utf-8"))))
    assert [(place, word) for place, words in found for word, n in Counter(map(repr, words)).items() if n > 1] == []
    # Without quotation marks, YAML takes "on", "off", "yes" and "no" for true and false.
    assert [place for place, words in found if any(isinstance(word, bool) for word in words)] == []


@pytest.mark.parametrize("half", [0, 1], ids=["looked-at", "held-out"])
@pytest.mark.parametrize("name", pack_names())
def test_sentences_fall_to_their_issues(name: str, half: int) -> None:
    classifier = IssueClassifier(load_pack(name))
    cases = sentences(name, half)
    wrong = [(code, got, text) for code, text in cases if (got := classifier.classify(text, text)[0]) != code]
    assert 1 - len(wrong) / len(cases) >= FLOORS["sentences"][name], wrong


@pytest.mark.parametrize("name", pack_names())
def test_every_issue_has_sentences_and_is_described(name: str) -> None:
    pack = load_pack(name)
    codes = {issue.code for issue in pack.issues} - {"other"}
    assert set(yaml.safe_load((HERE / f"{name}.yml").read_text(encoding="utf-8"))) == codes
    assert [i.code for i in pack.issues if i.code != "other" and not (i.description and len(i.examples) > 4)] == []
    assert pack.signs


@pytest.mark.parametrize("name", pack_names())
def test_sentences_of_other_fields_are_mostly_other(name: str) -> None:
    classifier = IssueClassifier(load_pack(name))
    strange = yaml.safe_load((HERE / "strange.yml").read_text(encoding="utf-8"))
    placed = [(got, text) for text in strange if (got := classifier.classify(text, text)[0]) != "other"]
    assert len(placed) <= FLOORS["strange"] * len(strange), placed


def test_how_sure_it_is_tells_right_from_wrong() -> None:
    sure: dict[bool, list[float]] = {True: [], False: []}
    for name in pack_names():
        classifier = IssueClassifier(load_pack(name))
        for half in (0, 1):
            for code, text in sentences(name, half):
                got, value = classifier.classify(text, text)
                assert 0 <= value <= 1
                sure[got == code].append(value)
    right, wrong = (sum(sure[key]) / len(sure[key]) for key in (True, False))
    assert right > wrong + 0.2


def test_a_content_outweighs_its_sentence() -> None:
    classifier = IssueClassifier(load_pack("labour"))
    sentence = "The union rejects a cut in wages and wants masks and gloves for all."
    assert classifier.classify("a cut in wages", sentence)[0] == "pay"
    assert classifier.classify("masks and gloves for all", sentence)[0] == "safety"
    assert classifier.classify("this", sentence, heading="Wages")[0] == "pay"


def test_an_article_is_about_what_most_of_its_sentences_name() -> None:
    classifier = IssueClassifier(load_pack("labour"))
    told = ["The pension fund is empty.", "The retirement age would rise.", "A strike may follow.", "It rained."]
    shares = classifier.shares(told)
    assert shares == {"industrial-action": pytest.approx(1 / 3), "pensions": pytest.approx(2 / 3)}
    assert classifier.shares(["It rained."]) == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tariffs", "tariff"),
        ("recognising", "recognize"),
        ("demilitarisation", "demilitarization"),
        ("labour", "labor"),
        ("defence", "defense"),
        ("bargaining", "bargain"),
        ("subsidies", "subsidy"),
        ("banned", "ban"),
        ("hiring", "hire"),
        ("NATO’s", "nato"),
        ("trenches", "trench"),
        ("gases", "gas"),
    ],
)
def test_roots_of_one_word_are_one(one: str, other: str) -> None:
    assert root(one) == root(other)


@pytest.mark.parametrize(("one", "other"), [("union", "unionise"), ("need", "ne"), ("general", "generous")])
def test_roots_of_two_words_are_two(one: str, other: str) -> None:
    assert root(one) != root(other)


def test_terms_are_found_across_a_gap_and_the_longest_wins() -> None:
    pack = parse_pack(
        "p", "issues: [{code: a, terms: {close plant: 4, strike: 2}}, {code: b, terms: {strike action: 3}}]"
    )
    index = TermIndex(pack)
    assert index.score("It would be closing its oldest plants.") == {"a": 4 * 0.8}
    assert index.score("Strike action!") == {"b": 3}
    assert index.score("They close one of the many old, small plants") == {}
    assert [hit.term for hit in index.find(roots("a strike action"))] == [("strik", "action")]


def cases(name: str) -> list[tuple[str | None, str]]:
    return [(c["pack"], c["text"]) for c in yaml.safe_load((HERE / f"{name}.yml").read_text(encoding="utf-8"))]


@pytest.mark.parametrize(("pack", "text"), cases("fields"))
def test_an_article_is_of_its_field(pack: str | None, text: str) -> None:
    assert choose_pack([text]).name == (pack or "key-phrases")


@pytest.mark.parametrize(
    "case", yaml.safe_load((HERE / "short.yml").read_text(encoding="utf-8")), ids=lambda c: c["text"][:20]
)
def test_a_sentence_or_two_in_words_of_one_field_alone_choose_it(case: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/a.md").write_text(f"---\ntitle: {case['title']}\n---\n{case['text']}\n", encoding="utf-8")
    assert pack_for(load_corpus(tmp_path)).name == (case["pack"] or "key-phrases")


def test_what_most_articles_want_chooses_the_pack() -> None:
    by_pack = dict(cases("fields"))
    assert choose_pack([by_pack["trade"], by_pack[None]]).name == "trade"
    assert choose_pack([by_pack["trade"], *[by_pack[None]] * 4]).name == "key-phrases"
    assert choose_pack([]).name == "key-phrases"


def test_key_phrases_are_nouns_of_several_contents_and_articles() -> None:
    texts = (
        "The council wants a new swimming pool by the old harbour. Swimmers demand that the swimming pool be heated. "
        "Maria Ogden quickly rejected the car park. A kiosk is planned. The kiosk would sell ice.",
        "Residents oppose the car park and its entrance. Nobody rejected the swimming pool, said Maria Ogden.",
    )
    contents = (
        "a new swimming pool by the old harbour", "that the swimming pool be heated", "the car park quickly", "a kiosk",
        "the car park and its entrance", "Maria Ogden", "Maria Ogden’s kiosk",
    )  # fmt: skip
    assert key_phrases(texts, contents) == ("car park", "swimming pool")
    pack, codes = group_pack(texts, contents)
    assert [issue.name for issue in pack.issues] == ["Car park", "Swimming pool", "Other matters"]
    classifier = IssueClassifier(pack)
    assert classifier.classify("a heated pool for swimming", "")[0] == "swimming-pool"
    assert codes["the car park quickly"] == "car-park"
    assert codes["a kiosk"] == "other"
    assert classifier.classify("a later hour for the last bus", "")[0] == "other"
    assert key_phrases((), ()) == ()


def test_what_no_phrase_holds_is_grouped_and_never_named_by_a_lone_word() -> None:
    contents = (
        "a longer opening of the library", "library books for children", "more reading rooms in the library",
        "later hours for library readers", "a tram to the harbour", "cheaper tram tickets", "trams at night",
        "tickets that are good for trams and ferries", "no trees along the quay", "old trees at the market",
    )  # fmt: skip
    pack, codes = group_pack(("A text.",), contents)
    assert sum(code == "other" for code in codes.values()) <= 0.15 * len(contents)
    assert all(" " in issue.name for issue in pack.issues)
    assert set(codes.values()) <= {issue.code for issue in pack.issues}


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("issues: [", "no YAML"),
        ("title: x", "a list of `issues`"),
        ("issues: [{code: A B}]", "is no code"),
        ("issues: [{code: a, terms: [pay]}]", "term: weight"),
        ("issues: [{code: a, terms: {pay: true}}]", "term: weight"),
        ("issues: [{code: a}, {code: a}]", "stands twice"),
        ("signs: [x]\nissues: [{code: a}]", "signs: terms are written"),
    ],
)
def test_a_broken_pack_says_what_would_be_right(source: str, told: str) -> None:
    with pytest.raises(PackError, match=told):
        parse_pack("mine", source)


def test_a_pack_of_ones_own_needs_codes_only(tmp_path: Path) -> None:
    path = tmp_path / "pool.yml"
    path.write_text("title: The pool\nissues:\n  - code: opening-hours\n    terms: {open: 2}\n", encoding="utf-8")
    pack = load_pack(str(path))
    assert [issue.code for issue in pack.issues] == ["opening-hours", "other"]
    classifier = IssueClassifier(pack)
    assert classifier.classify("opening at seven", "")[0] == "opening-hours"
    assert classifier.classify("a new roof", "")[0] == "other"


def test_a_pack_of_ones_own_is_read_as_it_stands_now(tmp_path: Path) -> None:
    path = tmp_path / "pool.yml"
    for code in ("roof", "fees"):
        path.write_text(f"issues: [{{code: {code}}}]\n", encoding="utf-8")
        assert load_pack(str(path)).issues[0].code == code
    path.write_bytes(b"issues: [{code: caf\xe9}]\n")
    with pytest.raises(PackError, match="UTF-8"):
        load_pack(str(path))
    path.unlink()
    with pytest.raises(PackError, match="no such file"):
        load_pack(str(path))


def test_the_field_is_read_off_what_a_reader_sees(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    address = "https://news.example/oil-tariffs/strike/index.html"
    text = f"[Norway]({address}) rejected a [ceasefire]({address}) and [demanded]({address}) the [withdrawal]({address}) of troops."
    (tmp_path / "articles/a.md").write_text(text, encoding="utf-8")
    assert pack_for(load_corpus(tmp_path)).name == "peace"
