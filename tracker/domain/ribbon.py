"""The ribbon of a local day: what lies where on its hours, and where the way is clear.

Each thing has a lane of its own. What was logged is a mark, a usual dose that nobody logged a
dashed one; the stretches in which the lane's thing would be too near to something are blocked.
"""

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from tracker.domain.blocked import Blocked, Obstacle, Surroundings, obstacles, stretches
from tracker.domain.diary import (
    MICROSECONDS_PER_MINUTE,
    Diary,
    Intake,
    Meal,
    Precision,
    Score,
    instant,
)
from tracker.domain.next_times import is_medicine, medicines, minerals
from tracker.domain.rules.book import RuleBook
from tracker.domain.timing import Planner, day_span, moment_of
from tracker.domain.usual_doses import UsualDose, open_doses_around

LaneName = Literal["magnesium", "calcium", "vitamin_d", "medicine", "other", "meal", "symptom"]
EntryKind = Literal["intake", "meal", "score"]

LANES: tuple[LaneName, ...] = (
    "magnesium",
    "calcium",
    "vitamin_d",
    "medicine",
    "other",
    "meal",
    "symptom",
)
SUBSTANCES: tuple[LaneName, ...] = ("magnesium", "calcium", "vitamin_d")
"""Vitamin D is spaced by no rule: its lane is always clear."""

USUAL_DAYS = timedelta(days=14)
"""Nobody says since when, or how long, a time is usual; it is shown no further from today."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One entry of the day in one of its lanes."""

    entry: Intake | Meal | Score
    kind: EntryKind
    at: datetime
    precision: Precision

    @property
    def entry_id(self) -> str:
        return self.entry.id


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane: what was logged in it, the usual doses still open, and what is in its way.

    `candidates` are what the obstacles are in the way of.
    """

    name: LaneName
    marks: tuple[Mark, ...]
    usual: tuple[UsualDose, ...] = ()
    candidates: tuple[Intake, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    blocked: tuple[Blocked, ...] = ()


@dataclass(frozen=True, slots=True)
class Hour:
    """A whole hour of the day's clock; `is_twice` where the clock shows it two times."""

    at: datetime
    is_twice: bool


