"""Days in numbers: those that are stored, and what they are made from."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import connection

from tracker.domain.daily import FORM, Daily, daily_values
from tracker.domain.diary import NoneTaken
from tracker.knowledge import knowledge
from tracker.models import DailyValues, DiaryRow, Intake, Person, Score
from tracker.models import NoneTaken as NoneTakenRow
from tracker.models.daily_values import daily_from
from tracker.queries.entries import INTAKE_COLUMNS, columns_of, intakes_of
from tracker.queries.lines import read_lines, select_of


def daily_made_by() -> str:
    """Return the name of the knowledge and code that days in numbers are made by now."""
    return f"{knowledge().version} {FORM}"


def stored_daily(
    person: Person, first: date | None = None, last: date | None = None
) -> list[Daily]:
    """Return the days of which anything is written, from `first` to `last`, in order of time.

    One query. They hold where `person.daily_made_by` is `daily_made_by()`.
    """
    rows = DailyValues.objects.filter(person=person).order_by("day")
    if first is not None:
        rows = rows.filter(day__gte=first)
    if last is not None:
        rows = rows.filter(day__lte=last)
    return daily_from(rows.values_list("day", "content"))


def first_daily(person: Person) -> date | None:
    """Return the first day of which the diary has numbers; None where it has none."""
    days = DailyValues.objects.filter(person=person).order_by("day").values_list("day", flat=True)
    return days.first()


def made_daily(person: Person, days: Collection[date] | None = None) -> Sequence[Daily]:
    """Make the numbers of these days, or (None) of all days, from the entries."""
    if days is not None and not days:
        return ()
    return daily_values(
        intakes_of(_lines(Intake, INTAKE_COLUMNS, person, days)),
        _entries(Score, person, days),
        _entries(NoneTakenRow, person, days),
        knowledge().rule_book.substances,
    )


def with_doses_made(person: Person, days: Collection[date]) -> Sequence[Daily]:
    """Make the doses of these days from the intakes; all else is as it is kept, and holds."""
    intakes = intakes_of(_lines(Intake, INTAKE_COLUMNS, person, days))
    made = daily_values(intakes, (), (), knowledge().rule_book.substances)
    doses = {one.day: one.doses for one in made}
    kept = {one.day: one for one in _kept(person, days)}
    fresh = (replace(kept.get(day, Daily(day)), doses=doses.get(day, ())) for day in days)
    return [one for one in fresh if not one.is_empty]


def none_taken_on(person: Person, days: Collection[date]) -> Iterator[NoneTaken]:
    """Return of what the person says that there was none on these days, in no order."""
    return iter(()) if not days else _entries(NoneTakenRow, person, days)


def _kept(person: Person, days: Collection[date]) -> list[Daily]:
    marks = ", ".join(["%s"] * len(days))
    condition = f"person_id = %s AND day IN ({marks})"
    asked = f"SELECT day, content FROM {DailyValues._meta.db_table} WHERE {condition}"  # noqa: S608 # nosec B608
    with connection.cursor() as cursor:
        cursor.execute(asked, [person.pk, *days])
        return daily_from(cursor.fetchall())


def _entries(table: type[DiaryRow], person: Person, days: Collection[date] | None) -> Iterator[Any]:
    columns = columns_of(table)
    return map(table.entry_of, read_lines(table, columns, _lines(table, columns, person, days)))


def _lines(
    table: type[DiaryRow],
    columns: tuple[str, ...],
    person: Person,
    days: Collection[date] | None,
) -> list[tuple[Any, ...]]:
    """Return the `stored_lines` of days, or (None) of all days; those of an entry are together.

    Numbers ask for no other order. In SQL, because each write asks, and to put the question
    together from a queryset takes Django several times as long as the database to answer it.
    """
    own = table._meta.db_table
    asked = f"{select_of(table, columns)} WHERE {own}.person_id = %s"
    if days is not None:
        asked += f" AND {own}.day IN ({', '.join(['%s'] * len(days))})"
    with connection.cursor() as cursor:
        # By the day, so that SQLite goes by the index of days and not through the whole diary.
        cursor.execute(f"{asked} ORDER BY {own}.day, {own}.id", [person.pk, *(days or ())])
        lines: list[tuple[Any, ...]] = cursor.fetchall()
    return lines
