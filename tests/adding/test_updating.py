"""``briefing update`` against a real server on loopback that serves feeds of every kind, good ones and bad."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from tempfile import mkdtemp

import pytest
import yaml
from briefing_generator.adding import Added, Came, Followed, update_briefing
from briefing_generator.adding.feed_memory import TRIES, FeedMemory
from briefing_generator.adding.fetching import Fetcher
from briefing_generator.adding.update_report import added_line, outcome_line, update_report
from briefing_generator.briefing.mentioning import Mentions
from briefing_generator.cli import main
from briefing_generator.corpus.settings_file import load_settings
from briefing_generator.make import make_folder
from click.testing import CliRunner
from web_server import Server

STRIKE = "The Harbour Union demands shorter shifts. Nordhavn Terminals rejected a pay rise on Monday, and Kari Lund, its director, said so."
READINGS = Path(mkdtemp())
RSS, ATOM, JSON = "application/rss+xml", "application/atom+xml", "application/feed+json"


@dataclass
class Told:
    """What an update told, by what became of it."""

    came: list[Came] = field(default_factory=list)
    feeds: list[Followed] = field(default_factory=list)

    def titles(self, became: str) -> list[str]:
        return [str(came.title) for came in self.came if came.became == became]

    def problems(self) -> list[str]:
        return [feed.problem for feed in self.feeds if feed.problem]


@pytest.fixture
def harbour(briefing: Path) -> Path:
    (briefing / "articles/2025-03-01-strike.md").write_text(f"# Strike in the harbour\n\n{STRIKE}\n", "utf-8")
    return briefing


def item(server: Server, name: str, title: str, guid: str | None = None, summary: str = "") -> str:
    """Serves a page, and returns its entry in RSS."""
    words = " ".join(f"At pier {n} of {title} nobody knew on Monday what comes next." for n in range(9))
    page = f"<html lang=en><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{words}</p></article></body></html>"
    url = server.page(f"/{name}", page.encode())
    known = f"<guid isPermaLink='false'>{guid}</guid>" if guid else ""
    return f"<item><title>{title}</title><link>{url}</link>{known}<description>{escape(summary)}</description></item>"


def rss(server: Server, path: str, *items: str, **headers: str) -> str:
    feed = f"<rss version='2.0'><channel><title>Courier</title>{''.join(items)}</channel></rss>"
    return server.page(path, feed.encode(), RSS, **headers)


def follow(briefing: Path, *feeds: object, pack: str = "labour") -> None:
    settings = {"title": "Harbour", "pack": pack, "feeds": list(feeds)}
    (briefing / "briefing.yml").write_text(yaml.safe_dump(settings), "utf-8")


def run(briefing: Path, kept: Path | None = None, waited: list[float] | None = None, **options: bool | int) -> Told:
    settings, problems = load_settings(briefing)
    assert not problems
    memory = FeedMemory(kept, bool(options.get("dry_run")))
    judge = Mentions(lambda: make_folder(briefing, READINGS))
    told = Told()
    with Fetcher(allow_local=True, sleep=(waited if waited is not None else []).append) as fetcher:
        for outcome in update_briefing(briefing, settings.feeds, fetcher, memory, judge, **options):  # type: ignore[arg-type]
            (told.came if isinstance(outcome, Came) else told.feeds).append(outcome)  # type: ignore[arg-type]
    memory.save()
    return told


def articles(briefing: Path) -> list[str]:
    return sorted(path.name for path in (briefing / "articles").iterdir())


def test_feeds_of_every_kind_bring_what_belongs_and_list_the_rest(server: Server, harbour: Path) -> None:
    rss(server, "/rss", item(server, "union", "Harbour Union meets"), item(server, "cake", "Cake fair opens"))
    page = item(server, "rise", "Offers", summary="x") and f"{server.url}/rise"
    atom = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Post</title><entry><id>1</id><title>Evening news</title><link href='{page}'/><summary type='html'>&lt;b&gt;Pay rise&lt;/b&gt; in sight</summary></entry></feed>"
    server.page("/atom", atom.encode(), ATOM)
    item(server, "ferry", "Ferries")
    entries = [{"id": "7", "url": f"{server.url}/ferry", "title": "Ferries late", "content_text": "No ferries today."}]
    data = {"version": "https://jsonfeed.org/version/1.1", "title": "Ferry log", "items": entries}
    server.page("/json", json.dumps(data).encode(), JSON)
    rss(server, "/listed", item(server, "lund", "Lund speaks", summary="Kari Lund goes on"))
    opml = f"<opml version='2.0'><body><outline text='Sea'><outline type='rss' text='Ports' xmlUrl='{server.url}/listed'/></outline></body></opml>"
    (harbour / "feeds.opml").write_text(opml, "utf-8")
    follow(
        harbour,
        f"{server.url}/rss",
        f"{server.url}/atom",
        {"url": f"{server.url}/json", "words": ["ferry"]},
        "feeds.opml",
    )
    told = run(harbour)
    assert told.titles("new") == ["Harbour Union meets", "Evening news", "Ferries late", "Lund speaks"]
    assert [came.mentions for came in told.came if came.became == "new"] == [
        ("Harbour Union",), ("pay rise",), ("ferry",), ("Kari Lund",)
    ]  # fmt: skip
    assert [(came.title, came.url) for came in told.came if came.became == "aside"] == [
        ("Cake fair opens", f"{server.url}/cake")
    ]
    assert "/cake" not in server.asked
    assert [feed.title for feed in told.feeds] == ["Courier", "Post", "Ferry log", "Ports"]
    assert len(articles(harbour)) == 5


@pytest.mark.parametrize("sign", [{"ETag": '"v1"'}, {"Last-Modified": "Mon, 03 Mar 2025 10:00:00 GMT"}])
def test_what_has_not_changed_is_not_sent_again(
    server: Server, harbour: Path, tmp_path: Path, sign: dict[str, str]
) -> None:
    feed = rss(server, "/rss", item(server, "a", "Harbour Union meets"), item(server, "b", "Cake fair opens"), **sign)
    follow(harbour, feed)
    first = run(harbour, tmp_path / "kept")
    assert (first.titles("new"), first.titles("aside")) == (["Harbour Union meets"], ["Cake fair opens"])
    server.asked.clear()
    second = run(harbour, tmp_path / "kept")
    assert (server.unchanged, server.asked) == (["/rss"], ["/robots.txt", "/rss"])
    assert second.came == []
    (told,) = second.feeds
    assert (told.unchanged, told.entries, told.done, told.aside) == (True, 2, 1, 1)
    assert run(harbour, tmp_path / "kept", again=True).titles("aside") == ["Cake fair opens"]
    # What did not belong does once somebody says so, though the server has nothing newer.
    follow(harbour, {"url": feed, "words": ["cake"]})
    assert run(harbour, tmp_path / "kept").titles("new") == ["Cake fair opens"]
    rss(server, "/rss", item(server, "c", "Nordhavn Terminals yields"), ETag='"v2"')
    assert run(harbour, tmp_path / "kept").titles("new") == ["Nordhavn Terminals yields"]


def test_a_feed_that_was_kept_and_broke_is_asked_for_whole(server: Server, harbour: Path, tmp_path: Path) -> None:
    follow(harbour, rss(server, "/rss", item(server, "a", "Harbour Union meets"), ETag='"v1"'))
    run(harbour, tmp_path / "kept")
    for path in (tmp_path / "kept/feeds").rglob("*.json"):
        path.write_bytes(b"rubbish")
    (told,) = run(harbour, tmp_path / "kept").feeds
    assert (told.problem, told.entries, told.done) == (None, 1, 1)
    (tmp_path / "kept/feeds.json").write_text('{"versions": 4}', "utf-8")
    assert run(harbour, tmp_path / "kept").came == []


def test_nothing_comes_twice(server: Server, harbour: Path, tmp_path: Path) -> None:
    first = item(server, "a", "Harbour Union meets", "id-1")
    other = rss(server, "/other", first.replace("/a<", "/a?utm_source=feed<"))
    follow(harbour, rss(server, "/rss", first, first), other)
    assert run(harbour, tmp_path / "kept").titles("new") == ["Harbour Union meets"]
    before = articles(harbour)
    # Its address and its title are other ones now; what the feed calls it is not.
    rss(server, "/rss", item(server, "moved", "Harbour Union meets again", "id-1"))
    assert run(harbour, tmp_path / "kept").came == []
    assert "/moved" not in server.asked
    # With nothing remembered the folder still tells by addresses.
    rss(server, "/rss", first)
    assert run(harbour).came == []
    assert articles(harbour) == before
    # Somebody took the article out: it does not come again.
    (harbour / "articles/harbour-union-meets.md").unlink()
    assert run(harbour, tmp_path / "kept").came == []


def test_a_broken_feed_is_told_and_stops_no_other(server: Server, harbour: Path) -> None:
    server.page("/page", b"<html><head><link rel=alternate type=application/rss+xml href=/feed></head><body><p>x</p>")
    server.page("/torn", b"<rss version='2.0'><channel><title>a</ti", RSS)
    server.page("/bomb", b"<!DOCTYPE x [<!ENTITY a 'b'>]><rss><channel><item/></channel></rss>", RSS)
    server.page("/list", b"<opml version='2.0'><body/></opml>", "text/x-opml")
    (harbour / "empty.opml").write_text("<opml version='2.0'><body/></opml>", "utf-8")
    (harbour / "torn.opml").write_text("<opml version='2.0'><body>", "utf-8")
    (harbour / "odd.opml").write_text("<opml><body><outline xmlUrl='../secret.xml'/></body></opml>", "utf-8")
    (harbour.parent / "secret.xml").write_text(
        "<rss><channel><item><title>Harbour Union</title></item></channel></rss>"
    )
    bad = [f"{server.url}/{name}" for name in ("gone", "page", "torn", "bomb", "list")]
    good = rss(server, "/rss", item(server, "a", "Harbour Union meets"))
    follow(harbour, "empty.opml", "torn.opml", "odd.opml", *bad, good)
    told = run(harbour)
    assert told.titles("new") == ["Harbour Union meets"]
    assert [problem.split(":")[0] for problem in told.problems()] == [
        "lists no feeds; an outline with an `xmlUrl` would be one",
        "is a list of feeds that is no XML",
        "is no web address; one that begins with https",
        "was refused by its server with status 404",
        "is a page and no feed; http",
        "is a feed that cannot be read",
        "is a feed that defines entities of its own, which is not read",
        "is a list of feeds; saved beside briefing.yml, its file's name would be right",
    ]
    assert f"{server.url}/feed, which it announces" in told.problems()[4]


def test_ten_thousand_entries_are_bounded_and_the_others_wait(server: Server, harbour: Path, tmp_path: Path) -> None:
    items = [item(server, f"n{n}", f"Harbour Union, day {n}") for n in range(3)]
    many = [f"<item><title>Cake {n}</title><link>{server.url}/cake{n}</link></item>" for n in range(9_997)]
    follow(harbour, rss(server, "/rss", *items, *many, ETag='"v1"'))
    told = run(harbour, tmp_path / "kept", limit=2)
    assert told.titles("new") == ["Harbour Union, day 0", "Harbour Union, day 1"]
    assert told.titles("waiting") == ["Harbour Union, day 2"]
    assert len(told.titles("aside")) == 1_997
    (feed,) = told.feeds
    assert (feed.entries, feed.waiting) == (2_000, 1)
    assert "2,000 entries, and no more are looked at; 1 wait for the next update" in outcome_line(feed)[0]
    again = run(harbour, tmp_path / "kept", limit=2)
    assert ([came.title for came in again.came], server.unchanged) == (["Harbour Union, day 2"], ["/rss"])
    assert (tmp_path / "kept/feeds.json").stat().st_size < 100_000


def test_a_page_that_cannot_be_had_is_tried_a_few_times(server: Server, harbour: Path, tmp_path: Path) -> None:
    feed = rss(server, "/rss", f"<item><title>Harbour Union</title><link>{server.url}/none</link></item>")
    follow(harbour, feed)
    told = [run(harbour, tmp_path / "kept") for _ in range(TRIES + 1)]
    assert [len(t.titles("failed")) for t in told] == [1] * TRIES + [0]
    assert server.asked.count("/none") == TRIES
    last = told[TRIES - 1].came[0].added
    assert last is not None
    assert str(last.problem).endswith("it was tried 3 times and is given up")


def test_a_server_that_asks_for_it_is_left_alone(server: Server, harbour: Path, tmp_path: Path) -> None:
    busy: tuple[int, dict[str, str], bytes] = (429, {"Retry-After": "3600"}, b"")
    items = [item(server, f"n{n}", f"Harbour Union, day {n}") for n in range(3)]
    follow(harbour, rss(server, "/rss", *items), f"{server.url}/other")
    server.answers["/n1"] = busy
    told = run(harbour, tmp_path / "kept")
    assert (told.titles("new"), len(told.titles("waiting"))) == (["Harbour Union, day 0"], 2)
    assert "/n2" not in server.asked
    assert "/other" not in server.asked
    (problem,) = told.problems()
    assert "asks to be left alone for 3,600 seconds" in problem or "asks to be left alone for 3,599 seconds" in problem
    server.asked.clear()
    assert len(run(harbour, tmp_path / "kept").problems()) == 2
    assert server.asked == []


def test_a_short_rest_is_waited_for(server: Server, harbour: Path) -> None:
    server.answers["/busy"] = (503, {"Retry-After": "20"}, b"")
    follow(harbour, f"{server.url}/busy", rss(server, "/rss"))
    waited: list[float] = []
    told = run(harbour, None, waited)
    assert len(told.problems()) == 1
    assert 19 < max(waited) <= 20


def test_robots_txt_and_the_pause_hold_for_feeds(server: Server, harbour: Path) -> None:
    server.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /shut\n")
    shut = rss(server, "/shut", item(server, "a", "Harbour Union meets"))
    follow(harbour, shut, rss(server, "/rss", item(server, "b", "Harbour Union goes")))
    waited: list[float] = []
    told = run(harbour, None, waited)
    assert "closed to programs by its robots.txt" in told.problems()[0]
    assert told.titles("new") == ["Harbour Union goes"]
    assert "/shut" not in server.asked
    assert len(waited) == 1


def test_a_dry_run_asks_the_feeds_alone_and_remembers_nothing(server: Server, harbour: Path, tmp_path: Path) -> None:
    follow(
        harbour, rss(server, "/rss", item(server, "a", "Harbour Union meets"), item(server, "b", "Cake"), ETag='"v1"')
    )
    before = articles(harbour)
    told = run(harbour, tmp_path / "kept", dry_run=True)
    assert (told.titles("new"), told.titles("aside")) == (["Harbour Union meets"], ["Cake"])
    assert (server.asked, articles(harbour)) == (["/robots.txt", "/rss"], before)
    assert not (tmp_path / "kept").exists()


def test_a_new_briefing_says_what_to_filter_by(server: Server, briefing: Path) -> None:
    feed = rss(server, "/rss", item(server, "a", "Harbour Union meets"))
    follow(briefing, feed, pack="auto")
    (problem,) = run(briefing).problems()
    assert "nothing to be filtered by yet" in problem
    follow(briefing, {"url": feed, "filter": "everything"})
    assert run(briefing).titles("new") == ["Harbour Union meets"]


def test_words_alone_filter_where_that_is_wanted(server: Server, harbour: Path) -> None:
    feed = rss(server, "/rss", item(server, "a", "Harbour Union meets"), item(server, "b", "Night ferries"))
    follow(harbour, {"url": feed, "filter": "words", "words": "night ferry"})
    told = run(harbour)
    assert (told.titles("new"), told.titles("aside")) == (["Night ferries"], ["Harbour Union meets"])


def test_a_report_shows_the_words_of_others_as_words(server: Server, harbour: Path) -> None:
    title = "Harbour Union ](http://x.example) @somebody `#1`\u001b[31m"
    came = Came("f", title, "https://a.example/<b>`", "2025-03-01", "new", ("Harbour Union",))
    aside = Came("f", "Cake", "https://a.example/cake", None, "aside")
    text = update_report([("Harbour", [came, aside, Followed("https://f.example", None, problem="is no feed")])])
    assert (
        "- [`Harbour Union ](http://x.example) @somebody '#1' [31m`](<https://a.example/%3Cb%3E%60>), 2025-03-01"
        in text
    )
    assert "### Did not belong, and was left where it is\n\n- [`Cake`](<https://a.example/cake>)" in text
    assert "- `https://f.example`: `is no feed`" in text
    assert "\u001b" not in outcome_line(came, True)[0]
    assert added_line(Added(f"https://f.example: {title}", problem="is empty")).endswith(
        "@somebody `#1` [31m is empty."
    )
    long = update_report([("Harbour", [aside] * 5_000)])
    shown = long.count("- [`Cake`]")
    assert len(long) < 65_000
    assert f"And {5_000 - shown:,} more" in long
    assert update_report([("Harbour", [Followed("https://f.example", None, 9)])]) == ""


def test_the_command_updates_and_tells(server: Server, harbour: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = harbour.parent.parent
    monkeypatch.chdir(home)
    feed = rss(server, "/rss", item(server, "a", "Harbour Union meets"), item(server, "b", "Cake fair"), ETag='"v1"')
    follow(harbour, feed)
    (home / "briefings/torn").mkdir()
    (home / "briefings/torn/articles").mkdir()
    (home / "briefings/torn/briefing.yml").write_text("title: [x\n", "utf-8")
    done = CliRunner().invoke(main, ["update", "--allow-local", "--report", "report.md"])
    assert done.exit_code == 1
    assert "briefings/torn/briefing.yml:" in done.output
    assert "+ briefings/harbour/articles/harbour-union-meets.md: " in done.output
    assert f"? Cake fair ({server.url}/b) mentions nothing of the briefing" in done.output
    assert "`Harbour Union meets`" in (home / "report.md").read_text("utf-8")
    again = CliRunner().invoke(main, ["update", "harbour", "--allow-local", "--json", "--quiet"])
    assert again.exit_code == 0
    (data,) = json.loads(again.stdout)
    assert (data["name"], data["folder"]) == ("harbour", "briefings/harbour")
    assert (data["entries"], data["feeds"][0]["unchanged"]) == ([], True)


@pytest.mark.parametrize(
    ("feed", "told"),
    [
        ("[x]", "is no mapping of keys to values"),
        ("{title: x}", "lacks `url`"),
        ("{url: 'https://a.example/f', word: x}", "has the key `word`; filter, title, url, words would be right"),
        ("ftp://a.example/f", "one that begins with https:// would be"),
        ("courier.example/feed.xml", "is written with its beginning, https://courier.example/feed.xml"),
        ("a list", "a web address, or a file that ends in .opml"),
        ("'https://me:secret@a.example/f'", "holds a name or a password"),
        ("{url: 'https://a.example/f', filter: some}", "briefing, words, everything would be right"),
        ("{url: 'https://a.example/f', filter: words}", "`words: [dockers, harbour]` would be right"),
        ("{url: 'https://a.example/f', words: [[a]]}", "has `words` of which one is no text"),
        ("{url: 'https://a.example/f', words: {a: b}}", "has `words` that is no list of words"),
    ],
)
def test_a_feed_that_is_written_wrongly_is_told_with_its_line(briefing: Path, feed: str, told: str) -> None:
    (briefing / "briefing.yml").write_text(f"title: x\nfeeds:\n- https://good.example/f\n- {feed}\n", "utf-8")
    settings, problems = load_settings(briefing)
    assert [feed.url for feed in settings.feeds] == ["https://good.example/f"]
    (problem,) = problems
    assert (problem.line, problem.code) == (4, "feed-broken")
    assert told in problem.message
