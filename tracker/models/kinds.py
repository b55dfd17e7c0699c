"""The kinds of entries: which domain value is kept in which table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from django.db.models import QuerySet

from tracker.domain import diary, flag_notes
from tracker.models.base import KeptRow
from tracker.models.belonging import SORTS, Belonging
from tracker.models.flag_note import FlagNote
from tracker.models.intake import Intake
from tracker.models.meal import Meal
from tracker.models.none_taken import NoneTaken
from tracker.models.person import Person
from tracker.models.plain import from_plain, plain
from tracker.models.profile_fact import ProfileFact
from tracker.models.score import Score
from tracker.models.skipped_dose import SkippedDose

Entry = diary.Intake | diary.Meal | diary.Score | diary.NoneTaken | diary.SkippedDose
Belongs = (
    diary.Product
    | diary.Favourite
    | diary.CustomSymptom
    | diary.Tracked
    | diary.Question
    | diary.Experiment
    | diary.Settings
    | diary.CoverSheet
)
Kept = Entry | Belongs | diary.HeldFact | flag_notes.FlagNote
"""What has a history: the diary's entries, the person's belongings, the profile's facts, what is
said about flags."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entry: its name in the history, its domain type and its table."""

    name: str
    value_type: type
    model: type[KeptRow]

    def rows_of(self, person: Person) -> QuerySet[KeptRow]:
        sort = {"sort": self.name} if self.model is Belonging else {}
        return self.model._default_manager.filter(person=person, **sort)

    def row_of(self, person: Person, entry_id: str) -> KeptRow | None:
        """Return the person's row of that id; None where there is none.

        In SQL: each write asks, and to put it together from a queryset takes Django ten times as
        long as the database takes to answer it.
        """
        condition, values = "person_id = %s AND entry_id = %s", [person.pk, entry_id]
        if self.model is Belonging:
            condition, values = f"{condition} AND sort = %s", [*values, self.name]
        asked = f"SELECT * FROM {self.model._meta.db_table} WHERE {condition}"  # noqa: S608 # nosec B608
        return next(iter(self.model._default_manager.raw(asked, values)), None)

    def snapshot(self, entry: Kept) -> dict[str, Any]:
        """Return `entry` as the history keeps it. Two entries are the same if these are equal."""
        snapshot: dict[str, Any] = plain(entry)
        return snapshot

    def entry_of(self, snapshot: Mapping[str, Any]) -> Any:
        """Return the entry that `snapshot` was made of."""
        return from_plain(self.value_type, snapshot)


_ALL = (
    Kind("intake", diary.Intake, Intake),
    Kind("meal", diary.Meal, Meal),
    Kind("score", diary.Score, Score),
    Kind("none_taken", diary.NoneTaken, NoneTaken),
    Kind("skipped_dose", diary.SkippedDose, SkippedDose),
    *(Kind(sort, value_type, Belonging) for sort, value_type in SORTS.items()),
    Kind("profile_fact", diary.HeldFact, ProfileFact),
    Kind("flag_note", flag_notes.FlagNote, FlagNote),
)
KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _ALL}
ENTRY_KINDS = tuple(kind for kind in _ALL if kind.value_type in get_args(Entry))
"""The kinds of the diary itself. An id is unique over all of them."""

_BY_TYPE = {kind.value_type: kind for kind in _ALL}


def kind_of(entry: Kept) -> Kind:
    return _BY_TYPE[type(entry)]


def is_same(one: Kept, other: Kept) -> bool:
    """Is the content the same, digit for digit?

    Snapshots are compared, not values: 1.5 and 1.50 are equal numbers, yet not what was typed,
    and times in one zone are equal to Python even where one is of the second 02:30 of a night.
    """
    return kind_of(one).snapshot(one) == kind_of(other).snapshot(other)
