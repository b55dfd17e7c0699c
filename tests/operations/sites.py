"""Sites of the tests: a data folder with a database of its own, and what the commands do to it."""

import atexit
import sqlite3
from contextlib import closing
from datetime import datetime
from functools import cache
from io import StringIO
from pathlib import Path
from shutil import copyfile, rmtree
from tempfile import mkdtemp
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.management import call_command
from django.db import connections

from mgapp import environment
from mgapp.operations.backup import packing, restoring
from mgapp.operations.backup.sealing import Key
from mgapp.operations.database import copying, schema
from mgapp.operations.database.connecting import connected, is_sqlite
from mgapp.operations.scratch import scratch_folder
from tests import databases

OLD = Path(__file__).parent / "old"
NEWEST_OLD = OLD / "0006_shares.zip"


def place_in(folder):
    """Return the settings of a database for this folder: a file in it, or one on PostgreSQL."""
    url = databases.url_of(folder)
    return environment.postgresql(url) if url else environment.sqlite(folder / "mgdiary.sqlite3")


def bring_in(folder, place):
    with scratch_folder(folder) as scratch:
        opened = restoring.open_backup(NEWEST_OLD, scratch, Key())
        restoring.put_in_place(opened, place, keep=lambda: None)


@cache
def filled_once():
    """Return a database with a small full diary, which every site of this process is copied from.

    To make all tables takes a while.
    """
    folder = Path(mkdtemp())
    atexit.register(rmtree, folder)
    place = place_in(folder)
    bring_in(folder, place)
    return place


def copy_database(place, to):
    if is_sqlite(place):
        copyfile(place["NAME"], to["NAME"])
    else:
        databases.copy(place["NAME"], to["NAME"])


class Site:
    def __init__(self, folder, place):
        self.folder, self.place = folder, place

    def fill(self):
        """Let it hold a small full diary."""
        copy_database(filled_once(), self.place)
        return self

    def call(self, *command):
        """Return what a command says."""
        said = StringIO()
        call_command(*map(str, command), stdout=said)
        return said.getvalue()

    def backup(self, *options):
        """Return the file of a new backup."""
        before = set(self.backups())
        self.call("backup", *options)
        [made] = set(self.backups()) - before
        return made

    def backups(self):
        folder = self.folder / "backups"
        return sorted(folder.iterdir()) if folder.exists() else []

    def contents(self):
        """Return what each table holds, whatever database it is."""
        return contents_of(self.place)

    def ask(self, statement, *values):
        """Return the rows that the database answers with."""
        with connected(self.place) as alias, connections[alias].cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall() if cursor.description else []

    def states(self):
        return {state for (state,) in self.ask("SELECT state FROM tracker_person")}


def contents_of(place):
    """Return what each table of a database holds; the names of the diaries' states are left out."""
    with connected(place) as alias:
        models = schema.tables(alias)
        return {model._meta.db_table: contents(model, alias) for model in models}


def contents(model, alias):
    if model._meta.label_lower != "tracker.person":
        return copying.contents(model, alias)
    names = [field.attname for field in model._meta.concrete_fields if field.attname != "state"]
    return list(model._base_manager.using(alias).order_by("pk").values_list(*names))


def changed_zip(file, to, **members):
    """Write a backup with other members; None leaves one out."""
    with ZipFile(file) as old, ZipFile(to, "w", ZIP_DEFLATED) as new:
        for name in (packing.MANIFEST, packing.DATABASE):
            content = members.get(name.split(".")[0], old.read(name))
            if content is not None:
                new.writestr(name, content)
    return to


def changed_database(file, to, statement):
    """Write a backup whose database was changed before it was packed."""
    with scratch_folder(to.parent) as scratch:
        unpacked = packing.unpack(file, scratch)
        with closing(sqlite3.connect(unpacked.database)) as database:
            database.execute(statement)
            database.commit()
        manifest = packing.describe(
            unpacked.database,
            made_at=datetime.fromisoformat(unpacked.manifest.made_at),
            vendor="sqlite",
        )
        packing.pack(unpacked.database, manifest, to)
    return to
