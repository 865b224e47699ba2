"""Makes corpora of any size, shaped as folders are that people clip: ``python -m tests.bench.recombined FOLDER SIZE``.

Paragraphs of articles are dealt out anew: an article has as many as one that was written, all of one story, its lead
first. Figures are drawn anew for each, and names that a story tells of once or twice become others in each hundred
articles, so that sentences do not repeat and the number of names grows as it does in news: a few stay at the top of
everything, and most come once. Of a hundred articles four say what another says, half of them as its later version.

The articles are those that come with the project, or with ``--from FOLDER`` those below a folder of one's own; made of
others' texts, a corpus is to be measured with and not to be passed on.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[2]
COPIES = 0.02
"""Of 281 real files 11 repeat another one, 9 with a difference; here half are copies to the word, half say more."""
A_DAY = 10
"""Articles of a day, in a folder that is longer than a month."""
SOURCES = ("Gazette", "Courier", "Wire", "Evening Post", "Ledger", "Harbour Times", "Standard", "Free Press")
_NAME = re.compile(r"(?<=[a-z,] )([A-Z][a-z]+ )([A-Z][a-z]{2,})\b")
_FIGURE = re.compile(r"(?<![\w.,-])[1-9]\d{0,2}(?![\w-]|[.,]\d)")
_SYLLABLES = (
    "ba",
    "den",
    "fal",
    "gor",
    "hin",
    "jas",
    "kel",
    "lom",
    "mar",
    "nov",
    "ost",
    "pel",
    "rud",
    "sa",
    "tor",
    "vik",
)


@dataclass(frozen=True)
class Story:
    """The articles of one folder, taken apart.

    ``rare`` are the last names that not more than two of them tell of.
    """

    titles: tuple[str, ...]
    leads: tuple[str, ...]
    others: tuple[str, ...]
    lengths: tuple[int, ...]
    rare: frozenset[str]


def stories(place: Path) -> list[Story]:
    """Returns the stories below a folder: each folder ``articles`` there, in order of their paths.

    Raises ``ValueError`` where there is no article of three paragraphs.
    """
    found = [_story(folder) for folder in sorted(place.rglob("articles")) if folder.is_dir()]
    whole = [story for story in found if story.lengths]
    if not whole:
        raise ValueError(f"{place}: there is no folder `articles` with Markdown of three paragraphs in it.")
    return whole


def _story(folder: Path) -> Story:
    titles, leads, others, lengths = [], [], [], []
    seen, names = Counter[str](), set[str]()
    for path in sorted(folder.glob("*.md")):
        head, _, text = path.read_text(encoding="utf-8", errors="replace").removeprefix("---\n").partition("\n---\n")
        paragraphs = [p for p in re.split(r"\n\s*\n", text) if re.match(r"[\w“\"\[]", p) and len(p.split()) > 4]
        if len(paragraphs) < 3:
            continue
        title = re.search(r"(?m)^title: *[\"']?(.+?)[\"']? *$", head)
        titles.append(re.sub(r"[\"\\]", "", title[1]) if title else path.stem)
        leads.append(paragraphs[0])
        others += paragraphs[1:]
        lengths.append(len(paragraphs))
        seen.update(set(re.findall(r"\w+", text)))
        names |= {found[2] for found in _NAME.finditer(text)}
    rare = frozenset(name for name in names if seen[name] < 3 and name.lower() not in seen)
    return Story(tuple(titles), tuple(leads), tuple(others), tuple(lengths), rare)


def article(told: list[Story], number: int, size: int) -> str:
    """Returns one article of a folder of so many: front matter and text, the same for the same number and size."""
    chance = random.Random(f"copy {number}")
    if number <= 20 or chance.random() >= 2 * COPIES:
        return _written(told, number, size)
    # What is copied is a few days old at most, as reprints and updates are.
    first = number - chance.randrange(1, 20)
    original = _written(told, first, size)
    source = chance.choice(SOURCES)
    if number % 2:
        return re.sub(r"(?m)^source: .*$", f"source: {source}", original, count=1)
    more = _changed(chance.choice(chance.choice(told).others), told[0], number, chance)
    return f"{original.rstrip()}\n\n{more}\n"


def _written(told: list[Story], number: int, size: int) -> str:
    chance = random.Random(number)
    story = chance.choices(told, weights=[len(one.titles) for one in told])[0]
    paragraphs = [chance.choice(story.leads)]
    paragraphs += chance.sample(story.others, min(chance.choice(story.lengths) - 1, len(story.others)))
    text = "\n\n".join(_changed(paragraph, story, number, chance) for paragraph in paragraphs)
    day = date(2024, 1, 1) + timedelta(days=number * max(30, size // A_DAY) // size)
    title = _changed(chance.choice(story.titles), story, number, chance)
    head = f'title: "{title}"\ndate: {day.isoformat()}\nsource: {chance.choice(SOURCES)}'
    return f"---\n{head}\nurl: https://example.org/{number}\n---\n{text}\n"


def _changed(text: str, story: Story, number: int, chance: random.Random) -> str:
    """Returns a paragraph with other figures, and with other names where its story tells of them seldom."""
    text = _FIGURE.sub(lambda found: str(chance.randrange(2, 10 ** len(found[0]) + 1)), text)
    # An address keeps what was drawn for it above; names in it are no words.
    return re.sub(r"\b[A-Z][a-z]{2,}\b", lambda f: _other(f[0], number) if f[0] in story.rare else f[0], text)


def _other(name: str, number: int) -> str:
    chance = random.Random(f"{name} {number // 100}")
    return "".join(chance.choices(_SYLLABLES, k=3)).capitalize()


def write(folder: Path, size: int, place: Path | None = None, pack: str = "") -> None:
    """Writes a briefing of so many articles into a folder; ``place`` holds articles to take apart, the project's own if None."""
    told = stories(place or ROOT / "briefings")
    (folder / "articles").mkdir(parents=True)
    settings = "title: Measured talks\n" + (f"pack: {pack}\n" if pack else "")
    (folder / "briefing.yml").write_text(settings, encoding="utf-8")
    for number in range(size):
        (folder / f"articles/{number:05}.md").write_text(article(told, number, size), encoding="utf-8")


def main() -> None:
    """Writes what is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("size", type=int)
    parser.add_argument("--from", dest="place", type=Path)
    asked = parser.parse_args()
    write(asked.folder, asked.size, asked.place)


if __name__ == "__main__":
    main()
