"""Axes: where a value or a day stands, and the ticks at round values and first days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

import numpy as np
from django.utils.formats import date_format
from numpy.typing import ArrayLike

from tracker.views.shown.chart.numbers import nice_values, number

EDGE = 24
"""A label whose tick stands nearer to an end of the axis than this leans away from it."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis. One without a label is a small one, between those with a label.

    `anchor` is the text-anchor that keeps the label within the picture.
    """

    at: float
    label: str = ""
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Axis:
    """A linear axis: the value `low` stands at `start`, `high` at `end`.

    >>> Axis(0, 10, start=100, end=0).at(2.5)
    75.0
    """

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        return round(float(self._exactly(value)), 1)

    def all_at(self, values: ArrayLike) -> list[float]:
        """Return the places of all values; NaN where a value is NaN."""
        places: list[float] = np.round(self._exactly(np.asarray(values, float)), 1).tolist()
        return places

    def ticks(self, at_most: int = 6) -> tuple[Tick, ...]:
        """Return labelled ticks at round values, `at_most` so many."""
        values = nice_values(self.low, self.high, at_most)
        return tuple(Tick(self.at(value), number(value)) for value in values)

    def _exactly(self, value):
        spread = (self.high - self.low) or 1
        return self.start + (value - self.low) * ((self.end - self.start) / spread)


@dataclass(frozen=True, slots=True)
class DayAxis:
    """`length` days from `first` on, between `start` and `end`; a day stands in its own middle."""

    first: date
    length: int
    start: float
    end: float

    @property
    def day_width(self) -> float:
        return (self.end - self.start) / max(self.length, 1)

    def at(self, place: float) -> float:
        """Return where the middle of a day is; `place` 0 is the first day."""
        return round(self.start + (place + 0.5) * self.day_width, 1)

    def before(self, place: float) -> float:
        """Return where a day begins."""
        return round(self.start + place * self.day_width, 1)

    def all_at(self, places: ArrayLike) -> list[float]:
        exactly = self.start + (np.asarray(places, float) + 0.5) * self.day_width
        found: list[float] = np.round(exactly, 1).tolist()
        return found

    def ticks(self, at_most: int = 7) -> tuple[Tick, ...]:
        """Return labelled ticks where weeks, months or years begin, `at_most` so many.

        Where months are labelled and there is room, weeks are small ticks; where years are,
        quarters are. In a row of months, January bears the year.
        """
        step = next(one for one in _STEPS if len(self._beginnings(one)) <= at_most or one.is_last)
        labelled = self._beginnings(step)
        small = self._beginnings(step.small) if step.small else []
        ticks = [self._tick(day, step.label(day)) for day in labelled]
        ticks += [self._tick(day, "") for day in small if day not in labelled]
        return tuple(sorted(ticks, key=lambda tick: tick.at))

    def _beginnings(self, step: "_Step") -> list[date]:
        last = self.first + timedelta(days=self.length - 1)
        return [day for day in step.days(self.first, last) if self.first <= day <= last]

    def _tick(self, day: date, label: str) -> Tick:
        at = self.before((day - self.first).days)
        return Tick(at, label, anchor_at(at, self.start, self.end) if label else "middle")


@dataclass(frozen=True, slots=True)
class _Step:
    """Weeks where `months` is 0, else so many months from January on."""

    months: int
    small: "_Step | None" = None
    is_last: bool = False

    def days(self, first: date, last: date) -> Iterator[date]:
        if not self.months:
            monday = first - timedelta(days=first.weekday())
            for week in range((last - monday).days // 7 + 1):
                yield monday + timedelta(days=7 * week)
            return
        for month in range(first.year * 12, last.year * 12 + 12, self.months):
            if month // 12 % ceil(self.months / 12) == 0:
                yield date(month // 12, month % 12 + 1, 1)

    def label(self, day: date) -> str:
        if not self.months:
            return date_format(day, "j M")
        return str(day.year) if day.month == 1 else date_format(day, "M")


_WEEKS, _QUARTERS, _YEARS = _Step(0), _Step(3), _Step(12)
_STEPS = (
    _WEEKS,
    _Step(1, small=_WEEKS),
    _Step(2, small=_Step(1)),
    _Step(3, small=_Step(1)),
    _Step(6, small=_QUARTERS),
    _Step(12, small=_QUARTERS),
    _Step(24, small=_YEARS),
    _Step(60, small=_YEARS),
    _Step(120, small=_YEARS),
    _Step(600, is_last=True),
)


def anchor_at(at: float, start: float, end: float) -> str:
    """Return the text-anchor that keeps a label at `at` between `start` and `end`."""
    if at - start < EDGE:
        return "start"
    return "end" if end - at < EDGE else "middle"
