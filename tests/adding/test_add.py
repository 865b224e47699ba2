"""``briefing add`` against real files and a real server on loopback."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import pytest
import yaml
from briefing_generator.adding import Added, add_sources
from briefing_generator.adding.fetching import Fetcher
from briefing_generator.cli import main
from briefing_generator.corpus import load_corpus
from click.testing import CliRunner, Result
from web_server import Server

TOOLS = Path(__file__).parents[1] / "corpus/tools"
PAGE = (TOOLS / "saved-page/Dockers of Lunde call off strike.html").read_bytes()


def page(title: str, body: str = "", more: str = "") -> bytes:
    words = " ".join(
        f"The union of pier {n} wants shorter shifts in {title}, its speaker said on Monday." for n in range(9)
    )
    return f"<html lang=en><head><title>{title}</title>{more}</head><body><article><h1>{title}</h1><p>{words}</p>{body}</article></body></html>".encode()


def add(briefing: Path, *sources: str, **options: object) -> list[Added]:
    waited: list[float] = []
    with Fetcher(allow_local=True, sleep=waited.append) as fetcher:
        return list(add_sources(sources, briefing, fetcher, **options))  # type: ignore[arg-type]


def matter(path: Path | None) -> dict[str, object]:
    assert path is not None
    return dict(yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1]))


def test_a_page_becomes_an_article(server: Server, briefing: Path) -> None:
    (outcome,) = add(briefing, server.page("/lunde", PAGE))
    assert outcome.path == briefing / "articles/2025-03-13-dockers-of-lunde-call-off-strike.md"
    assert (outcome.new, outcome.problem, outcome.missing) == (True, None, ())
    told = matter(outcome.path)
    assert {k: str(v) for k, v in told.items()} == {
        "title": "Dockers of Lunde call off strike", "date": "2025-03-13", "source": "Harbour Courier",
        "url": f"{server.url}/lunde", "author": "Ann Lee", "language": "en",
    }  # fmt: skip
    (article,) = load_corpus(briefing).articles
    assert (article.title, article.date, article.date_basis) == (
        "Dockers of Lunde call off strike",
        "2025-03-13",
        "stated",
    )
    assert "Shifts of at most ten hours" in article.text
    assert "Ferry sinks" not in article.text
    assert all(agent.startswith("briefing-generator/") for agent in server.agents)
    assert server.asked == ["/robots.txt", "/lunde"]


def test_no_file_is_written_over(server: Server, briefing: Path) -> None:
    first = server.page("/one", page("Talks"))
    second = server.page("/two", page("Talks", "<p>A second paragraph tells of the night shift at the quay.</p>"))
    one, two = add(briefing, first, second)
    assert (one.path, two.path) == (briefing / "articles/talks.md", briefing / "articles/talks-2.md")
    before = {path: path.read_bytes() for path in (briefing / "articles").iterdir()}
    asked = len(server.asked)
    again = add(briefing, first + "?utm_source=mail#top", second + "/")
    assert [(o.path, o.new) for o in again] == [(one.path, False), (two.path, False)]
    assert {path: path.read_bytes() for path in (briefing / "articles").iterdir()} == before
    assert len(server.asked) == asked


def test_what_a_page_does_not_state_is_told(server: Server, briefing: Path) -> None:
    (outcome,) = add(briefing, server.page("/x", page("Talks")))
    assert outcome.missing == ("date", "source", "author")


def test_feeds_of_both_kinds(server: Server, briefing: Path) -> None:
    for n in (1, 2, 3):
        server.page(f"/story{n}", page(f"Story {n}"))
    rss = f"""<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Quay News</title>
      <item><title>Story 1</title><link>{server.url}/story1</link><pubDate>Thu, 13 Mar 2025 09:00:00 GMT</pubDate><dc:creator>Ann Lee</dc:creator></item>
      <item><title>Story 2</title><link>{server.url}/story2</link></item>
      <item><title>Again</title><link>{server.url}/story1</link></item></channel></rss>""".encode()
    first, second = add(briefing, server.page("/feed", rss, "application/rss+xml"))
    assert {k: str(v) for k, v in matter(first.path).items()} == {
        "title": "Story 1", "date": "2025-03-13", "source": "Quay News", "url": f"{server.url}/story1", "author": "Ann Lee", "language": "en",
    }  # fmt: skip
    assert second.missing == ("date", "author")
    atom = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Quay News</title><entry><title>Story 3</title>
      <link href="{server.url}/story3"/><updated>2025-03-14T10:00:00Z</updated></entry></feed>"""
    (briefing.parent / "quay.atom").write_text(atom)
    (third,) = add(briefing, str(briefing.parent / "quay.atom"))
    assert third.path == briefing / "articles/2025-03-14-story-3.md"
    assert [o.new for o in add(briefing, server.url + "/feed", limit=1)] == [False]


