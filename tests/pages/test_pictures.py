"""Pictures of articles: local ones come along with the pages, remote ones are links and never requests."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import markdown
import pytest
from briefing_generator.cli import main
from briefing_generator.corpus import load_corpus
from briefing_generator.corpus.body.blocks import find_blocks
from briefing_generator.corpus.pictures import PictureFinder
from click.testing import CliRunner

TOOLS = Path(__file__).parents[1] / "corpus/tools"
PNG = (TOOLS / "obsidian-vault/attachments/fees-chart.png").read_bytes()
WORDS = "Norway rejected a ceasefire in the fjord."


def corpus_of(folder: Path, text: str) -> list[tuple[str | None, str | None, str]]:
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    (folder / "articles/a.md").write_text(f"{WORDS}\n\n{text}\n\n{WORDS} It did so twice.\n", encoding="utf-8")
    (article,) = load_corpus(folder).articles
    for picture in article.pictures:
        assert article.text[picture.start : picture.end] in text
    return [(p.path, p.url, p.alt) for p in article.pictures]


LOCAL = {
    "![A chart](chart.png)": "A chart", "![](chart.png)": "chart", "![A chart|300](./chart.png)": "A chart", "![[chart.png]]": "chart",
    "![[chart.png|300x200]]": "chart", "![[some/folder/chart.png|Fees]]": "Fees", '![x](<chart.png> "Title")': "x", "![x](chart.png?raw=1#top)": "x",
    "<img src='chart.png' alt='A &amp; B'>": "A & B", "See ![x](chart.png) there.": "x", "- item ![x](chart.png)": "x", "[![x](chart.png)](https://a.example)": "x",
    "![x](..%2Farticles%2Fchart.png)": "x", r"![x](..\articles\chart.png)": "x",
}  # fmt: skip


@pytest.mark.parametrize("mark", LOCAL)
def test_local_pictures(tmp_path: Path, mark: str) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/chart.png").write_bytes(PNG)
    assert corpus_of(tmp_path, mark) == [("articles/chart.png", None, LOCAL[mark])]


@pytest.mark.parametrize("strokes", ["//", r"\\", "\\/"])
def test_a_picture_on_another_machine_is_not_asked_for(tmp_path: Path, strokes: str) -> None:
    # Here two strokes lead to the same place as one: what looks there would find the picture.
    (tmp_path / "chart.png").write_bytes(PNG)
    text = f"{WORDS} ![x]({strokes}{tmp_path.as_posix().removeprefix('/')}/chart.png)"
    found, missing = PictureFinder(tmp_path, by_name=False).find(text, find_blocks(text), tmp_path / "a.md")
    assert (found, len(missing)) == ((), 1)


NONE = ["![x](gone.png)", "![x](../../secret.png)", "![x](/etc/hostname.png)", "![x](file:///etc/a.png)", "![x](data:image/png;base64,AAAA)", "![x](text.png)", "![x](shape.svg)",
        "![x](link.png)", "```\n![x](chart.png)\n```", "<!-- ![x](chart.png) -->", "![x](javascript:alert.png)", "![[gone.png]]", "<img alt='x'>"]  # fmt: skip


@pytest.mark.parametrize("mark", NONE)
def test_what_is_no_picture_of_the_folder(tmp_path: Path, mark: str) -> None:
    (tmp_path / "b/articles").mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(PNG)
    (tmp_path / "b/articles/chart.png").write_bytes(PNG)
    (tmp_path / "b/articles/text.png").write_text("<script>alert(1)</script>")
    (tmp_path / "b/articles/shape.svg").write_text("<svg onload='alert(1)'/>")
    (tmp_path / "b/articles/link.png").symlink_to(tmp_path / "secret.png")
    assert corpus_of(tmp_path / "b", mark) == []


def test_a_missing_picture_is_told_with_its_line(tmp_path: Path) -> None:
    corpus_of(tmp_path, "![x](gone.png)")
    (problem,) = load_corpus(tmp_path).problems
    assert (problem.line, problem.code, problem.severity) == (3, "picture-missing", "warning")


def test_pages_show_local_pictures_and_link_remote_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "briefings/fjord"
    (folder / "articles/pictures").mkdir(parents=True)
    (folder / "articles/pictures/the chart.png").write_bytes(PNG)
    corpus_of(
        folder,
        '![](pictures/the%20chart.png)\n\n![A "quay" <b>](https://img.example/q.png)\n\n![x](javascript:alert(1))',
    )
    assert CliRunner().invoke(main, ["write", "out"]).exit_code == 0
    html = markdown.markdown(
        (tmp_path / "out/fjord/sources/a.md").read_text(encoding="utf-8"),
        extensions=["attr_list", "md_in_html", "meta"],
    )
    (image,) = re.findall(r"<img[^>]*>", html)
    assert 'alt="the chart"' in image
    (source,) = re.findall(r'src="([^"]*)"', image)
    assert (tmp_path / "out/fjord/sources" / source).read_bytes() == PNG
    assert '<a href="https://img.example/q.png">Picture on the web: A' in unescape(html)
    assert "javascript" not in html
    assert "Left out" not in html
    (folder / "articles/pictures/the chart.png").unlink()
    assert CliRunner().invoke(main, ["write", "out"]).exit_code == 0
    assert not (tmp_path / "out/fjord/sources" / source).exists()


def test_tables_are_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    rows = "| Country | Toll *now* |\n|:--|--:|\n| Brazil <b> | 4.10 \\| 5 |\n| Peru |\n"
    corpus_of(tmp_path / "briefings/fjord", rows)
    assert CliRunner().invoke(main, ["write", "out"]).exit_code == 0
    text = (tmp_path / "out/fjord/sources/a.md").read_text(encoding="utf-8")
    html = markdown.markdown(text, extensions=["attr_list", "md_in_html", "meta", "tables"])
    (made,) = re.findall(r"<table>.*?</table>", html, re.DOTALL)
    assert [unescape(cell) for cell in re.findall(r"<t[hd]>(.*?)</t[hd]>", made)] == [
        "Country",
        "Toll now",
        "Brazil <b>",
        "4.10 | 5",
        "Peru",
        "",
    ]


def test_sentences_that_begin_or_end_in_a_link_show_words_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    corpus_of(
        tmp_path / "briefings/fjord",
        "[[Sweden|The Swedes]] demanded peace talks. [Kenya](https://a.example/x) offered to host them. **Norway** rejected a truce.",
    )
    assert CliRunner().invoke(main, ["write", "out"]).exit_code == 0
    for name in ("sources/a.md", "conditions.md", "index.md"):
        html = markdown.markdown(
            (tmp_path / "out/fjord" / name).read_text(encoding="utf-8"),
            extensions=["attr_list", "md_in_html", "meta", "briefing_generator.pages.showing.evidence_marks"],
        )
        words = re.sub(r"<[^>]*>", "", html)
        assert not re.search(r"\]\]|\[\[|\]\(|\*\*|a\.example", words), name
