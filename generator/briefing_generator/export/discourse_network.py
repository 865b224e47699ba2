"""A briefing as a project of the Discourse Network Analyzer: a ``.dna`` file of its version 3, which is an SQLite database.

A statement there tells of a person, an organization, a concept and whether the two agree: here the speaker, the party, the
issue, and no where the party rejects. Beside them stand the act, the content, how sure the reading is, and the id by which
a statement is known here.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from briefing_generator.corpus.body.markup import as_shown
from briefing_generator.export.directory import Directory, one_line
from briefing_generator.export.dna_tables import COLOURS, SCHEMA, VARIABLES, VERSION
from briefing_generator.export.sqlite_file import Value, sqlite_file

if TYPE_CHECKING:
    from briefing_generator.model import Article, Briefing, Statement

PASSWORD = "briefing"
"""What the program asks the coder for: it opens no file without one, and everybody may open this one."""
_CODER = 1
_KIND = 1
"""The type "DNA Statement", which new files have."""
_LONGEST = 190
_ROUNDS = 100_000
Row = tuple[Value, ...]


def export_dna(briefing: Briefing) -> bytes:
    """Returns the project: articles in use as documents, statements with a party as statements; the same bytes for the same briefing."""
    where = Directory(briefing)
    statements = [s for s in where.statements if s.party and s.evidence.start < s.evidence.end]
    cited = {s.evidence.article for s in statements}
    documents = [a for a in briefing.articles if a.status == "used" or a.id in cited]
    numbers = {article.id: number for number, article in enumerate(documents, 1)}
    said = [_values(where, s) for s in statements]
    entities = _entities(said)
    return sqlite_file(SCHEMA, [
        ("SETTINGS", [("version", VERSION), ("date", "2000-01-01")]),
        ("CODERS", [_coder()]),
        ("DOCUMENTS", [(number, *_document(a)) for number, a in enumerate(documents, 1)]),
        ("STATEMENTTYPES", [(_KIND, "DNA Statement", 239, 208, 51), (2, "Annotation", 211, 211, 211)]),
        ("VARIABLES", [(n, name, kind, of) for n, (name, kind, of) in enumerate(VARIABLES, 1)]),
        ("STATEMENTS", [_placed(n, s, numbers[s.evidence.article], where.articles[s.evidence.article].text) for n, s in enumerate(statements, 1)]),
        ("ENTITIES", [(number, variable, value, *COLOURS, None) for (variable, value), number in entities.items()]),
        *_data(said, entities),
    ])  # fmt: skip


def _coder() -> Row:
    # As jasypt's StrongPasswordEncryptor has it, but for the salt, which is no secret where the password is none.
    salt = hashlib.sha256(PASSWORD.encode()).digest()[:16]
    hashed = salt + PASSWORD.encode()
    for _ in range(_ROUNDS):
        hashed = hashlib.sha256(hashed).digest()
    allowed = (1,) * 16
    return (_CODER, "Admin", 255, 255, 0, 0, 14, b64encode(salt + hashed).decode(), 300, 0, 0, 1, *allowed)


def _document(article: Article) -> Row:
    addresses = [
        ("Address: ", article.url),
        ("Archived: ", article.archive),
        ("Date: ", None if article.date else "not known"),
    ]
    day = datetime.fromisoformat(f"{article.date or '1970-01-01'}T00:00:00").replace(tzinfo=UTC)
    return (
        _short(one_line(article.title)), article.text, _CODER, _short(article.author or ""), _short(article.source or ""), "",
        "\n".join(name + told for name, told in addresses if told), "", int(day.timestamp()),
    )  # fmt: skip


def _short(words: str) -> str:
    return words[:_LONGEST]


def _placed(number: int, s: Statement, document: int, text: str) -> Row:
    # Java counts in units of UTF-16: what lies beyond the basic plane takes two.
    def counted(place: int) -> int:
        return len(text[:place].encode("utf-16-le", "surrogatepass")) // 2

    return (number, _KIND, document, counted(s.evidence.start), counted(s.evidence.end), _CODER)


def _values(where: Directory, s: Statement) -> dict[str, str | int]:
    return {
        "person": _short(where.name(s.speaker)), "organization": _short(where.name(s.party)), "concept": _short(where.issue(s.issue)),
        "agreement": int((s.act != "rejects") != s.against), "act": s.act, "content": as_shown(s.content),
        "level": s.level, "confidence": round(100 * s.confidence), "briefing id": s.id,
    }  # fmt: skip


def _entities(said: list[dict[str, str | int]]) -> dict[tuple[int, str], int]:
    """Returns a number for each value of each short text, the empty one among them, which stands where nothing is known."""
    pairs = [
        (number, value)
        for number, (name, kind, of) in enumerate(VARIABLES, 1)
        if kind == "short text" and of == _KIND
        for value in sorted({"", *(str(values[name]) for values in said)})
    ]
    return {pair: number for number, pair in enumerate(pairs, 1)}


def _data(said: list[dict[str, str | int]], entities: dict[tuple[int, str], int]) -> list[tuple[str, list[Row]]]:
    """Returns the tables that hold what each statement has for each variable, one a type of value."""
    tables: dict[str, list[Row]] = {
        "boolean": [], "integer": [], "short text": [], "long text": []
    }  # fmt: skip
    for statement, values in enumerate(said, 1):
        for variable, (name, kind, of) in enumerate(VARIABLES, 1):
            if of == _KIND:
                value = values[name]
                held = entities[variable, str(value)] if kind == "short text" else value
                tables[kind].append((len(tables[kind]) + 1, statement, variable, held))
    return [(f"DATA{kind.replace(' ', '').upper()}", rows) for kind, rows in tables.items()]
