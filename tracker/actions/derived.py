"""Writes that a page can do without: what saves work, and what is tidied up on the way."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection

logger = logging.getLogger(__name__)

MILLISECONDS = 500
"""So long such a write waits for others. Whoever reads is not to wait as long as whoever writes."""


@contextmanager
def kept_where_possible() -> Iterator[None]:
    """Let such a write fail: a diary that cannot be written can still be read."""
    try:
        with little_patience(MILLISECONDS):
            yield
    except DatabaseError as error:
        # Its text may quote the row; the type says enough.
        logger.warning("A write that can wait was left out: %s", type(error).__name__)


@contextmanager
def little_patience(milliseconds: int) -> Iterator[None]:
    """Wait so long for a lock and no longer; inside a transaction, whose lock is held, as ever."""
    if connection.in_atomic_block:
        yield
        return
    before = _waits(milliseconds)
    try:
        yield
    finally:
        _waits(before)


def _waits(milliseconds: int) -> int:
    """Let this connection wait so long for a lock; return how long it did until now."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA busy_timeout")
            [before] = cursor.fetchone()
            cursor.execute(f"PRAGMA busy_timeout = {milliseconds:d}")
            return int(before)
        cursor.execute("SELECT setting::int FROM pg_settings WHERE name = 'lock_timeout'")
        [before] = cursor.fetchone()
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [str(milliseconds)])
        return int(before)
