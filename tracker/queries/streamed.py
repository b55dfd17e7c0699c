"""The entries of a diary one after the other, for files that hold a whole one.

No more than a portion of them is in memory at a time.
"""

import json
from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from django.db import models

from tracker.domain import diary as diary_values
from tracker.domain.daily import NOT_TAKEN_ON_PURPOSE
from tracker.knowledge import knowledge
from tracker.models import (
    DiaryRow,
    Intake,
    IntakeContent,
    Meal,
    NoneTaken,
    Person,
    Score,
    SkippedDose,
    TimedRow,
)
from tracker.models.fields import ExactDecimalField, ListField
from tracker.queries.entries import CONTENT_COLUMNS, columns_of, intake_of_lines
from tracker.queries.summaries import Span

if TYPE_CHECKING:
    AnyField = models.Field[Any, Any]
else:
    AnyField = models.Field

Reader = Callable[[Any], Any]

PORTION = 250
"""How many rows are asked of the database at a time."""

VALUES_KEPT = 1000


class _Stored(AnyField):
    """A column as the database hands it out: here it is read faster than Django would."""


TABLES: Mapping[str, type[DiaryRow]] = {
    "intakes": Intake,
    "meals": Meal,
    "symptoms": Score,
    "none_taken": NoneTaken,
    "skipped_doses": SkippedDose,
}
"""Where the entries of each list of a `Diary` are kept."""


def streamed_entries(
    person: Person, name: str, span: Span | None = None, *, by_day: bool = False
) -> Iterator[Any]:
    """Yield the entries of the list of a `Diary` with this name: of a span of days, or all.

    They come in the order in which pages have them: by instant, and at one instant as they were
    written. `by_day` sorts by local day before that: in another zone a day may be over before
    one begins that is written earlier.
    """
    table = TABLES[name]
    order = ["day", "pk"]
    if issubclass(table, TimedRow):
        order = ["day", "instant", "pk"] if by_day else ["instant", "pk"]
    if table is Intake:
        columns = ("id", *columns_of(Intake), *CONTENT_COLUMNS)
        lines = _lines(table, person, span, columns, [*order, "contents__position"])
        # Each content has a line of the one answer.
        content = lru_cache(VALUES_KEPT)(_content)
        groups = groupby(lines, key=itemgetter(0))
        return (intake_of_lines([*of_one], content) for _, of_one in groups)
    return map(table.entry_of, _lines(table, person, span, columns_of(table), order))


def _lines(
    table: type[DiaryRow],
    person: Person,
    span: Span | None,
    columns: Sequence[str],
    order: Sequence[str],
) -> Iterator[Any]:
    """Yield the named columns of a table in that order."""
    rows = table._default_manager.filter(person=person).order_by(*order)
    if span is not None:
        rows = rows.filter(day__range=span)
    stored = {
        f"stored_{place}": models.ExpressionWrapper(models.F(name), output_field=_Stored())
        for place, name in enumerate(columns)
    }
    line = namedtuple("line", columns)  # type: ignore[misc]
    lines = rows.annotate(**stored).values_list(*stored).iterator(PORTION)
    return map(line._make, _read(lines, [_reader(table, name) for name in columns]))


def _read(lines: Iterator[Any], readers: Sequence[Reader | None]) -> Iterator[Any]:
    """Yield the lines with their values read, column by column of a portion."""
    while some := [*islice(lines, PORTION)]:
        columns = zip(*some, strict=True)
        yield from zip(*map(_read_column, readers, columns), strict=True)


def _read_column(read: Reader | None, column: tuple[Any, ...]) -> Iterable[Any]:
    return column if read is None else map(read, column)


def _reader(table: type[DiaryRow], name: str) -> Reader | None:
    """Return what reads the stored values of a column; None: there is nothing to do.

    A diary holds the same amounts and lists again and again, so they are kept for a while.
    `_content` reads those of contents, for the same reason.
    """
    if name in CONTENT_COLUMNS:
        return None
    kind = table._meta.get_field(name)
    if isinstance(kind, models.DateTimeField):
        return _aware
    if isinstance(kind, ExactDecimalField):
        return lru_cache(VALUES_KEPT)(_exact)
    return lru_cache(VALUES_KEPT)(json.loads) if isinstance(kind, ListField) else None


def _aware(moment: datetime) -> datetime:
    """Return the moment with its zone; a database that keeps none has it in UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _content(
    substance: str | None, form: str | None, amount: str | None, *others: Any
) -> diary_values.Content:
    # Its amount is still text: 1.5 and 1.50 are equal, and are to be kept as two.
    return diary_values.Content(substance, form, _exact(amount), *others)


def _exact(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def substances_of_days(person: Person, span: Span) -> frozenset[str]:
    """Return what was taken on purpose in these days or was not taken, as it is chosen by."""
    contents = IntakeContent.objects.filter(person=person, intake__day__range=span)
    taken = contents.exclude(intake__source__in=NOT_TAKEN_ON_PURPOSE).order_by()
    none = NoneTaken.objects.filter(person=person, day__range=span, substance__isnull=False)
    written = taken.values_list("substance_key").union(none.order_by().values_list("substance"))
    substances = knowledge().rule_book.substances
    return frozenset(substances.id_of(name) for (name,) in written) - {""}
