"""The migrations that a database has, and its tables as they were after these."""

from functools import cache

from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

Migration = tuple[str, str]
"""The app and the name of a migration."""

NOT_KEPT = frozenset({"django_session", "usersessions_usersession", "cache"})
"""The tables of what ends with a log-in, and of counted attempts.

An old cookie must not open a diary again that was brought back.
"""


def applied(alias: str) -> frozenset[Migration]:
    """Return what was applied to the database, as far as its apps still are of the site."""
    loader = MigrationLoader(connections[alias])
    return frozenset(one for one in loader.applied_migrations if one[0] in loader.migrated_apps)


def unknown(alias: str) -> list[Migration]:
    """Return what was applied to the database and this version of the program does not know."""
    known = MigrationLoader(connections[alias]).disk_migrations or {}
    return sorted(applied(alias) - known.keys())


def pending(alias: str) -> bool:
    """Return whether the database is older than this version of the program."""
    loader = MigrationLoader(connections[alias])
    return not set(loader.graph.leaf_nodes()) <= loader.applied_migrations.keys()


def tables(alias: str) -> list[type[Model]]:
    """Return the models of all tables with rows to keep, as they were at the database's schema.

    They are made from the migrations, so a database that is behind the code can be read too.
    """
    latest = _latest_of_each_app(MigrationLoader(connections[alias]))
    return list(_tables_after(tuple(latest))) if latest else []


@cache
def _tables_after(latest: tuple[Migration, ...]) -> tuple[type[Model], ...]:
    models = (
        MigrationLoader(None).project_state(list(latest)).apps.get_models(include_auto_created=True)
    )
    return tuple(_as_stored(model) for model in models if _is_kept(model))


def bring_forward(alias: str) -> None:
    """Apply all migrations, as `manage.py migrate` does."""
    call_command("migrate", database=alias, interactive=False, verbosity=0)


def make_tables_like(source: str, target: str) -> None:
    """Bring the new database `target` to the schema of `source`, without a row in any table."""
    latest = _latest_of_each_app(MigrationLoader(connections[source]))
    MigrationExecutor(connections[target]).migrate(latest)


def _latest_of_each_app(loader: MigrationLoader) -> list[Migration]:
    there = {one for one in loader.applied_migrations if one in loader.graph.nodes}

    def has_successor(one: Migration) -> bool:
        children = loader.graph.node_map[one].children
        return any(child[0] == one[0] and child in there for child in children)

    return sorted(one for one in there if not has_successor(one))


def _is_kept(model: type[Model]) -> bool:
    meta = model._meta
    return meta.managed and not meta.proxy and meta.db_table not in NOT_KEPT


def _as_stored(model: type[Model]) -> type[Model]:
    """Keep a copied row's times from becoming the time of the copy. The model is ours alone."""
    for field in model._meta.concrete_fields:
        for rule in ("auto_now", "auto_now_add"):
            if getattr(field, rule, False):
                setattr(field, rule, False)
    return model
