"""The entries of a person's diary, as domain values."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Generic, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from tracker.domain.diary import Diary
from tracker.domain.rules.traits import TAKEN_ON_PURPOSE
from tracker.knowledge import knowledge
from tracker.models import (
    ENTRY_KINDS,
    KINDS,
    Entry,
    FlagNote,
    Intake,
    IntakeContent,
    Meal,
    NoneTaken,
    Person,
    Score,
    SkippedDose,
)
from tracker.queries.belongings import belongings
from tracker.queries.profile import Profiles, profiles

EntryType = TypeVar("EntryType", bound=Entry)

REACH_BACK = timedelta(days=7)
"""How far before a day its flags look: vitamin D and food groups within seven local days."""

REACH_AHEAD = timedelta(hours=48)
"""How far after it: a medicine pairs with a mineral at most 24 hours away, and which of several
is the nearest one depends on those up to 24 hours further on."""

WIDEST_OFFSET = timedelta(hours=16)
"""No zone has ever been further from UTC, so no local day begins or ends further from UTC's."""


FIRST_MOMENT = datetime.min.replace(tzinfo=UTC)
LAST_MOMENT = datetime.max.replace(tzinfo=UTC)

ZERO = r"^[-+]?[0.]+(E.*)?$"
"""An amount of 0, as ExactDecimalField stores it. It is no intake."""


@dataclass(frozen=True, slots=True)
class Stored(Generic[EntryType]):
    """An entry, and the version that a form sends back to say which state it changes."""

    entry: EntryType
    version: int


def diary(person: Person, *, start: date | None = None, end: date | None = None) -> Diary:
    """Return the diary of the local days `start` to `end`, both inclusive; None: no bound."""
    days = _days(start, end)
    told = _diary(person, Q(person=person) & days, days)
    return replace(told, flag_notes=_flag_notes(person, told))


def diary_around(
    person: Person, day: date, *, back: timedelta = REACH_BACK, known: Profiles | None = None
) -> Diary:
    """Return what the flags of `day` depend on: its entries and their surroundings, by instant.

    Only flags with an entry of `day` are right in it; those of the days around it may lack a
    partner. The first magnesium of the diary is always there, however long ago: tips for
    beginners ask for it. `back` may ask for more of the past; `known` saves the query of the
    `profiles` where they were asked for already.
    """
    midnight = datetime.combine(day, time(), UTC)
    begin = _moved(midnight, -WIDEST_OFFSET - max(back, REACH_BACK))
    end = _moved(midnight, timedelta(days=1) + WIDEST_OFFSET + REACH_AHEAD)
    timed = Q(person=person, instant__gte=begin, instant__lt=end)
    days = _days(begin.date(), end.date())
    return _diary(person, timed, days, besides=_first_magnesium(person), known=known)


def stored_entry(person: Person, kind: str, entry_id: str) -> Stored[Any] | None:
    """Return the entry of that kind (a name in `models.KINDS`) and id; None if there is none."""
    row = KINDS[kind].rows_of(person).filter(entry_id=entry_id).first()
    return None if row is None else Stored(row.entry(), row.version)


def has_entries(person: Person) -> bool:
    """Does the diary hold anything but the profile?"""
    return any(kind.rows_of(person).exists() for kind in ENTRY_KINDS)


def _diary(
    person: Person,
    timed: Q,
    days: Q,
    besides: Q | None = None,
    known: Profiles | None = None,
) -> Diary:
    now, earlier = profiles(person) if known is None else known
    of_days = days & Q(person=person)
    return Diary(
        profile=now,
        earlier_profiles=earlier,
        intakes=_intakes(timed if besides is None else timed | besides),
        meals=tuple(row.entry() for row in Meal.objects.filter(timed).order_by("instant", "pk")),
        symptoms=tuple(
            row.entry() for row in Score.objects.filter(timed).order_by("instant", "pk")
        ),
        none_taken=tuple(
            row.entry() for row in NoneTaken.objects.filter(of_days).order_by("day", "pk")
        ),
        skipped_doses=tuple(
            row.entry() for row in SkippedDose.objects.filter(of_days).order_by("day", "pk")
        ),
        **belongings(person),
    )


def _intakes(condition: Q) -> tuple[Any, ...]:
    rows = Intake.objects.filter(condition)
    contents: dict[int, list[IntakeContent]] = defaultdict(list)
    for content in IntakeContent.objects.filter(intake__in=rows).order_by("position"):
        contents[content.intake_id].append(content)
    return tuple(row.entry_with(contents.get(row.pk, ())) for row in rows.order_by("instant", "pk"))


def _flag_notes(person: Person, diary: Diary) -> tuple[Any, ...]:
    """Return the notes on flags between entries of `diary`."""
    ids = set(diary.ids())
    notes = (row.entry() for row in FlagNote.objects.filter(person=person).order_by("pk"))
    return tuple(note for note in notes if ids.issuperset(note.entries))


def _moved(moment: datetime, by: timedelta) -> datetime:
    """Return the moment, or the first or last one that there is: no diary is beyond those."""
    try:
        return moment + by
    except OverflowError:
        return LAST_MOMENT if by > timedelta() else FIRST_MOMENT


def _days(start: date | None, end: date | None) -> Q:
    bounds = [Q(day__gte=start)] if start else []
    bounds += [Q(day__lte=end)] if end else []
    return Q(*bounds)


def _first_magnesium(person: Person) -> Q:
    """Return the condition that finds the person's first magnesium by mouth (food is none)."""
    some = _magnesium_of(person)
    first = (
        Intake.objects.filter(
            # Asked once, and first: who never took any has no first, however long the diary.
            Exists(some),
            Exists(some.filter(intake=OuterRef("pk")).exclude(amount__regex=ZERO)),
            person=person,
            route="oral",
            source__in=TAKEN_ON_PURPOSE,
        )
        .order_by("instant", "pk")
        .values("pk")
    )
    return Q(pk__in=first[:1])


def _magnesium_of(person: Person) -> QuerySet[IntakeContent]:
    magnesium = knowledge().rule_book.substances.find("magnesium")
    names = frozenset() if magnesium is None else magnesium.names | {magnesium.id}
    return IntakeContent.objects.filter(person=person, substance_key__in=names)
