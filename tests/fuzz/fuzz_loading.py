"""Throws made-up files at the corpus room and at what cleans words for pages: ``make fuzz`` (needs atheris).

The first byte of an input chooses what the rest is: a file's bytes, a piece that is repeated until the file has
10 or 100 KB, the front matter of a file, or a ``briefing.yml``. What must hold: nothing is raised, every file is accounted
for, blocks lie in order inside the text, and no input costs more than two seconds of processor time. Figures go to
the file that ``FUZZ_FIGURES`` names.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["generator", "yaml", "tomllib", "frontmatter"]):
    from generator.corpus import load_corpus
    from generator.corpus.markup import plain_view
    from generator.pages.markup import attribute, flat, md, title, web_address

LONGEST = 100_000
SLOWEST = 2.0
"""Seconds of processor time, with the fuzzer's instruments in the code."""
GOOD = "The dockers of Lunde want shorter shifts. The port company said on Monday that it would answer.\n"
SEEDS = Path(__file__).parent / "seeds.txt"


class Figures:
    """What a run comes to; kept in a file, since the fuzzer ends without saying goodbye."""

    def __init__(self, path: str | None) -> None:
        self.path = Path(path) if path else None
        self.began = time.monotonic()
        self.inputs = self.used = self.refused = 0
        self.slowest = 0.0
        self.slowest_bytes = 0

    def add(self, seconds: float, size: int, status: str) -> None:
        self.inputs += 1
        self.used += status == "used"
        self.refused += status == "refused"
        if seconds > self.slowest:
            self.slowest, self.slowest_bytes = seconds, size
        if self.path and self.inputs % 500 == 0:
            told = {
                "inputs": self.inputs, "used": self.used, "refused": self.refused,
                "slowest_seconds": round(self.slowest, 3), "slowest_bytes": self.slowest_bytes,
                "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
                "minutes": round((time.monotonic() - self.began) / 60, 1),
            }  # fmt: skip
            beside = self.path.with_suffix(".new")
            beside.write_text(json.dumps(told))
            beside.replace(self.path)


figures = Figures(os.environ.get("FUZZ_FIGURES"))
folder = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
(folder / "articles").mkdir()
(folder / "articles/good.md").write_text(GOOD)


def made(data: bytes) -> tuple[bytes, bytes]:
    """Returns the bytes of an article and of a ``briefing.yml`` that an input stands for."""
    kind, rest = (data[0] % 5, data[1:]) if data else (0, b"")
    if kind == 1 and rest:
        before, _, unit = rest.rpartition(b"\xff")
        size = LONGEST if data[0] > 127 else LONGEST // 10
        return (before + (unit or rest) * (size // len(unit or rest)))[:size], b""
    if kind == 2:
        return b"---\n" + rest + b"\n---\n" + GOOD.encode(), b""
    if kind == 3:
        return GOOD.encode() + b"More.", rest
    if kind == 4:
        return b"+++\n" + rest + b"\n+++\n" + GOOD.encode(), b""
    return rest, b""


def one_input(data: bytes) -> None:
    """Loads one made-up folder and holds what must be true against it."""
    article, settings = made(data)
    (folder / "articles/fuzzed.md").write_bytes(article)
    (folder / "briefing.yml").write_bytes(settings)
    began = time.process_time()
    corpus = load_corpus(folder)
    assert [a.path for a in corpus.articles] == ["articles/fuzzed.md", "articles/good.md"]
    fuzzed = corpus.articles[0]
    assert fuzzed.status == "used" or fuzzed.reason
    at = 0
    for block in fuzzed.blocks:
        assert at <= block.start < block.end <= len(fuzzed.text)
        at = block.end
        view = plain_view(fuzzed.text, block.start, block.end)
        assert len(view.text) == len(view.offsets)
        md(flat(fuzzed.text[block.start : block.end]))
    for words in (fuzzed.title, fuzzed.source, fuzzed.author, fuzzed.description, *fuzzed.tags, corpus.settings.title):
        assert "\n" not in md(words) + title(words) + attribute(words)
        assert '"' not in title(words) + attribute(words)
    address = web_address(fuzzed.url)
    assert address is None or address.lower().startswith(("http://", "https://", "mailto:"))
    for problem in corpus.problems:
        str(problem).encode()
    json.dumps([a.title for a in corpus.articles], ensure_ascii=False).encode()
    seconds = time.process_time() - began
    figures.add(seconds, len(article), fuzzed.status)
    assert seconds < SLOWEST, f"{seconds:.1f} s for {len(article)} bytes"


def repeated(data: bytes, longest: int, seed: int) -> bytes:
    """Mutates an input as libFuzzer would; now and then puts in a piece that means something to a reader of Markdown."""
    if seed % 3:
        return bytes(atheris.Mutate(data, longest))
    pieces = SEEDS.read_bytes().split(b"\n") if not hasattr(repeated, "pieces") else repeated.pieces
    repeated.pieces = pieces  # type: ignore[attr-defined]
    piece = pieces[seed // 3 % len(pieces)].replace(b"\\n", b"\n")
    at = seed // 7 % (len(data) + 1)
    return (data[:at] + piece + data[at:])[:longest]


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input, custom_mutator=repeated)
    atheris.Fuzz()
