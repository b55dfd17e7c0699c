"""The whole database at one moment, as a SQLite file; and what can be said of such a file."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connections

from mgapp.operations.database import copying, schema
from mgapp.operations.database.connecting import Settings, connected, scratch_file
from mgapp.operations.problems import OperationProblem


def take(source: Settings, to: Path) -> None:
    """Write the database as a new SQLite file, as it is at one moment; no writer has to wait.

    Sessions and counted attempts are left out.
    """
    draft = to.with_name(f"{to.name}.draft")
    with connected(source) as there, connected(scratch_file(draft)) as here:
        if connections[there].vendor == "sqlite":
            _copy_pages(there, draft)
        else:
            schema.make_tables_like(there, here)
            copying.copy_all(source=there, target=here)
    _without_log_ins(draft, to)
    draft.unlink()


def _copy_pages(source: str, to: Path) -> None:
    connection = connections[source]
    connection.ensure_connection()
    with closing(sqlite3.connect(to)) as target:
        # All pages in one step: it reads one moment, and with the write-ahead log no writer waits.
        connection.connection.backup(target, pages=-1)
        target.execute("PRAGMA journal_mode = DELETE")


def _without_log_ins(draft: Path, to: Path) -> None:
    with closing(sqlite3.connect(draft, isolation_level=None)) as database:
        database.execute("PRAGMA synchronous = OFF")
        for name in schema.NOT_KEPT.intersection(_tables(database)):
            database.execute(f"DELETE FROM {name}")  # noqa: S608 # nosec B608 - ours
        # Written anew, the file has no free pages, in which deleted rows could still be read.
        database.execute("VACUUM INTO ?", [str(to)])


def rows_of(file: Path) -> dict[str, int]:
    """Return how many rows each table of the SQLite file has."""
    with closing(sqlite3.connect(file)) as database:
        count = 'SELECT count(*) FROM "{}"'.format  # nosec B608 - names of tables
        return {name: database.execute(count(name)).fetchone()[0] for name in _tables(database)}


def migrations_of(file: Path) -> list[schema.Migration]:
    """Return the migrations that the SQLite file had, in their order."""
    with closing(sqlite3.connect(file)) as database:
        return database.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall()


def check(file: Path) -> None:
    """Raise OperationProblem where SQLite finds anything wrong with the file."""
    with _damaged_if_unreadable(), closing(sqlite3.connect(file)) as database:
        is_whole = database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        dangling = database.execute("PRAGMA foreign_key_check").fetchone()
    if not is_whole or dangling:
        raise OperationProblem("The database in the backup is damaged.")


@contextmanager
def _damaged_if_unreadable() -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as problem:
        if problem.sqlite_errorcode not in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}:
            raise
        raise OperationProblem("The database in the backup is damaged.") from problem


def _tables(database: sqlite3.Connection) -> list[str]:
    found = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "ORDER BY name"
    )
    return [name for (name,) in found]
