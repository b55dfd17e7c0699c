"""Connections to databases beside the one of the site, each with settings of its own."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from time import monotonic, sleep
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, transaction

from mgapp.operations.problems import OperationProblem

Settings = Mapping[str, Any]
"""What stands in Django's DATABASES for one database."""

SECONDS_TO_LEAVE = 2


def of_the_site() -> Settings:
    """Return the settings of the database that the site uses."""
    found: Settings = settings.DATABASES[DEFAULT_DB_ALIAS]
    return found


def scratch_file(path: Path) -> Settings:
    """Return the settings of a SQLite file that nobody misses if the power goes."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            # One file and nothing beside it: it is packed as it is.
            "init_command": (
                "PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON;"
            ),
        },
    }


def is_sqlite(place: Settings) -> bool:
    return str(place["ENGINE"]).endswith("sqlite3")


def in_words(place: Settings) -> str:
    """Return where a database is, without its password."""
    host = place.get("HOST")
    return f"{place['NAME']} on {host}" if host else str(place["NAME"])


@contextmanager
def connected(place: Settings) -> Iterator[str]:
    """Yield the alias of a new connection, which is closed and forgotten afterwards."""
    alias = f"operation_{token_hex(4)}"
    wanted = {DEFAULT_DB_ALIAS: {}, alias: {**place, "CONN_MAX_AGE": 0}}
    connections.settings[alias] = connections.configure_settings(wanted)[alias]
    try:
        yield alias
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.settings[alias]


@contextmanager
def one_moment(alias: str) -> Iterator[None]:
    """Let all that is read inside be of one moment, whatever is written meanwhile.

    SQLite's transactions are such already; ours hold the write lock too, so writers wait.
    """
    with transaction.atomic(using=alias):
        if connections[alias].vendor == "postgresql":
            with connections[alias].cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def refuse_company(place: Settings) -> None:
    """Raise OperationProblem where another program uses this PostgreSQL database as the same user.

    A server on another machine does not show in the locks of the data folder. PostgreSQL notices
    a moment late that a program went, so who has just stopped the server is not refused for it.
    """
    if is_sqlite(place):
        return
    with connected(place) as alias:
        others = _others_that_stay(alias)
    if others:
        raise OperationProblem(
            f"{others} other programs are connected to {in_words(place)}: stop every server that "
            "uses it first. Nothing was changed."
        )


def _others_that_stay(alias: str) -> int:
    """Return how many other connections of this user there are, once those that end have ended."""
    give_up = monotonic() + SECONDS_TO_LEAVE
    while True:
        with connections[alias].cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                "AND usename = current_user AND backend_type = 'client backend' "
                "AND pid <> pg_backend_pid()"
            )
            others: int = cursor.fetchone()[0]
        if not others or monotonic() > give_up:
            return others
        sleep(0.05)
