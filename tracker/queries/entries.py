"""The entries of a person's diary, as domain values."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, Generic, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from tracker.domain import diary as diary_values
from tracker.domain.diary import Diary, Profiles
from tracker.domain.rules.traits import TAKEN_ON_PURPOSE
from tracker.knowledge import knowledge
from tracker.models import (
    ENTRY_KINDS,
    KINDS,
    Entry,
    FlagNote,
    Intake,
    IntakeContent,
    KeptRow,
    Meal,
    NoneTaken,
    Person,
    Score,
    SkippedDose,
    TimedRow,
)
from tracker.models.fields import can_be_an_id
from tracker.queries.belongings import belongings
from tracker.queries.lines import VALUES_KEPT, exact, read_lines, stored_lines
from tracker.queries.profile import profiles

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


@cache
def columns_of(table: type[KeptRow]) -> tuple[str, ...]:
    """Return the columns that make the domain value; the day of an instant follows from it."""
    left_out = {"id", "person", "version", *(["day"] if issubclass(table, TimedRow) else [])}
    columns = table._meta.concrete_fields
    return tuple(column.attname for column in columns if column.name not in left_out)


CONTENT_COLUMNS = tuple(f"contents__{column.name}" for column in fields(diary_values.Content))
"""Those of a content stand in the order of its fields; an intake without any has NULLs there."""

INTAKE_COLUMNS = ("id", *columns_of(Intake), *CONTENT_COLUMNS)


@dataclass(frozen=True, slots=True)
class Stored(Generic[EntryType]):
    """An entry, and the version that a form sends back to say which state it changes."""

    entry: EntryType
    version: int


def diary(person: Person, *, start: date | None = None, end: date | None = None) -> Diary:
    """Return the diary of the local days `start` to `end`, both inclusive; None: no bound."""
    of_days = Q(person=person) & _days(start, end)
    told = _diary(person, intakes_where(of_days), timed=of_days, of_days=of_days)
    return replace(told, flag_notes=_flag_notes(person, told))


def diary_around(
    person: Person, day: date, *, back: timedelta = REACH_BACK, known: Profiles | None = None
) -> Diary:
    """Return what the flags of `day` depend on: its entries and their surroundings, by instant.

    Only flags with an entry of `day` are right in it; those of the days around it may lack a
    partner. Where there is no magnesium in the days before, the first one of the diary is there,
    however long ago: tips for beginners ask for it. `back` may ask for intakes of longer ago;
    `known` saves the query of the `profiles` where they were asked for already.
    """
    begin, end = around(day, day)
    of_days = Q(person=person) & _days(begin.date(), end.date())
    timed = Q(person=person, instant__gte=begin, instant__lt=end)
    day_begins = _moved(begin, REACH_BACK)
    long_ago = _moved(day_begins, -max(back, REACH_BACK))
    intakes = intakes_where(Q(person=person, instant__gte=long_ago, instant__lt=end))
    if not any(one.taken_at < day_begins and _is_magnesium(one) for one in intakes):
        intakes = _first_magnesium(person, before=long_ago) + intakes
    return _diary(person, intakes, timed=timed, of_days=of_days, known=known)


def diary_where(conditions: Mapping[str, Q], known: Profiles) -> Diary:
    """Return the entries of each kind that its condition asks for, and nothing of the shelf."""
    now, earlier = known
    return Diary(
        profile=now,
        earlier_profiles=earlier,
        intakes=intakes_where(conditions[Intake.kind]),
        meals=entries_where(Meal, conditions[Meal.kind], "instant"),
        symptoms=entries_where(Score, conditions[Score.kind], "instant"),
        none_taken=entries_where(NoneTaken, conditions[NoneTaken.kind], "day"),
    )


def around(first: date, last: date) -> tuple[datetime, datetime]:
    """Return from when and until when, not included, the flags of the days look."""
    begin, end = instants_of(first, last)
    return _moved(begin, -REACH_BACK), _moved(end, REACH_AHEAD)


def instants_of(first: date, last: date) -> tuple[datetime, datetime]:
    """Return from when and until when, not included, the days last, wherever they are local."""
    begin, end = (datetime.combine(day, time(), UTC) for day in (first, last))
    return _moved(begin, -WIDEST_OFFSET), _moved(end, timedelta(days=1) + WIDEST_OFFSET)


def stored_entry(person: Person, kind: str, entry_id: str) -> Stored[Any] | None:
    """Return the entry of that kind (a name in `models.KINDS`) and id; None if there is none.

    An id that no database could hold is nobody's.
    """
    if not can_be_an_id(entry_id):
        return None
    row = KINDS[kind].row_of(person, entry_id)
    return None if row is None else Stored(row.entry(), row.version)


def has_entries(person: Person) -> bool:
    """Does the diary hold anything but the profile?"""
    return any(kind.rows_of(person).exists() for kind in ENTRY_KINDS)


def _diary(
    person: Person,
    intakes: tuple[diary_values.Intake, ...],
    *,
    timed: Q,
    of_days: Q,
    known: Profiles | None = None,
) -> Diary:
    now, earlier = profiles(person) if known is None else known
    return Diary(
        profile=now,
        earlier_profiles=earlier,
        intakes=intakes,
        meals=entries_where(Meal, timed, "instant"),
        symptoms=entries_where(Score, timed, "instant"),
        none_taken=entries_where(NoneTaken, of_days, "day"),
        skipped_doses=entries_where(SkippedDose, of_days, "day"),
        **belongings(person),
    )


def entries_where(table: type[KeptRow], condition: Q, order: str) -> tuple[Any, ...]:
    columns = columns_of(table)
    rows = stored_lines(table, columns).filter(condition).order_by(order, "pk")
    return tuple(map(table.entry_of, read_lines(table, columns, rows)))


def intakes_between(person: Person, first: date, last: date) -> tuple[diary_values.Intake, ...]:
    """Return the intakes of the local days `first` to `last`. One query."""
    return intakes_where(Q(person=person) & _days(first, last))


def intakes_where(condition: Q) -> tuple[diary_values.Intake, ...]:
    """Return the intakes with their contents, of which each has a line of the one answer."""
    rows = stored_lines(Intake, INTAKE_COLUMNS).filter(condition)
    return tuple(intakes_of(rows.order_by("instant", "pk", "contents__position")))


def intakes_of(stored: Iterable[Any]) -> Iterator[diary_values.Intake]:
    """Yield the intakes of their stored lines, which stand together."""
    lines = read_lines(Intake, INTAKE_COLUMNS, stored)
    content = lru_cache(VALUES_KEPT)(_content)
    return (_intake([*of_one], content) for _, of_one in groupby(lines, key=itemgetter(0)))


def _intake(
    lines: Sequence[Any], content: Callable[..., diary_values.Content]
) -> diary_values.Intake:
    width = len(CONTENT_COLUMNS)
    contents = [content(*line[-width:]) for line in lines if line.contents__basis is not None]
    return Intake.entry_with(lines[0], tuple(contents))


def _content(
    substance: str | None, form: str | None, amount: str | None, *others: Any
) -> diary_values.Content:
    # Its amount is still text: 1.5 and 1.50 are equal, and are to be kept as two.
    return diary_values.Content(substance, form, exact(amount), *others)


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


def _first_magnesium(person: Person, before: datetime) -> tuple[diary_values.Intake, ...]:
    """Return the person's first magnesium by mouth (food is none), if it is of before then."""
    some = _magnesium_of(person)
    first = (
        Intake.objects.filter(
            # Asked once, and first: who never took any has no first, however long the diary.
            Exists(some),
            Exists(some.filter(intake=OuterRef("pk")).exclude(amount__regex=ZERO)),
            person=person,
            instant__lt=before,
            route="oral",
            source__in=TAKEN_ON_PURPOSE,
        )
        .order_by("instant", "pk")
        .values("pk")
    )
    return intakes_where(Q(pk__in=first[:1]))


def _magnesium_of(person: Person) -> QuerySet[IntakeContent]:
    magnesium = knowledge().rule_book.substances.find("magnesium")
    names = frozenset() if magnesium is None else magnesium.names | {magnesium.id}
    return IntakeContent.objects.filter(person=person, substance_key__in=names)


def _is_magnesium(intake: diary_values.Intake) -> bool:
    """Is it one that `_first_magnesium` could find?"""
    if intake.route != "oral" or intake.source not in TAKEN_ON_PURPOSE:
        return False
    find = knowledge().rule_book.substances.find
    found = (find(content.substance) for content in intake.contents if content.amount != 0)
    return any(one is not None and one.id == "magnesium" for one in found)
