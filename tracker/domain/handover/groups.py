"""Days in groups, such as weeks: the middle of each and how far its days lie apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

import numpy as np

from tracker.domain.series import Floats


@dataclass(frozen=True, slots=True)
class Spread:
    """The values of one group: `number` of them are known. NaN where none is."""

    number: int
    least: float = nan
    low: float = nan
    median: float = nan
    high: float = nan
    most: float = nan

    @property
    def is_known(self) -> bool:
        return self.number > 0


def spread_of(values: Floats) -> Spread:
    """Return the median, the quartiles and the ends of what is known.

    Quartiles lie between two values where there is no value of their own, as NumPy's do.

    >>> spread_of(np.array([1.0, 2.0, np.nan, 4.0, 9.0]))
    Spread(number=4, least=1.0, low=1.75, median=3.0, high=5.25, most=9.0)
    """
    known = values[~np.isnan(values)]
    if not len(known):
        return Spread(0)
    return Spread(len(known), *map(float, np.percentile(known, (0, 25, 50, 75, 100))))


def spreads(values: Floats, starts: Sequence[int]) -> tuple[Spread, ...]:
    """Return the spread of each group; each begins at one of `starts` and ends before the next."""
    ends = [*starts[1:], len(values)]
    return tuple(spread_of(values[start:end]) for start, end in zip(starts, ends, strict=True))


def by_hour(felt: Sequence[tuple[int, float]]) -> tuple[Spread, ...]:
    """Return the spread of each of the 24 hours; `felt` are minutes after midnight and values."""
    of_hours: list[list[float]] = [[] for _ in range(24)]
    for minute, value in felt:
        of_hours[minute // 60 % 24].append(value)
    return tuple(spread_of(np.array(values, dtype=float)) for values in of_hours)
