"""Writes that can wait: whoever reads does not wait for them, and reads what there is."""

import pytest
from django.db import DatabaseError, connection, transaction

from tracker.actions.derived import MILLISECONDS, kept_where_possible

pytestmark = pytest.mark.django_db(transaction=True)

ASKED = {
    "sqlite": "PRAGMA busy_timeout",
    "postgresql": "SELECT setting::int FROM pg_settings WHERE name = 'lock_timeout'",
}


def waits():
    """Return how long this connection waits for a lock, in milliseconds."""
    with connection.cursor() as cursor:
        cursor.execute(ASKED[connection.vendor])
        return cursor.fetchone()[0]


def test_such_a_write_waits_for_a_moment_and_the_next_one_as_long_as_ever():
    before = waits()
    with kept_where_possible():
        during = waits()

    assert (during, waits()) == (MILLISECONDS, before)
    assert before == 20_000


def test_one_that_fails_is_told_to_the_log_alone_and_leaves_no_impatience(caplog):
    before = waits()
    with kept_where_possible():
        raise DatabaseError("a text that may quote a diary")

    assert waits() == before
    assert "left out: DatabaseError" in caplog.text
    assert "quote" not in caplog.text


def test_inside_a_transaction_nothing_is_changed():
    before = waits()
    with transaction.atomic(), kept_where_possible():
        during = waits()

    assert (during, waits()) == (before, before)
