"""Databases of a briefing, opened as any program opens them."""

from __future__ import annotations

import base64
import hashlib
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from briefing_generator.export.database import export_sqlite
from briefing_generator.export.discourse_network import PASSWORD, export_dna
from briefing_generator.model import Briefing, Evidence
from made_briefing import FIRST, made_briefing

TABLES = {
    "SETTINGS", "CODERS", "DOCUMENTS", "STATEMENTTYPES", "VARIABLES", "VARIABLELINKS", "REGEXES", "CODERRELATIONS", "STATEMENTS",
    "DATABOOLEAN", "DATAINTEGER", "ENTITIES", "DATASHORTTEXT", "DATALONGTEXT", "ATTRIBUTEVARIABLES", "ATTRIBUTEVALUES",
}  # fmt: skip
"""Those that version 3 of the Discourse Network Analyzer makes."""


def opened(tmp_path: Path, data: bytes) -> sqlite3.Connection:
    (tmp_path / "b.sqlite").write_bytes(data)
    found = sqlite3.connect(tmp_path / "b.sqlite")
    assert found.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert found.execute("PRAGMA foreign_key_check").fetchall() == []
    return found


def briefing() -> Briefing:
    """A briefing in whose first article a sign beyond the basic plane stands before the statement."""
    made = made_briefing()
    _, one, two = made.articles
    one = replace(
        one, text="🚢 " + one.text, blocks=tuple(replace(b, start=b.start + 2, end=b.end + 2) for b in one.blocks)
    )
    first, *rest = made.statements
    said = replace(first, speaker="lund", confidence=0.81, evidence=Evidence("one", 2, 2 + len(FIRST), FIRST))
    return replace(made, articles=(made.articles[0], one, two), statements=(said, *rest))


def test_the_tables_point_at_each_other_and_are_searched(tmp_path: Path) -> None:
    made = briefing()
    assert export_sqlite(made) == export_sqlite(made)
    with closing(opened(tmp_path, export_sqlite(made))) as db:
        told = db.execute(
            "SELECT stakeholders.name, act, issues.name, articles.title, substr(articles.text, start + 1, end - start), quote "
            "FROM statements JOIN stakeholders ON statements.party = stakeholders.id JOIN issues ON issue = issues.id "
            "JOIN articles ON article = articles.id WHERE statements.id = 'st1'"
        ).fetchall()
        assert told == [("Port union", "rejects", "Working hours", "Night shifts", FIRST, FIRST)]
        assert db.execute("SELECT count(*) FROM events").fetchone() == (len(made.timeline),)
        found = db.execute(
            "SELECT id FROM statements WHERE rowid IN (SELECT rowid FROM statements_fts WHERE statements_fts MATCH 'rejects night')"
        ).fetchall()
        assert found == [("st1",)]
        # How Datasette finds the index of a table.
        (made_by,) = db.execute("SELECT sql FROM sqlite_master WHERE name = 'statements_fts'").fetchone()
        assert 'content="statements"' in made_by


def test_a_database_cannot_point_at_nothing(tmp_path: Path) -> None:
    with closing(opened(tmp_path, export_sqlite(briefing()))) as db:
        db.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError):
            db.execute("UPDATE statements SET party = 'nobody'")


def test_dna_has_the_tables_of_its_program(tmp_path: Path) -> None:
    made = briefing()
    assert export_dna(made) == export_dna(made)
    with closing(opened(tmp_path, export_dna(made))) as db:
        assert {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")} == TABLES
        start, stop, text = db.execute(
            "SELECT Start, Stop, Text FROM STATEMENTS JOIN DOCUMENTS ON DocumentId = DOCUMENTS.ID"
        ).fetchone()
        # The program counts as Java does.
        assert text.encode("utf-16-le")[2 * start : 2 * stop].decode("utf-16-le") == FIRST
        told = dict(db.execute(
            "SELECT Variable, ENTITIES.Value FROM DATASHORTTEXT JOIN VARIABLES ON VARIABLES.ID = DATASHORTTEXT.VariableId "
            "JOIN ENTITIES ON ENTITIES.ID = Entity AND ENTITIES.VariableId = VARIABLES.ID WHERE StatementId = 1"
        ))  # fmt: skip
        assert told == {"person": "Ada Lund", "organization": "Port union", "concept": "Working hours", "act": "rejects",
                        "level": "own", "briefing id": "st1"}  # fmt: skip
        agreed = db.execute(
            "SELECT StatementId, Value FROM DATABOOLEAN JOIN VARIABLES ON VARIABLES.ID = VariableId WHERE Variable = 'agreement'"
        ).fetchall()
        assert agreed == [(1, 0), (2, 1), (3, 1)]
        assert db.execute("SELECT Value FROM DATAINTEGER").fetchone() == (81,)
        kinds = "SELECT Variable, DataType FROM VARIABLES WHERE StatementTypeId = 1 ORDER BY ID LIMIT 4"
        assert db.execute(kinds).fetchall() == [
            ("person", "short text"), ("organization", "short text"), ("concept", "short text"), ("agreement", "boolean"),
        ]  # fmt: skip


def test_dna_opens_with_its_password(tmp_path: Path) -> None:
    with closing(opened(tmp_path, export_dna(briefing()))) as db:
        (kept,) = db.execute("SELECT Password FROM CODERS WHERE ID = 1").fetchone()
    salt, wanted = base64.b64decode(kept)[:16], base64.b64decode(kept)[16:]
    digest = salt + PASSWORD.encode()
    for _ in range(100_000):
        digest = hashlib.sha256(digest).digest()
    assert digest == wanted
