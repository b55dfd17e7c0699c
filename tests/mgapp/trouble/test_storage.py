"""What is the matter where the data is kept is told from the driver's codes, not from its words."""

import errno
import sqlite3

import psycopg
import pytest
from django.db import (
    DatabaseError,
    IntegrityError,
    InterfaceError,
    InternalError,
    OperationalError,
    connection,
)

from mgapp.trouble.storage import Trouble, trouble_of


def as_django(error, cause):
    error.__cause__ = cause
    return error


def refused_by_sqlite(*statements):
    database = sqlite3.connect(":memory:", isolation_level=None)
    database.execute("CREATE TABLE notes (text)")
    try:
        for statement in statements:
            database.execute(statement)
    except sqlite3.Error as error:
        return as_django(OperationalError(), error)
    finally:
        database.close()


FILL = "INSERT INTO notes SELECT randomblob(100000)"


@pytest.mark.parametrize(
    ("statements", "trouble"),
    [
        (["PRAGMA max_page_count = 2", FILL], Trouble.FULL),
        (["PRAGMA query_only = 1", FILL], Trouble.READ_ONLY),
        (["SELECT no_such_column FROM notes"], None),
    ],
)
def test_sqlite_says_it_with_a_number(statements, trouble):
    assert trouble_of(refused_by_sqlite(*statements)) == trouble


def test_a_file_that_is_no_database_is_damaged(tmp_path):
    path = tmp_path / "mgdiary.sqlite3"
    path.write_bytes(b"not a database" * 100)

    with pytest.raises(sqlite3.DatabaseError) as caught:
        sqlite3.connect(path).execute("SELECT * FROM sqlite_master")

    assert trouble_of(as_django(DatabaseError(), caught.value)) == Trouble.DAMAGED


@pytest.mark.parametrize(
    ("django", "cause", "trouble"),
    [
        (OperationalError, psycopg.errors.DiskFull, Trouble.FULL),
        (InternalError, psycopg.errors.ReadOnlySqlTransaction, Trouble.READ_ONLY),
        (OperationalError, psycopg.errors.DeadlockDetected, Trouble.BUSY),
        (OperationalError, psycopg.errors.LockNotAvailable, Trouble.BUSY),
        (OperationalError, psycopg.errors.TooManyConnections, Trouble.BUSY),
        (OperationalError, psycopg.errors.AdminShutdown, Trouble.GONE),
        (OperationalError, psycopg.errors.CannotConnectNow, Trouble.GONE),
        (OperationalError, psycopg.OperationalError, Trouble.GONE),
        (InterfaceError, psycopg.InterfaceError, Trouble.GONE),
        (InternalError, psycopg.errors.DataCorrupted, Trouble.DAMAGED),
        (IntegrityError, psycopg.errors.UniqueViolation, None),
        (DatabaseError, psycopg.errors.UndefinedTable, None),
    ],
)
def test_postgresql_says_it_with_its_state(django, cause, trouble):
    assert trouble_of(as_django(django(), cause())) == trouble


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (OSError(errno.ENOSPC, ""), Trouble.FULL),
        (OSError(errno.EROFS, ""), Trouble.READ_ONLY),
        (FileNotFoundError(errno.ENOENT, ""), None),
        (ValueError("disk is full"), None),
        (None, None),
    ],
)
def test_a_file_that_cannot_be_written_is_told_too(error, trouble):
    assert trouble_of(error) == trouble


def test_an_error_that_was_hidden_on_purpose_counts_for_nothing():
    hidden = ValueError()
    hidden.__context__ = OSError(errno.ENOSPC, "")
    hidden.__suppress_context__ = True

    assert trouble_of(hidden) is None


@pytest.mark.django_db
def test_a_wrong_statement_is_our_own_mistake_on_every_database():
    with pytest.raises(DatabaseError) as caught, connection.cursor() as cursor:
        cursor.execute("SELECT no_such_column FROM tracker_person")

    assert trouble_of(caught.value) is None
