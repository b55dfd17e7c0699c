"""What all tests share: the clock of pages, and which tests are of which kind.

The kinds are markers, so that `make test` can choose: all on SQLite, and on PostgreSQL those for
which another database can make a difference (`-m "database and not looks"`).
"""

import gc
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from django.conf import settings
from django.db import transaction
from django.test import TransactionTestCase
from django.utils import timezone

from tests import clock, databases, emptying, running

BROWSER_TESTS = Path(__file__).parent / "browser"
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "site"}
LOOKS_FIXTURES = {"accessibility_problems", "look_at"}


def pytest_configure():
    """Let pages have the time of the tests, and take no time where nobody looks."""
    timezone.now = clock.now
    # Programs that tests start make passwords as the site does: half a second for each.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    TransactionTestCase._fixture_teardown = emptying.empty_what_holds_rows


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(BROWSER_TESTS):
            item.add_marker(pytest.mark.browser)
        if asks_database(item):
            item.add_marker(pytest.mark.database)
        if LOOKS_FIXTURES & asked_for(item):
            item.add_marker(pytest.mark.looks)


def pytest_collection_finish():
    """Let the search for garbage pass over thousands of tests, which are none until the end."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish():
    databases.drop_all()


@pytest.fixture(scope="class")
def for_a_class(django_db_setup, django_db_blocker):
    """Let fixtures of a class write what all of its tests find; it goes with the last of them."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def asks_database(item):
    """Return whether the test asks one, be it itself or by a program that it starts."""
    if item.get_closest_marker("django_db") or DATABASE_FIXTURES & asked_for(item):
        return True
    return starts_programs(getattr(item, "module", None))


@cache
def starts_programs(module):
    """Return whether the module uses tests.running, be it through other modules of the tests."""
    seen, ahead = {running}, [module]
    while ahead:
        for value in vars(ahead.pop() or object).values():
            of = value if isinstance(value, ModuleType) else module_of(value)
            if of is running:
                return True
            if of not in seen and getattr(of, "__name__", "").startswith("tests."):
                seen.add(of)
                ahead.append(of)
    return False


def module_of(value):
    return sys.modules.get(getattr(value, "__module__", None))


def asked_for(item):
    """Return the names of the fixtures of a test; an example in a docstring has none."""
    return set(getattr(item, "fixturenames", ()))
