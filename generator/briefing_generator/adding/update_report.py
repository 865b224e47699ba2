"""What was added and what an update brought: a line for each in a terminal, and Markdown for a pull request.

Titles are others' words: they stand as code, which no forge reads for marks, names of people or numbers of requests.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from briefing_generator.adding.feed_entries import MOST_ENTRIES
from briefing_generator.adding.updating import Came, Followed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing_generator.adding.intake import Added

_LONGEST = 60_000
"""Letters of a report; GitHub takes no more than 65,536."""
_LONGEST_TITLE = 200


def update_report(briefings: Iterable[tuple[str, Sequence[Came | Followed]]]) -> str:
    """Returns a report on what became of the feeds of briefings, each given by its title; "" where there is nothing to tell.

    What finds no room is counted.
    """
    lines: list[str] = []
    for title, outcomes in briefings:
        told = [*_articles(outcomes), *_feeds(outcomes)]
        if told:
            lines += [f"## {_code(title)}", "", *told]
    text, left = "", 0
    for line in lines:
        if left or len(text) + len(line) > _LONGEST:
            left += line.startswith("- ")
        else:
            text += f"{line}\n"
    return (
        f"{text}\nAnd {left:,} more, for which there is no room here; the log of the run has them.\n" if left else text
    )


def _articles(outcomes: Sequence[Came | Followed]) -> list[str]:
    came = [outcome for outcome in outcomes if isinstance(outcome, Came)]
    new = [f"- {_linked(c)}{_behind(c)}" for c in came if c.became == "new"]
    aside = [f"- {_linked(c)}" for c in came if c.became == "aside"]
    failed = [f"- {_linked(c)}: {_code(str(c.added.problem))}" for c in came if c.became == "failed" and c.added]
    waiting = sum(c.became == "waiting" for c in came)
    lines = []
    for heading, rows in (
        ("New articles", new),
        ("Did not belong, and was left where it is", aside),
        ("Could not be had", failed),
    ):
        lines += [f"### {heading}", "", *rows, ""] if rows else []
    return [*lines, f"{waiting:,} more wait for the next update.", ""] if waiting else lines


def _feeds(outcomes: Sequence[Came | Followed]) -> list[str]:
    rows = [f"- {_code(o.feed)}: {_code(o.problem)}" for o in outcomes if isinstance(o, Followed) and o.problem]
    return ["### Feeds with a fault", "", *rows, ""] if rows else []


def _linked(came: Came) -> str:
    title = _code(came.title or came.url or "without a title")
    return f"[{title}](<{_address(came.url)}>)" if came.url else title


def _behind(came: Came) -> str:
    day = f", {came.date}" if came.date else ""
    return f"{day}: mentions {_code(', '.join(came.mentions))}" if came.mentions else day


def _code(words: str) -> str:
    """Returns words as code of one line.

    >>> _code("a `b`\\n@c")
    "`a 'b' @c`"
    """
    line = _plain(words).replace("`", "'")
    line = line if len(line) <= _LONGEST_TITLE else f"{line[: _LONGEST_TITLE - 1]}…"
    return f"`{line.strip() or ' '}`"


def _address(url: str) -> str:
    """Returns an address as it can stand between pointed brackets."""
    return quote(url, safe=":/?#[]@!$&'()*+,;=%-._~") if re.match("https?://", url) and urlsplit(url).netloc else "#"


def added_line(added: Added, mentions: Sequence[str] = (), called: str | None = None) -> str:
    """Returns a line that tells what became of a source.

    Args:
        added: what became of it.
        mentions: what it mentions of the briefing, where it was asked for that.
        called: what it is called where nothing came of it; as it was named unless said.
    """
    source = _plain(added.source)
    if added.path is None:
        return f"! {called or source} {_plain(str(added.problem))}."
    path = _plain(added.path.as_posix())
    if not added.new:
        return f"= {path} is there already ({source})"
    *several, last = added.missing or ("",)
    lacks = f"; no {', '.join(several)}{' or ' if several else ''}{last} found" if last else ""
    note = f"; {_plain(added.note)}" if added.note else ""
    return f"+ {path}: {added.words} words{lacks}{_by(mentions)}{note}"


def _by(mentions: Sequence[str]) -> str:
    return f"; mentions {_plain(', '.join(mentions))}" if mentions else ""


def outcome_line(outcome: Came | Followed, dry_run: bool = False) -> tuple[str, bool]:
    """Returns a line that tells what became of a feed or an entry, "" where that is not worth one, and whether it is a fault."""
    if isinstance(outcome, Followed):
        return _feed_line(outcome)
    what = f"{_plain(outcome.title or 'without a title')} ({_plain(outcome.url or outcome.feed)})"
    added = outcome.added
    if outcome.became == "aside":
        return f"? {what} mentions nothing of the briefing", False
    if outcome.became == "new" and dry_run:
        return f"+ {what} would be fetched{_by(outcome.mentions)}", False
    if added is None or outcome.became == "waiting":
        return "", False
    return added_line(added, outcome.mentions, what), added.path is None


def _feed_line(feed: Followed) -> tuple[str, bool]:
    name = f"{_plain(feed.title)} ({_plain(feed.feed)})" if feed.title else _plain(feed.feed)
    if feed.problem:
        return f"! {name} {_plain(feed.problem)}.", True
    counts = [f"{feed.entries:,} entries" + (", and no more are looked at" if feed.entries >= MOST_ENTRIES else "")]
    counts += ["nothing newer"] if feed.unchanged else []
    counts += [
        f"{number:,} {what}"
        for number, what in (
            (feed.done, "done with before"), (feed.aside, "told before not to belong"), (feed.waiting, "wait for the next update"),
        )
        if number
    ]  # fmt: skip
    return f"  {name}: {'; '.join(counts)}", False


def _plain(words: str) -> str:
    """Returns others' words as a terminal can show them: on one line, and nothing in them that it would obey."""
    return "".join(c if c.isprintable() else " " for c in " ".join(words.split()))
