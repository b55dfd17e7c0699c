"""The entries of a diary one after the other, for files that hold a whole one.

No more than a portion of them is in memory at a time.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from tracker.domain.daily import NOT_TAKEN_ON_PURPOSE
from tracker.domain.lines import (
    IntakeLine,
    MealLine,
    SaidOfContent,
    SaidOfIntake,
    SaidOfMeal,
    SaidOfScore,
    ScoreLine,
    Timed,
)
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
from tracker.queries.entries import CONTENT_COLUMNS, INTAKE_COLUMNS, columns_of, intakes_of
from tracker.queries.lines import PORTION, moment, read_lines, select_of
from tracker.queries.summaries import Span

TIMED = ("entry_id", "instant", "zone", "precision")
"""The columns of which a `Timed` is made."""

WIDTH = len(TIMED)

TABLES: Mapping[str, type[DiaryRow]] = {
    "intakes": Intake,
    "meals": Meal,
    "symptoms": Score,
    "none_taken": NoneTaken,
    "skipped_doses": SkippedDose,
}
"""Where the entries of each list of a `Diary` are kept."""


def streamed_entries(person: Person, name: str, span: Span | None = None) -> Iterator[Any]:
    """Yield the entries of the list of a `Diary` with this name: of a span of days, or all.

    They come in the order in which pages have them: by instant, and at one instant as they were
    written.
    """
    table = TABLES[name]
    order = "instant" if issubclass(table, TimedRow) else "day"
    columns = INTAKE_COLUMNS if table is Intake else columns_of(table)
    stored = _stored(person, table, columns, span, order)
    if table is Intake:
        return intakes_of(stored)
    return map(table.entry_of, read_lines(table, columns, stored))


def streamed_intakes(person: Person, span: Span) -> Iterator[IntakeLine]:
    """Yield the intakes of the days, a line a content, in the order of `_by_day`."""
    columns = (*TIMED, *SaidOfIntake._fields, *CONTENT_COLUMNS)
    end = len(TIMED) + len(SaidOfIntake._fields)
    line, of_intake, of_content = map(_maker, (IntakeLine, SaidOfIntake, SaidOfContent))
    timed = None
    for row in _by_day(person, Intake, columns, span):
        if timed is None or row[0] != timed.id:
            timed = _timed(row)
        yield line((timed, of_intake(row[WIDTH:end]), of_content(row[end:])))


def streamed_meals(person: Person, span: Span) -> Iterator[MealLine]:
    line, said = map(_maker, (MealLine, SaidOfMeal))
    for row in _by_day(person, Meal, (*TIMED, *SaidOfMeal._fields), span):
        yield line((_timed(row), said(row[WIDTH:])))


def streamed_scores(person: Person, span: Span) -> Iterator[ScoreLine]:
    line, said = map(_maker, (ScoreLine, SaidOfScore))
    for row in _by_day(person, Score, (*TIMED, *SaidOfScore._fields), span):
        yield line((_timed(row), said(row[WIDTH:])))


def _by_day(
    person: Person, table: type[TimedRow], columns: tuple[str, ...], span: Span
) -> Iterator[Any]:
    """Yield what is stored of the days, sorted by local day and then by instant.

    In another zone a day may be over before one begins that is written earlier.
    """
    return _stored(person, table, columns, span, "day", "instant")


def _stored(
    person: Person,
    table: type[DiaryRow],
    columns: tuple[str, ...],
    span: Span | None,
    *order: str,
) -> Iterator[Any]:
    own = table._meta.db_table
    sorted_by = [f"{own}.{name}" for name in (*order, "id")]
    if table is Intake:
        # Each content has a line of the one answer.
        sorted_by.append(f"{IntakeContent._meta.db_table}.position")
    asked = f"{select_of(table, columns)} WHERE {own}.person_id = %s"
    if span is not None:
        asked += f" AND {own}.day BETWEEN %s AND %s"
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"{asked} ORDER BY {', '.join(sorted_by)}", [person.pk, *(span or ())])
        while some := cursor.fetchmany(PORTION):
            yield from some


def _timed(row: tuple[Any, ...]) -> Timed:
    entry_id, instant, zone, precision = row[:WIDTH]
    at = moment(instant).astimezone(ZoneInfo(zone))
    timed: Timed = _new_timed((entry_id, at, zone, at.date(), precision))
    return timed


def _maker(named: type[Any]) -> Callable[[Iterable[Any]], Any]:
    """Return what gives values their names, without a call of Python for each line."""
    return partial(tuple.__new__, named)


_new_timed = _maker(Timed)


def substances_of_days(person: Person, span: Span) -> frozenset[str]:
    """Return what was taken on purpose in these days or was not taken, as it is chosen by."""
    contents = IntakeContent.objects.filter(person=person, intake__day__range=span)
    taken = contents.exclude(intake__source__in=NOT_TAKEN_ON_PURPOSE).order_by()
    none = NoneTaken.objects.filter(person=person, day__range=span, substance__isnull=False)
    written = taken.values_list("substance_key").union(none.order_by().values_list("substance"))
    substances = knowledge().rule_book.substances
    return frozenset(substances.id_of(name) for (name,) in written) - {""}
