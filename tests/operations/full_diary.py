"""A full diary in a schema of long ago: what an old backup holds, many times over, days apart.

It is made by SQLite alone, in the tables as they were: today's code does not know them any more.
"""

import sqlite3
from contextlib import closing
from zipfile import ZipFile

from mgapp.operations.backup import packing
from tests.operations.sites import OLD

COPIED = (
    *("change", "changedentry", "intake", "intakecontent", "meal", "score", "nonetaken"),
    "skippeddose",
)
"""The tables with a row for each entry. What is worked out of them is made anew anyway."""

HAS_ID = {"changedentry": "json_extract(coalesce(after, before), '$.id') = entry_id"}
"""Of the history, the lines of such entries; the others are named after what they say."""

APART = 1000
"""Between the numbers of a row and of its copy; an old backup has fewer rows in each table."""

IN_A_COPY = {
    **dict.fromkeys(("id", "change_id", "intake_id", "undoes_id"), "{0} + k * " + str(APART)),
    "entry_id": "{0} || '-' || k",
    **dict.fromkeys(("before", "after"), "json_set({0}, '$.id', entry_id || '-' || k)"),
    "day": "date({0}, k || ' days')",
    "instant": "datetime({0}, k || ' days')",
    "version": "{0} + k * (SELECT revision FROM tracker_person)",
}
"""What a column of a copy holds, where it is not the same."""


def make_full(name, folder, *, copies):
    """Return a SQLite file with the old backup's schema, and with so many of its entries more."""
    with ZipFile(OLD / f"{name}.zip") as backup:
        file = folder / backup.extract(packing.DATABASE, folder)
    with closing(sqlite3.connect(file)) as database:
        database.execute(f"CREATE TEMP TABLE copies AS {NUMBERS}", [copies])
        for table in COPIED:
            copy(database, f"tracker_{table}", where=HAS_ID.get(table, "true"))
        database.execute("UPDATE tracker_person SET revision = revision * (? + 1)", [copies])
        database.commit()
    return file


NUMBERS = (
    "WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < ?) SELECT k FROM n"
)


def copy(database, table, *, where):
    columns = [column[1] for column in database.execute(f"PRAGMA table_info({table})")]
    if columns:
        values = ", ".join(IN_A_COPY.get(one, "{0}").format(f'"{one}"') for one in columns)
        names = ", ".join(f'"{one}"' for one in columns)
        chosen = f"SELECT {values} FROM {table}, copies WHERE {where}"
        database.execute(f"INSERT INTO {table} ({names}) {chosen}")
