"""The statements of a write, each put together once.

A write is a dozen statements about a row or two. From models and querysets, Django takes several
times as long to put such a statement together as the database takes for it. What a column holds
is still for its field to say, and tables and columns have the names of their models.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import connection, models
from django.db.transaction import get_connection

from tracker.models import Belonging, Change, ChangedEntry, DaySummary, Kind, Person
from tracker.queries.portions import ROWS_A_QUERY

if TYPE_CHECKING:
    Field = models.Field[Any, Any]

Row = TypeVar("Row", bound=models.Model)

SHAPES_KEPT = 100
"""Of so many tables and numbers of rows the statement is kept; that of an import is long."""


def locked(person: Person) -> Person:
    """Return the person as they are now, and hold their lock until the transaction ends."""
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    asked = f"SELECT * FROM {Person._meta.db_table} WHERE id = %s{lock}"  # noqa: S608 # nosec B608
    for row in Person.objects.raw(asked, [person.pk]):
        return row
    raise Person.DoesNotExist


def keep_state(person: Person) -> None:
    """Write the revision and the state of the person."""
    table = Person._meta.db_table
    values = (person.revision, person.state, person.pk)
    _execute(f"UPDATE {table} SET revision = %s, state = %s WHERE id = %s", values)  # noqa: S608 # nosec B608


def forget_days(person: Person, first: date, last: date) -> None:
    """Delete what is kept of these days in short."""
    table = DaySummary._meta.db_table
    condition = "person_id = %s AND day BETWEEN %s AND %s"
    _execute(f"DELETE FROM {table} WHERE {condition}", (person.pk, first, last))  # noqa: S608 # nosec B608


def change_and_its_undo(person: Person, change_id: int) -> tuple[Change | None, Change | None]:
    """Return the person's change of that number, and the one that took it back."""
    condition = "person_id = %s AND (id = %s OR undoes_id = %s)"
    asked = f"SELECT * FROM {Change._meta.db_table} WHERE {condition}"  # noqa: S608 # nosec B608
    found = {one.pk: one for one in Change.objects.raw(asked, [person.pk, change_id, change_id])}
    own = found.pop(change_id, None)
    return own, next(iter(found.values()), None)


def lines_of(change: Change) -> list[Any]:
    """Return the lines of a change in their order; each knows whether it `is_changed_later`."""
    table = ChangedEntry._meta.db_table
    # Of the lines only the change is asked: by the person SQLite would read all of their history.
    same = "later.person_id = %s AND later.entry_id = line.entry_id"
    later = f"SELECT 1 FROM {table} later WHERE {same} AND later.kind = line.kind"  # noqa: S608 # nosec B608
    is_later = f"EXISTS ({later} AND later.change_id > line.change_id) AS is_changed_later"
    asked = f"SELECT line.*, {is_later} FROM {table} line WHERE change_id = %s ORDER BY id"  # noqa: S608 # nosec B608
    return list(ChangedEntry.objects.raw(asked, [change.person_id, change.pk]))


def insert(rows: Sequence[Row], *, one_a: tuple[str, ...] = ()) -> None:
    """Insert rows of one table, and give each its id.

    Where there is to be `one_a` day and person, say, it takes the place of the one that is there.
    """
    database = get_connection()
    for some in _portions(rows):
        fields = _fields(type(some[0]))
        values = [
            field.get_db_prep_save(getattr(row, field.attname), database)
            for row in some
            for field in fields
        ]
        with database.cursor() as cursor:
            cursor.execute(_insertion(type(some[0]), len(some), one_a), values)
            ids = cursor.fetchall()
        for row, [row_id] in zip(some, ids, strict=True):
            row.pk = row_id
            row._state.adding, row._state.db = False, database.alias


def delete(person: Person, kind: Kind, entry_ids: Sequence[str]) -> None:
    """Delete these entries of the person, and the rows of other tables that belong to them."""
    table = kind.model._meta.db_table
    marks = ", ".join(["%s"] * len(entry_ids))
    condition, values = f"person_id = %s AND entry_id IN ({marks})", [person.pk, *entry_ids]
    if kind.model is Belonging:
        condition, values = f"{condition} AND sort = %s", [*values, kind.name]
    for name in kind.model.child_lists:
        children: Any = kind.model._meta.get_field(name)
        of_them = f"{children.field.column} IN (SELECT id FROM {table} WHERE {condition})"  # noqa: S608 # nosec B608
        _execute(f"DELETE FROM {children.related_model._meta.db_table} WHERE {of_them}", values)  # noqa: S608 # nosec B608
    _execute(f"DELETE FROM {table} WHERE {condition}", values)  # noqa: S608 # nosec B608


def _execute(statement: str, values: Sequence[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _portions(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Yield as many rows at a time as one statement can name."""
    if rows:
        most = connection.ops.bulk_batch_size(_fields(type(rows[0])), rows)
        size = min(most, ROWS_A_QUERY)
        for start in range(0, len(rows), size):
            yield rows[start : start + size]


@cache
def _fields(model: type[models.Model]) -> "list[Field]":
    """Return the fields of a row that is inserted; its id is for the database to give."""
    return [field for field in model._meta.concrete_fields if not field.primary_key]


@lru_cache(maxsize=SHAPES_KEPT)
def _insertion(model: type[models.Model], number: int, one_a: tuple[str, ...]) -> str:
    quoted = connection.ops.quote_name
    columns = [quoted(str(field.column)) for field in _fields(model)]
    line = f"({', '.join(['%s'] * len(columns))})"
    into = f"{quoted(model._meta.db_table)} ({', '.join(columns)})"
    statement = f"INSERT INTO {into} VALUES {', '.join([line] * number)}"  # noqa: S608 # nosec B608
    if one_a:
        others = [column for column in columns if column not in map(quoted, one_a)]
        news = ", ".join(f"{column} = EXCLUDED.{column}" for column in others)
        statement += f" ON CONFLICT ({', '.join(map(quoted, one_a))}) DO UPDATE SET {news}"  # nosec B608
    return f"{statement} RETURNING {quoted('id')}"
