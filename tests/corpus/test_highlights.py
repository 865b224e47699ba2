"""What a reader marked, as tools write it: marks with exact places, notes that are nobody's words, and no mark that nobody made."""

from __future__ import annotations

from pathlib import Path

import pytest
from briefing_generator import load_corpus, read_article
from briefing_generator.issues import pack_for
from briefing_generator.model import Article, Corpus

CASES = {
    "marks in a line": (
        "The union ==rejects the offer==, its leader said. <mark class=x>The port offers talks.</mark> 2 == 2, a==b.",
        [("rejects the offer", None), ("The port offers talks.", None)],
    ),
    "a mark over two lines with a remark": (
        "The weather is {==calm and\ndry==}{>>ask the mayor<<} today, and ==the sea is flat== %%who says so?%% here.",
        [("calm and\ndry", "ask the mayor"), ("the sea is flat", "who says so?")],
    ),
    "a quotation with a note below": (
        "The council met on Friday.\n\n> The owners want peace.\n\nNote: the union accepts, I think.\n\nShips wait.",
        [("The owners want peace.", "the union accepts, I think.")],
    ),
    "a note within the quotation": (
        "The council met.\n\n> The owners want peace.\n> **My note:** Norway accepts.\n\nShips wait in the roads.",
        [("The owners want peace.", "Norway accepts.")],
    ),
    "a quotation of the paper": ("The council met.\n\n> The owners want peace.\n\nNorway accepts the plan.", []),
    "a paper's own highlights": ("The council met.\n\n## Highlights\n\n- Norway accepts.\n- Sweden waits.", []),
    "Readwise": (
        "# Grain talks\n\n## Highlights\n- Brazil demands a share. ([View Highlight](https://read.readwise.io/read/1))\n"
        "    - Note: Norway accepts it\n    - Tags: [[tolls]]\n- Peru waits. ([View Highlight](https://read.readwise.io/read/2))",
        [("Brazil demands a share.", "Norway accepts it"), ("Peru waits.", None)],
    ),
    "Zotero": (
        "# Annotations\n\n“Iceland demands a pause.” ([Lee, 2025, p. 1](zotero://select/library/items/9K)) "
        "([pdf](zotero://open-pdf/library/items/H5?page=1)) Norway accepts, I think.\n\n"
        "([Lee, 2025, p. 3](zotero://select/library/items/9K)) Norway accepts all.\n\n“Peru waits.” ([Lee](zotero://select/x))",
        [("Iceland demands a pause.", "Norway accepts, I think."), ("", "Norway accepts all."), ("Peru waits.", None)],
    ),
    "Omnivore": (
        "Brazil demands a share of the tolls at Parana. Peru waits.\n\n## Highlights\n\n"
        "> Brazil demands a share of the tolls at Parana. [⤴️](https://omnivore.app/me/x#1) ^1c2d\n\nNorway accepts, I hear.",
        [("Brazil demands a share of the tolls at Parana.", "Norway accepts, I hear.")],
    ),
}  # fmt: skip


def load(folder: Path, **texts: str) -> Corpus:
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"articles/{name}.md").write_text(text, encoding="utf-8")
    return load_corpus(folder)


def words(article: Article) -> str:
    return "\n".join(article.text[b.start : b.end] for b in article.blocks if b.kind != "furniture")


@pytest.mark.parametrize("case", CASES)
def test_marks_and_notes(tmp_path: Path, case: str) -> None:
    text, wanted = CASES[case]
    corpus = load(tmp_path, a=text)
    (article,) = corpus.articles
    assert [(h.quote, h.note) for h in article.highlights] == wanted
    assert all(article.text[h.start : h.end] == h.quote for h in article.highlights)
    reading = read_article(article, pack_for(corpus))
    noted = [note for _, note in wanted if note]
    told = [e.name for e in reading.entities] + [s.content for s in reading.statements]
    assert not noted or not any("Norway" in each for each in told)
    assert not any(mark in each for each in told for mark in ("==", "<mark", "{>>", "%%"))
    blocks = [
        article.text[b.start : b.end] for b in article.blocks if b.kind != "furniture" and "==" not in article.text
    ]
    assert not any(note in block for note in noted for block in blocks)


def test_highlights_of_front_matter_are_placed_or_told(tmp_path: Path) -> None:
    head = (
        "---\ntitle: a\nhighlights:\n  - The **union** rejects the offer.\n  - text: Ships wait\n    note: why?\n"
        "  - Nobody wrote this.\n---\n"
    )
    corpus = load(tmp_path, a=f"{head}The union [rejects](https://a.example/x) the offer. Ships wait.\n")
    (article,) = corpus.articles
    assert [(h.quote, h.note) for h in article.highlights] == [
        ("The union [rejects](https://a.example/x) the offer.", None), ("Ships wait", "why?"), ("Nobody wrote this.", None),
    ]  # fmt: skip
    assert [(p.code, p.line) for p in corpus.problems] == [("highlight-lost", 7)]


def test_highlights_of_front_matter_as_json(tmp_path: Path) -> None:
    head = """---\nhighlights: '[{"text": "Ships wait", "notes": ["why?"], "timestamp": "1"}]'\n---\n"""
    (article,) = load(tmp_path, a=f"{head}The union rejects the offer. Ships wait.\n").articles
    assert [(h.quote, h.note) for h in article.highlights] == [("Ships wait", "why?")]


TEXT = (
    "The tram drivers of Vik refuse night shifts without a second driver, their union said on Monday. The city offers an "
    "extra day of rest for each week of nights.\n\nMayor Siri Dal rejects a second driver as too dear. The union demands "
    "that talks begin before the summer timetable is printed.\n"
)


def test_marks_of_a_copy_and_of_an_export_are_marks_of_the_article(tmp_path: Path) -> None:
    full = f"---\ntitle: Tram drivers of Vik\nurl: https://vik.example/t\ndate: 2025-03-10\n---\n{TEXT}"
    again = full.replace(
        "Mayor Siri Dal rejects a second driver as too dear.", "==Mayor Siri Dal rejects a second driver as too dear.=="
    )
    link = "([View Highlight](https://read.readwise.io/read/1))"
    export = (
        "# Tram drivers of Vik\n\n## Metadata\n- Author: Ann Lee\n- URL: https://vik.example/t\n\n## Highlights\n"
        f"- The city offers an extra day of rest for each week of nights. {link}\n    - Note: ask the union\n"
    )
    corpus = load(tmp_path, a=full, b=again, c=export)
    used, copy, marks = corpus.articles
    assert [a.status for a in corpus.articles] == ["used", "duplicate", "duplicate"]
    assert (copy.duplicate_of, marks.duplicate_of) == (used.id, used.id)
    assert [(h.quote, h.note) for h in used.highlights] == [
        ("The city offers an extra day of rest for each week of nights.", "ask the union"),
        ("Mayor Siri Dal rejects a second driver as too dear.", None),
    ]
    assert all(used.text[h.start : h.end] == h.quote for h in used.highlights)
