"""What the days without a score could hide."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isnan
from statistics import median

from tracker.domain.adherence import wilson_interval
from tracker.domain.diary import Better


@dataclass(frozen=True, slots=True)
class Scored:
    """`scored` of `days` have a score; the share, and its 95 % interval, are None without days."""

    scored: int
    days: int

    @property
    def share(self) -> float | None:
        return self.scored / self.days if self.days else None

    @property
    def interval(self) -> tuple[float, float] | None:
        return wilson_interval(self.scored, self.days)


@dataclass(frozen=True, slots=True)
class ScoredAfter:
    """How often the day after a bad day has a score, and how often the day after a good one."""

    bad: Scored
    good: Scored


def scored(scores: Sequence[float]) -> Scored:
    """Return how many of the days have a score; NaN is a day without."""
    return Scored(scored=sum(not isnan(score) for score in scores), days=len(scores))


def scored_after(scores: Sequence[float], *, better: Better) -> ScoredAfter | None:
    """Return how often a day is scored after bad and after good days; one value a day, NaN without.

    A bad day is worse than the median of the person's own scores; the median itself and what is
    better are good. Only a day with a score can be told bad or good, and only where the window
    holds the next day. None on a scale where neither end is better.

    >>> after = scored_after([8, float("nan"), 2, 3, 7, float("nan")], better="low")
    >>> (after.bad.scored, after.bad.days), (after.good.scored, after.good.days)
    ((0, 2), (2, 2))
    """
    if better == "none":
        return None
    known = [score for score in scores if not isnan(score)]
    if not known:
        return ScoredAfter(bad=Scored(0, 0), good=Scored(0, 0))
    usual = median(known)
    after: dict[bool, list[float]] = {True: [], False: []}
    for today, tomorrow in pairwise(scores):
        if not isnan(today):
            is_bad = today > usual if better == "low" else today < usual
            after[is_bad].append(tomorrow)
    return ScoredAfter(bad=scored(after[True]), good=scored(after[False]))


def tipping_point(effect: float, *, days_on: int, scored_on: int) -> float | None:
    """Return how much worse than the scored the unscored on-days would have to be, in points.

    So much that the effect would be gone: the mean of all on-days moves by the share of them
    without a score times this. Always 0 or more; beyond the length of the scale it cannot be.
    None where no on-day lacks a score, where there is no on-day, and where the effect is NaN.

    >>> tipping_point(-1.5, days_on=40, scored_on=30)
    6.0
    """
    if not 0 <= scored_on <= days_on:
        raise ValueError(f"scored_on: {scored_on}; must be from 0 to days_on, which is {days_on}")
    if isnan(effect) or scored_on == days_on:
        return None
    return abs(effect) / (1 - scored_on / days_on)