def test_what_a_feed_carries_stands_in_for_a_page_that_is_gone(server: Server, briefing: Path) -> None:
    body = "".join(
        f"<p>The crew of ferry {n} rejects the night timetable, its speaker said on Monday.</p>" for n in range(15)
    )
    rss = f"<rss version='2.0'><channel><title>Quay</title><item><title>Crews say no</title><link>{server.url}/gone</link><description><![CDATA[{body}]]></description></item></channel></rss>"
    (outcome,) = add(briefing, server.page("/feed", rss.encode(), "text/xml"))
    assert outcome.path is not None
    assert "the feed carries" in str(outcome.note)
    assert "ferry 14" in outcome.path.read_text(encoding="utf-8")


def test_files_and_folders(briefing: Path) -> None:
    outcomes = add(
        briefing,
        *(str(TOOLS / name) for name in ("word-file", "printed-page", "plain-text", "windows", "saved-page", "jekyll")),
    )
    assert [o.problem for o in outcomes] == [None] * 6
    assert [o.path.name for o in outcomes if o.path] == [
        "2025-03-13-miners-of-karst-want-a-safety-rule.md", "2025-03-13-ferry-talks-in-sund.md", "2025-03-13-teachers-reject-the-mediator-s-plan.md",
        "Tram talks.md", "2025-03-13-dockers-of-lunde-call-off-strike.md", "2025-03-13-nurses-want-staffing-rules.md",
    ]  # fmt: skip
    assert (briefing / "articles/Tram talks.md").read_bytes() == (TOOLS / "windows/Tram talks.md").read_bytes()
    corpus = load_corpus(briefing)
    assert {a.status for a in corpus.articles} == {"used"}
    assert [o.new for o in add(briefing, str(TOOLS / "word-file"))] == [False]


def test_pictures_come_along(briefing: Path, tmp_path: Path) -> None:
    (joplin,) = add(briefing, str(TOOLS / "joplin"))
    (vault,) = add(briefing, str(TOOLS / "obsidian-vault"))
    (tmp_path / "notes/in").mkdir(parents=True)
    (tmp_path / "notes/in/a.md").write_text(
        "The crews want talks.\n\n![x](../fees-chart.png) ![y](../../secret.png) ![z](own.png)\n"
    )
    png = (TOOLS / "obsidian-vault/attachments/fees-chart.png").read_bytes()
    for name in ("secret.png", "notes/in/own.png"):
        (tmp_path / name).write_bytes(png)
    (tmp_path / "notes/fees-chart.png").write_bytes(png + b"another")
    (note,) = add(briefing, str(tmp_path / "notes/in/a.md"))
    assert note.note == "not taken, since others of that name are there: fees-chart.png"
    assert (joplin.problem, vault.problem, note.problem) == (None, None, None)
    pictures = briefing / "articles/pictures"
    assert sorted(p.name for p in pictures.iterdir()) == [
        "0f3a6d0c7b0e4f6b9a1d2c3e4f506172.png",
        "fees-chart.png",
        "own.png",
    ]
    articles = {a.path: [p.path for p in a.pictures] for a in load_corpus(briefing).articles}
    assert articles["articles/Pipeline talks.md"] == ["articles/pictures/fees-chart.png"]
    assert articles["articles/Smelter offers bonus.md"] == ["articles/pictures/0f3a6d0c7b0e4f6b9a1d2c3e4f506172.png"]


def test_what_fails_stops_nothing_else(server: Server, briefing: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 and nothing more")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    bad = [server.url + "/gone", "http://", "ftp://a.example/x", "https://user:secret@a.example/x", str(tmp_path / "nowhere.html"), str(tmp_path / "empty"),
           str(tmp_path / "broken.docx"), str(tmp_path / "broken.pdf"), server.page("/picture", b"\x89PNG\r\n\x1a\n\0", "image/png"),
           server.page("/blank", b"<html><body></body></html>")]  # fmt: skip
    outcomes = add(briefing, *bad, server.page("/good", page("Good")))
    assert all(o.problem and o.path is None for o in outcomes[:-1])
    assert outcomes[0].problem == "was refused by its server with status 404"
    assert outcomes[2].problem == "is no web address; one that begins with https:// would be"
    assert outcomes[-1].path == briefing / "articles/good.md"
    assert sorted(p.name for p in (briefing / "articles").iterdir()) == ["good.md"]


