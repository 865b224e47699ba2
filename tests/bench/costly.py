"""What text costs that nobody would write: 100 KB of each shape against as much prose, as ratios: ``make bench-rooms``.

Each shape is read in a process of its own that is stopped when it has used up its share, and each room is measured apart.
``python -m tests.bench.costly SHAPE …`` measures some, ``--profile`` tells where the time of one goes.
"""

from __future__ import annotations

import cProfile
import json
import os
import pstats
import re
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from briefing_generator import load_corpus, make_briefing, read_article, render_pages
from briefing_generator.issues import pack_for

ROOT = Path(__file__).parents[2]
SIZE = int(os.environ.get("SIZE", "100000"))
MOST = 2.0
"""How many times what prose takes a shape may take."""
STOPPED = int(os.environ.get("STOPPED", "100"))
"""Seconds of the processor after which a shape is given up."""
ROOMS = ("corpus", "reading", "briefing", "pages")


def prose(size: int) -> str:
    """Returns so many letters of the articles that come with the project, over and over, no sentence twice."""
    texts = [
        re.sub(r"(?s)\A---\n.*?\n---\n", "", path.read_text(encoding="utf-8")).strip()
        for path in sorted((ROOT / "briefings").glob("*/articles/*.md"))
        if "ukraine" not in path.parts[-3]
    ]
    whole, turn = "", 0
    while len(whole) < size:
        again = turn // len(texts)
        text = texts[turn % len(texts)]
        whole += "\n\n" + (re.sub(r"(?<=[a-z])\. ", f" in round {again}. ", text) if again else text)
        turn += 1
    return whole[:size]


