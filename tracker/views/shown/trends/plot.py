"""The picture of one symptom: its days, a smooth curve through them, and what was taken beneath.

Everything is drawn for a phone, `WIDTH` units wide; a desk shows the same larger.
"""

from dataclasses import dataclass

import numpy as np

from tracker.domain.series import Days, Scale, Scores
from tracker.domain.trend import Trend
from tracker.views.shown.chart import (
    Axis,
    DayAxis,
    Tick,
    dots_of,
    nice_top,
    path_of,
    stems_of,
)
from tracker.views.shown.trends.grain import Grain

WIDTH, LEFT, RIGHT = 358, 24, 352
TOP, FOOT = 24, 146
"""Where the highest and the lowest value stand."""
MISSING, MISSING_END = FOOT + 2.5, FOOT + 7
DAY_NAMES = FOOT + 19
LANES_TOP = FOOT + 28

LARGEST_WHOLE_SCALE = 10
"""A longer scale, or one that counts something, is drawn up to the highest value there is."""

DENSE = 120
"""From so many marks on they are drawn finer."""


@dataclass(frozen=True, slots=True)
class Plot:
    """The paths of one symptom. `missing` are ticks at the foot for what has no score."""

    dots: str
    stems: str  # none where a mark stands for more than a day: its worst day says little
    curve: str
    missing: str
    values: tuple[Tick, ...]
    is_dense: bool


def day_axis(days: Days) -> DayAxis:
    return DayAxis(days.first, days.length, start=LEFT, end=RIGHT)


def plot(scores: Scores, trend: Trend, days: Days, grain: Grain) -> Plot | None:
    """Return what is drawn of the scores; None where there is none."""
    scale = scores.scale
    if scale is None:
        return None
    means = grain.means(scores.mean)
    worst = np.where(scores.worst == scores.mean, np.nan, scores.worst)
    axis = _value_axis(scale, scores)
    xs, ys = day_axis(days).all_at(grain.middles), axis.all_at(means)
    return Plot(
        dots=dots_of(xs, ys),
        stems=stems_of(xs, ys, axis.all_at(worst)) if grain.days_a_group == 1 else "",
        curve=_curve(trend, days, grain, axis),
        missing=stems_of(
            np.where(np.isnan(means), xs, np.nan).tolist(),
            [MISSING] * grain.count,
            [MISSING_END] * grain.count,
        ),
        values=axis.ticks(),
        is_dense=grain.count > DENSE,
    )


def _value_axis(scale: Scale, scores: Scores) -> Axis:
    """The whole scale where it is short: a small change is not to look large."""
    low, high, _better, unit = scale
    if unit is None and high - low <= LARGEST_WHOLE_SCALE:
        return Axis(low, high, start=FOOT, end=TOP)
    highest = float(np.nanmax(np.fmax(scores.mean, scores.worst)))
    if low < 0:
        return Axis(low, high, start=FOOT, end=TOP)
    return Axis(0, min(nice_top(highest), max(high, highest)), start=FOOT, end=TOP)


def _curve(trend: Trend, days: Days, grain: Grain, axis: Axis) -> str:
    """Return the smooth curve: through every day, or one point for each mark of a long span."""
    places = np.arange(len(trend.curve), dtype=float)
    heights = trend.curve
    if grain.days_a_group > 1:
        places = grain.middles[grain.middles < len(heights)]
        heights = heights[places.astype(int)]
    return path_of(day_axis(days).all_at(places), axis.all_at(heights))
