"""Days in short: those that are stored, and what the others are worked out from."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Q

from tracker.domain.day_summary import FORM, DaySummary, stretches, summarise
from tracker.domain.diary import Profiles
from tracker.knowledge import knowledge
from tracker.models import DaySummary as DaySummaryRow
from tracker.models import Intake, Meal, NoneTaken, Person, Score
from tracker.models.plain import from_plain
from tracker.queries.entries import (
    REACH_AHEAD,
    REACH_BACK,
    WIDEST_OFFSET,
    around,
    diary_where,
)

TABLES = (Intake, Meal, Score, NoneTaken)
"""What a summary counts."""

_ANY_MOMENT = timedelta(days=1) + 2 * WIDEST_OFFSET
"""An entry of a local day can lie anywhere in this, seen from another local day."""

DAYS_BEFORE = (_ANY_MOMENT + REACH_AHEAD).days
DAYS_AFTER = (_ANY_MOMENT + REACH_BACK).days
"""On how many days before and after its own an entry can change what is flagged.

As far as a page of one day looks. Limits know one chain that is longer in theory: on a row of
days that each pass a limit by the clock and as a whole, one of the two is told, and which one
depends on the day before.
"""

APART = DAYS_BEFORE + DAYS_AFTER
"""Days nearer to each other than this have surroundings in common."""

A_YEAR = 366


class Span(NamedTuple):
    """The days from the first to the last, both included."""

    first: date
    last: date


def summaries_made_by() -> str:
    """Return the name of the knowledge and code that summaries are made by now."""
    return f"{knowledge().version} {FORM}"


def stored_summaries(
    person: Person, span: Span | None = None, days: Collection[date] | None = None
) -> dict[date, DaySummary]:
    """Return the summaries that hold, by day: of all days, of a span of them, or of some."""
    rows = DaySummaryRow.objects.filter(person=person, made_by=summaries_made_by()).order_by("day")
    if span is not None:
        rows = rows.filter(day__range=span)
    if days is not None:
        rows = rows.filter(day__in=days)
    read = (from_plain(DaySummary, content) for content in rows.values_list("content", flat=True))
    return {summary.day: summary for summary in read}


def made_summaries(person: Person, days: Collection[date], known: Profiles) -> list[DaySummary]:
    """Work out the summaries of these days, which need not follow each other."""
    conditions = entries_around(person, days)
    return summarise(diary_where(conditions, known), sorted(days), knowledge().rule_book)


def entries_around(person: Person, days: Collection[date]) -> Mapping[str, Q]:
    """Return, by kind of entry, the condition of all on which the summaries of `days` depend."""
    timed = untimed = Q(pk__in=())
    for first, last in stretches(days, APART):
        begin, end = around(first, last)
        timed |= Q(person=person, instant__gte=begin, instant__lt=end)
        untimed |= Q(person=person, day__range=(first, last))
    return {Intake.kind: timed, Meal.kind: timed, Score.kind: timed, NoneTaken.kind: untimed}


def days_written(person: Person) -> list[Span]:
    """Return the stretches of days with entries; a year without any divides two of them.

    One slip in the year of an imported entry is not to make centuries of days to look at.
    """
    first, *others = (
        table._default_manager.filter(person=person)
        .order_by()
        .values_list("day", flat=True)
        .distinct()
        for table in TABLES
    )
    return [Span(*ends) for ends in stretches(first.union(*others), A_YEAR)]


def days_reached_from(first: date, last: date) -> Span:
    """Return the days whose summaries an entry of the days `first` to `last` can change.

    >>> days_reached_from(date(2026, 6, 10), date(2026, 6, 10))
    Span(first=datetime.date(2026, 6, 6), last=datetime.date(2026, 6, 19))
    """
    return Span(
        date.fromordinal(max(first.toordinal() - DAYS_BEFORE, date.min.toordinal())),
        date.fromordinal(min(last.toordinal() + DAYS_AFTER, date.max.toordinal())),
    )
