"""Writes that a page can do without: what saves work, and what is tidied up on the way."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError

logger = logging.getLogger(__name__)


@contextmanager
def kept_where_possible() -> Iterator[None]:
    """Let such a write fail: a diary that cannot be written can still be read."""
    try:
        yield
    except DatabaseError as error:
        # Its text may quote the row; the type says enough.
        logger.warning("A write that can wait was left out: %s", type(error).__name__)
