"""Readings to a briefing, on the bundled one and on small folders of invented disputes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from briefing_generator import load_corpus, make_briefing
from briefing_generator.briefing.assembly import EvidenceError
from briefing_generator.briefing.corrections.explanation import explain
from briefing_generator.export import briefing_data, export_csv, export_json
from briefing_generator.model import Briefing
from briefing_generator.reading import read_corpus

ROOT = Path(__file__).parents[2]
BUNDLED = ROOT / "briefings/ukraine-ceasefire-talks"


def brief(folder: Path, earlier: dict[str, object] | None = None) -> Briefing:
    corpus = load_corpus(folder)
    return make_briefing(corpus, read_corpus(corpus), earlier)


def put(folder: Path, **articles: str) -> Path:
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    for name, text in articles.items():
        (folder / "articles" / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def bundled() -> Briefing:
    # As the tests here read: what is made once for all of them knows nothing of the fixture for each.
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("BRIEFING_WEIGHTS", "none")
        return brief(BUNDLED)


def test_export_keeps_the_contract(bundled: Briefing) -> None:
    data = json.loads(export_json(bundled))
    schema = json.loads((ROOT / "docs/assets/briefing.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(data)
    texts = {article.id: article.text for article in bundled.articles}
    evidence = [s["evidence"] for s in data["statements"]] + [o["evidence"] for o in data["overview"]]
    evidence += [e["evidence"] for e in data["timeline"]] + data["quotations"]
    assert len(evidence) > 60
    for span in evidence:
        assert texts[span["article"]][span["start"] : span["end"]] == span["quote"]
    for stakeholder in data["stakeholders"]:
        for mention in stakeholder["mentions"]:
            assert texts[mention["article"]][mention["start"] : mention["end"]] == mention["text"]
    ids = [s["id"] for s in data["statements"]]
    assert len(ids) == len(set(ids))
    people = {s["id"] for s in data["stakeholders"]}
    assert {s["party"] for s in data["statements"]} - {None} <= people


def test_stakeholders_are_merged(bundled: Briefing) -> None:
    by_name = {s.name: s for s in bundled.stakeholders}
    (zelenskyy,) = [s for s in bundled.stakeholders if "Zelensk" in s.name]
    assert {"Volodymyr Zelensky", "Volodymyr Zelenskiy"} <= {zelenskyy.name, *zelenskyy.aliases}
    assert zelenskyy.party == by_name["Ukraine"].id
    assert {"Moscow", "Kremlin"} <= {a.removeprefix("the ") for a in by_name["Russia"].aliases}
    assert "Kyiv" in by_name["Ukraine"].aliases
    assert {"Washington", "U.S."} & set(by_name["United States"].aliases)
    assert {r.role for r in by_name["Donald Trump"].roles} >= {"U.S. President", "U.S. President-elect"}


def test_disagreements_are_found_and_typed(bundled: Briefing) -> None:
    found = {(d.kind, d.issue, d.parties) for d in bundled.disagreements}
    assert len(bundled.disagreements) <= 12
    assert ("opposed", "military-forces", ("russia", "ukraine")) in found
    assert ("opposed", "alliances", ("russia", "ukraine")) in found
    assert ("change", "process", ("russia",)) in found


def test_overview_stands_by_itself(bundled: Briefing) -> None:
    points = (*bundled.bottom_line, *bundled.overview)
    assert 5 <= len(points) <= 10
    assert len({p.evidence.article for p in points}) >= 4
    assert not any(p.text.split()[0] in ("He", "This", "These", "It", "But", "However,") for p in points)
    assert len({p.text for p in points}) == len(points)


@pytest.mark.slow
def test_same_bytes_under_any_hash_seed(tmp_path: Path) -> None:
    outs = []
    for seed in ("1", "2"):
        out = tmp_path / f"{seed}.json"
        command = [sys.executable, "-m", "briefing_generator", "export", str(BUNDLED), "--out", str(out), "--quiet"]
        subprocess.run(command, check=True, env=os.environ | {"PYTHONHASHSEED": seed}, cwd=tmp_path)
        outs.append(out.read_bytes())
    assert outs[0] == outs[1]


def test_adding_an_article_moves_no_id(tmp_path: Path, bundled: Briefing) -> None:
    folder = tmp_path / BUNDLED.name
    shutil.copytree(BUNDLED, folder)
    put(
        folder,
        new="---\ndate: 2025-08-01\n---\nGermany offered to send peacekeepers. Vladimir Putin rejected the offer.",
    )
    after = brief(folder)
    assert {s.id for s in bundled.statements} <= {s.id for s in after.statements}
    assert {s.id for s in bundled.stakeholders} <= {s.id for s in after.stakeholders}
    assert {e.id for e in bundled.timeline} <= {e.id for e in after.timeline}
    changes = brief(folder, json.loads(export_json(bundled))).changes
    assert changes.since == "2025-07-20"
    assert ("article", "new") in {(c.kind, c.ref) for c in changes.entries}


def test_corrections_have_the_last_word(tmp_path: Path) -> None:
    folder = put(
        tmp_path / "b", a="---\ndate: 2025-01-02\n---\nNorway rejected a ceasefire. Sweden demanded peace talks."
    )
    first = brief(folder)
    target = next(s for s in first.statements if s.party == "norway")
    (folder / "briefing.yml").write_text(
        f"pack: peace\nstatements:\n  - id: {target.id}\n    action: set\n    set_act: accepts\n    by: Ann\n"
        "  - action: add\n    quote: Sweden demanded peace talks\n    set_party: Sweden\n    set_act: offers\n    set_issue: process\n"
        "  - id: gone000000\n    action: hide\n"
        "stakeholders:\n  - match: Norway\n    name: Kingdom of Norway\n  - match: Atlantis\n    hide: true\n"
    )
    after = brief(folder)
    corrected = next(s for s in after.statements if s.id == target.id)
    assert (corrected.act, corrected.origin, corrected.by) == ("accepts", "correction", "Ann")
    assert any(s.act == "offers" and s.party == "sweden" and s.origin == "correction" for s in after.statements)
    assert next(s for s in after.stakeholders if s.id == "norway").name == "Kingdom of Norway"
    assert [p.code for p in after.problems] == ["correction-stale"] * 2


def test_front_matter_adds_conditions(tmp_path: Path) -> None:
    head = "---\ndate: 2025-01-02\nstakeholders:\n  - name: Harbour Union\n    kind: organisation\nconditions:\n"
    head += "  - party: Harbour Union\n    act: demands\n    issue: ceasefire\n    text: quiet nights\n    quote: quiet at night\n---\n"
    briefing = brief(put(tmp_path / "b", a=head + "People along the river hope that it will be quiet at night."))
    (stated,) = [s for s in briefing.statements if s.origin == "front-matter"]
    assert (stated.party, stated.evidence.quote) == ("harbour-union", "quiet at night")


@pytest.mark.parametrize(
    "articles",
    [{}, {"a": "The choir sang. The hall was full."}, {f"a{i}": "Norway rejected a ceasefire. Sweden wept." for i in range(100)},
     {"a": "---\ndate: 2999-01-01\n---\nNorway rejected a ceasefire."}, {"a": "---\ntitle: x\n---\n"}],
    ids=["none", "no-statements", "reprints", "future", "empty"],
)  # fmt: skip
def test_odd_folders_stay_sensible(tmp_path: Path, articles: dict[str, str]) -> None:
    briefing = brief(put(tmp_path / "b", **articles))
    assert len(briefing.articles) == len(articles)
    assert briefing_data(briefing)["coverage"]["origins"] <= 1
    assert export_csv(briefing).startswith("\ufeffparty,")


def test_unknown_pack_is_told(tmp_path: Path) -> None:
    folder = put(tmp_path / "b", a="Norway rejected a ceasefire.")
    (folder / "briefing.yml").write_text("pack: pease\n")
    briefing = brief(folder)
    assert briefing.statements
    assert [p.code for p in briefing.problems] == ["pack-unknown"]


def test_false_evidence_stops_the_build(tmp_path: Path) -> None:
    from dataclasses import replace

    corpus = load_corpus(put(tmp_path / "b", a="Norway rejected a ceasefire."))
    (reading,) = read_corpus(corpus)
    (statement,) = reading.statements
    wrong = replace(statement, evidence=replace(statement.evidence, quote="Norway accepted a ceasefire"))
    with pytest.raises(EvidenceError, match=r"a\.md"):
        make_briefing(corpus, [replace(reading, statements=(wrong,))])


def test_statements_explain_themselves(bundled: Briefing) -> None:
    told = explain(bundled, bundled.statements[0].id)
    assert told is not None
    assert bundled.statements[0].rule in told
    assert explain(bundled, "nothing") is None


def test_cache_gives_the_same_and_outlives_foreign_files(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    corpus = load_corpus(BUNDLED)
    fresh = read_corpus(corpus)
    assert read_corpus(corpus, cache=tmp_path) == fresh
    assert read_corpus(corpus, cache=tmp_path) == fresh
    kept = sorted(tmp_path.rglob("*.json"))
    assert len(kept) == len(fresh)
    kept[0].write_bytes(b"no reading at all" * 100)
    kept[1].write_bytes(kept[1].read_bytes()[:-10])
    kept[2].write_bytes(kept[2].read_bytes().replace(b"0", b"1"))
    kept[3].unlink()
    kept[3].mkdir()
    with caplog.at_level("WARNING"):
        assert read_corpus(corpus, cache=tmp_path) == fresh
    assert "Some of the readings kept" in caplog.text
    assert "not kept for the next run" in caplog.text


def test_a_cache_that_cannot_be_written_stops_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("no folder")
    corpus = load_corpus(put(tmp_path / "b", a="Norway rejected a ceasefire."))
    assert read_corpus(corpus, cache=tmp_path / "file") == read_corpus(corpus)
    assert "not kept for the next run" in caplog.text


def test_whoever_is_known_to_speak_for_a_party_speaks_for_it_in_every_article(tmp_path: Path) -> None:
    folder = put(
        tmp_path / "b",
        a="Ada Holm said that Norway rejected a ceasefire.",
        b="Norwegian spokeswoman Ada Holm met the press. Juma Otieno said that Norway rejected a truce.",
        c="Kenyan minister Juma Otieno left early.",
    )
    made = brief(folder)
    by = {s.evidence.article: s.level for s in made.statements}
    names = {s.id: s.name for s in made.stakeholders}
    assert {names[s.party or ""] for s in made.statements} == {"Norway"}
    assert sorted(by.values()) == ["own", "reported"]
    assert next(s.level for s in made.statements if "ceasefire" in s.content) == "own"
