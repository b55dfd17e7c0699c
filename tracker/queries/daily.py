"""Days in numbers: those that are stored, and what they are made from."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import Q

from tracker.domain.daily import FORM, Daily, daily_values
from tracker.knowledge import knowledge
from tracker.models import DailyValues, NoneTaken, Person, Score
from tracker.models.daily_values import daily_from
from tracker.queries.entries import entries_where, instants_of, intakes_where


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
    of_days = Q(person=person) if days is None else Q(person=person, day__in=days)
    # By their instants too: entries come in that order, and a database that goes by it would look
    # at every one of the diary for its day.
    timed = of_days if days is None else of_days & _instants(days)
    return daily_values(
        intakes_where(timed),
        entries_where(Score, timed, "instant"),
        entries_where(NoneTaken, of_days, "day"),
        knowledge().rule_book.substances,
    )


def _instants(days: Collection[date]) -> Q:
    begin, end = instants_of(min(days), max(days))
    return Q(instant__gte=begin, instant__lt=end)
