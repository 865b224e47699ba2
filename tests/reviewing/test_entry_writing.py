"""Entries are put into a person's ``briefing.yml`` and taken out of it, and every other letter stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from briefing_generator.corpus.settings_file import load_settings
from briefing_generator.reviewing.entry_writing import NAME, NotWrittenError, put_entry, take_entry

ENTRY = {"id": "b2", "quote": "“It is: ‘so’ # well”", "action": "hide", "by": "M. É"}
FILES = {
    "no file": None,
    "no list": "# mine\ntitle: 'x'   # so\n",
    "no last line end": "title: x",
    "line ends of Windows": "title: x\r\nstatements:\r\n  # one\r\n  - id: a\r\n    action: hide\r\n\r\n# end\r\nnotes: []\r\n",
    "a block of words": "statements:\n- id: a\n  action: hide\n  reason: |\n    one\n    # no comment\n\n\n# the end\n",
    "folded words": "statements:\n- id: a\n  action: hide\n  reason: >-\n\n    one\n",
    "nothing in the list": "statements:   # none yet\ntitle: y\n",
    "brackets": "statements: []  # none\ntitle: y\n",
    "a list in brackets": "statements: [{id: a, action: hide}]\n",
    "lines in brackets": "statements: [\n  {id: a, action: hide}, # x\n]\ntitle: u\n",
    "a comment behind": "statements:\n- id: a\n  action: hide   # why\n  # more\n\n# of the title\ntitle: x\n",
    "marks of a document": "---\ntitle: x\n...\n",
    "moved in": "  title: x\n  pack: y\n",
    "a mark of order": "\ufefftitle: x\n",
    "two lists": "statements:\n- id: a\n  action: hide\ntitle: x\nstatements:\n- id: c\n  action: hide\n",
    "a wide dash": "title: x\nstatements:\n      -   id: a\n          action: hide",
    "a dash alone": "statements:\n-\n  id: a\n  set_act: 'rejects'\n",
}


@pytest.mark.parametrize("source", FILES.values(), ids=FILES)
def test_an_entry_comes_and_goes_and_all_else_stays(tmp_path: Path, source: str | None) -> None:
    path = tmp_path / NAME
    if source is not None:
        path.write_bytes(source.encode())
    before = load_settings(tmp_path)[0]
    put_entry(tmp_path, "statements", ENTRY)
    after, problems = load_settings(tmp_path)
    assert [p for p in problems if p.code != "key-twice"] == []
    assert [s.id for s in after.statements] == [*(s.id for s in before.statements), "b2"]
    assert (after.statements[-1].quote, after.statements[-1].by) == (ENTRY["quote"], ENTRY["by"])
    written = path.read_bytes().decode()
    assert ("\r\n" in written) is (source is not None and "\r\n" in source)
    assert written.count("\r\n") in (0, written.count("\n"))
    left = iter(written)
    # Every letter that was there is still there, in its order, but for a list that was said to be empty.
    assert all(sign in left for sign in (source or "").replace("[]  # none", "# none"))
    take_entry(tmp_path, "statements", {"id": "b2"})
    assert [s.id for s in load_settings(tmp_path)[0].statements] == [s.id for s in before.statements]
    assert [
        word for word in (source or "").split() if word.startswith("#") and word not in path.read_bytes().decode()
    ] == []


def test_a_second_answer_takes_the_place_of_the_first(tmp_path: Path) -> None:
    put_entry(tmp_path, "statements", ENTRY)
    put_entry(tmp_path, "statements", {"id": "b2", "action": "confirm"})
    assert [(s.id, s.action) for s in load_settings(tmp_path)[0].statements] == [("b2", "confirm")]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("a: [\n", "briefing.yml:2: the file is no YAML"),
        ("statements: 5\n", "`statements` in briefing.yml is no list"),
        ("{title: x}\n", 'by hand it would be: {"id": "b2"'),
        ("statements:\n- &x {id: a}\n- *x\n", "no line can be put into it safely"),
        ("- a\n", "holds no keys with values"),
    ],
)
def test_a_file_that_cannot_take_it_is_told_and_stays(tmp_path: Path, source: str, told: str) -> None:
    (tmp_path / NAME).write_text(source)
    with pytest.raises(NotWrittenError, match=r".") as error:
        put_entry(tmp_path, "statements", ENTRY)
    assert told in str(error.value)
    assert (tmp_path / NAME).read_text() == source


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "talks"
    folder.mkdir()
    (tmp_path / "other.yml").write_text("title: x\n")
    (folder / NAME).symlink_to(tmp_path / "other.yml")
    with pytest.raises(NotWrittenError, match="leads out of the folder"):
        put_entry(folder, "statements", ENTRY)
    assert (tmp_path / "other.yml").read_text() == "title: x\n"
