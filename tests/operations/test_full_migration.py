"""Migrations forward on a full diary, on the database where it lies."""

import json
import os

import pytest

from mgapp.operations.database import copying, schema
from mgapp.operations.database.connecting import connected, scratch_file
from tests.operations.full_diary import COPIED, make_full
from tests.running import environment, manage

COPIES = int(os.environ.get("FULL_DIARY_COPIES", "150"))
"""Each adds five entries or more; 2100 make a diary of more than 10,000."""


@pytest.fixture(scope="module", params=["0001_initial", "0005_cover_sheet"])
def full(request, tmp_path_factory):
    """A file with a full diary in an old schema."""
    return make_full(request.param, tmp_path_factory.mktemp("full"), copies=COPIES)


@pytest.fixture
def old_site(site, full):
    """A site whose database has the old tables, with all those rows."""
    with connected(scratch_file(full)) as old, connected(site.place) as here:
        schema.make_tables_like(old, here)
        copying.copy_all(source=old, target=here)
    return site


def columns_of_old(site):
    """Return the names of the columns of the tables that hold entries."""
    with connected(site.place) as alias:
        tables = [model._meta for model in schema.tables(alias)]
        entries = {f"tracker_{name}" for name in COPIED}
        return {
            one.db_table: [field.column for field in one.concrete_fields]
            for one in tables
            if one.db_table in entries
        }


def rows(site, columns):
    """Return the rows of these columns, in the order of their numbers."""
    return {
        table: site.ask(f"SELECT {', '.join(names)} FROM {table} ORDER BY id")
        for table, names in ((table, quoted(names)) for table, names in columns.items())
    }


def quoted(names):
    return [f'"{name}"' for name in names]


def test_every_row_comes_through_and_the_diary_reads_as_before(old_site, tmp_path):
    columns = columns_of_old(old_site)
    before, archive = rows(old_site, columns), tmp_path / "archive.json"

    manage(environment(old_site.folder), "migrate")

    assert rows(old_site, columns) == before
    with connected(old_site.place) as alias:
        assert not schema.pending(alias)
    to_archive = ("export", "ada", "--format", "json", "--output", str(archive))
    manage(environment(old_site.folder), *to_archive)
    intakes = before["tracker_intake"]
    assert len(json.loads(archive.read_text())["intakes"]) == len(intakes) > COPIES
