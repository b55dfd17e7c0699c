"""How many days one mark of a picture, or one row of a table, stands for."""

from dataclasses import dataclass
from datetime import date
from math import ceil

import numpy as np
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from tracker.domain.series import Days, Floats, Truths

LONGEST_BY_DAY = 400
"""Up to so many days each day is a mark of its own."""

MOST_MARKS = 540
"""Ten years of weeks, and a little; beyond, a mark stands for several weeks."""

ROWS_BY_DAY, ROWS_BY_WEEK, ROWS_BY_MONTH, ROWS_BY_QUARTER = 32, 400, 4 * 366, 12 * 366
"""How many days a table shows day by day, week by week, and so on; beyond, by year."""


@dataclass(frozen=True)
class Grain:
    """Days in groups that follow each other: `group` is the number of each day's, from 0."""

    group: NDArray[np.int64]
    days_a_group: int

    @property
    def count(self) -> int:
        return int(self.group[-1]) + 1 if len(self.group) else 0

    @property
    def starts(self) -> NDArray[np.int64]:
        return np.flatnonzero(np.diff(self.group, prepend=-1))

    @property
    def middles(self) -> Floats:
        """Return the middle of each group, as a place among the days."""
        ends = np.append(self.starts[1:], len(self.group)) - 1
        return (self.starts + ends) / 2

    def means(self, values: Floats) -> Floats:
        """Return the mean of what is known in each group; NaN where nothing is."""
        if self.days_a_group == 1:
            return values
        is_known = ~np.isnan(values)
        number = np.bincount(self.group, is_known, self.count)
        total = np.bincount(self.group, np.where(is_known, values, 0), self.count)
        return np.divide(total, number, out=np.full(self.count, np.nan), where=number > 0)

    def most(self, values: Floats) -> Floats:
        """Return the highest of each group, whatever is not known; NaN where nothing is."""
        return np.fmax.reduceat(values, self.starts) if len(values) else values

    def least(self, values: Floats) -> Floats:
        return np.fmin.reduceat(values, self.starts) if len(values) else values

    def number(self, truths: Truths) -> NDArray[np.int64]:
        """Return of how many days in each group it is true."""
        return np.bincount(self.group, truths, self.count).astype(np.int64)


def grain_of_marks(days: Days) -> Grain:
    """Return days as they are, or weeks from Monday on where the span is long."""
    if days.length <= LONGEST_BY_DAY:
        return Grain(np.arange(days.length), 1)
    return _weeks(days, ceil(days.length / (7 * MOST_MARKS)))


def grain_of_rows(days: Days) -> Grain:
    """Return the groups that a table has a row for."""
    if days.length <= ROWS_BY_DAY:
        return Grain(np.arange(days.length), 1)
    if days.length <= ROWS_BY_WEEK:
        return _weeks(days, 1)
    if days.length <= ROWS_BY_MONTH:
        return _months(days, 1)
    return _months(days, 3 if days.length <= ROWS_BY_QUARTER else 12)


def row_label(days: Days, start: int, days_a_row: int) -> str:
    """Return how a row of a table is called that begins on the day `start`."""
    day = days.day(start)
    if days_a_row == 1:
        return date_format(day, "D j M")
    if days_a_row == 7:
        return _("from %(day)s") % {"day": date_format(day, "j M Y")}
    if days_a_row < 60:
        return date_format(day, "M Y")
    return _quarter(day) if days_a_row < 300 else str(day.year)


def _quarter(day: date) -> str:
    first = (day.month - 1) // 3 * 3 + 1
    months = {
        "first": date_format(date(day.year, first, 1), "M"),
        "last": date_format(date(day.year, first + 2, 1), "M Y"),
    }
    return _("%(first)s to %(last)s") % months


def _weeks(days: Days, weeks: int) -> Grain:
    size = 7 * weeks
    return Grain((np.arange(days.length) + days.first.weekday()) // size, size)


def _months(days: Days, months: int) -> Grain:
    first = np.datetime64(days.first)
    number = (first + np.arange(days.length)).astype("datetime64[M]").astype(np.int64) // months
    return Grain(number - number[0], 30 * months)
