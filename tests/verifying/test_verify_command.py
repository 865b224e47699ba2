"""``briefing verify``, run for real: what it says, in which forms, and with which exit status."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from html import escape
from pathlib import Path

import pytest

WORD = Path(__file__).parents[1] / "corpus/tools/word-file/miners.docx"
ARTICLE = """---
title: No truce before spring
date: 2025-01-02
source: The Fjord Post
url: https://example.org/no-truce
---
Norway rejected a ceasefire on Monday. "We will not stop before the ice is gone," said Kari Lund, the Norwegian foreign minister.

"The ice will be gone by May," said Olof Ekman, the Swedish prime minister. Sweden demanded peace talks.
"""
DRAFT = """---
draft: true
---
# Where it stands

"We will not stop before the ice is gone," said Kari Lund.

"We will never stop before the ice is gone," said Kari Lund.

"The ice will be gone by May," said Kari Lund.

> Whoever owns the lighthouse owns the night.

Norway accepted a ceasefire. Kari Lunt was pleased.
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    (home / "briefings/fjord/articles").mkdir(parents=True)
    (home / "briefings/fjord/articles/a.md").write_text(ARTICLE, encoding="utf-8")
    (home / "draft.md").write_text(DRAFT, encoding="utf-8")
    (home / ".cache").mkdir()
    return home


def run(home: Path, *words: str, given: bytes = b"") -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "briefing_generator", "verify", *words],
        cwd=home, input=given, capture_output=True, timeout=600, env=os.environ | {"BRIEFING_WEIGHTS": "none"},
    )  # fmt: skip
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_a_draft_is_told_line_by_line(home: Path) -> None:
    code, told, summary = run(home, "draft.md")
    assert code == 1
    places = {part.split("\n")[0]: part for part in told.split("\n\n")}
    assert "verbatim: “We will not stop before the ice is gone,”" in places["draft.md:6"]
    assert "https://example.org/no-truce" in places["draft.md:6"]
    assert "[-not-] {+never+}" in places["draft.md:8"]
    assert "SAID BY SOMEBODY ELSE" in places["draft.md:10"]
    assert "Olof Ekman" in places["draft.md:10"]
    assert "NOWHERE IN THE FOLDER: “Whoever owns the lighthouse" in places["draft.md:12"]
    assert "CONTRADICTED: “Norway accepted a ceasefire" in places["draft.md:14"]
    assert "NAME DIFFERS: “Lunt”" in places["draft.md:14"]
    assert "4 quotations (1 verbatim, 1 altered, 1 said by somebody else, 1 nowhere in the folder)" in summary
    quiet = run(home, "draft.md", "--quiet")
    assert (quiet[0], "verbatim" in quiet[1], quiet[2]) == (1, False, "")


def test_json_has_places_and_passages_that_are_true(home: Path) -> None:
    code, told, _ = run(home, "-", "briefings/fjord", "--json", given=DRAFT.encode())
    data = json.loads(told)
    body = DRAFT.split("---\n")[2].strip()
    article = ARTICLE.split("---\n")[2].strip()
    assert (code, data["draft"], data["wrong"]) == (1, "-", 5)
    for finding in data["findings"]:
        assert body[finding["start"] : finding["end"]] == finding["words"]
        line = DRAFT.split("\n")[finding["line"] - 1]
        assert line[finding["column"] - 1 :].startswith(finding["words"].split("\n")[0])
        for passage in finding["evidence"]:
            assert article[passage["start"] : passage["end"]] == passage["quote"]
            assert passage["quote"] in ARTICLE.split("\n")[passage["line"] - 1]


def test_sarif_has_a_rule_for_all_that_is_wrong(home: Path) -> None:
    code, told, _ = run(home, "draft.md", "briefings/fjord", "--sarif")
    sarif = json.loads(told)["runs"][0]
    rules = [rule["id"] for rule in sarif["tool"]["driver"]["rules"]]
    results = {(r["ruleId"], r["locations"][0]["physicalLocation"]["region"]["startLine"]) for r in sarif["results"]}
    assert code == 1
    assert results == {
        ("quote-altered", 8), ("quote-misattributed", 10), ("quote-nowhere", 12), ("position-contradicted", 14), ("name-differs", 14),
    }  # fmt: skip
    assert {rule for rule, _ in results} == set(rules)
    assert {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in sarif["results"]} == {"draft.md"}


