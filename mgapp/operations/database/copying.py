"""All rows of one database into another, of whichever kind; and the proof that they arrived."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from hashlib import sha256
from itertools import islice
from typing import Any
from uuid import UUID

from django.core.management.color import no_style
from django.db import DatabaseError, connections, transaction
from django.db.models import Model

from mgapp.operations.database import schema
from mgapp.operations.database.connecting import one_moment
from mgapp.operations.problems import OperationProblem

BATCH = 1000


@dataclass(frozen=True, slots=True)
class Contents:
    """What a table holds: how many rows, and a number that another content does not have.

    The number is the sum of the hashes of the rows, so their order is of no account: databases
    sort text each in its own way.
    """

    rows: int = 0
    digest: int = 0

    def __add__(self, row: Sequence[Any]) -> "Contents":
        return Contents(self.rows + 1, (self.digest + digest_of(row)) % 2**256)


def copy_all(
    *, source: str, target: str, before: Callable[[], None] = lambda: None
) -> dict[str, int]:
    """Replace every row of `target` by those of `source`; return how many each table has.

    Both have the same migrations. The source is read as of one moment; in the target all of it
    happens, or nothing. Each table is read again and compared before that. `before` is called in
    the target's transaction, before its rows go.
    """
    with one_moment(source), transaction.atomic(using=target):
        before()
        models = schema.tables(source)
        empty(models, target)
        copied = {model._meta.db_table: _copy_table(model, source, target) for model in models}
        _continue_numbers(models, target)
        _refuse_dangling(target)
    return copied


def contents(model: type[Model], alias: str) -> Contents:
    """Return what the table of `model` holds in one database."""
    found = Contents()
    for row in _rows(model, alias):
        found += row
    return found


def empty(models: Sequence[type[Model]], alias: str) -> None:
    """Delete all rows, those of log-ins and counted attempts too; inside a transaction."""
    connection = connections[alias]
    names = schema.NOT_KEPT.union(model._meta.db_table for model in models)
    with connection.cursor() as cursor:
        for name in sorted(names.intersection(connection.introspection.table_names(cursor))):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(name)}")  # noqa: S608 # nosec B608 - quoted


def _copy_table(model: type[Model], source: str, target: str) -> int:
    read = Contents()
    try:
        for rows in _in_batches(_rows(model, source)):
            for row in rows:
                read += row
            model._base_manager.using(target).bulk_create(model(*row) for row in rows)
    except DatabaseError as problem:
        # What the database says may quote the row.
        raise OperationProblem(
            f"The table {model._meta.db_table} could not be copied ({type(problem).__name__}); "
            "nothing was changed."
        ) from problem
    if contents(model, target) != read:
        raise OperationProblem(
            f"The table {model._meta.db_table} did not arrive as it was; nothing was changed."
        )
    return read.rows


def _rows(model: type[Model], alias: str) -> Iterator[Sequence[Any]]:
    names = [field.attname for field in model._meta.concrete_fields]
    rows = model._base_manager.using(alias).order_by("pk").values_list(*names)
    return rows.iterator(chunk_size=BATCH)


def _refuse_dangling(alias: str) -> None:
    try:
        connections[alias].check_constraints()
    except DatabaseError as problem:
        raise OperationProblem(
            "Some rows belong to others that are not there; nothing was changed."
        ) from problem


def _in_batches(rows: Iterator[Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _continue_numbers(models: Sequence[type[Model]], alias: str) -> None:
    """Let new rows be numbered after those that were copied with their numbers."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


# One text for a row, whatever database it comes from


def digest_of(row: Sequence[Any]) -> int:
    """Return the hash of a row as a number; the same for the same values from any database.

    >>> digest_of([1, {"a": 1e16, "b": None}]) == digest_of([1, {"b": None, "a": 10**16}])
    True
    >>> digest_of([{"a": 1e16, "b": -0.0, "c": 2.0}]) == digest_of(
    ...     [{"a": 10**16, "b": 0.0, "c": 2.0}]
    ... )
    True
    >>> digest_of([Decimal("1.50")]) == digest_of([Decimal("1.5")])
    False
    """
    text = _text(row)
    # PostgreSQL writes the numbers of its JSON without exponent and without a negative zero.
    if "e+" in text or "-0.0" in text:
        text = _text(_as_postgresql_writes(row))
    return int.from_bytes(sha256(text.encode()).digest())


def _text(value: Any) -> str:
    return json.dumps(value, default=_plain, sort_keys=True, separators=(",", ":"))


def _plain(value: Any) -> str:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date() | time():
            return value.isoformat()
        case Decimal() | UUID():
            return str(value)
        case bytes() | bytearray() | memoryview():
            return bytes(value).hex()
    raise TypeError(f"a column holds {type(value).__name__}, which nobody has said how to compare")


def _as_postgresql_writes(value: Any) -> Any:
    """Return the value with those numbers written anew that it writes otherwise, and no others."""
    match value:
        case dict():
            return {key: _as_postgresql_writes(one) for key, one in value.items()}
        case list() | tuple():
            return [_as_postgresql_writes(one) for one in value]
        case float() if value == 0:
            return 0.0
        case float() if abs(value) >= 1e16 and value.is_integer():
            return int(value)
    return value
