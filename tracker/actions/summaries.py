"""Days in short are worked out when they are asked for, kept, and forgotten by what changes them.

They are a cache: nothing here is a Change, and the demo diary has them too.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.db import transaction

from tracker import queries
from tracker.actions import statements
from tracker.actions.derived import kept_where_possible
from tracker.domain.day_summary import DaySummary, days_from, summarise
from tracker.domain.diary import HeldFact, Intake, Meal, NoneTaken, Score
from tracker.knowledge import knowledge
from tracker.models import DaySummary as DaySummaryRow
from tracker.models import Kept, Person
from tracker.models.plain import plain


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many days were worked out anew, and which of them were kept otherwise before."""

    days: int
    differing: tuple[date, ...]


def summaries_of(
    *, person: Person, first: date, last: date, known: queries.Profiles | None = None
) -> list[DaySummary]:
    """Return the days from `first` to `last` in short; those that were missing are kept now.

    `person` is as it was before anything of the diary was read: where it was written to in the
    meantime, what was worked out is shown once and not kept.
    """
    span = queries.Span(first, last)
    found = queries.stored_summaries(person, span)
    missing = [day for day in days_from(first, last) if day not in found]
    if missing:
        profiles = queries.profiles(person) if known is None else known
        made = queries.made_summaries(person, missing, profiles)
        # Whoever leafs through years without an entry leaves nothing behind.
        if not all(summary.is_empty for summary in made):
            _keep(person, made)
        found |= {summary.day: summary for summary in made}
    return [found[day] for day in sorted(found)]


def forget_summaries(person: Person, entries: Iterable[Kept]) -> None:
    """Delete the summaries that could be others now that `entries` came, changed or went.

    The profile decides on the flags of every day. A flag note or a product decides on none: an
    intake has the label of its product copied.
    """
    kept = list(entries)
    days = [local_day(one) for one in kept if isinstance(one, Intake | Meal | Score | NoneTaken)]
    if any(isinstance(one, HeldFact) for one in kept):
        DaySummaryRow.objects.filter(person=person).delete()
    elif days:
        statements.forget_days(person, *queries.days_reached_from(min(days), max(days)))


def rebuild_summaries(*, person: Person) -> Rebuilt:
    """Work out all days anew from the whole diary, and tell which were kept wrongly."""
    with transaction.atomic():
        locked = Person.objects.select_for_update().get(pk=person.pk)
        kept = queries.stored_summaries(locked)
        days = [day for span in queries.days_written(locked) for day in days_from(*span)]
        whole = queries.diary(locked)
        fresh = {one.day: one for one in summarise(whole, days, knowledge().rule_book)}
        DaySummaryRow.objects.filter(person=locked).delete()
        _insert(locked, fresh.values())
    differing = [day for day, one in kept.items() if one != fresh.get(day, DaySummary(day))]
    return Rebuilt(days=len(fresh), differing=tuple(sorted(differing)))


def local_day(entry: Intake | Meal | Score | NoneTaken) -> date:
    match entry:
        case Intake():
            at = entry.taken_at
        case Meal():
            at = entry.eaten_at
        case Score():
            at = entry.felt_at
        case NoneTaken():
            return entry.day
    return at.astimezone(ZoneInfo(entry.timezone)).date()


def _keep(person: Person, made: Collection[DaySummary]) -> None:
    with kept_where_possible(), transaction.atomic():
        # The lock, and the state in it: a write that came in between has forgotten these days.
        unchanged = Person.objects.select_for_update().filter(pk=person.pk, state=person.state)
        if unchanged.first() is not None:
            _insert(person, made)


def _insert(person: Person, summaries: Iterable[DaySummary]) -> None:
    made_by = queries.summaries_made_by()
    rows = [
        DaySummaryRow(person=person, day=one.day, made_by=made_by, content=plain(one))
        for one in summaries
    ]
    # In the place of those of an earlier version, or of somebody who asked at the same time.
    statements.insert(rows, one_a=("person_id", "day"))
