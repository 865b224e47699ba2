"""What the articles say together: the small corpora of together.yml, and the odd ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from briefing_generator import load_corpus, make_briefing, render_pages
from briefing_generator.briefing.comparing.context import make_ground
from briefing_generator.briefing.comparing.positions import find_positions
from briefing_generator.briefing.comparing.similarity import Meaning
from briefing_generator.model import Briefing, Evidence, Statement
from briefing_generator.reading import read_corpus

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "together.yml").read_text(encoding="utf-8"))


def brief(folder: Path, articles: dict[str, tuple[Any, str | None, str]], settings: str = "pack: peace\n") -> Briefing:
    (folder / "articles").mkdir(parents=True)
    (folder / "briefing.yml").write_text(settings, encoding="utf-8")
    for name, (day, source, text) in articles.items():
        head = "".join(f"{key}: {value}\n" for key, value in (("date", day), ("source", source)) if value)
        (folder / f"articles/{name}.md").write_text(f"---\ntitle: {name}\n{head}---\n{text}\n", encoding="utf-8")
    corpus = load_corpus(folder)
    return make_briefing(corpus, read_corpus(corpus))


@pytest.mark.parametrize("case", CASES, ids=[case["as"] for case in CASES])
def test_articles_together(tmp_path: Path, case: dict[str, Any]) -> None:
    b = brief(tmp_path / "b", case["articles"], f"pack: {case.get('pack', 'peace')}\n")
    statements = {s.id: s for s in b.statements}
    told = {
        "disagreements": [f"{d.kind} {d.issue} {'/'.join(d.parties)}" for d in b.disagreements],
        "kinds": [f"{d.kind} {d.issue}" for d in b.disagreements],
        "gaps": [f"{g.kind} {g.issue} {g.asked_by} {g.answered_by}" for g in b.gaps],
        "changed": [f"{p.party} {p.issue}" for p in b.positions if p.changed],
        "same": [
            f"{p.party} {p.issue} {len(ids)} {origins}"
            for p in b.positions
            for ids, origins in zip(p.same, p.same_origins, strict=True)
            if len(ids) > 1
        ],
        "origins": b.coverage.origins,
        "timeline": [f"{e.date} {e.precision} {len(e.also)}{' planned' if e.planned else ''}" for e in b.timeline],
        "silent": [" ".join(pair) for pair in b.coverage.silent],
        "as_of": b.as_of,
        "accounts": sorted(" / ".join(a.figure for a in d.accounts) for d in b.discrepancies if not d.successive),
        "courses": sorted(" / ".join(a.figure for a in d.accounts) for d in b.discrepancies if d.successive),
        "settled": sorted(statements[str(p.current)].content for p in b.positions if p.settled),
        "current": sorted(statements[p.current].content for p in b.positions if p.current),
    }
    expected = {key: value for key, value in case.items() if key in told}
    assert {key: told[key] for key in expected} == expected
    if "leads" in case:
        assert b.bottom_line[0].text.startswith(case["leads"])
    if "second" in case:
        assert b.bottom_line[1].text.startswith(case["second"])
    if "tells" in case:
        assert b.timeline[0].text.startswith(case["tells"])
    if "note" in case:
        assert case["note"] in (b.disagreements[0].note or "")
    for position in b.positions:
        latest = statements[position.statements[-1]]
        assert (position.act, position.date, position.conditional) == (latest.act, latest.date, latest.conditional)
        assert sorted(i for group in position.same for i in group) == sorted(position.statements)
    assert render_pages(b)


def test_a_hundred_reprints_are_one_origin(tmp_path: Path) -> None:
    text = "Norway rejected a temporary ceasefire in the valley. Sweden demanded peace talks in the old capital."
    b = brief(tmp_path / "b", {f"r{n:03}": ("2025-02-01", f"Outlet {n}", text) for n in range(100)})
    assert [a.status for a in b.articles].count("used") == 1
    assert (b.coverage.origins, {p.origins for p in b.positions}) == (1, {1})
    assert all(a.duplicate_of == "r000" for a in b.articles if a.status == "duplicate")
    pages = {page.path: page.content for page in render_pages(b)}
    assert pages["b/sources/index.md"].count("the same text") >= 99


def test_a_reprint_inside_a_longer_article_is_one_family(tmp_path: Path) -> None:
    agency = " ".join(
        f"In the {word} district the council of the harbour met for a long evening of talks about fees."
        for word in ("first", "second", "third", "fourth", "fifth")
    )
    own = " ".join(
        f"Our own reporter at the {word} market heard many other things that no agency has printed so far."
        for word in ("fish", "flower", "cattle", "timber", "wool", "grain", "fruit", "horse", "cloth", "spice", "salt")
    )
    b = brief(
        tmp_path / "b",
        {"agency": ("2025-02-01", "Wire", agency), "outlet": ("2025-02-02", "Herald", f"{own} {agency}")},
    )
    by_id = {a.id: a for a in b.articles}
    assert by_id["outlet"].status == "used"
    assert (by_id["outlet"].family, by_id["outlet"].family_reason) == (
        "agency",
        "5 sentences the same, of 5 in the shorter text",
    )
    sources = next(page for page in render_pages(b) if page.path == "b/sources/index.md")
    assert "Texts that are one origin" in sources.content


TWO: dict[str, tuple[Any, str | None, str]] = {
    "a": (
        "2025-02-01",
        "Gazette",
        "Norway accepted foreign peacekeepers. Sweden demanded the release of prisoners.",
    ),
    "b": ("2025-02-03", "Herald", "Sweden rejected a temporary ceasefire in the valley."),
}


def test_ids_stay_whatever_article_comes(tmp_path: Path) -> None:
    before = brief(tmp_path / "one/b", TWO)
    more = TWO | {
        "c": (
            "2025-01-02",
            "Courier",
            "Denmark offered mediation. Sweden rejected a temporary ceasefire in the whole valley.",
        ),
        "d": (None, None, "Norway signed a fisheries accord on 5 January 2025. He said nothing else."),
    }
    after = brief(tmp_path / "two/b", more)
    for part in ("statements", "stakeholders", "quotations", "timeline", "disagreements"):
        assert {x.id for x in getattr(before, part)} <= {x.id for x in getattr(after, part)}, part


def test_overview_reads_by_itself(tmp_path: Path) -> None:
    articles: dict[str, tuple[Any, str | None, str]] = {
        "a": (
            "2025-02-01", "Gazette",
            "OSLO – Prime Minister Kari Lund demanded a temporary ceasefire in the northern valley on Saturday. "
            "She rejected foreign peacekeepers in the northern valley. However, Norway accepted mediation by the government of Finland in the dispute. "
            "This marks a turning point in the long dispute about the valley. "
            "“We will not give in to anybody who threatens us,” it was heard.",
        ),
        "b": (
            "2025-02-03", "Herald",
            "Sweden rejected a temporary ceasefire in the northern valley, while the farmers on both banks of the river went on "
            "with their harvest under the guns as if nothing at all had happened since the summer of the year before, "
            "and the ferry between the two banks of the river ran every hour from dawn to dusk.",
        ),
    }  # fmt: skip
    b = brief(tmp_path / "b", articles)
    shown = [p.text for p in (*b.bottom_line, *b.overview)]
    assert any(text.startswith("Prime Minister Kari Lund demanded") for text in shown)
    assert any(text.startswith("Norway accepted mediation") for text in shown)
    assert any(text.startswith("[") and "rejected foreign peacekeepers" in text for text in shown)
    assert any(text.endswith("[…]") and text.startswith("Sweden rejected") for text in shown)
    assert not any(text.startswith(("She", "This", "However", "OSLO", "“We")) for text in shown)
    texts = {a.id: a.text for a in b.articles}
    for point in (*b.bottom_line, *b.overview):
        assert texts[point.evidence.article][point.evidence.start : point.evidence.end] == point.evidence.quote


CORRECTED = """\
pack: peace
stakeholders:
  - {match: Norway, name: Kingdom of Norway, by: Ann}
  - {match: Norway, name: The North}
  - {match: Norwey, hide: true}
