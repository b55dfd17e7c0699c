"""Every gate between a diary and a sentence about it. Pages use only `answer`."""

from collections.abc import Mapping, Sequence
from math import ceil, isfinite

import numpy as np
from numpy.typing import ArrayLike

from tracker.domain.diary import Scale
from tracker.domain.effect.comparisons import HALF_LIVES, exposure_effect
from tracker.domain.effect.days import daily, doses, positive
from tracker.domain.effect.noise import Floats
from tracker.domain.effect.values import Answer, Effect, Kind, only_missing

AS_NEEDED_SHARE = 0.20
SAME_DAY_WINDOW = 60
SLOW_WINDOW = 120
DAYS_WITH = 14
DAYS_WITHOUT = 14
SWITCHES = 4
TOO_SMALL = 0.1
"""The share of the scale within which a difference is none."""

LONGEST_WAIT = 365
CERTAINTY = 0.7
"""Half of the interval that finds an effect of 1 in four of five diaries: 1.96 / (1.96 + 0.84)."""


def answer(
    scores: ArrayLike,
    dose: ArrayLike,
    *,
    as_needed: ArrayLike,
    half_life: float = 0,
    weekdays: ArrayLike | None = None,
    scale: Scale | Sequence[float] | float | None = None,
) -> Answer:
    """Return what may be said of `scores` and `dose`, in this order.

    1. `as_needed`, one bool a day, says that a dose of that day was taken because it hurt. If
       more than a fifth of the days with a dose are such days, nothing is compared. A day whose
       dose is not known counts as one with a dose if it was taken as needed.
    2. Not enough: the window, from the first to the last day with a score or a known dose, is
       to have 60 days (120 for any half-life above 0, for what builds up needs longer). Days
       with a score and a known dose count for the rest: 14 with a dose, 14 without, so 28
       scores at least, and 4 changes between with and without from one of them to the next.
    3. Clear, if the interval of `exposure_effect` with the declared `half_life` leaves out 0.
    4. None, if it lies within a tenth of the scale to either side, ends included. `scale` is
       the symptom's, a pair of its ends, or its length; `None` is unknown and never gives this.
    5. Cannot tell. So is a comparison that is NaN.

    ValueError where an argument is not as `exposure_effect` has it.
    """
    points = daily("scores", scores)
    taken = doses(dose, days=len(points))
    is_as_needed = daily("as_needed", as_needed, days=len(points)) > 0
    if _share_as_needed(taken, is_as_needed) > AS_NEEDED_SHARE:
        return Answer("as_needed")
    missing = _missing(points, taken, half_life)
    if missing:
        return Answer("not_enough", missing=missing)
    effect = exposure_effect(points, taken, half_lives=(half_life,), weekdays=weekdays)
    averaged = exposure_effect(points, taken, half_lives=HALF_LIVES, weekdays=weekdays)
    return Answer(_kind(effect, _length(scale)), effect, averaged)


def days_needed(effect: Effect, *, points: float = 2.0, longest: int = LONGEST_WAIT) -> int | None:
    """Return about how many more days would tell an effect of `points`, or `None`.

    A rough figure: with days like those so far, an interval narrows with the square root of
    their number, and an effect of `points` is found in four of five diaries once half of the
    interval is 0.7 of it. 0 where that is so now. `None` where it would take longer than
    `longest` days, or where there is no interval to start from.
    """
    half = (effect.high - effect.low) / 2
    if not isfinite(half):
        return None
    more = ceil(effect.days * ((half / (CERTAINTY * positive("points", points))) ** 2 - 1))
    return max(more, 0) if more <= longest else None


def _share_as_needed(dose: Floats, is_as_needed: np.ndarray) -> float:
    with_dose = (dose > 0) | (np.isnan(dose) & is_as_needed)
    return float(is_as_needed[with_dose].mean()) if with_dose.any() else 0.0


def _missing(scores: Floats, dose: Floats, half_life: float) -> Mapping[str, int]:
    says_something = np.flatnonzero(~(np.isnan(scores) & np.isnan(dose)))
    window = int(np.ptp(says_something)) + 1 if says_something.size else 0
    usable = dose[~np.isnan(scores) & ~np.isnan(dose)] > 0
    short = {
        "days": (SLOW_WINDOW if half_life > 0 else SAME_DAY_WINDOW) - window,
        "scores": DAYS_WITH + DAYS_WITHOUT - len(usable),
        "on": DAYS_WITH - int(np.count_nonzero(usable)),
        "off": DAYS_WITHOUT - int(np.count_nonzero(~usable)),
        "switches": SWITCHES - int(np.count_nonzero(usable[1:] != usable[:-1])),
    }
    return only_missing(short)


def _kind(effect: Effect, length: float | None) -> Kind:
    if effect.is_clear:
        return "clear"
    if length is not None and max(abs(effect.low), abs(effect.high)) <= TOO_SMALL * length:
        return "none"
    return "cannot_tell"


def _length(scale: Scale | Sequence[float] | float | None) -> float | None:
    if scale is None:
        return None
    if isinstance(scale, Scale):
        scale = float(scale.min), float(scale.max)
    return positive("scale", abs(scale[1] - scale[0]) if isinstance(scale, Sequence) else scale)
