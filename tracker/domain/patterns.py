"""How the scores of one symptom lie over the day, the week and the body.

This describes and tests nothing: a part of the day is scored more often on bad days, and of seven
weekdays one is always the worst. So what stands out has to do so by far.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

import numpy as np
import numpy.typing as npt

from tracker.domain.daily import DailyScore, Felt, worst_of
from tracker.domain.diary import Better
from tracker.domain.series import Days, Floats, Scale

Found = Sequence[tuple[int, DailyScore]]
"""The scores of one symptom on one scale, each with the number of its day."""

PartOfDay = Literal["morning", "afternoon", "evening", "night"]

PARTS: tuple[PartOfDay, ...] = ("morning", "afternoon", "evening", "night")
BEGINS = (5 * 60, 12 * 60, 17 * 60, 22 * 60)
"""When the parts begin, in minutes after midnight; the night lasts until morning."""

ENOUGH_TIMED_DAYS = 14
ENOUGH_OF_EACH_WEEKDAY = 4
FAR_OUT = 4.17
"""Of seven means without any difference, the highest and the lowest are further apart than this
many standard errors 1 time in 20: the studentized range, with a large number of days."""


@dataclass(frozen=True, slots=True)
class PartScores:
    """The scores in one part of the day.

    On `compared` days another part has a score too; on `worst` of these this one was the worst.
    """

    part: PartOfDay
    scores: int
    days: int
    mean: float | None
    compared: int
    worst: int


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """The parts of the day, from morning on; `days` have a score with a time."""

    parts: tuple[PartScores, ...]
    days: int

    @property
    def missing(self) -> int:
        """Return how many more days with a timed score there should be; exactly 14 are enough."""
        return max(ENOUGH_TIMED_DAYS - self.days, 0)

    @property
    def is_compared(self) -> bool:
        """Are there days enough that can say which part of them was worst?"""
        return any(one.compared >= ENOUGH_TIMED_DAYS for one in self.parts)

    @property
    def worst(self) -> PartScores | None:
        """Return the part that was the worst on at least two of three days that can say it."""
        of_enough = [one for one in self.parts if one.compared >= ENOUGH_TIMED_DAYS]
        far = [one for one in of_enough if one.worst * 3 >= one.compared * 2]
        return max(far, key=lambda one: one.worst / one.compared, default=None)

    @property
    def mostly(self) -> PartScores | None:
        """Return the part with more than half of the scores."""
        all_scores = sum(one.scores for one in self.parts)
        return next((one for one in self.parts if one.scores * 2 > all_scores), None)


@dataclass(frozen=True, slots=True)
class WeekdayScores:
    """The means of the days that are this weekday; 0 is Monday."""

    weekday: int
    days: int
    mean: float | None


@dataclass(frozen=True, slots=True)
class Weekdays:
    """The seven weekdays. `error` is how far the mean of one of them is off by chance alone."""

    each: tuple[WeekdayScores, ...]
    error: float

    @property
    def missing(self) -> int:
        """Return how many days the weekday lacks that has fewest; exactly 4 are enough."""
        return max(ENOUGH_OF_EACH_WEEKDAY - min(one.days for one in self.each), 0)

    @property
    def ends(self) -> tuple[WeekdayScores, WeekdayScores] | None:
        """Return the lowest and the highest; None where there is a weekday without a score."""
        if any(one.mean is None for one in self.each):
            return None
        ordered = sorted(self.each, key=lambda one: one.mean or 0)
        return ordered[0], ordered[-1]

    @property
    def apart(self) -> float:
        """Return how far the highest mean is above the lowest; NaN where one is not known."""
        if self.ends is None:
            return float("nan")
        low, high = self.ends
        return (high.mean or 0) - (low.mean or 0)

    def stands_out(self, scale: Scale) -> bool:
        """Are the ends apart by more than chance would do, and by a tenth of the scale?"""
        low, high, _better, _unit = scale
        return self.apart >= (high - low) / 10 and self.apart > FAR_OUT * self.error


@dataclass(frozen=True, slots=True)
class PlaceFelt:
    """A place: on how many days it was named, and the mean of its worst score of each day."""

    site: str | None
    side: str | None
    days: int
    share: float
    worst: float | None

    @property
    def step(self) -> int:
        """Return how often, in quarters: 1 for up to a quarter of the days, to 4.

        >>> [PlaceFelt("knee", "left", 1, share, None).step for share in (0.01, 0.25, 0.26, 1)]
        [1, 1, 2, 4]
        """
        return bisect_right((0.25, 0.5, 0.75), self.share - 1e-9) + 1


@dataclass(frozen=True, slots=True)
class Places:
    """The places, the most frequent first. Shares are of the `days` on which any was named."""

    each: tuple[PlaceFelt, ...]
    days: int
    scored: int


def scores_by_symptom(
    days: Days, scales: Iterable[tuple[str | None, Scale | None]]
) -> dict[str | None, list[tuple[int, DailyScore]]]:
    """Return the scores of each symptom on its scale, with the number of the day."""
    return {
        symptom: [
            (place, score)
            for place, score in days.scores_by_symptom.get(symptom, ())
            if score.scale == scale
        ]
        for symptom, scale in scales
    }


def part_of(minute: int) -> PartOfDay:
    """Return the part of the day at a minute after midnight.

    >>> part_of(4 * 60 + 59), part_of(5 * 60), part_of(22 * 60)
    ('night', 'morning', 'night')
    """
    return PARTS[bisect_right(BEGINS, minute) - 1]


def time_of_day(found: Found) -> TimeOfDay:
    """Return what the scores with a known time say about the parts of the day."""
    timed = [score for _, score in found if score.felt]
    values: dict[PartOfDay, list[float]] = {part: [] for part in PARTS}
    days, compared, worst = (dict.fromkeys(PARTS, 0) for _ in range(3))
    for score in timed:
        by_part = _by_part(score.felt)
        for part, felt in by_part.items():
            values[part] += felt
            days[part] += 1
        if len(by_part) > 1 and score.better != "none":
            for part in by_part:
                compared[part] += 1
            if (of_day := _worst_part(by_part, score.better)) is not None:
                worst[of_day] += 1
    parts = (
        PartScores(part, len(values[part]), days[part], _mean(values[part]), *of_day)
        for part in PARTS
        for of_day in [(compared[part], worst[part])]
    )
    return TimeOfDay(tuple(parts), len(timed))


def _by_part(felt: Iterable[Felt]) -> dict[PartOfDay, list[float]]:
    by_part: dict[PartOfDay, list[float]] = {}
    for minute, value in felt:
        by_part.setdefault(PARTS[bisect_right(BEGINS, minute) - 1], []).append(value)
    return by_part


def _worst_part(by_part: dict[PartOfDay, list[float]], better: Better) -> PartOfDay | None:
    """Return the part of the day with the worst mean; None where two are as bad."""
    means = {part: sum(felt) / len(felt) for part, felt in by_part.items()}
    worst = worst_of(means.values(), better)
    of_it = [part for part, mean in means.items() if mean == worst]
    return of_it[0] if len(of_it) == 1 else None


def _mean(values: Collection[float]) -> float | None:
    return sum(values) / len(values) if values else None


def weekdays_of(mean: Floats, weekdays: npt.NDArray[np.int64]) -> Weekdays:
    """Return the means by weekday of scores, one a day; NaN is a day without."""
    is_scored = ~np.isnan(mean)
    on, scores = weekdays[is_scored], mean[is_scored]
    counts = np.bincount(on, minlength=7)
    sums = np.bincount(on, weights=scores, minlength=7)
    means = sums / np.maximum(counts, 1)
    each = (
        WeekdayScores(number, int(counts[number]), float(means[number]) if counts[number] else None)
        for number in range(7)
    )
    return Weekdays(tuple(each), _error(scores - means[on], counts))


def _error(rests: Floats, counts: npt.NDArray[np.int64]) -> float:
    """Return the standard error of the mean of the weekday with fewest days."""
    freedom = len(rests) - int(np.count_nonzero(counts))
    if freedom < 1 or not counts.min():
        return float("nan")
    return sqrt(float(rests @ rests) / freedom / int(counts.min()))


def places_of(found: Found) -> Places:
    """Return where it was felt. Both sides are the left and the right one."""
    worst: dict[tuple[str | None, str | None], list[float | None]] = defaultdict(list)
    named = 0
    for _, score in found:
        if score.places:
            named += 1
            for place, value in _worst_of_sides(score).items():
                worst[place].append(value)
    each = (
        PlaceFelt(site, side, len(values), len(values) / named, _mean_known(values))
        for (site, side), values in worst.items()
    )
    ordered = sorted(each, key=lambda one: (-one.days, one.site or "", one.side or ""))
    return Places(tuple(ordered), named, len(found))


def _worst_of_sides(score: DailyScore) -> dict[tuple[str | None, str | None], float | None]:
    """Return the worst score of each place; a day can name both sides, and then one of them."""
    by_place: dict[tuple[str | None, str | None], list[float]] = defaultdict(list)
    for site, side, value in score.places:
        for one in ("left", "right") if side == "both" else (side,):
            by_place[site, one] += [] if value is None else [value]
    return {
        place: worst_of(values, score.better) if values else None
        for place, values in by_place.items()
    }


def _mean_known(values: Iterable[float | None]) -> float | None:
    return _mean([value for value in values if value is not None])


STEPS = 5


def severity_steps(worst: Floats, low: float, high: float, better: Better) -> npt.NDArray[np.int64]:
    """Return how bad each day was in five steps: 0 for none at all, -1 without a score.

    `high` is the worst end, or `low` where high is better. A step includes its end: of 0-10, 2 is
    in the first and 10 in the last. What lies beyond the scale is in the last step, or none.

    >>> severity_steps(np.array([0, 0.5, 2, 2.1, 10, np.nan]), 0, 10, "low").tolist()
    [0, 1, 1, 2, 5, -1]
    """
    length = (high - low) or 1
    share = (high - worst if better == "high" else worst - low) / length
    steps = np.clip(np.ceil(np.round(share * STEPS, 9)), 0, STEPS)
    return np.where(np.isnan(steps), -1, steps).astype(np.int64)