def test_standard_input_and_the_command(server: Server, briefing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(briefing.parents[1])

    def run(*words: str, given: bytes | None = None) -> Result:
        return CliRunner().invoke(main, ["add", *words], input=given)

    done = run("--stdin", "--url", "https://courier.example/x", given=PAGE)
    assert done.exit_code == 0
    assert done.output == "+ briefings/harbour/articles/2025-03-13-dockers-of-lunde-call-off-strike.md: 129 words\n"
    done = run("--stdin", given=b"Fishers want quotas\n\nThe fishers of Sund want larger quotas.\n")
    assert (
        done.output
        == "+ briefings/harbour/articles/fishers-want-quotas.md: 10 words; no date, source or author found\n"
    )
    refused = run(server.page("/x", page("X")))
    assert refused.exit_code == 1
    assert "--allow-local" in refused.output
    done = run("--allow-local", "--json", server.url + "/x")
    assert json.loads(done.output)[0]["path"] == "briefings/harbour/articles/x.md"
    assert run().exit_code == 2
    assert run("--to", "nowhere", "x.html").exit_code == 2
    (briefing.parent / "second").mkdir()
    assert run("x.html").exit_code == 2
    assert run("--to", "second", str(TOOLS / "plain-text/teachers.txt")).exit_code == 0
    assert (briefing.parent / "second/articles/2025-03-13-teachers-reject-the-mediator-s-plan.md").is_file()


def test_a_name_is_looked_for_below_briefings_first(briefing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(briefing.parents[1])
    for folder in ("harbour", "docs", "other/articles", "briefings/pier"):
        Path(folder).mkdir(parents=True)

    def goes_to(name: str) -> str:
        done = CliRunner().invoke(main, ["add", "--json", "--to", name, str(TOOLS / "plain-text/teachers.txt")])
        return json.loads(done.stdout)[0]["path"].rpartition("/articles/")[0] if done.exit_code == 0 else done.output

    assert goes_to("harbour") == "briefings/harbour"
    assert goes_to("pier") == "briefings/pier"
    assert goes_to("other") == "other"
    assert goes_to("./harbour") == "harbour"
    for name in ("docs", ".", "..", "nowhere"):
        assert f"There is no briefing '{name}'" in goes_to(name)


def test_packed_pages_are_unpacked_and_bombs_are_not(server: Server, briefing: Path) -> None:
    good = server.page("/good", gzip.compress(page("Packed")), **{"Content-Encoding": "gzip"})
    bomb = server.page("/bomb", gzip.compress(b" " * 200_000_000), **{"Content-Encoding": "gzip"})
    first, second = add(briefing, good, bomb)
    assert first.path == briefing / "articles/packed.md"
    assert second.problem == "gives more than 30 MB"


def test_files_are_added_without_the_libraries_that_fetch(
    briefing: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("fetching", "addresses", "robots"):
        monkeypatch.delitem(sys.modules, f"briefing_generator.adding.{name}", raising=False)
    for name in ("httpx", "protego", "feedparser"):
        monkeypatch.setitem(sys.modules, name, None)
    (tmp_path / "note.txt").write_text("A note\n\nThe mayor of Lunde rejects the offer of the union.\n")
    (tmp_path / "feed.xml").write_text('<rss version="2.0"><channel><title>Courier</title></channel></rss>')
    asked = [str(tmp_path / "note.txt"), str(tmp_path / "feed.xml"), "https://courier.example/lunde"]
    run = CliRunner().invoke(main, ["add", *asked, "--to", str(briefing)])
    note, feed, page = run.stderr.splitlines()
    assert note.startswith("+ ")
    assert feed.endswith(
        "is a feed, which is not read without more libraries: pip install 'briefing-generator[fetch]'."
    )
    assert page.endswith("cannot be fetched without more libraries: pip install 'briefing-generator[fetch]'.")
    assert run.exit_code == 1