def test_the_page_shows_words_of_others_as_words(home: Path) -> None:
    hostile = '"<script>alert(1)</script> & <img src=x onerror=alert(2)> were here" said Kari Lund. \u202enwod edispu\n'
    (home / "hostile.md").write_text(f"{hostile}\n{DRAFT.split('---')[2]}", encoding="utf-8")
    assert run(home, "hostile.md", "--html", "out.html", "--quiet")[0] == 1
    page = (home / "out.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "<img" not in page
    assert "\u202e" not in page
    assert "&lt;script&gt;" in page
    assert "<del>not</del>" in page
    assert "<ins>never</ins>" in page
    assert 'href="https://example.org/no-truce"' in page
    run(home, "hostile.md", "--html", "again.html", "--quiet")
    assert (home / "again.html").read_bytes() == (home / "out.html").read_bytes()


def test_a_word_document_is_told_by_paragraph(home: Path) -> None:
    said = [paragraph.lstrip("# ") for paragraph in DRAFT.split("---\n")[2].strip().split("\n\n")]
    body = "".join(f"<w:p><w:r><w:t>{escape(paragraph)}</w:t></w:r></w:p>" for paragraph in said)
    with zipfile.ZipFile(WORD) as written, zipfile.ZipFile(home / "draft.docx", "w") as archive:
        for name in written.namelist():
            data = written.read(name).decode("utf-8", "surrogateescape")
            if name == "word/document.xml":
                data = re.sub(r"(<w:body>).*(</w:body>)", lambda b: b[1] + body + b[2], data, flags=re.DOTALL)
            archive.writestr(name, data.encode("utf-8", "surrogateescape"))
    code, told, _ = run(home, "draft.docx")
    assert code == 1
    for named, said in (("draft.docx", told), ("-", run(home, "-", given=(home / "draft.docx").read_bytes())[1])):
        assert re.search(rf"^{re.escape(named)}, paragraph 3\n(?:  .*\n)*?  ALTERED", said, re.MULTILINE)


@pytest.mark.parametrize(
    ("draft", "verdict"),
    [
        ("Norway refuses to lower tariffs on Swedish timber.", "position-contradicted"),
        ("Norway rejects lower tariffs.", "position-contradicted"), ("Norway demands lower tariffs.", "position-carried"),
    ],
)  # fmt: skip
def test_who_rejects_what_is_demanded_does_not_hold_it(tmp_path: Path, draft: str, verdict: str) -> None:
    (tmp_path / "articles").mkdir()
    text = (
        "Norway demanded better access to the Swedish market for timber and lower tariffs. Sweden demanded peace talks."
    )
    (tmp_path / "articles/a.md").write_text(f"---\ndate: 2025-01-02\n---\n{text}", encoding="utf-8")
    told = json.loads(run(tmp_path, "-", ".", "--json", given=draft.encode())[1])
    assert [finding["verdict"] for finding in told["findings"]] == [verdict]


@pytest.mark.parametrize(("day", "verdicts"), [("9 March", []), ("11 March", ["date-differs"])])
def test_a_day_beside_the_event_in_its_sentence_is_none_that_differs(
    tmp_path: Path, day: str, verdicts: list[str]
) -> None:
    (tmp_path / "articles").mkdir()
    text = (
        "The pilots of Vega Air voted on 3 March 2025 for a strike at both island airports that begins on 9 March 2025."
    )
    (tmp_path / "articles/a.md").write_text(f"---\ndate: 2025-03-04\n---\n{text}", encoding="utf-8")
    draft = f"The pilots of Vega Air begin their strike at both island airports on {day} 2025."
    told = json.loads(run(tmp_path, "-", ".", "--json", given=draft.encode())[1])
    assert [f["verdict"] for f in told["findings"] if f["verdict"].startswith("date")] == verdicts


def test_the_exit_status_tells_right_wrong_and_unread(home: Path) -> None:
    assert run(home, "-", given=b'"We will not stop before the ice is gone," said Kari Lund.')[0] == 0
    unknown = b"Norway demanded a lighthouse."
    assert (run(home, "-", given=unknown)[0], run(home, "-", "--strict", given=unknown)[0]) == (0, 1)
    for words in (("missing.md",), ("briefings",), ("draft.md", "nowhere"), ("draft.md", "--json", "--sarif")):
        code, told, error = run(home, *words)
        assert (code, told) == (2, "")
        assert "Traceback" not in error
    code, _, error = run(home, "-", given=bytes(range(256)) * 40)
    assert (code, "no text" in error) == (2, True)
    (home / "broken.md").write_text("---\ntitle: [a\n---\nText.", encoding="utf-8")
    code, _, error = run(home, "broken.md")
    assert (code, error.startswith("Error: broken.md:")) == (2, True)
