"""Carrying a whole site to another database, which is empty before."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import connections

from mgapp import environment
from mgapp.operations.database import copying, schema
from mgapp.operations.database.connecting import Settings, connected, refuse_company
from mgapp.operations.problems import OperationProblem

# `migrate` writes these by itself; the copied ones take their place.
_MADE_BY_MIGRATE = {"contenttypes.contenttype", "auth.permission"}


def place_named(url: str) -> Mapping[str, Any]:
    """Return the settings of the database that a DATABASE_URL names, or `sqlite:///PATH`."""
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite" and rest.startswith("/") and len(rest) > 1:
        return environment.sqlite(Path(rest.removeprefix("/")).expanduser())
    return environment.postgresql(url)


def move(source: Settings, target: Settings) -> dict[str, int]:
    """Copy everything into the empty database `target`; return how many rows each table has.

    The site must not run. Its writers would wait all the same: a write after this would be lost.
    """
    refuse_company(source)
    with connected(source) as here, connected(target) as there:
        _refuse_what_cannot_be_read(here)
        _refuse_what_is_not_empty(there)
        schema.make_tables_like(here, there)
        return copying.copy_all(source=here, target=there)


def _refuse_what_cannot_be_read(alias: str) -> None:
    if schema.unknown(alias):
        raise OperationProblem(
            "This database was made by a newer version of Mg Diary: update the program first."
        )
    if schema.pending(alias):
        raise OperationProblem(
            "This database is older than the program: run `manage.py migrate` first."
        )


def _refuse_what_is_not_empty(alias: str) -> None:
    connection = connections[alias]
    names = set(connection.introspection.table_names())
    if not names:
        return
    if "django_migrations" not in names:
        raise OperationProblem("The other database holds tables of another program.")
    for model in schema.tables(alias):
        is_ours = model._meta.label_lower not in _MADE_BY_MIGRATE
        if is_ours and model._base_manager.using(alias).exists():
            raise OperationProblem(
                f"The other database is not empty (its table {model._meta.db_table} has rows); "
                "nothing was changed."
            )