@dataclass(frozen=True, slots=True)
class Axis:
    """The hours of a local day: 24 of them, or 23 or 25 where the clocks change.

    `clock_change` is the first moment of the new clock.
    """

    day: date
    zone: ZoneInfo
    start: datetime
    end: datetime
    hours: tuple[Hour, ...]
    clock_change: datetime | None

    def share(self, at: datetime) -> float:
        """Return where on the day a moment lies: 0 at its beginning, 1 at its end."""
        start = instant(self.start)
        return (instant(at) - start) / (instant(self.end) - start)

    def holds(self, at: datetime) -> bool:
        return instant(self.start) <= instant(at) < instant(self.end)

    @property
    def length(self) -> timedelta:
        return timedelta(microseconds=instant(self.end) - instant(self.start))


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A local day in lanes.

    Marks that are `apart` have no place on its hours: those without a time, and those of a day
    that began or ended in another zone.
    """

    axis: Axis
    lanes: tuple[Lane, ...]
    apart: tuple[Mark, ...]

    @property
    def marks(self) -> set[Mark]:
        """All marks of the day, each once."""
        return {mark for lane in self.lanes for mark in lane.marks}.union(self.apart)


def ribbon(
    diary: Diary, day: date, rules: RuleBook, *, home: ZoneInfo, today: date
) -> Ribbon | None:
    """Return the ribbon of the local day, `None` where there is nothing to show on it.

    The hours are those of the zone in which the day's first entry was written, else of `home`.
    """
    marks = marks_of(diary, day)
    zone = _zone_of(marks) or home
    is_usual_known = abs(day - today) <= USUAL_DAYS
    doses = open_doses_around(diary, day, zone) if is_usual_known else []
    if not marks and not any(dose.at.date() == day for dose in doses):
        return None
    try:
        return _drawn(marks, doses, axis_of(day, zone), diary, rules)
    except OverflowError:  # the calendar ends here
        return None


def _drawn(
    marks: Sequence[Mark], doses: Sequence[UsualDose], axis: Axis, diary: Diary, rules: RuleBook
) -> Ribbon:
    on_axis = [mark for mark in marks if mark.precision != "day" and axis.holds(mark.at)]
    placed = [(mark, lanes_of(mark, rules)) for mark in on_axis]
    around = Surroundings(Planner(diary, rules), doses)
    lanes = [
        _lane(name, placed, doses, diary=diary, around=around, rules=rules, axis=axis)
        for name in LANES
    ]
    return Ribbon(
        axis,
        lanes=tuple(lane for lane in lanes if lane.name != "other" or lane.marks or lane.usual),
        apart=tuple(mark for mark in marks if mark.precision == "day" or not axis.holds(mark.at)),
    )


@lru_cache(maxsize=100)
def axis_of(day: date, zone: ZoneInfo) -> Axis:
    start, end = day_span(day, zone)
    hours = [hour for clock in range(24) for hour in _hours_shown(day, time(clock), zone)]
    return Axis(
        day,
        zone,
        # A day that begins within a clock change begins with the first time that is shown.
        moment_of(instant(start), zone),
        moment_of(instant(end), zone),
        hours=tuple(sorted(hours, key=lambda hour: instant(hour.at))),
        clock_change=_clock_change(start, end, zone),
    )


def marks_of(diary: Diary, day: date) -> list[Mark]:
    """Return a mark for each entry of the local day, in order of time."""
    entries: list[tuple[Intake | Meal | Score, EntryKind, datetime]] = [
        *((one, "intake", one.taken_at) for one in diary.intakes),
        *((one, "meal", one.eaten_at) for one in diary.meals),
        *((one, "score", one.felt_at) for one in diary.symptoms),
    ]
    marks = (Mark(one, kind, at, one.precision) for one, kind, at in entries if at.date() == day)
    return sorted(marks, key=lambda one: instant(one.at))


def lanes_of(mark: Mark, rules: RuleBook) -> list[LaneName]:
    """Return the lanes in which a mark stands; a product of several things is in several."""
    match mark.entry:
        case Intake():
            return lanes_of_intake(mark.entry, rules)
        case Meal():
            return ["meal"]
    return ["symptom"]


def lanes_of_intake(intake: Intake, rules: RuleBook) -> list[LaneName]:
    found = [rules.substances.find(content.substance) for content in intake.contents]
    substances = {one.id for one in found if one is not None}
    lanes = [lane for lane in SUBSTANCES if lane in substances]
    if intake.source == "medicine" or is_medicine(intake, rules):
        lanes.append("medicine")
    return lanes or ["other"]


def _zone_of(marks: Sequence[Mark]) -> ZoneInfo | None:
    timed = [mark for mark in marks if mark.precision != "day"]
    first = next(iter(timed or marks), None)
    return None if first is None else ZoneInfo(first.entry.timezone)


def _lane(
    name: LaneName,
    marks: Sequence[tuple[Mark, Sequence[LaneName]]],
    doses: Sequence[UsualDose],
    *,
    diary: Diary,
    around: Surroundings,
    rules: RuleBook,
    axis: Axis,
) -> Lane:
    candidates = tuple(candidates_of(name, diary, rules, axis.end))
    found = [
        obstacle
        for candidate in candidates
        for obstacle in obstacles(candidate, around, start=axis.start, end=axis.end)
    ]
    return Lane(
        name,
        marks=tuple(mark for mark, lanes in marks if name in lanes),
        usual=tuple(
            dose
            for dose in doses
            if dose.at.date() == axis.day and name in lanes_of_intake(dose.as_taken, rules)
        ),
        candidates=candidates,
        obstacles=tuple(sorted(found, key=lambda one: one.span)),
        blocked=stretches(found, start=axis.start, end=axis.end),
    )


def candidates_of(name: LaneName, diary: Diary, rules: RuleBook, at: datetime) -> Iterator[Intake]:
    """Yield what would be taken in a lane: the same things that "fine next" speaks of."""
    if name == "medicine":
        yield from medicines(diary, rules, at)
    else:
        yield from (one for one in minerals(at) if one.contents[0].substance == name)


def _hours_shown(day: date, clock: time, zone: ZoneInfo) -> list[Hour]:
    """Return the moments at which the clock shows `clock`: one, two, or none that is left out."""
    both = [datetime.combine(day, clock.replace(fold=fold), zone) for fold in (0, 1)]
    moments = {instant(at): at for at in both if _is_shown(at)}
    return [Hour(at, is_twice=len(moments) == 2) for at in moments.values()]


def _is_shown(at: datetime) -> bool:
    there_and_back = moment_of(instant(at), at.tzinfo)
    return there_and_back.replace(tzinfo=None) == at.replace(tzinfo=None)


def _clock_change(start: datetime, end: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the first minute whose clock is not that of the day's beginning."""
    first, last = (instant(at) // MICROSECONDS_PER_MINUTE for at in (start, end))
    minutes = range(first, last)
    before = _at_minute(first, zone).utcoffset()
    found = bisect(
        minutes, False, key=lambda minute: _at_minute(minute, zone).utcoffset() != before
    )
    return None if found == len(minutes) else _at_minute(minutes[found], zone)


def _at_minute(minute: int, zone: ZoneInfo) -> datetime:
    return moment_of(minute * MICROSECONDS_PER_MINUTE, zone)
