"""Makes corpora of any size out of a few words: the same size gives the same files, and no text is anybody's."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

STATES = ("Norway", "Kenya", "Peru", "Japan", "Chile", "Ghana", "Canada", "Portugal")
PEOPLE = ("Ada Holm", "Juma Otieno", "Rosa Quispe", "Ken Mori", "Ines Vidal", "Kofi Mensah", "Ann Roy", "Rui Lobo")
ACTS = ("demands", "rejects", "offers", "accepts", "insists on", "calls for", "refuses", "welcomes")
MATTERS = (
    "a ceasefire of {n} days",
    "the withdrawal of {n} battalions",
    "the release of {n} prisoners",
    "security guarantees for {n} years",
    "the lifting of {n} sanctions",
    "a corridor for {n} aid trucks",
    "{n} foreign observers on the border",
    "a new round of talks in week {n}",
)
FILLERS = (
    "The roads to the border stayed closed for {n} hours that day.",
    "Markets in the capital opened late, and {n} shops did not open at all.",
    "Ferries carried {n} families across the strait.",
    "Rain delayed {n} of the convoys.",
)


def article(number: int) -> str:
    """Returns one article of about 250 words with front matter, the same for the same number."""
    chance = random.Random(number)
    day = date(2024, 1, 1) + timedelta(days=number % 700)
    paragraphs = []
    for _ in range(6):
        sentences = []
        for _ in range(3):
            state, matter = chance.randrange(len(STATES)), chance.choice(MATTERS).format(n=chance.randrange(2, 90))
            sentences.append(
                chance.choice(
                    (
                        f"{STATES[state]} {chance.choice(ACTS)} {matter}.",
                        f"{PEOPLE[state]}, a spokesperson for {STATES[state]}, said that it {chance.choice(ACTS)} {matter}.",
                        f"“We want {matter},” {PEOPLE[state]} said on Monday.",
                        chance.choice(FILLERS).format(n=chance.randrange(2, 900)),
                    )
                )
            )
        paragraphs.append(" ".join(sentences))
    head = f"---\ntitle: Day {number} of the talks\ndate: {day.isoformat()}\nsource: Gazette {number % 7}\n---\n"
    return head + "\n\n".join(paragraphs) + "\n"


def write(folder: Path, size: int) -> None:
    """Writes a briefing of ``size`` articles into a folder."""
    (folder / "articles").mkdir(parents=True)
    (folder / "briefing.yml").write_text("title: Measured talks\npack: peace\n", encoding="utf-8")
    for number in range(size):
        (folder / f"articles/{number:05}.md").write_text(article(number), encoding="utf-8")
