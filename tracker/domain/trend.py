"""Where a symptom is going: a slope with its doubt, and a smooth curve for the eye.

The slope comes from the model of `tracker.domain.effect` without a dose: days that resemble
each other make a run of good ones look like a trend, and the interval is wider for it. It is
shown as an interval, never as a p.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import nan

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tracker.domain.effect.days import columns_beside, daily, weekends
from tracker.domain.effect.noise import Days, Floats
from tracker.domain.effect.regression import FEWEST_DAYS as FEWEST_ROWS
from tracker.domain.effect.regression import UNKNOWN, Coefficient, coefficient
from tracker.domain.effect.values import only_missing

FEWEST_DAYS = 60
FEWEST_SCORED = 30
DAYS_BY_DAY = 731
"""Up to two years each day is one row of the model; beyond, the mean of each week is, unless the
scores stand in so few weeks that these would be too few rows."""

NEAREST_REACH, FURTHEST_REACH = 14, 45
"""So many days to either side the curve looks at least, and at most."""

LONGEST_GAP = 14
"""Days without a score that the curve may cross."""

FEWEST_IN_REACH = 3


@dataclass(frozen=True, slots=True)
class Trend:
    """Points per 30 days with an interval of 95 %, and a smooth curve, one number a day.

    `per_30_days`, `low` and `high` are NaN where the window is too short; `missing` says how
    many `days` and `scores` more are needed. They are NaN, too, where the scores never change
    (`is_constant`), or with the weekend only. The curve is NaN where it would cross a long gap,
    and before the first and after the last score. `days` are all of the window and `scored`
    those with a score.
    """

    per_30_days: float
    low: float
    high: float
    curve: Floats = field(repr=False, compare=False)
    days: int
    scored: int
    missing: Mapping[str, int] = field(default_factory=dict)
    is_constant: bool = False


def trend(scores: ArrayLike, *, weekdays: ArrayLike | None = None) -> Trend:
    """Return the trend of `scores`, one number a day, NaN where there is none.

    `weekdays`, one a day and 0 for Monday, adds a weekend term to the slope. A slope needs a
    window of 60 days of which 30 have a score; the curve is there without. ValueError where an
    argument is not as described.
    """
    points = daily("scores", scores)
    weekend = weekends(weekdays, days=len(points))
    scored = np.flatnonzero(~np.isnan(points))
    missing = only_missing(
        {"days": FEWEST_DAYS - len(points), "scores": FEWEST_SCORED - len(scored)}
    )
    slope = UNKNOWN if missing else _slope_a_day(points, scored, weekend)
    return Trend(
        per_30_days=30 * slope.estimate,
        low=30 * slope.low,
        high=30 * slope.high,
        curve=curve(points),
        days=len(points),
        scored=len(scored),
        missing=missing,
        is_constant=len(scored) > 0 and bool(np.ptp(points[scored]) == 0),
    )


def curve(scores: ArrayLike, *, reach: int | None = None) -> Floats:
    """Return a smooth curve through `scores`, one number a day, NaN where it may not be drawn.

    On each day it is the height of a straight line through the scores up to `reach` days away,
    near ones counting more (local linear regression with tricube weights). `reach` is a tenth
    of the window, from 14 to 45 days, unless given. It ends at the first and last score, is
    broken where more than 14 days in a row have none or fewer than 3 are in reach, and never
    leaves the range of the scores.
    """
    points = daily("scores", scores)
    is_scored = ~np.isnan(points)
    if not is_scored.any():
        return np.full(len(points), nan)
    far = reach or min(max(NEAREST_REACH, len(points) // 10), FURTHEST_REACH)
    heights = _local_lines(np.where(is_scored, points, 0), is_scored.astype(np.float64), far)
    heights[_is_broken(is_scored)] = nan
    return np.clip(heights, np.min(points[is_scored]), np.max(points[is_scored]))


def _slope_a_day(points: Floats, scored: Days, weekend: Floats | None) -> Coefficient:
    rows = np.column_stack([points[scored], scored, columns_beside(scored, weekend)])
    if len(points) > DAYS_BY_DAY and np.unique(scored // 7).size >= FEWEST_ROWS:
        scored, rows = _weekly_means(scored, rows)
    constant_and_weekend = np.delete(rows[:, 2:], 1, axis=1)
    return coefficient(scored, rows[:, 0], constant_and_weekend, rows[:, 1:2])


def _weekly_means(days: Days, rows: Floats) -> tuple[Days, Floats]:
    """Return the number of each week in which there is a day, and the means of its rows."""
    weeks, first, count = np.unique(days // 7, return_index=True, return_counts=True)
    return weeks, np.add.reduceat(rows, first) / count[:, None]


def _local_lines(scores: Floats, is_scored: Floats, reach: int) -> Floats:
    """Return the height, on each day, of the line through the scores around it."""
    steps = np.arange(-reach, reach + 1)
    near = (1 - np.abs(steps / (reach + 1)) ** 3) ** 3
    weight, first, second = (_around(is_scored, near * steps**power) for power in range(3))
    total, slant = (_around(scores, near * steps**power) for power in range(2))
    spread = weight * second - first**2
    is_enough = _around(is_scored, np.ones(len(steps))) > FEWEST_IN_REACH - 0.5
    lines = np.full(len(scores), nan)
    np.divide(second * total - first * slant, spread, out=lines, where=is_enough)
    return lines


def _around(values: Floats, kernel: Floats) -> Floats:
    """Return for each day the sum of the values around it, each times its place in `kernel`."""
    reach = len(kernel) // 2
    sums: Floats = np.convolve(values, kernel[::-1])[reach : reach + len(values)]
    return sums


def _is_broken(is_scored: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return whether each day lies in a gap too long to cross, or outside of all scores."""
    days, scored = np.arange(len(is_scored)), np.flatnonzero(is_scored)
    after = np.searchsorted(scored, days)
    edges = np.concatenate([[-np.inf], scored, [np.inf]])
    unscored = edges[after + 1] - edges[after] - 1
    broken: NDArray[np.bool_] = ~is_scored & (unscored > LONGEST_GAP)
    return broken
