"""An article whose signs are written as entities of HTML reads as the same article with the signs themselves."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from briefing_generator import load_corpus, read_article
from briefing_generator.corpus.body.markup import as_shown
from briefing_generator.issues import load_pack
from briefing_generator.model import Article, Reading

NAMED = {"“": "&ldquo;", "”": "&rdquo;", "’": "&rsquo;", "‘": "&lsquo;", '"': "&quot;", "'": "&apos;", "—": "&mdash;", "–": "&ndash;", "…": "&hellip;"}  # fmt: skip
NUMBERED = {sign: f"&#{ord(sign)};" for sign in NAMED}
TWICE = {sign: entity.replace("&", "&amp;") for sign, entity in NAMED.items()}
TEXT = """# Dockers’ union rejects the port’s offer

“We won’t sign a deal without a floor under our pay,” Maria Hult, the union’s leader, told reporters on Monday. “The port can’t have both.”

Hult's deputy, Jonas Ek, said the offer was "a slap in the face". The Lunde Port Company’s chief executive, Sara Vik, offered a rise of 4 percent.

"The money is there," Vik said. "What is missing is a promise of peace."

Green Quay urged the union not to give in on it "for a few more cranes". Ek is ready for “talks and a truce.”

He called the plan ‘dead on arrival’ — and the union’s members agreed… The company demands that the union doesn’t strike before May.
"""


def read(folder: Path, text: str) -> tuple[Article, Reading]:
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "2025-03-13-talks.md").write_text(text, encoding="utf-8")
    corpus = load_corpus(folder)
    (article,) = corpus.articles
    return article, read_article(article, load_pack("labour"))


def told(reading: Reading) -> tuple[object, ...]:
    """Returns all that was read, in the words that a reader sees, without places."""
    return (
        [(as_shown(q.quote), q.kind, [as_shown(s.text) for s in q.quoted], q.speaker, q.cue) for q in reading.quotations],
        [(s.party, s.act, s.issue, as_shown(s.content), as_shown(s.evidence.quote)) for s in reading.statements],
        [(e.name, [as_shown(m.text) for m in e.mentions]) for e in reading.entities],
    )  # fmt: skip


@pytest.mark.parametrize("entities", [NAMED, NUMBERED, TWICE], ids=["named", "numbered", "escaped twice"])
def test_entities_read_as_the_signs_they_mean(tmp_path: Path, entities: dict[str, str]) -> None:
    _, plain = read(tmp_path / "plain", TEXT)
    article, reading = read(tmp_path / "entities", re.sub("|".join(entities), lambda sign: entities[sign[0]], TEXT))
    assert told(reading) == told(plain)
    assert {q.kind for q in plain.quotations} >= {"direct", "mixed"}
    assert plain.statements
    for quotation in reading.quotations:
        assert article.text[quotation.start : quotation.end] == quotation.quote
        for stretch in quotation.quoted:
            assert article.text[stretch.start : stretch.end] == stretch.text
            assert not re.match(r"&\w*quo;|&#8220;", stretch.text)
