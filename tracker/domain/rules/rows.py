"""A diary made ready for its rules: intakes in order of time, with what rules ask of them."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from tracker.domain.diary import Diary, Intake, Profile, instant
from tracker.domain.limits import Limit
from tracker.domain.rules.book import RuleBook
from tracker.domain.rules.traits import TraitReader, Traits, reader_for


@dataclass(slots=True, eq=False)
class Row:
    """An intake at its place in time; `position` is its place in the document.

    `day` is the ordinal of its local day.

    An entry that only knows its day takes part in no gap and in no 20-hour window.
    """

    intake: Intake
    position: int
    instant: int
    day: int
    is_day_only: bool
    traits: Traits


class DayFacts:
    """What holds on a local day: the profile, the age in years, and the limits that follow.

    Days between which neither profile nor age in months differs share one object.
    """

    def __init__(self, profile: Profile, age: Fraction | None, book: RuleBook) -> None:
        self.profile = profile
        self.age = age
        # Rules on age name whole years: to them, days of equal `likeness` are the same.
        self.likeness = (id(profile), None if age is None else int(age))
        self._book = book
        self._limits: dict[str, Limit | None] = {}

    def limit(self, substance: str) -> Limit | None:
        """Return the person's limit of `substance`; `None` where no number was set."""
        if substance not in self._limits:
            limits = self._book.limits[substance]
            self._limits[substance] = limits.for_person(self.profile, self.age)
        return self._limits[substance]


class PreparedDiary:
    """The rows of a diary in order of time (document order at one instant), and its days."""

    def __init__(self, diary: Diary, book: RuleBook) -> None:
        self.diary = diary
        self.book = book
        reader = reader_for(book)
        self.rows = [
            row_of(intake, position, reader) for position, intake in enumerate(diary.intakes)
        ]
        # Stable, so that entries of one instant keep the order of the document.
        self.rows.sort(key=lambda row: row.instant)
        self.timed_rows = [row for row in self.rows if not row.is_day_only]
        self._facts: dict[int, DayFacts] = {}
        self._facts_by_likeness: dict[tuple[int, int | None], DayFacts] = {}

    def counted(self, substance: str, sources: Set[str]) -> list[Row]:
        """Return the rows that add to totals of `substance`: swallowed, known, of these sources."""
        return [row for row in self._swallowed.get(substance, ()) if row.intake.source in sources]

    @cached_property
    def _swallowed(self) -> dict[str, list[Row]]:
        """The swallowed rows with a countable amount, by substance."""
        rows: dict[str, list[Row]] = {}
        for row in self.rows:
            if row.intake.route == "oral":
                for substance in row.traits.amounts:
                    rows.setdefault(substance, []).append(row)
        return rows

    @cached_property
    def oral_magnesium(self) -> list[Row]:
        """The rows with magnesium that was swallowed as a supplement or a medicine."""
        kinds = {row.traits.kind for row in self.rows}
        suiting = {kind for kind in kinds if kind.meets("oral_magnesium")}
        return [row for row in self.rows if row.traits.kind in suiting]

    @cached_property
    def all_facts(self) -> list[DayFacts]:
        """What held on any day with an intake."""
        for day in {row.day for row in self.rows}:
            self.facts_on(day)
        return list(self._facts_by_likeness.values())

    def facts_on(self, day: int) -> DayFacts:
        facts = self._facts.get(day)
        if facts is None:
            facts = self._facts[day] = self._shared_facts(date.fromordinal(day))
        return facts

    def _shared_facts(self, day: date) -> DayFacts:
        profile = self.diary.profile_on(day)
        likeness = (id(profile), profile.months_on(day))
        facts = self._facts_by_likeness.get(likeness)
        if facts is None:
            facts = DayFacts(profile, profile.age_on(day), self.book)
            self._facts_by_likeness[likeness] = facts
        return facts


def row_of(intake: Intake, position: int, reader: TraitReader) -> Row:
    return Row(
        intake,
        position,
        instant(intake.taken_at),
        intake.taken_at.toordinal(),
        intake.precision == "day",
        reader.read(intake),
    )
