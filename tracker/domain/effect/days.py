"""One number a day, as this package reads it: checked, and NaN where nothing is known."""

from math import isfinite

import numpy as np
from numpy.typing import ArrayLike

from tracker.domain.effect.noise import Days, Floats

SATURDAY = 5


def daily(name: str, values: ArrayLike, *, days: int | None = None) -> Floats:
    """Return `values` as floats, one a day; ValueError where they cannot be that.

    `None` and NaN are both "not known". `days` is how many there have to be.
    """
    numbers = np.asarray(values, dtype=np.float64)
    if numbers.ndim != 1:
        raise ValueError(f"{name}: one number a day is needed, not {numbers.ndim} dimensions")
    if days is not None and len(numbers) != days:
        raise ValueError(f"{name}: {len(numbers)} days beside {days} days of scores")
    if np.isinf(numbers).any():
        raise ValueError(f"{name}: a number is infinite; a day that is not known is NaN")
    return numbers


def doses(values: ArrayLike, *, days: int) -> Floats:
    """Return the dose of each day; ValueError also for a dose below 0."""
    numbers = daily("dose", values, days=days)
    if (numbers < 0).any():
        raise ValueError("dose: a dose is below 0; none taken is 0, not known is NaN")
    return numbers


def weekends(weekdays: ArrayLike | None, *, days: int) -> Floats | None:
    """Return 1 for Saturdays and Sundays and 0 for others, or `None` without weekdays."""
    if weekdays is None:
        return None
    numbers = daily("weekdays", weekdays, days=days)
    if not np.isin(numbers, range(7)).all():
        raise ValueError("weekdays: each is a whole number from 0, Monday, to 6, Sunday")
    return (numbers >= SATURDAY).astype(np.float64)


def positive(name: str, value: float) -> float:
    number = float(value)
    if not (isfinite(number) and number > 0):
        raise ValueError(f"{name}: a number above 0 is needed, not {value}")
    return number


def columns_beside(used: Days, weekend: Floats | None) -> Floats:
    """Return the columns that stand beside what is asked about, a row for each day `used`.

    A constant, the time in years, and the weekend, which is left out where the days used are
    all of one kind and there is nothing to be told apart.
    """
    columns = [np.ones(len(used)), used / 365]
    if weekend is not None and np.unique(weekend[used]).size > 1:
        columns.append(weekend[used])
    return np.column_stack(columns)
