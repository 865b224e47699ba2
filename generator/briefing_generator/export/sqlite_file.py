"""SQLite files made in one go: tables and rows in, the bytes of a file out, the same for the same rows."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Value = str | int | float | None
_WRITTEN_BY = slice(96, 100)
"""Where the header of a file says which version of SQLite wrote it last: the one thing in it that is of the machine."""
_OLDEST_THAT_READS = (3_037_000).to_bytes(4, "big")


def sqlite_file(
    schema: str, tables: Iterable[tuple[str, Sequence[Sequence[Value]]]], after: Iterable[str] = ()
) -> bytes:
    """Returns a database file.

    Args:
        schema: the statements that make its tables.
        tables: names of tables, each with its rows in the order of its columns.
        after: statements for which the rows must be there; one for which this SQLite lacks a module is left out.
    """
    with closing(sqlite3.connect(":memory:")) as made:
        made.executescript(f"PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'; BEGIN; {schema} COMMIT;")
        with made:
            for table, rows in tables:
                if rows:
                    marks = ", ".join("?" * len(rows[0]))
                    made.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)
        for statement in after:
            try:
                with made:
                    made.executescript(statement)
            except sqlite3.OperationalError as error:
                if "no such module" not in str(error):
                    raise
        made.execute("VACUUM")
        file = bytearray(made.serialize())
    file[_WRITTEN_BY] = _OLDEST_THAT_READS
    return bytes(file)
