"""How a symptom was in the first weeks of some days, and how it is in the last ones."""

from dataclasses import dataclass
from math import isnan, nan
from statistics import median

import numpy as np

from tracker.domain.diary import Better
from tracker.domain.series import Floats

WINDOW = 28
"""Days that are looked at on either side, where there are twice as many."""

SHORTEST = 14
"""Fewer days than this are not compared in halves either."""

FEWEST_SCORED = 7
"""So many days with a score each side needs before the two are compared."""

LEAST_POINTS, LEAST_SHARE = 2.0, 0.3
"""What studies of pain count as much better: so many points of 0 to 10, or such a share.

Source: Farrar (2001), Pain 94, 149-158.
"""


@dataclass(frozen=True, slots=True)
class Weeks:
    """The days from `begin` to before `end`, by their number, `scored` of them with a score.

    `median` is that of the days' means, `worst` the worst single score; NaN where there is none.
    `high_days` counts the scored days whose worst is at least what was asked for, None where
    nothing was asked.
    """

    begin: int
    end: int
    scored: int
    median: float
    worst: float
    high_days: int | None

    @property
    def days(self) -> int:
        return self.end - self.begin

    @property
    def is_enough(self) -> bool:
        return self.scored >= FEWEST_SCORED


@dataclass(frozen=True, slots=True)
class ThenAndNow:
    """The first and the last weeks; `are_halves`: there are too few days for 28 on either side."""

    then: Weeks
    now: Weeks
    are_halves: bool

    @property
    def is_enough(self) -> bool:
        return self.then.is_enough and self.now.is_enough

    @property
    def change(self) -> float:
        """Return by how many points the median moved; NaN where a side has too few scores."""
        return self.now.median - self.then.median if self.is_enough else nan

    @property
    def share(self) -> float:
        """Return the change as a share of what it was at first; NaN from 0, or below, on."""
        return self.change / self.then.median if self.then.median > 0 else nan

    @property
    def has_two_points_less(self) -> bool:
        return self.change <= -LEAST_POINTS

    @property
    def has_share_less(self) -> bool:
        """Is the median less by 30 %? Exactly 30 % is."""
        return not isnan(self.share) and self.share <= -LEAST_SHARE + 1e-9


def windows(days: int) -> tuple[range, range] | None:
    """Return the first and the last days to be compared; None where there are too few.

    >>> windows(56), windows(15), windows(13)
    ((range(0, 28), range(28, 56)), (range(0, 7), range(8, 15)), None)
    """
    if days < SHORTEST:
        return None
    size = min(WINDOW, days // 2)
    return range(size), range(days - size, days)


def then_and_now(
    means: Floats, worst: Floats, *, better: Better = "low", high_from: float | None = None
) -> ThenAndNow | None:
    """Return the first against the last weeks; one value a day, NaN without a score.

    `high_from` asks on how many scored days the worst score was at least that.
    """
    found = windows(len(means))
    if found is None:
        return None
    then, now = (_weeks(one, means, worst, better, high_from) for one in found)
    return ThenAndNow(then, now, are_halves=then.days < WINDOW)


def _weeks(
    days: range, means: Floats, worst: Floats, better: Better, high_from: float | None
) -> Weeks:
    of_days = slice(days.start, days.stop)
    known = means[of_days][~np.isnan(means[of_days])]
    extremes = worst[of_days][~np.isnan(worst[of_days])]
    end = np.min if better == "high" else np.max
    return Weeks(
        begin=days.start,
        end=days.stop,
        scored=len(known),
        median=float(median(known.tolist())) if len(known) else nan,
        worst=float(end(extremes)) if len(extremes) else nan,
        high_days=None if high_from is None else int(np.count_nonzero(extremes >= high_from)),
    )
