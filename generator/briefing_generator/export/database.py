"""A briefing as a database (SQLite): tables that point at each other, and an index of their words; opens in Datasette."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from briefing_generator.corpus.body.markup import as_shown
from briefing_generator.export.directory import Directory, one_line
from briefing_generator.export.sqlite_file import Value, sqlite_file

if TYPE_CHECKING:
    from briefing_generator.model import Briefing

_SCHEMA = """
CREATE TABLE briefing (
    name TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL, description TEXT, pack TEXT NOT NULL, as_of TEXT, threshold REAL NOT NULL
);
CREATE TABLE articles (
    id TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL, source TEXT, date TEXT, author TEXT, address TEXT, archive TEXT, language TEXT,
    words INTEGER NOT NULL, status TEXT NOT NULL, reason TEXT, reliability TEXT, path TEXT NOT NULL, sha256 TEXT NOT NULL,
    duplicate_of TEXT REFERENCES articles (id), version_of TEXT REFERENCES articles (id), family TEXT REFERENCES articles (id),
    text TEXT NOT NULL
);
CREATE TABLE stakeholders (
    id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, party TEXT REFERENCES stakeholders (id),
    aliases TEXT NOT NULL, roles TEXT NOT NULL, mentions INTEGER NOT NULL
);
CREATE TABLE issues (id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, description TEXT NOT NULL);
CREATE TABLE statements (
    id TEXT PRIMARY KEY NOT NULL, party TEXT REFERENCES stakeholders (id), act TEXT NOT NULL,
    issue TEXT NOT NULL REFERENCES issues (id), content TEXT NOT NULL, addressee TEXT,
    addressee_id TEXT REFERENCES stakeholders (id), conditional INTEGER NOT NULL, condition TEXT,
    speaker TEXT REFERENCES stakeholders (id), level TEXT NOT NULL, date TEXT, article TEXT NOT NULL REFERENCES articles (id),
    "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, quote TEXT NOT NULL, shown TEXT NOT NULL, original TEXT, archived TEXT,
    origin TEXT NOT NULL, confidence REAL NOT NULL
);
CREATE TABLE quotations (
    id TEXT PRIMARY KEY NOT NULL, speaker TEXT REFERENCES stakeholders (id), kind TEXT NOT NULL,
    article TEXT NOT NULL REFERENCES articles (id), "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, quote TEXT NOT NULL,
    shown TEXT NOT NULL, original TEXT, archived TEXT
);
CREATE TABLE events (
    id TEXT PRIMARY KEY NOT NULL, date TEXT NOT NULL, "precision" TEXT NOT NULL, text TEXT NOT NULL, planned INTEGER NOT NULL,
    stage TEXT NOT NULL, article TEXT NOT NULL REFERENCES articles (id), "start" INTEGER NOT NULL, "end" INTEGER NOT NULL,
    quote TEXT NOT NULL, original TEXT, archived TEXT
);
CREATE TABLE disagreements (
    id TEXT PRIMARY KEY NOT NULL, kind TEXT NOT NULL, issue TEXT NOT NULL REFERENCES issues (id), note TEXT, strength REAL NOT NULL
);
CREATE TABLE disagreement_statements (
    disagreement TEXT NOT NULL REFERENCES disagreements (id), place INTEGER NOT NULL,
    statement TEXT NOT NULL REFERENCES statements (id), PRIMARY KEY (disagreement, place)
);
CREATE INDEX statements_party ON statements (party);
CREATE INDEX statements_issue ON statements (issue);
CREATE INDEX statements_article ON statements (article);
CREATE INDEX quotations_speaker ON quotations (speaker);
CREATE INDEX events_date ON events (date);
"""
_SEARCHED = {"articles": "title, text", "stakeholders": "name, aliases", "statements": "content, shown", "quotations": "shown", "events": "text"}  # fmt: skip


def export_sqlite(briefing: Briefing) -> bytes:
    """Returns the database: the same bytes for the same briefing, as long as SQLite lays out its pages alike.

    Each table that holds words has an index beside it (``statements_fts``), where SQLite was built with FTS5.
    """
    where = Directory(briefing)
    return sqlite_file(_SCHEMA, _tables(where), map(_search, _SEARCHED))


def _search(table: str) -> str:
    columns = _SEARCHED[table]
    # The content option is how Datasette knows to which table an index belongs.
    return (
        f'CREATE VIRTUAL TABLE {table}_fts USING fts5 ({columns}, content="{table}", tokenize="unicode61 remove_diacritics 2");'
        f"INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild');"
    )


def _tables(where: Directory) -> list[tuple[str, list[tuple[Value, ...]]]]:
    b = where.briefing
    settings = b.settings
    return [
        ("briefing", [(b.name, settings.title, settings.description, b.pack.name, b.as_of, settings.threshold)]),
        ("articles", _articles(where)),
        ("stakeholders", _stakeholders(where)),
        ("issues", [(issue.code, issue.name, issue.description) for issue in where.issues]),
        ("statements", _statements(where)),
        ("quotations", _quotations(where)),
        ("events", _events(where)),
        ("disagreements", [(d.id or str(n), d.kind, d.issue, d.note, d.strength) for n, d in enumerate(b.disagreements)]),
        ("disagreement_statements", _sides(where)),
    ]  # fmt: skip


def _articles(where: Directory) -> list[tuple[Value, ...]]:
    def known(identity: str | None) -> str | None:
        return identity if identity in where.articles else None

    return [
        (a.id, one_line(a.title), a.source, a.date, a.author, a.url, a.archive, a.language, a.words, a.status, a.reason, a.reliability,
         a.path, a.sha256, known(a.duplicate_of), known(a.version_of), known(a.family), a.text)
        for a in where.briefing.articles
    ]  # fmt: skip


def _stakeholders(where: Directory) -> list[tuple[Value, ...]]:
    def listed(words: list[str]) -> str:
        return json.dumps(list(dict.fromkeys(words)), ensure_ascii=False)

    return [
        (s.id, where.name(s.id), s.kind, where.known(s.party), listed([as_shown(alias) for alias in s.aliases]),
         listed([as_shown(role.role) for role in s.roles]), len(s.mentions))
        for s in where.briefing.stakeholders
    ]  # fmt: skip


def _statements(where: Directory) -> list[tuple[Value, ...]]:
    found: list[tuple[Value, ...]] = []
    for s in where.statements:
        e, original = s.evidence, where.originals.of(s.evidence)
        found.append((
            s.id, where.known(s.party), s.act, s.issue, as_shown(s.content), where.name(s.addressee) or None, where.known(s.addressee),
            int(s.conditional), as_shown(s.condition) if s.condition else None, where.known(s.speaker), s.level, s.date, e.article,
            e.start, e.end, e.quote, as_shown(e.quote), original.address, original.archived, s.origin, s.confidence,
        ))  # fmt: skip
    return found


def _quotations(where: Directory) -> list[tuple[Value, ...]]:
    found: list[tuple[Value, ...]] = []
    for q in where.briefing.quotations:
        original = where.originals.at(q.article, q.start, q.end)
        found.append((q.id, where.known(q.speaker), q.kind, q.article, q.start, q.end, q.quote, as_shown(q.quote),
                      original.address, original.archived))  # fmt: skip
    return found


def _events(where: Directory) -> list[tuple[Value, ...]]:
    found: list[tuple[Value, ...]] = []
    for event in where.briefing.timeline:
        e, original = event.evidence, where.originals.of(event.evidence)
        found.append((event.id, event.date, event.precision, as_shown(event.text), int(event.planned), event.stage, e.article,
                      e.start, e.end, e.quote, original.address, original.archived))  # fmt: skip
    return found


def _sides(where: Directory) -> list[tuple[Value, ...]]:
    held = {statement.id for statement in where.statements}
    return [
        (d.id or str(n), place, statement)
        for n, d in enumerate(where.briefing.disagreements)
        for place, statement in enumerate(d.statements)
        if statement in held
    ]
