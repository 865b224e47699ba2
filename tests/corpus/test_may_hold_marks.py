"""The quick look that tells a text without marks passes none over that has one."""

from __future__ import annotations

import random
from pathlib import Path

from briefing_generator.corpus.body.marks import _marks, may_hold_marks
from briefing_generator.corpus.body.markup import as_shown, plain_view

ROOT = Path(__file__).parents[2]
PIECES = [
    *"~{<%[]\\&^*_=`@!()#.,:;/ \n-'\"a1s", "ſ", "K", "ı", "²", "⁹", "\u200b", "\ufeff", "mailto:x", "maılto:x", "MAILTO:y", "www.a.b", "WWW.x.y", "http://a",
    "[12]", "&amp;", "<b>", "</b>", "%%a%%", "a@b.cc", "note", "word ", "offer.", "{>>no<<}", "~~no~~", "[[a|b]]",
]  # fmt: skip


def test_each_mark_holds_a_sign_that_is_looked_for() -> None:
    chance = random.Random(7)
    made = ["".join(chance.choices(PIECES, k=chance.randint(1, 14))) for _ in range(5_000)]
    files = [path.read_text("utf-8", "replace")[:20_000] for path in sorted((ROOT / "briefings").rglob("*.md"))]
    marks = [mark[0] for text in (*made, *files) for mark in _marks().finditer(text)]
    assert len(marks) > 5_000
    assert [mark for mark in marks if not may_hold_marks(mark)] == []


def test_what_holds_none_reads_as_it_did() -> None:
    plain = "Rain delayed 331 of\nthe  convoys: “we want – now”, she said (again) #1."
    assert not may_hold_marks(plain)
    assert as_shown(plain) == " ".join(plain_view(plain, 0, len(plain)).text.split()) == " ".join(plain.split())
    assert may_hold_marks("**now**")
