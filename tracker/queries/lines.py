"""Rows as tuples of their named columns, for entries: there are thousands of them.

Django would convert value by value, and with it every list and amount anew. Here a column of many
lines is read at once, and what stands in a diary again and again is read once.
"""

import json
from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC
from decimal import Decimal
from functools import cache, lru_cache, partial
from itertools import islice
from operator import methodcaller
from typing import TYPE_CHECKING, Any

from django.db import connection, models

from tracker.models import KeptRow
from tracker.models.fields import ExactDecimalField, ListField

if TYPE_CHECKING:
    AnyField = models.Field[Any, Any]
else:
    AnyField = models.Field

Reader = Callable[[Any], Any]

PORTION = 250
"""How many lines are read at a time, and asked of the database where not all are wanted at once."""

VALUES_KEPT = 1000

_in_utc = methodcaller("replace", tzinfo=UTC)


class _Stored(AnyField):
    """A column as the database hands it out."""


@cache
def stored_lines(table: type[KeptRow], columns: tuple[str, ...]) -> models.QuerySet[Any, Any]:
    """Return the named columns of a table as they are stored; `read_lines` reads them."""
    stored = {
        f"stored_{place}": models.ExpressionWrapper(models.F(name), output_field=_Stored())
        for place, name in enumerate(columns)
    }
    return table._default_manager.order_by().annotate(**stored).values_list(*stored)


def read_lines(
    table: type[KeptRow], columns: tuple[str, ...], stored: Iterable[Any]
) -> Iterator[Any]:
    """Yield the lines of `stored_lines` with their values read, and each under its name.

    A column of another table stays as it is stored: amounts are text there.
    """
    readers = [_reader(table, name) for name in columns]
    return map(_named(columns), _read(iter(stored), readers))


@cache
def _named(columns: tuple[str, ...]) -> Callable[[Iterable[Any]], Any]:
    line: Any = namedtuple("line", columns)  # type: ignore[misc]
    # What its own `_make` does, without a call of Python for each line.
    return partial(tuple.__new__, line)


def _read(lines: Iterator[Any], readers: Sequence[Reader | None]) -> Iterator[Any]:
    """Yield the lines with their values read, column by column of a portion."""
    while some := [*islice(lines, PORTION)]:
        columns = zip(*some, strict=True)
        yield from zip(*map(_read_column, readers, columns), strict=True)


def _read_column(read: Reader | None, column: tuple[Any, ...]) -> Iterable[Any]:
    return column if read is None else map(read, column)


def _reader(table: type[KeptRow], name: str) -> Reader | None:
    """Return what reads the stored values of a column; None: there is nothing to do."""
    if "__" in name:
        return None
    kind = table._meta.get_field(name)
    if isinstance(kind, models.DateTimeField):
        # A database that keeps no zones has its moments in UTC.
        return None if connection.features.supports_timezones else _in_utc
    if isinstance(kind, ExactDecimalField):
        return lru_cache(VALUES_KEPT)(exact)
    return lru_cache(VALUES_KEPT)(json.loads) if isinstance(kind, ListField) else None


def exact(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
