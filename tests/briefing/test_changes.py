"""What changed since a state that a person keeps, the feeds, and where things come from."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import yaml
from briefing_generator import load_corpus, make_briefing, render_pages
from briefing_generator.briefing.corrections.explanation import explain
from briefing_generator.cli import main
from briefing_generator.corpus.state import state_of
from briefing_generator.export import export_json, export_state
from briefing_generator.model import Briefing
from briefing_generator.pages.feeds import atom_feed, feed_entries, json_feed
from briefing_generator.reading import read_corpus
from click.testing import CliRunner
from test_together import TWO, brief

ATOM = "{http://www.w3.org/2005/Atom}"


def again(folder: Path) -> Briefing:
    corpus = load_corpus(folder)
    return make_briefing(corpus, read_corpus(corpus))


def test_changes_are_told_since_the_mark(tmp_path: Path) -> None:
    folder = tmp_path / "b"
    settings = "pack: peace\nstatements:\n  - {quote: Sweden rejected a temporary ceasefire, set_content: a truce}\n"
    first = brief(folder, TWO, settings)
    assert first.changes.told is False
    result = CliRunner().invoke(main, ["mark", str(folder)])
    assert result.exit_code == 0, result.output
    assert (folder / "state.json").read_text(encoding="utf-8") == export_state(first)
    unchanged = again(folder)
    assert (unchanged.changes.told, unchanged.changes.since, unchanged.changes.entries) == (True, "2025-02-03", ())
    (folder / "articles/c.md").write_text(
        "---\ndate: 2025-06-01\n---\nNorway rejected foreign peacekeepers. Denmark offered mediation.\n",
        encoding="utf-8",
    )
    (folder / "articles/b.md").write_text(
        "---\ndate: 2025-02-03\n---\nSweden kept silent for a week.\n", encoding="utf-8"
    )
    changes = again(folder).changes.entries
    told = {(c.kind, c.ref if c.kind in ("article", "stakeholder") else c.text) for c in changes}
    assert ("article", "c") in told
    assert ("stakeholder", "denmark") in told
    assert ("statement", "Norway rejects foreign peacekeepers") in told
    position = next(c for c in changes if c.kind == "position")
    assert position.text.startswith("Norway")
    assert position.text.endswith("accepts before, rejects now")
    assert [c.kind for c in changes if "no statement fits" in c.text] == ["correction"]
    assert len({c.id for c in changes}) == len(changes)
    overview = next(page for page in render_pages(again(folder)) if page.path == "b/index.md")
    assert "What changed since 3 February 2025" in overview.content


def test_a_briefing_serves_as_state_and_other_files_do_not(tmp_path: Path) -> None:
    first = brief(tmp_path / "b", TWO)
    assert state_of(json.loads(export_json(first))) == state_of(json.loads(export_state(first)))
    (tmp_path / "b/state.json").write_text("[1, 2", encoding="utf-8")
    assert [p.code for p in again(tmp_path / "b").problems] == ["state-broken"]
    for wrong in ([], {"briefing": {}}, {"briefing": 3, "statements": []}, "x"):
        with pytest.raises(ValueError, match="no state"):
            state_of(wrong)
    odd = {
        "briefing": {"as_of": 3},
        "statements": [3, {"id": 4}],
        "positions": [{"party": 1}, {"party": "a", "issue": "b", "act": "sings"}],
    }
    assert (state_of(odd).as_of, state_of(odd).statements, state_of(odd).positions) == (None, {"4"}, ())
    (tmp_path / "wrong.json").write_text("{}", encoding="utf-8")
    command = [
        "export",
        str(tmp_path / "b"),
        "--out",
        str(tmp_path / "x.json"),
        "--since",
        str(tmp_path / "wrong.json"),
    ]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1
    assert "state.json would be right" in result.output


def test_feeds_keep_their_ids_and_ask_no_clock(tmp_path: Path) -> None:
    before = brief(tmp_path / "one/b", TWO)
    nasty = {"c": ("2025-03-01", "A & B <i>", "Norway rejected a “<script>” & a \u0007 temporary ceasefire.")}
    after = brief(tmp_path / "two/b", TWO | nasty)
    assert {e.id for e in feed_entries(before)} <= {e.id for e in feed_entries(after)}
    root = ET.fromstring(atom_feed(after, "https://example.org/news"))
    assert root.findtext(f"{ATOM}updated") == "2025-03-01T00:00:00Z"
    entries = root.findall(f"{ATOM}entry")
    links = [link.get("href") or "" for entry in entries for link in entry.findall(f"{ATOM}link")]
    assert len(links) == len(entries) > 3
    assert all(link.startswith("https://example.org/news/b/") for link in links)
    feed = json.loads(json_feed(after, "https://example.org/news/"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["id"] for item in feed["items"]] == [entry.findtext(f"{ATOM}id") for entry in entries]
    assert feed["items"][0]["date_published"] == "2025-03-01T00:00:00Z"
    assert feed["feed_url"] == "https://example.org/news/b/feed.json"
    bare = json.loads(json_feed(before))
    assert not any("url" in item for item in bare["items"])
    assert {page.path for page in render_pages(before)} >= {"b/feed.xml", "b/feed.json", "b/state.json"}
    assert "Norway" in atom_feed(before)


def test_feed_links_lead_to_pages_that_are_there(tmp_path: Path) -> None:
    b = brief(tmp_path / "b", TWO)
    pages = {page.path: page.content for page in render_pages(b)}
    for entry in feed_entries(b):
        path, _, anchor = entry.path.partition("#")
        names = [f"b/{path}.md", f"b/{path}/index.md"] if path else ["b/index.md"]
        (content,) = [pages[name] for name in names if name in pages]
        assert f'id="{anchor}"' in content or not anchor


def test_everything_explains_itself(tmp_path: Path) -> None:
    b = brief(tmp_path / "b", {
        "a": ("2025-02-01", "Gazette", "Norway accepted foreign peacekeepers. “We are tired of war,” Prime Minister Kari Lund said."),
        "b": ("2025-02-05", "Herald", "Norway rejected foreign peacekeepers on Monday."),
    })  # fmt: skip
    statement = b.statements[0]
    told = explain(b, statement.id)
    assert told is not None
    for part in (
        statement.rule,
        statement.evidence.quote,
        "articles/a.md:6, 2025-02-01",
        f"{statement.confidence:.2f}",
        "conflict (",
    ):
        assert part in told
    lines = told.partition("to hide it, write into briefing.yml:\n")[2].partition("\n  to change")[0]
    (tmp_path / "b/briefing.yml").write_text(
        "pack: peace\n" + "\n".join(line[4:] for line in lines.splitlines()) + "\n", encoding="utf-8"
    )
    hidden = again(tmp_path / "b")
    assert not hidden.problems
    assert statement.id not in {s.id for s in hidden.statements}
    assert (
        yaml.safe_load((tmp_path / "b/briefing.yml").read_text(encoding="utf-8"))["statements"][0]["id"] == statement.id
    )
    for thing, words in (
        (b.stakeholders[0].id, "named in"),
        (b.quotations[0].id, "sentence"),
        (b.timeline[0].id, "articles/b.md"),
        (b.disagreements[0].id, "Norway rejects"),
    ):
        assert words in str(explain(b, thing))
    assert explain(b, "nothing") is None
