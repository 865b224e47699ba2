"""Readers that stand in for the real one, since processes that end on purpose need no language model.

They stand in a module by itself: other processes import them by its name.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from briefing_generator.issues import load_pack
from briefing_generator.model import Article, Corpus, Pack, Readers, Reading, Settings
from briefing_generator.reading import corpus_reading
from briefing_generator.reading.many.job import Job


def made_with() -> dict[str, str]:
    """Returns what a worker's environment says it reads with."""
    return {"code": "c" * 64, "numpy": os.environ.get("MADE_NUMPY", "2.3")}


def reading(article: Article, pack: Pack) -> Reading:
    """Does what the title says, and tells by which process it was done in the place of a failure."""
    word, _, argument = article.title.partition(" ")
    if word == "wait":
        time.sleep(float(argument))
    elif word == "end":
        os.kill(os.getpid(), signal.SIGKILL)
    elif word == "once" and not Path(argument).exists():
        Path(argument).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    elif word == "missing":
        raise OSError("the language model is not installed")
    elif word == "threads":
        return Reading(article.id, pack.name, failed=os.environ.get("OMP_NUM_THREADS", ""))
    elif word == "print":
        print("words that nobody asked for", flush=True)
        os.write(1, b"and more")
    return Reading(article.id, article.title)


def article(identity: str, title: str, letters: int = 10) -> Article:
    """Returns an article of so many letters."""
    return Article(
        identity, f"articles/{identity}.md", title, "inferred", None, "unknown", None, None, "unknown", None, None, None, (),
        None, None, 0, "", "used", None, None, identity, "x" * letters, 1, (),
    )  # fmt: skip


def job() -> Job:
    """Returns what is done with each article."""
    return Job(reading, load_pack("peace"), made_with)


def main(cache: str, titles: list[str], workers: int) -> None:
    """Reads articles with a cache and tells how far it is, until it is broken off."""
    corpus_reading._read = reading
    corpus = Corpus("made", Settings("Made"), tuple(article(f"a{at}", title) for at, title in enumerate(titles)), ())

    def told(done: int, of: int) -> None:
        print(done, of, flush=True)

    corpus_reading.read_corpus(corpus, load_pack("peace"), Path(cache), told, Readers(workers))


if __name__ == "__main__":
    import made_readers

    made_readers.main(sys.argv[1], sys.argv[3:], int(sys.argv[2]))