def words(size: int) -> str:
    """Returns so many letters of the words of prose, without a sign between them."""
    return " ".join(re.findall(r"[A-Za-z]+", prose(size * 3 // 2)))[:size]


def over(unit: str, size: int) -> str:
    """Returns a unit so often that it comes to a size."""
    return unit * (size // len(unit) + 1)


def every(many: int, sign: str, size: int) -> str:
    """Returns words with a sign behind each so many of them."""
    told = words(size).split()
    return "".join(f"{word}{sign if n % many == many - 1 else ' '}" for n, word in enumerate(told))[:size]


def numbered(unit: str, size: int) -> str:
    """Returns a unit so often that it comes to a size, with another number in each."""
    parts, length, n = [], 0, 0
    while length < size:
        parts.append(unit.format(n=n))
        length += len(parts[-1])
        n += 1
    return "".join(parts)


TAIL = "\n\nThe union of Lunde demands shorter shifts, and the port rejected that on Monday.\n"
SHAPES: dict[str, Callable[[int], str]] = {
    "prose": prose,
    "one sentence": lambda size: words(size) + ".",
    "one sentence, commas": lambda size: every(6, ", ", size) + ".",
    "one sentence, ands": lambda size: every(6, " and ", size) + ".",
    "one sentence, clauses": lambda size: over("The port said that the union demanded that ", size) + "it ends.",
    "one sentence, semicolons": lambda size: over("the union of Lunde demands shorter shifts; ", size) + "it ends.",
    "one sentence, names": lambda size: numbered("Anna Berg of the Port {n}, ", size) + "met.",
    "one list of names": lambda size: over("Norway, Peru, Kenya, Japan, ", size) + "and Chile demanded a truce.",
    "short sentences": lambda size: over("He said no. ", size),
    "short sentences, each another": lambda size: numbered("He said no {n}. ", size),
    "short paragraphs": lambda size: over("He said no.\n\n", size),
    "many names": lambda size: numbered("Ana{n} Berg{n} said that Ola{n} Union wants talks. ", size),
    "many organisations": lambda size: numbered("The Port{n} Workers Union demands a truce, it said. ", size),
    "many quotations": lambda size: numbered("“We want {n} trucks,” Anna Berg said. ", size),
    "quotation marks": lambda size: '"' * size,
    "quotation marks, words": lambda size: over('said " no ', size),
    "apostrophes": lambda size: over("' ", size),
    "apostrophes in words": lambda size: over("dockers' 'pay ", size),
    "marks that open": lambda size: "“" * size,
    "marks that open, words": lambda size: over("“no ", size),
    "marks that close": lambda size: "”" * size,
    "single marks that open": lambda size: over("‘no ", size),
    "brackets that open": lambda size: "(" * size,
    "brackets in brackets": lambda size: over("(no ", size // 2) + over(") ", size // 2),
    "square brackets": lambda size: "[" * size,
    "square brackets, pairs": lambda size: over("[a] ", size),
    "braces": lambda size: over("{a", size),
    "angle brackets": lambda size: "<" * size,
    "tags": lambda size: over("<b>no ", size),
    "comments": lambda size: over("<!-- ", size),
    "entities": lambda size: over("&quot;", size),
    "half entities": lambda size: over("&a", size),
    "dashes": lambda size: "-" * size,
    "long dashes": lambda size: over("no — ", size),
    "long dashes alone": lambda size: "—" * size,
    "digits": lambda size: over("1234567890", size),
    "figures": lambda size: numbered("{n}.5 million, ", size),
    "years": lambda size: over("on 13 March 2025 ", size),
    "full stops": lambda size: "." * size,
    "abbreviations": lambda size: over("U.S. Mr. ", size),
    "combining marks": lambda size: "a" + "\u0301" * size,
    "combining marks, words": lambda size: over("a\u0301\u0302 ", size),
    "signs that join": lambda size: over("a\u200d", size),
    "one word": lambda size: over("abcdefghij", size),
    "one word of capitals": lambda size: over("ABCDEFGHIJ", size),
    "one word, hyphens": lambda size: over("de-", size),
    "one word, points": lambda size: over("a.", size),
    "one word, slashes": lambda size: over("a/", size),
    "one word, apostrophes": lambda size: over("a'", size),
    "words of one letter": lambda size: over("a ", size),
    "capitals": lambda size: words(size).upper(),
    "title case": lambda size: words(size).title(),
    "addresses": lambda size: numbered("https://example.org/a/{n} ", size),
    "one address": lambda size: "https://example.org/" + over("a/", size),
    "at signs": lambda size: over("a@b.c ", size),
    "headings": lambda size: over("# The talks go on\n\n", size),
    "lines that look like headings": lambda size: over("The Talks Go On\n\n", size),
    "underlined headings": lambda size: over("Talks\n---\n", size),
    "links": lambda size: over("[a](b) ", size),
    "links, broken": lambda size: over("[a](", size),
    "links with words": lambda size: numbered("[the union of Lunde](https://example.org/{n}) ", size),
    "link definitions": lambda size: numbered("[a{n}]: https://example.org/\n", size),
    "pictures": lambda size: over("![a](b.png) ", size),
    "footnotes": lambda size: numbered("no[^{n}] ", size),
    "stars": lambda size: "*" * size,
    "stars, words": lambda size: over("*a ", size),
    "stars, pairs": lambda size: over("**a** ", size),
    "underscores": lambda size: over("_a ", size),
    "backticks": lambda size: over("`a", size),
    "backslashes": lambda size: "\\" * size,
    "tildes": lambda size: over("~~a", size),
    "quotes in quotes": lambda size: "> " * (size // 2) + "no",
    "quotes in quotes, lines": lambda size: "\n".join("> " * (n % 100) + "no talks" for n in range(size // 110)),
    "lists": lambda size: over("- the union demands a truce\n", size),
    "lists in lists": lambda size: "\n".join("  " * (n % 60) + "- no" for n in range(size // 64)),
    "lists in lists, deep": lambda size: "\n".join("  " * n + "- no" for n in range(int(size**0.5))),
    "tables": lambda size: "| a | b |\n| --- | --- |\n" + over("| c | d |\n", size),
    "tables, wide": lambda size: "|" + over(" a |", size // 3) + "\n|" + over("---|", size // 3) + "\n|" + over("b|", size // 3),
    "rows without a table": lambda size: over("| a ", size),
    "rules": lambda size: over("---\n\n", size),
    "fences": lambda size: over("```\n", size),
    "indented": lambda size: over("    no\n", size),
    "spaces": lambda size: "a" + " " * size + "b",
    "empty lines": lambda size: "a" + "\n" * size + "b",
    "spaces on lines": lambda size: over("a   \n", size),
    "paragraphs of one letter": lambda size: over("a\n\n", size),
    "sentences of one letter": lambda size: over("a! ", size),
    "lines in one paragraph": lambda size: over("a\n", size),
    "lines in one paragraph, each another": lambda size: numbered("a{n}\n", size),
    "bylines": lambda size: over("By Anna Berg\n\n", size),
    "dates on lines": lambda size: over("13 March 2025\n\n", size),
    "fields on lines": lambda size: over("Source: Gazette\n", size),
    "colons": lambda size: over("a: ", size),
    "thai": lambda size: over("กขคงจ", size // 3),
    "emoji": lambda size: over("👩‍👩‍👧", size // 4),
    "right to left": lambda size: over("אבג דהו ", size // 2),
}  # fmt: skip


class _Stopped(Exception):
    pass


@contextmanager
def timed(seconds: dict[str, float], room: str) -> Iterator[None]:
    """Notes the seconds that what is done inside takes of the processor."""
    began = os.times().user
    try:
        yield
    finally:
        seconds[room] = os.times().user - began


def rooms(text: str, stopped: int = STOPPED) -> dict[str, float]:
    """Returns the seconds that each room takes for a text; what is too dear is cut short and has no room behind it."""

    def stop(*_: object) -> None:
        raise _Stopped

    signal.signal(signal.SIGVTALRM, stop)
    seconds: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "talks"
        (folder / "articles").mkdir(parents=True)
        (folder / "briefing.yml").write_text("title: Costly talks\npack: labour\n", encoding="utf-8")
        head = "---\ntitle: Costly talks\ndate: 2025-03-13\nsource: Gazette\n---\n"
        (folder / "articles/costly.md").write_text(head + text + TAIL, encoding="utf-8")
        signal.setitimer(signal.ITIMER_VIRTUAL, stopped)
        try:
            with timed(seconds, "corpus"):
                corpus = load_corpus(folder)
            pack = pack_for(corpus)
            with timed(seconds, "reading"):
                readings = [read_article(article, pack) for article in corpus.articles]
            with timed(seconds, "briefing"):
                briefing = make_briefing(corpus, readings)
            with timed(seconds, "pages"):
                render_pages(briefing)
        except _Stopped:
            pass
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return seconds


def apart(text: str) -> dict[str, float]:
    """Returns what :func:`rooms` does, measured in a process of its own, and ``memory``: its MB at their most."""
    import resource  # Windows has none, nor what else is done here

    reads, writes = os.pipe()
    child = os.fork()
    if not child:
        os.close(reads)
        told: dict[str, float] = {}
        try:
            told = rooms(text)
        finally:
            told["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
            os.write(writes, json.dumps(told).encode())
            os._exit(0)
    os.close(writes)
    with os.fdopen(reads, "rb") as answer:
        line = answer.read()
    os.waitpid(child, 0)
    return dict(json.loads(line))


def main(asked: list[str]) -> None:
    """Measures and prints."""
    rooms(prose(3000))  # loads the model and all modules
    if "--profile" in asked:
        asked.remove("--profile")
        for name in asked:
            profile = cProfile.Profile()
            profile.enable()
            print(name, rooms(SHAPES[name](SIZE)))
            profile.disable()
            pstats.Stats(profile).sort_stats("tottime").print_stats(22)
        return
    usual = apart(prose(SIZE))
    whole = sum(usual[room] for room in ROOMS)
    print(f"| {SIZE // 1000} KB of | {' | '.join(ROOMS)} | all | times prose | MB |\n| --- | {'--- | ' * 7}")
    dear = 0
    for name in asked or SHAPES:
        told = usual if name == "prose" else apart(SHAPES[name](SIZE))
        ended = "pages" in told
        spent = sum(told.get(room, 0.0) for room in ROOMS)
        cells = " | ".join(f"{told[room]:.1f} s" if room in told else "–" for room in ROOMS)
        ratio = f"{spent / whole:.1f}{'' if ended else ', stopped'}"
        print(f"| {name} | {cells} | {spent:.1f} s | {ratio} | {told['memory']:.0f} |", flush=True)
        dear += spent > MOST * whole or not ended
    print(f"\n{dear or 'No'} of them take{'s' * (dear == 1)} more than {MOST:.0f} times what prose does.")


if __name__ == "__main__":
    main(sys.argv[1:])
