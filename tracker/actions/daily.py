"""Days in numbers: kept right by each write, and made anew where code or knowledge changed.

They follow from the entries: nothing here is a Change, and the demo diary has them too.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction

from tracker import queries
from tracker.actions import statements
from tracker.actions.derived import kept_where_possible
from tracker.actions.summaries import Rebuilt, local_day
from tracker.domain.daily import Daily
from tracker.domain.diary import Intake, NoneTaken, Score
from tracker.models import DailyValues, Kept, Person
from tracker.models.daily_values import content_of
from tracker.queries.portions import in_batches


def daily_of(*, person: Person, first: date | None = None, last: date | None = None) -> list[Daily]:
    """Return the days of which anything is written, from `first` to `last`, in order of time.

    One query; more where they have to be made anew, because what is known of substances changed.
    """
    if person.daily_made_by != queries.daily_made_by():
        with kept_where_possible():
            rebuild_daily(person=person)
    if person.daily_made_by != queries.daily_made_by():
        # Those of an earlier version stand there, and no others can be put in their place now.
        return [day for day in queries.made_daily(person) if _is_within(day.day, first, last)]
    return queries.stored_daily(person, first, last)


def _is_within(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)


def keep_daily(person: Person, entries: Iterable[Kept]) -> None:
    """Make the days anew on which `entries` came, changed or went. Meals make no numbers.

    Where they are intakes, which is mostly so, what was felt that day is not read again.
    """
    counted = [one for one in entries if isinstance(one, Intake | Score | NoneTaken)]
    are_doses = all(isinstance(one, Intake) for one in counted)
    do_others_hold = person.daily_made_by == queries.daily_made_by()
    make = queries.with_doses_made if are_doses and do_others_hold else queries.made_daily
    for some in in_batches(sorted({local_day(one) for one in counted})):
        _replace(person, some, make(person, some))


def rebuild_daily(*, person: Person) -> Rebuilt:
    """Make all days anew from the whole diary, and tell which were kept otherwise."""
    with transaction.atomic():
        locked = Person.objects.select_for_update().get(pk=person.pk)
        kept = {one.day: one for one in queries.stored_daily(locked)}
        fresh = {one.day: one for one in queries.made_daily(locked)}
        DailyValues.objects.filter(person=locked).delete()
        _insert(locked, fresh.values())
        locked.daily_made_by = queries.daily_made_by()
        locked.save(update_fields=["daily_made_by"])
    person.daily_made_by = locked.daily_made_by
    differing = sorted(day for day in kept | fresh if kept.get(day) != fresh.get(day))
    return Rebuilt(days=len(fresh), differing=tuple(differing))


def _replace(person: Person, days: Sequence[date], made: Sequence[Daily]) -> None:
    """Days of which nothing is written any more have no row."""
    gone = set(days) - {one.day for one in made}
    if gone:
        DailyValues.objects.filter(person=person, day__in=gone).delete()
    _insert(person, made)


def _insert(person: Person, made: Iterable[Daily]) -> None:
    rows = [DailyValues(person=person, day=one.day, content=content_of(one)) for one in made]
    statements.insert(rows, one_a=("person_id", "day"))
