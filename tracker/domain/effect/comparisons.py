"""Comparisons of days with and without, and of days before and after.

    y_t = b0 + b * E_t(h) + g * time + k * weekend + a_t + e_t

E is the exposure: the dose of that day, or what has built up of doses before. The noise a + e
resembles itself from day to day (`noise.py`), which plain correlations and t tests take for
evidence. What this model holds and what it cannot is measured by benchmarks/calibration.py.
"""

from collections.abc import Iterable, Mapping
from itertools import accumulate
from math import isfinite
from statistics import median

import numpy as np
from numpy.typing import ArrayLike

from tracker.domain.effect.days import columns_beside, daily, doses, positive, weekends
from tracker.domain.effect.noise import Floats
from tracker.domain.effect.regression import UNKNOWN, Coefficient, coefficient
from tracker.domain.effect.values import Effect, only_missing

HALF_LIVES = (0, 1, 2, 4)
STEP_DAYS = 28
STEP_SCORES = 14


def exposure_effect(
    scores: ArrayLike,
    dose: ArrayLike,
    *,
    reference: float | None = None,
    half_lives: Iterable[float] = HALF_LIVES,
    weekdays: ArrayLike | None = None,
) -> Effect:
    """Return how many points a `reference` dose a day makes, once it has built up.

    `scores` and `dose` have one number a day, NaN where it is not known; `weekdays` one a day,
    0 for Monday, and without it there is no weekend term. `reference` is the median dose above
    0 unless given. Several half-lives, in days, are averaged by how well they foretell the
    scores; a single one is that one, and 0 means the dose of the same day. Which is asked has
    to be decided before looking.

    A day with an unknown dose is left out for every half-life, and what has built up stands
    still over it. NaN where fewer than 10 days are left, where the scores never change, and
    where the doses follow the weekend or a straight line, so that nothing tells them apart.

    ValueError where an argument is not as described.
    """
    points = daily("scores", scores)
    taken = doses(dose, days=len(points))
    weekend = weekends(weekdays, days=len(points))
    speeds = _checked(half_lives)
    unit = _usual(taken) if reference is None else positive("reference", reference)
    known = np.flatnonzero(~np.isnan(taken))
    is_scored = ~np.isnan(points[known])
    used = known[is_scored]
    built_up = np.column_stack([exposure(taken[known] / unit, speed) for speed in speeds])
    found = coefficient(used, points[used], columns_beside(used, weekend), built_up[is_scored])
    return _effect(found, len(points), len(used), half_lives=speeds, reference=unit)


def exposure(dose: Floats, half_life: float) -> Floats:
    """Return what has built up on each day of `dose`, in doses a day.

    Half of the way from what was there to the day's dose is gone in `half_life` days. Before
    the first day it was as on the first day.

    >>> exposure(np.array([0.0, 1.0, 1.0, 0.0]), 1).tolist()
    [0.0, 0.5, 0.75, 0.375]
    """
    if half_life == 0:
        return dose
    new = 1 - 2 ** (-1 / half_life)
    return np.array([*accumulate(dose.tolist(), lambda held, day: held + new * (day - held))])


def step_effect(
    scores: ArrayLike, start_index: int, *, weekdays: ArrayLike | None = None
) -> Effect:
    """Return how many points the days from `start_index` on differ from all days before it.

    With a term for the time, so that what went up or down all along is not called a step. NaN
    where either side has fewer than 28 days or 14 scores; then `missing` says how many more
    are needed: `days_before`, `scores_before`, `days_after`, `scores_after`.

    People start something when it is worst, and that eases by itself: say so beside it.

    ValueError where an argument is not as described.
    """
    points = daily("scores", scores)
    weekend = weekends(weekdays, days=len(points))
    if not 0 <= start_index <= len(points):
        raise ValueError(f"start_index: {start_index} is outside of the {len(points)} days")
    used = np.flatnonzero(~np.isnan(points))
    missing = _missing_of_step(points, start_index)
    if missing:
        return _effect(UNKNOWN, len(points), len(used), missing=missing)
    after = (used >= start_index).astype(np.float64)[:, None]
    found = coefficient(used, points[used], columns_beside(used, weekend), after)
    return _effect(found, len(points), len(used))


def _missing_of_step(points: Floats, start: int) -> Mapping[str, int]:
    sides = {"before": points[:start], "after": points[start:]}
    short = {f"days_{side}": STEP_DAYS - len(days) for side, days in sides.items()}
    for side, days in sides.items():
        short[f"scores_{side}"] = STEP_SCORES - int(np.count_nonzero(~np.isnan(days)))
    return only_missing(short)


def _effect(
    found: Coefficient,
    days: int,
    scored: int,
    *,
    half_lives: tuple[float, ...] = (0.0,),
    reference: float = 1.0,
    missing: Mapping[str, int] | None = None,
) -> Effect:
    return Effect(
        estimate=found.estimate,
        low=found.low,
        high=found.high,
        p=found.p,
        rho=found.rho,
        days=days,
        scored=scored,
        of_its_day=found.of_its_day,
        half_lives=half_lives,
        reference=reference,
        missing=missing or {},
    )


def _usual(dose: Floats) -> float:
    """Return the median of the doses above 0; where there are none, nothing can be told."""
    taken = dose[dose > 0]
    return float(median(taken.tolist())) if taken.size else 1.0


def _checked(half_lives: Iterable[float]) -> tuple[float, ...]:
    speeds = tuple(float(speed) for speed in half_lives)
    if not speeds or not all(isfinite(speed) and speed >= 0 for speed in speeds):
        raise ValueError(f"half_lives: days from 0 up are needed, not {speeds}")
    return speeds
