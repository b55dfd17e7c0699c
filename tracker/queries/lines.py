"""Rows as tuples of their named columns, for entries: there are thousands of them.

Django would convert value by value, and with it every list and amount anew. Here a column of many
lines is read at once, and what stands in a diary again and again is read once.
"""

import json
from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache, lru_cache, partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db import connection, models

from tracker.models import KeptRow
from tracker.models.fields import ExactDecimalField, ListField

if TYPE_CHECKING:
    AnyField = models.Field[Any, Any]
    AnyExpression = models.ExpressionWrapper[Any]
else:
    AnyField = models.Field
    AnyExpression = models.ExpressionWrapper

Reader = Callable[[Any], Any]

PORTION = 250
"""How many lines are read at a time, and asked of the database where not all are wanted at once."""

VALUES_KEPT = 1000


class _AnyValue(AnyField):
    """What stands in a column as the database hands it out."""


class _Stored(AnyExpression):
    def __init__(self, name: str) -> None:
        super().__init__(models.F(name), output_field=_AnyValue())

    def as_sqlite(self, compiler: Any, connection: Any) -> Any:
        # Where it is no bare column, Python's sqlite3 converts nothing. It would call a function
        # for each time and each truth.
        sql, params = super().as_sql(compiler, connection)
        return f"+{sql}", params


@cache
def stored_lines(table: type[KeptRow], columns: tuple[str, ...]) -> models.QuerySet[Any, Any]:
    """Return the named columns of a table as they are stored; `read_lines` reads them."""
    stored = {f"stored_{place}": _Stored(name) for place, name in enumerate(columns)}
    return table._default_manager.order_by().annotate(**stored).values_list(*stored)


@cache
def select_of(table: type[KeptRow], columns: tuple[str, ...]) -> str:
    """Return the SQL of `stored_lines`, up to where it is said whose: whoever asks goes on.

    To put a question together from a queryset takes Django several times as long as the database
    to answer a short one.
    """
    sql, _no_values = stored_lines(table, columns).query.sql_with_params()
    return sql


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
    if connection.vendor == "sqlite" and type(kind) in READ_OF_SQLITE:
        return READ_OF_SQLITE[type(kind)]
    if isinstance(kind, ExactDecimalField):
        return lru_cache(VALUES_KEPT)(exact)
    return lru_cache(VALUES_KEPT)(json.loads) if isinstance(kind, ListField) else None


def exact(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def moment(stored: Any) -> Any:
    """Return a moment that is stored: SQLite has it as text, in UTC."""
    if isinstance(stored, str):
        return datetime.fromisoformat(f"{stored}Z")
    return stored


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _clock(text: str | None) -> time | None:
    return None if text is None else time.fromisoformat(text)


def _truth(number: int | None) -> bool | None:
    return None if number is None else bool(number)


READ_OF_SQLITE: Mapping[Any, Reader] = {
    models.DateTimeField: moment,
    models.DateField: _day,
    models.TimeField: _clock,
    models.BooleanField: _truth,
}
"""What it keeps of another kind than the column's."""
