"""How something is taken: on how many days, at what time, with a meal or because it hurt."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil, isnan
from statistics import median_low
from typing import Literal

from tracker.domain.adherence import ENOUGH_DAYS, Adherence, adherence
from tracker.domain.circular import MINUTES_OF_DAY, UsualTime, usual_time
from tracker.domain.daily import DailyDose, Exposure
from tracker.domain.diary import Experiment
from tracker.domain.series import Days, Floats

PAUSE = 14
"""So many days without a dose at an end of the days are before it began, or after it ended."""

FAR_APART = 4
"""What is usually so many days apart is not taken day by day."""

MOST_TIMES = 3
"""How many usual times a day can have."""

SCATTERED_MINUTES = 150
"""Times that spread wider than this have no usual one."""

Kind = Literal["as_needed", "now_and_then", "not_enough", "never_missed", "share"]


@dataclass(frozen=True, slots=True)
class Clock:
    """A usual time of doses; four of five are at most `within` minutes from it."""

    usual: UsualTime
    within: int


@dataclass(frozen=True, slots=True)
class Habit:
    """What was taken from `first` to `last`: the days from its first to its last dose.

    They begin and end with the days that were asked for where the pause there is short. Of these,
    an experiment left out the `planned_without` days. `gap_days` is the usual distance of two days
    with a dose. `clocks` are the usual times, in the order of the day: none where times are too
    few or too scattered.
    """

    first: date
    last: date
    adherence: Adherence
    planned_without: int
    dose_days: int
    gap_days: int
    doses: int
    with_meal: int
    without_meal: int
    as_needed: int
    as_needed_days: int
    minutes: tuple[int, ...]
    timed_days: int
    clocks: tuple[Clock, ...]
    latest: tuple[DailyDose, ...]
    latest_day: date

    @property
    def meal_not_said(self) -> int:
        return self.doses - self.with_meal - self.without_meal

    @property
    def kind(self) -> Kind:
        """Return what can be said of the days on which it was taken, in this order.

        Nobody takes a painkiller or a weekly capsule on a share of the days. `never_missed`: days
        without it are never written down, so a share would be of nothing.
        """
        if 2 * self.as_needed_days > self.dose_days:
            return "as_needed"
        if self.gap_days >= FAR_APART:
            return "now_and_then"
        if not self.adherence.is_enough:
            return "not_enough"
        if self.adherence.taken == self.adherence.known and self.adherence.unknown:
            return "never_missed"
        return "share"


def habit_of(
    exposure: Exposure, days: Days, taken: Floats, *, planned_without: Collection[int] = ()
) -> Habit | None:
    """Return how it was taken on `days`; None where it never was.

    `taken` is that of `series.Doses` for these days: 1, 0, or NaN where nobody knows. Days that
    were `planned_without` it, by their number, are in no share.
    """
    of_days = taken.tolist()
    places = [place for place, value in enumerate(of_days) if value == 1]
    if not places:
        return None
    first, last = _ends(places, len(of_days))
    counted = [place for place in range(first, last + 1) if place not in planned_without]
    by_day = days.doses_by_substance.get(exposure.substance, {})
    found = [(place, of_day) for place in by_day if (of_day := _of_form(by_day[place], exposure))]
    of_all = [dose for _, of_day in found for dose in of_day]
    timed = [sorted(times) for _, of_day in found if (times := _times(of_day))]
    return Habit(
        first=days.day(first),
        last=days.day(last),
        adherence=adherence(_was_taken(of_days[place]) for place in counted),
        planned_without=last + 1 - first - len(counted),
        dose_days=len(found),
        gap_days=median_low([b - a for a, b in pairwise(places)] or [1]),
        doses=sum(dose.number for dose in of_all),
        with_meal=sum(dose.with_meal for dose in of_all),
        without_meal=sum(dose.without_meal for dose in of_all),
        as_needed=sum(dose.as_needed for dose in of_all),
        as_needed_days=sum(any(dose.as_needed for dose in of_day) for _, of_day in found),
        minutes=tuple(minute for times in timed for minute in times),
        timed_days=len(timed),
        clocks=_clocks(timed),
        latest=found[-1][1],
        latest_day=days.day(found[-1][0]),
    )


def planned_without(exposure: Exposure, days: Days, experiments: Iterable[Experiment]) -> set[int]:
    """Return the days, by their number, on which an experiment asked for none of it."""
    found: set[int] = set()
    for one in experiments:
        if one.substance == exposure.substance:
            first = days.place(one.first_day)
            end = days.place(one.stopped_on) if one.stopped_on else first + one.days
            found |= {
                place
                for place in range(first, min(end, first + one.days))
                if not one.blocks[(place - first) // one.block_days]
            }
    return found


def _was_taken(day: float) -> bool | None:
    return None if isnan(day) else day == 1


def _of_form(doses: Sequence[DailyDose], exposure: Exposure) -> tuple[DailyDose, ...]:
    return tuple(dose for dose in doses if exposure.form in (None, dose.form))


def _times(doses: Sequence[DailyDose]) -> list[int]:
    return [minute for dose in doses for minute in dose.minutes]


def _ends(places: Sequence[int], length: int) -> tuple[int, int]:
    """Return the first and the last day that count: a pause of exactly 14 days does not."""
    first = places[0] if places[0] >= PAUSE else 0
    last = places[-1] if length - 1 - places[-1] >= PAUSE else length - 1
    return first, last


def _clocks(timed: Sequence[Sequence[int]]) -> tuple[Clock, ...]:
    """Return a usual time for each dose of a day, of the days with the usual number of doses."""
    usual_number = Counter(map(len, timed)).most_common(1)
    number = usual_number[0][0] if usual_number else 0
    alike = [times for times in timed if len(times) == number]
    if not 1 <= number <= MOST_TIMES or len(alike) < ENOUGH_DAYS:
        return ()
    clocks = [_clock(times) for times in zip(*alike, strict=True)]
    if any(one is None or one.within > SCATTERED_MINUTES for one in clocks):
        return ()
    return tuple(one for one in clocks if one is not None)


def _clock(times: Sequence[int]) -> Clock | None:
    usual = usual_time(times)
    if usual is None:
        return None
    away = sorted(_apart(minute, usual.minutes) for minute in times)
    return Clock(usual, ceil(away[ceil(0.8 * len(away)) - 1]))


def _apart(a: float, b: float) -> float:
    """Return how far two times of day are from each other, over midnight where that is nearer."""
    apart = abs(a - b) % MINUTES_OF_DAY
    return min(apart, MINUTES_OF_DAY - apart)
