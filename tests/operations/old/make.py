"""Makes the old backups beside this file: `python -m tests.operations.old.make 0006_shares`.

The diary is written with today's code into today's tables, and copied from there into the tables
of a migration of long ago, as far as these have a place for it. What it reads like is put beside it
as an archive. A backup that stands here is never made anew: it is what old backups were.
"""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
MADE_AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
OTHER_APPS = ("account", "accounts", "auth", "contenttypes", "sessions")
# What other apps had then; their later migrations are applied by the test too.
FIRST_OF = {"accounts": "0001_cache_table"}


def make(name, scratch):
    from django.core.management import call_command

    from mgapp.operations.backup import packing
    from mgapp.operations.database.connecting import connected, scratch_file
    from tests.operations.made import live_until

    call_command("migrate", verbosity=0)
    live_until(int(name[:4]))
    archive = HERE / f"{name}.json"
    call_command("export", "ada", "--format", "json", "--output", str(archive))
    file = scratch / "old.sqlite3"
    with connected(scratch_file(file)) as alias:
        bring_to(name, alias)
        copy_what_fits(alias)
    manifest = packing.describe(file, made_at=MADE_AT, vendor="sqlite")
    packing.pack(file, manifest, HERE / f"{name}.zip")


def bring_to(name, alias):
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections[alias])
    leaves = dict(executor.loader.graph.leaf_nodes())
    others = [(app, FIRST_OF.get(app, leaves[app])) for app in OTHER_APPS]
    executor.migrate([*others, ("tracker", name)])


def copy_what_fits(alias):
    from django.apps import apps
    from django.db import transaction

    from mgapp.operations.database import schema

    with transaction.atomic(using=alias):
        for old in schema.tables(alias):
            model = apps.get_model(old._meta.label)
            names = [field.attname for field in old._meta.concrete_fields]
            rows = model._base_manager.order_by("pk").values_list(*names)
            old._base_manager.using(alias).bulk_create(old(*row) for row in rows)


def main():
    with TemporaryDirectory() as folder:
        os.environ |= {
            "DATA_DIR": folder,
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "mgapp.settings",
        }
        import django

        django.setup()
        make(sys.argv[1], Path(folder))


if __name__ == "__main__":
    main()
