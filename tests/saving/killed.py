"""Makes a small briefing again and again, kills the making at random moments, and looks at what the next one makes.

A program of its own, since it forks: the language model is loaded once, and every making is a process that is really
killed (``SIGKILL``). ``python -m tests.saving.killed FOLDER KILLS SEED`` prints what happened as JSON.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path

from briefing_generator import load_corpus, make_briefing, read_article, render_pages
from briefing_generator.export import export_json
from briefing_generator.issues import pack_for
from briefing_generator.pages import write_pages
from briefing_generator.reading import read_corpus
from briefing_generator.store.files import UNFINISHED, save

TEXTS = {
    "first": "The dockers of Lunde demand a ceasefire of the port's lawyers. Norway rejected a ceasefire on Monday.",
    "second": "“We offer peace talks,” said Mayor Ann Lund of Lunde. Sweden accepted the offer of peace talks.",
    "third": "Kenya offered to host peace talks if both sides halt attacks. Norway refused to withdraw its troops.",
}


def make(briefing: Path, cache: Path, out: Path) -> None:
    """Makes all that a build makes: readings kept, pages, data."""
    corpus = load_corpus(briefing)
    made = make_briefing(corpus, read_corpus(corpus, cache=cache))
    write_pages(render_pages(made), out)
    save(out / "copy.json", export_json(made))


def content(folder: Path) -> dict[str, str]:
    """Returns a hash for each file that is not on its way."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(UNFINISHED)
    }


def forked(*places: Path) -> int:
    """Starts a making in a process of its own and returns its id."""
    child = os.fork()
    if child:
        return child
    try:
        make(*places)
    except BaseException as error:
        print(repr(error), file=sys.stderr, flush=True)
        os._exit(1)
    os._exit(0)


def ended(child: int) -> int:
    """Waits for a process and returns its exit status, negative for a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main(folder: Path, kills: int, seed: int) -> dict[str, int]:
    """Returns how many makings were killed midway, had ended before, were made again right, and ran beside another."""
    chance = random.Random(seed)
    briefing = folder / "briefing"
    for name, text in TEXTS.items():
        save(briefing / f"articles/{name}.md", f"---\ntitle: {name.title()}\n---\n{text}\n")
    corpus = load_corpus(briefing)
    read_article(corpus.articles[0], pack_for(corpus))
    began = time.monotonic()
    assert ended(forked(briefing, folder / "cache-right", folder / "right")) == 0
    lasts = time.monotonic() - began
    right = content(folder / "right")
    counts = {"killed": 0, "ended": 0, "right after": 0, "files that were half": 0, "two at once": 0}
    while counts["killed"] < kills:
        for name in ("cache", "out"):
            if chance.random() < 0.5:
                shutil.rmtree(folder / name, ignore_errors=True)
        child = forked(briefing, folder / "cache", folder / "out")
        time.sleep(chance.uniform(0, lasts))
        os.kill(child, signal.SIGKILL)
        counts["killed" if ended(child) == -signal.SIGKILL else "ended"] += 1
        left = content(folder / "out") if (folder / "out").exists() else {}
        counts["files that were half"] += sum(
            right.get(path, digest) != digest for path, digest in left.items() if path[0] != "."
        )
        assert ended(forked(briefing, folder / "cache", folder / "out")) == 0
        counts["right after"] += content(folder / "out") == right
    for _ in range(max(1, kills // 10)):
        shutil.rmtree(folder / "cache")
        shutil.rmtree(folder / "out")
        pair = [forked(briefing, folder / "cache", folder / "out") for _ in range(2)]
        counts["two at once"] += [ended(child) for child in pair] == [0, 0] and content(folder / "out") == right
    return counts


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
