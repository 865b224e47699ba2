"""The tables of a ``.dna`` file, named and ordered as version 3 of the Discourse Network Analyzer makes them in SQLite."""

from __future__ import annotations

VERSION = "3.0.11"
"""The version of the program whose files these are; it opens those of its own kind."""
COLOURS = (0, 0, 0)
VARIABLES = (
    ("person", "short text", 1), ("organization", "short text", 1), ("concept", "short text", 1), ("agreement", "boolean", 1),
    ("note", "long text", 2), ("act", "short text", 1), ("content", "long text", 1), ("level", "short text", 1),
    ("confidence", "integer", 1), ("briefing id", "short text", 1),
)  # fmt: skip
"""Name, type and type of statement of each variable: first the five that every new file has, then what we have to tell."""

_PERMISSIONS = (
    "AddDocuments", "EditDocuments", "DeleteDocuments", "ImportDocuments", "AddStatements", "EditStatements",
    "DeleteStatements", "EditAttributes", "EditRegex", "EditStatementTypes", "EditCoders", "EditCoderRelations",
    "ViewOthersDocuments", "EditOthersDocuments", "ViewOthersStatements", "EditOthersStatements",
)  # fmt: skip


def _colour(*names: str) -> str:
    return ", ".join(f"{name} INTEGER NOT NULL DEFAULT 0 CHECK ({name} BETWEEN 0 AND 255)" for name in names)


def _flags(*names: str) -> str:
    return ", ".join(f"{name} INTEGER NOT NULL DEFAULT 1 CHECK ({name} BETWEEN 0 AND 1)" for name in names)


def _short(*names: str, default: str = "") -> str:
    return ", ".join(f"{name} TEXT NOT NULL {default} CHECK (LENGTH({name}) < 191)" for name in names)


def _of(column: str, table: str) -> str:
    return f"FOREIGN KEY ({column}) REFERENCES {table} (ID) ON DELETE CASCADE"


def _values(table: str, column: str, more: str = "") -> str:
    keys = ", ".join((_of("StatementId", "STATEMENTS"), _of("VariableId", "VARIABLES"), *([more] if more else [])))
    return (
        f"CREATE TABLE {table} (ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL, "
        f"{column}, {keys}, UNIQUE (StatementId, VariableId));"
    )


_EMPTY = "DEFAULT ''"
_RGB = _colour("Red", "Green", "Blue")
_ID = "ID INTEGER NOT NULL PRIMARY KEY"

SCHEMA = "\n".join((
    "CREATE TABLE SETTINGS (Property TEXT PRIMARY KEY, Value TEXT NOT NULL);",
    f"CREATE TABLE CODERS ({_ID}, {_short('Name')}, {_RGB}, Refresh INTEGER NOT NULL DEFAULT 0, FontSize INTEGER NOT NULL DEFAULT 14, "
    f"{_short('Password')}, PopupWidth INTEGER DEFAULT 300, ColorByCoder INTEGER NOT NULL DEFAULT 0, "
    "PopupDecoration INTEGER NOT NULL DEFAULT 0, PopupAutoComplete INTEGER NOT NULL DEFAULT 1, "
    f"{_flags(*(f'Permission{name}' for name in _PERMISSIONS))});",
    f"CREATE TABLE DOCUMENTS ({_ID}, {_short('Title')}, Text TEXT NOT NULL, Coder INTEGER, "
    + _short("Author", "Source", "Section", default=_EMPTY)
    + f", Notes TEXT NOT NULL DEFAULT '', {_short('Type', default=_EMPTY)}, Date INTEGER NOT NULL, {_of('Coder', 'CODERS')});",
    f"CREATE TABLE STATEMENTTYPES ({_ID}, {_short('Label')}, {_RGB});",
    f"CREATE TABLE VARIABLES ({_ID}, {_short('Variable')}, DataType TEXT NOT NULL DEFAULT 'short text' "
    "CHECK (DataType IN ('boolean', 'integer', 'long text', 'short text')), StatementTypeId INTEGER, "
    f"{_of('StatementTypeId', 'STATEMENTTYPES')}, UNIQUE (Variable, StatementTypeId));",
    f"CREATE TABLE VARIABLELINKS ({_ID}, SourceVariableId INTEGER, TargetVariableId INTEGER, CHECK (TargetVariableId != SourceVariableId), "
    f"{_of('SourceVariableId', 'VARIABLES')}, {_of('TargetVariableId', 'VARIABLES')});",
    f"CREATE TABLE REGEXES (Label TEXT PRIMARY KEY CHECK (LENGTH(Label) < 191), {_RGB});",
    f"CREATE TABLE CODERRELATIONS ({_ID}, Coder INTEGER CHECK (Coder > 0), OtherCoder INTEGER CHECK (OtherCoder > 0), "
    f"{_flags('viewStatements', 'editStatements', 'viewDocuments', 'editDocuments')}, CHECK (Coder != OtherCoder), "
    f"{_of('Coder', 'CODERS')}, {_of('OtherCoder', 'CODERS')});",
    f"CREATE TABLE STATEMENTS ({_ID}, StatementTypeId INTEGER, DocumentId INTEGER, Start INTEGER NOT NULL CHECK (Start >= 0), "
    "Stop INTEGER NOT NULL CHECK (Stop >= 0), Coder INTEGER, CHECK (Start < Stop), "
    f"{_of('StatementTypeId', 'STATEMENTTYPES')}, {_of('Coder', 'CODERS')}, {_of('DocumentId', 'DOCUMENTS')});",
    _values("DATABOOLEAN", "Value INTEGER NOT NULL DEFAULT 1"),
    _values("DATAINTEGER", "Value INTEGER NOT NULL DEFAULT 0"),
    "CREATE TABLE ENTITIES (ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL, "
    f"{_short('Value', default=_EMPTY)}, Red INTEGER CHECK (Red BETWEEN 0 AND 255), "
    "Green INTEGER CHECK (Green BETWEEN 0 AND 255), Blue INTEGER CHECK (Blue BETWEEN 0 AND 255), ChildOf INTEGER CHECK (ChildOf > 0), "
    f"UNIQUE (VariableId, Value), {_of('ChildOf', 'ENTITIES')}, {_of('VariableId', 'VARIABLES')});",
    _values("DATASHORTTEXT", "Entity INTEGER NOT NULL", _of("Entity", "ENTITIES")),
    _values("DATALONGTEXT", "Value TEXT DEFAULT ''"),
    f"CREATE TABLE ATTRIBUTEVARIABLES (ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL, {_short('AttributeVariable')}, "
    f"UNIQUE (VariableId, AttributeVariable), {_of('VariableId', 'VARIABLES')});",
    "CREATE TABLE ATTRIBUTEVALUES (ID INTEGER PRIMARY KEY NOT NULL, EntityId INTEGER NOT NULL, AttributeVariableId INTEGER NOT NULL, "
    f"{_short('AttributeValue', default=_EMPTY)}, UNIQUE (EntityId, AttributeVariableId), "
    f"{_of('EntityId', 'ENTITIES')}, {_of('AttributeVariableId', 'ATTRIBUTEVARIABLES')});",
))  # fmt: skip
