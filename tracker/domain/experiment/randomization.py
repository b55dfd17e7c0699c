"""The exact test of what was drawn at random, and the interval by inverting it.

The only chance that is used is the one that was made: the draw. Were there no effect at all,
every value would have been the same under every other draw. So the difference that was seen is
compared with the differences that all the other draws would have shown, and nothing is assumed
about how values resemble each other. Source: Edgington & Onghena (2007), Randomization Tests,
4th ed.; the interval: Garthwaite (1996), Biometrics 52, 1387-1393, here with every draw instead
of a search.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import comb, inf, nan

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

MOST_VALUES = 20


@dataclass(frozen=True, slots=True)
class Randomization:
    """An exact test of `values` of which some were drawn to be on."""

    estimate: float
    p: float
    low: float
    high: float
    schedules: int


def randomization_test(
    values: Sequence[float] | Floats, on: Sequence[bool] | Bools
) -> Randomization:
    """Test the mean of the values that are on minus the mean of the rest; NaN is a missing value.

    Every choice of as many values could have been drawn, and with the same probability. One that
    leaves a side without a value counts as extreme. Two-sided. The interval holds the constant
    effects d that the same test, of the values less d where on, does not reject at 5 %.

    >>> randomization_test([1, 2, 3, 7, 8, 9], [False, False, False, True, True, True]).p
    0.1
    """
    y = np.asarray(values, dtype=float)
    is_on = np.asarray(on, dtype=bool)
    schedules = comb(len(is_on), int(is_on.sum()))
    has_value = ~np.isnan(y)
    if not (has_value & is_on).any() or not (has_value & ~is_on).any():
        return Randomization(nan, nan, nan, nan, schedules)

    centred = np.where(has_value, y - y[has_value].mean(), 0.0)
    hair = hair_of(y[has_value])
    estimate = float(centred[has_value & is_on].mean() - centred[has_value & ~is_on].mean())
    seen, overlap = differences(centred, has_value, is_on)
    p, low, high = among_all(estimate, seen, overlap, hair=hair)
    return Randomization(exact_zero(estimate, hair), p, low, high, schedules)


def differences(centred: Floats, has_value: Bools, is_on: Bools) -> tuple[Floats, Floats]:
    """Return, for each schedule, the difference of means it would have shown, and its overlap.

    The overlap is the same difference of means of "was really on": 1 for the real schedule, -1
    for its mirror image. Both are NaN for a schedule with an empty side.
    """
    columns = np.column_stack([centred, has_value, has_value & is_on]).astype(float)
    sums = assignments(len(is_on), int(is_on.sum())) @ columns
    rest = columns.sum(axis=0) - sums
    count_on, count_off = sums[:, 1], rest[:, 1]
    is_empty = (count_on == 0) | (count_off == 0)
    count_on, count_off = np.where(is_empty, nan, count_on), np.where(is_empty, nan, count_off)
    seen = sums[:, 0] / count_on - rest[:, 0] / count_off
    overlap = sums[:, 2] / count_on - rest[:, 2] / count_off
    return seen, overlap


def among_all(
    estimate: float, seen: Floats, overlap: Floats, *, hair: float
) -> tuple[float, float, float]:
    """Return p and both ends of the interval of the real schedule, among all that could be drawn.

    `seen` is what each of them would have shown, the real one too; NaN counts as extreme.

    With d taken off what was on, the real schedule shows `estimate - d` and another one
    `seen - d * overlap`. That one is at least as extreme between the two d at which both are
    equally far from 0. The real one is for every d; so is its mirror image, and one with an
    empty side. None is extreme at two separate places, and all are at `estimate`: so what is
    accepted is one interval around it, and its ends are among these.
    """
    # Overlaps are differences of means of at most some tens of zeros and ones: nearer to 1 is 1.
    is_always = np.isnan(seen) | (np.abs(overlap) > 1 - 1e-9)
    overlap = np.where(is_always, 0.0, overlap)
    same_side, other_side = (estimate - seen) / (1 - overlap), (estimate + seen) / (1 + overlap)
    lows = np.where(is_always, -inf, np.minimum(same_side, other_side))
    highs = np.where(is_always, inf, np.maximum(same_side, other_side))
    # An effect is kept where more than 5 % are as extreme: one more than this many.
    most = len(lows) // 20
    low = min(float(np.partition(lows, most)[most]), estimate)
    high = max(-float(np.partition(-highs, most)[most]), estimate)
    p = float(np.mean((lows <= hair) & (highs >= -hair)))
    return p, exact_zero(low, hair), exact_zero(high, hair)


@lru_cache(maxsize=16)
def assignments(count: int, on: int) -> NDArray[np.uint8]:
    """Return every way to choose `on` of `count`, a row each with 1 where chosen.

    Where half are chosen, a row and its mirror image say the same in a two-sided test, so only
    those that leave out the last one are returned: shares of rows are the same.
    """
    if count > MOST_VALUES:
        raise ValueError(f"{count} values; an exact test lists every draw of at most {MOST_VALUES}")
    codes = np.arange(1 << (count - 1 if 2 * on == count else count), dtype=np.uint32)
    bits = np.unpackbits(codes[:, None].view(np.uint8), axis=1, bitorder="little")[:, :count]
    rows = np.ascontiguousarray(bits[bits.sum(axis=1) == on])
    rows.setflags(write=False)
    return rows


def hair_of(values: Floats) -> float:
    """Return the difference below which two means of these values are equal.

    Symmetrical schedules give the same number in another order of adding, and must count.
    """
    return float(1e-9 * np.ptp(values) + 1e-12 * np.abs(values).max())


def exact_zero(value: float, hair: float) -> float:
    """So that p at the limit and the interval at 0 never tell two different stories."""
    return 0.0 if abs(value) <= hair else value
