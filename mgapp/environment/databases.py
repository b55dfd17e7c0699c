"""The database: a SQLite file in the data folder, or the PostgreSQL that DATABASE_URL names."""

import os
import sqlite3
from pathlib import Path
from typing import Any

import dj_database_url

from mgapp.environment.problem import SettingProblem

OLDEST_SQLITE = (3, 35)
"""The first that says which id it gave to a new row."""


def database(folder: Path) -> dict[str, Any]:
    """Return where the data is kept, as Django's settings say it.

    A SQLite file in `folder`, or the PostgreSQL that DATABASE_URL names.
    """
    text = (os.environ.get("DATABASE_URL") or "").strip()
    if text:
        return postgresql(text)
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise SettingProblem(
            f"The SQLite of this Python is {sqlite3.sqlite_version}, and 3.35 or newer is needed. "
            "Take a Python that comes with a newer one, or set DATABASE_URL to a PostgreSQL."
        )
    return sqlite(folder / "mgdiary.sqlite3")


def sqlite(path: Path) -> dict[str, Any]:
    """Return the settings of the SQLite file `path`."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        # A worker's thread keeps the file open: opening it costs more than most pages do.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # A transaction takes the write lock when it begins, so it waits for another one
            # instead of failing half-way.
            "transaction_mode": "IMMEDIATE",
            # The timeout comes first: a change of the journal mode may have to wait already.
            # FULL keeps an acknowledged entry through a power cut.
            "init_command": (
                "PRAGMA busy_timeout = 20000;"
                "PRAGMA journal_mode = WAL;"
                "PRAGMA synchronous = FULL;"
                "PRAGMA foreign_keys = ON;"
                # Half a MB for each connection, of which there is one a thread: what is read again
                # is in the system's own cache, which all of them share.
                "PRAGMA cache_size = -512;"
                # Sorted in memory: a full folder for temporary files stops no page.
                "PRAGMA temp_store = MEMORY;"
                # After a long import the log gives its room back.
                "PRAGMA journal_size_limit = 16777216;"
            ),
        },
    }


def postgresql(text: str) -> dict[str, Any]:
    """Return the settings of the PostgreSQL database that `text` names."""
    # What is written there is not repeated: there may be a password in it.
    problem = SettingProblem(
        "DATABASE_URL cannot be read; write postgres://NAME:PASSWORD@HOST:5432/DATABASE (in name "
        "and password, write %40 for @, %2F for /, %3A for :, %3F for ?, %23 for # and %25 for %), "
        "or leave it out for a SQLite file in the data folder."
    )
    try:
        found: dict[str, Any] = dict(dj_database_url.parse(text))
    except ValueError as error:
        raise problem from error
    if found["ENGINE"] != "django.db.backends.postgresql" or not found["NAME"]:
        raise problem
    # As patient as SQLite is told to be above, and no more: who waits is told why.
    patience = {"connect_timeout": 5, "options": "-c lock_timeout=20s"}
    found["OPTIONS"] = {**patience, **found.get("OPTIONS", {})}
    # A worker's thread keeps its connection, and asks whether it still stands before a request.
    return {**found, "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
