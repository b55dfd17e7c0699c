"""A whole diary with its history, one thing after the other, for its archive."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from tracker.domain.diary import (
    PROFILE_FACTS,
    Diary,
    HeldFact,
    Profiles,
    RecordedChange,
    RecordedLine,
    profiles_from,
)
from tracker.models import (
    ENTRY_KINDS,
    KINDS,
    Belonging,
    Change,
    ChangedEntry,
    FlagNote,
    Person,
    ProfileFact,
)
from tracker.queries.belongings import belongings
from tracker.queries.lines import PORTION
from tracker.queries.profile import profiles
from tracker.queries.streamed import TABLES, streamed_entries
from tracker.queries.summaries import Span


def whole_but_entries(person: Person) -> Diary:
    """Return everything but the entries of days and the history; there is little of it."""
    facts = profile_facts(person)
    return _but_entries(person, profiles_from(facts), profile_facts=facts)


def part_but_entries(person: Person, span: Span) -> Diary:
    """Return what `whole_but_entries` does, without what only the whole can tell.

    With it come the skipped doses of the span: what of them is chosen hangs on their products.
    """
    skipped = tuple(streamed_entries(person, "skipped_doses", span))
    return _but_entries(person, profiles(person), skipped_doses=skipped)


def _but_entries(person: Person, known: Profiles, **more: Any) -> Diary:
    now, earlier = known
    notes = FlagNote.objects.filter(person=person).order_by("pk")
    return Diary(
        profile=now,
        earlier_profiles=earlier,
        flag_notes=tuple(row.entry() for row in notes),
        **belongings(person),
        **more,
    )


def profile_facts(person: Person) -> tuple[HeldFact, ...]:
    """Return the lines of the profile, by fact and then by day."""
    facts: list[HeldFact] = [row.entry() for row in ProfileFact.objects.filter(person=person)]
    place = {fact: position for position, fact in enumerate(PROFILE_FACTS)}
    return tuple(sorted(facts, key=lambda one: (place[one.fact], one.holds_from or date.min)))


def all_entries(person: Person) -> dict[str, Iterator[Any]]:
    """Return all entries of days by the name of their list, each read when it is asked for."""
    return {name: streamed_entries(person, name) for name in TABLES}


def recorded_changes(person: Person) -> Iterator[RecordedChange]:
    """Yield all that was ever written, in order; of each change the lines are to be read once."""
    places = _places_of_undone(person)
    rows = (
        Change.objects.filter(person=person)
        .order_by("pk", "lines__pk")
        .values_list(
            "pk",
            "at",
            "by_id",
            "undoes_id",
            "lines__kind",
            "lines__entry_id",
            "lines__before",
            "lines__after",
        )
    )
    for (_, at, by, undoes), lines in groupby(rows.iterator(PORTION), key=itemgetter(0, 1, 2, 3)):
        yield RecordedChange(
            at=at,
            is_owners=by is not None and by == person.user_id,
            undoes=None if undoes is None else places[undoes],
            lines=(_recorded(*line[4:]) for line in lines if line[4] is not None),
        )


def _places_of_undone(person: Person) -> dict[int, int]:
    """Return the places among all changes of those that another one took back."""
    own = Change.objects.filter(person=person)
    undone = set(own.filter(undone_by__isnull=False).values_list("pk", flat=True))
    everything = own.order_by("pk").values_list("pk", flat=True).iterator(PORTION)
    return {pk: place for place, pk in enumerate(everything) if pk in undone} if undone else {}


def _recorded(kind: str, entry_id: str, before: Any, after: Any) -> RecordedLine:
    was, became = (
        None if snapshot is None else KINDS[kind].entry_of(snapshot) for snapshot in (before, after)
    )
    return RecordedLine(kind, entry_id, was, became)


def is_blank(person: Person) -> bool:
    """Is nothing there, and was nothing ever, but the time zone that sign-up keeps?"""
    has_rows = any(
        rows.exists()
        for rows in (
            *(kind.rows_of(person) for kind in ENTRY_KINDS),
            Belonging.objects.filter(person=person),
            FlagNote.objects.filter(person=person),
            ChangedEntry.objects.filter(person=person).exclude(
                kind=ProfileFact.kind, entry_id="timezone"
            ),
        )
    )
    return not has_rows


def state_of(person: Person) -> str:
    """Return the name of the diary's present state, asked anew."""
    return Person.objects.values_list("state", flat=True).get(pk=person.pk)
