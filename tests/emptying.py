"""The end of a test that commits: the tables that hold rows are emptied, and no others.

Django empties all sixty and then writes what a migration leaves in two of them. On PostgreSQL that
takes a sixth of a second, after each test with a real browser.
"""

from functools import cache

from django.db import connections, transaction

# The names of models and what may be done with them: only migrations write here.
KEPT = {"django_content_type", "auth_permission"}


def empty_what_holds_rows(test_case):
    """Stand in for TransactionTestCase._fixture_teardown."""
    for alias in test_case._databases_names(include_mirrors=False):
        empty(alias)


def empty(alias):
    # References are looked at when the transaction ends, so any order will do.
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        for table in with_rows(alias):
            cursor.execute(f'DELETE FROM "{table}"')


def with_rows(alias):
    """Return those tables of models that hold rows."""
    asked = (f"SELECT '{one}' WHERE EXISTS (SELECT 1 FROM \"{one}\")" for one in tables(alias))
    with connections[alias].cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        return [name for (name,) in cursor.fetchall()]


@cache
def tables(alias):
    introspection = connections[alias].introspection
    return sorted(set(introspection.django_table_names(only_existing=True)) - KEPT)