statements:
  - {id: gone, quote: Norway accepted foreign peacekeepers, set_act: rejects, by: Ann, reason: The interpreter erred.}
  - {party: Norway, issue: peacekeeping, quote: foreign peacekeepers, set_act: offers}
  - {quote: Sweden  demanded the release, action: hide}
  - {quote: Sweden demanded the release, set_act: offers}
  - {quote: Sweden rejected a permanent ceasefire, action: hide}
  - {action: add, quote: foreign peacekeepers, set_party: Sweden, set_act: rejects, set_issue: peacekeeping, set_condition: they bring guns}
  - {action: add, quote: words that stand nowhere, set_party: Sweden, set_act: rejects}
  - {id: 12ab34cd56, action: hide}
  - {action: add, quote: a temporary ceasefire, set_party: Atlantis, set_act: rejects}
overview:
  - {action: pin, quote: a temporary ceasefire in the valley, by: Ann, reason: It is the news.}
  - {action: drop, quote: accepted foreign peacekeepers}
  - {action: drop, quote: accepted Danish peacekeepers}
notes:
  - {page: stakeholders/sweden, text: Ask their embassy., by: Ann}
  - {page: sources/a, text: Seen in print only.}
  - {page: sources/z, text: Gone.}
"""


def test_corrections_hold_and_odd_ones_are_told(tmp_path: Path) -> None:
    b = brief(tmp_path / "b", TWO, CORRECTED)
    by_quote = {(s.evidence.quote, s.party): s for s in (*b.statements, *b.unplaced)}
    accepted = by_quote["Norway accepted foreign peacekeepers", "norway"]
    assert (accepted.act, accepted.origin) == ("offers", "correction")
    assert not any(s.evidence.quote.startswith("Sweden demanded") for s in b.statements)
    added = by_quote["foreign peacekeepers", "sweden"]
    assert (added.act, added.conditional, added.condition) == ("rejects", True, "they bring guns")
    assert b.bottom_line[0].pinned
    assert (b.bottom_line[0].by, b.bottom_line[0].reason) == ("Ann", "It is the news.")
    assert not any("accepted foreign" in p.text for p in (*b.bottom_line, *b.overview))
    told = {(p.line, p.code): p.message for p in b.problems}
    contradicting = {line for line, code in told if code == "correction-contradicts"}
    stale = {line for line, code in told if code == "correction-stale"}
    assert contradicting == {4, 8, 10}
    assert stale == {5, 11, 13, 14, 15, 19, 23}
    assert "Norway" in told[5, "correction-stale"]
    assert "Sweden rejected a temporary ceasefire" in told[11, "correction-stale"]
    assert "accepted foreign peacekeepers" in told[19, "correction-stale"]
    pages = {page.path: page.content for page in render_pages(b)}
    assert "Ask their embassy" in pages["b/stakeholders/sweden.md"]
    assert "Seen in print only" in pages["b/sources/a.md"]


def test_settings_say_what_a_correction_lacks(tmp_path: Path) -> None:
    wrong = "pack: peace\nstatements:\n  - {set_act: rejects}\n  - {quote: x}\n  - {action: pin, quote: x}\n  - {action: add, set_act: rejects}\n"
    b = brief(tmp_path / "b", TWO, wrong)
    assert [(p.line, p.code) for p in b.problems] == [(line, "settings-value") for line in (3, 4, 5, 6)]


def test_front_matter_quote_that_is_gone_is_told(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    head = "---\ndate: 2025-01-02\nconditions:\n  - {party: Norway, act: demands, issue: ceasefire, text: rest, quote: quiet at nights}\n---\n"
    (tmp_path / "articles/a.md").write_text(head + "Norway hopes that it will be quiet at night.\n", encoding="utf-8")
    corpus = load_corpus(tmp_path)
    b = make_briefing(corpus, read_corpus(corpus))
    (problem,) = [p for p in b.problems if p.code == "correction-stale"]
    assert (problem.path, problem.line) == ("articles/a.md", 3)
    assert "quiet at night" in problem.message
    assert not any(s.origin == "front-matter" for s in b.statements)


def test_what_is_more_likely_right_tells_where_a_party_stands() -> None:
    ground = make_ground(Meaning(()), (), (), {}, ())
    evidence = Evidence("a", 0, 1, "x")
    sure, unsure, noted = (
        Statement(
            name, "norway", "rejects", "hours", content, None, False, None, None, "own", day, evidence, confidence=confidence,
            by=by,
        )
        for name, content, day, confidence, by in (
            ("s1", "a truce in the valley", "2025-02-01", 0.6, None),
            ("s2", "a truce on the river", "2025-02-20", 0.4, None),
            ("s3", "a truce in the hills", "2025-02-10", 0.3, "Ada Lund"),
        )
    )  # fmt: skip
    assert [p.current for p in find_positions((sure, unsure), {"a": "a"}, ground)] == ["s1"]
    assert [p.current for p in find_positions((sure, unsure, noted), {"a": "a"}, ground)] == ["s3"]
    assert [p.current for p in find_positions((unsure,), {"a": "a"}, ground)] == ["s2"]
    for words in ("use it", "to back them", "it [“That is hard,” Lund said.]"):
        later = replace(sure, id="s4", date="2025-03-01", content=words)
        assert [p.current for p in find_positions((sure, later), {"a": "a"}, ground)] == ["s1"]
