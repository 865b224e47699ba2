"""Throws made-up files at the corpus room and at what cleans words for pages: ``make fuzz`` (needs atheris).

The first byte of an input chooses what the rest is: a file's bytes, a piece that is repeated until the file has
10 or 100 KB, the front matter of a file, or a ``briefing.yml``. What must hold: nothing is raised, every file is accounted
for, blocks lie in order inside the text, and no input costs more than two seconds of processor time.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

import atheris
from figures import LONGEST, Figures
from mutating import mutator, repeated

with atheris.instrument_imports(include=["briefing_generator", "yaml", "tomllib", "frontmatter"]):
    from briefing_generator.corpus import load_corpus
    from briefing_generator.corpus.body.markup import plain_view
    from briefing_generator.pages.showing.escaping import flat, md, web_address
    from briefing_generator.pages.showing.inert import as_html, as_markdown

GOOD = "The dockers of Lunde want shorter shifts. The port company said on Monday that it would answer.\n"
figures = Figures()
folder = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
(folder / "articles").mkdir()
(folder / "articles/good.md").write_text(GOOD)


def made(data: bytes) -> tuple[bytes, bytes]:
    """Returns the bytes of an article and of a ``briefing.yml`` that an input stands for."""
    kind, rest = (data[0] % 5, data[1:]) if data else (0, b"")
    if kind == 1 and rest:
        return repeated(rest, LONGEST if data[0] > 127 else LONGEST // 10), b""
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
        shown, written = as_html(md(words)), as_markdown(md(words))
        assert not set("\n<>\"'") & set(shown)
        assert not set('\n<>"`*[]{}|') & set(written)
    address = web_address(fuzzed.url)
    assert address is None or address.lower().startswith(("http://", "https://", "mailto:"))
    for problem in corpus.problems:
        str(problem).encode()
    json.dumps([a.title for a in corpus.articles], ensure_ascii=False).encode()
    figures.add(time.process_time() - began, len(article), fuzzed.status)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input, custom_mutator=mutator("seeds.txt"))
    atheris.Fuzz()
