"""Places, ticks and paths of the charts: the arithmetic of SVG, without a word of SVG in views.

Places are in units of the viewBox, rounded to a tenth: nobody sees more, and a page stays small.
A value of NaN is not known; nothing is drawn where it stands, and no line leads across it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from math import ceil, floor, isnan, log10

import numpy as np
from django.utils.formats import date_format
from numpy.typing import ArrayLike

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

    def at_day(self, day: date) -> float:
        return self.at((day - self.first).days)

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


def nice_values(low: float, high: float, at_most: int = 6) -> list[float]:
    """Return round values from `low` to `high`: multiples of 1, 2 or 5 times a power of ten.

    >>> nice_values(0, 10, 6), nice_values(0, 10, 5), nice_values(0.2, 0.7, 4)
    ([0, 2, 4, 6, 8, 10], [0, 5, 10], [0.2, 0.4, 0.6])
    """
    if high <= low:
        return [low]
    step = _nice_step((high - low) / max(at_most - 1, 1))
    while len(found := _multiples(step, low, high)) > at_most:
        step = _nice_step(step * 1.5)
    return found


def nice_top(highest: float) -> float:
    """Return a round number not below `highest`, for an axis that begins at 0.

    >>> nice_top(372), nice_top(0), nice_top(1.2)
    (400, 1, 1.5)
    """
    if not highest > 0:
        return 1
    step = _nice_step(highest / 4)
    return _short(ceil(highest / step - 1e-9) * step)


def _nice_step(at_least: float) -> float:
    power = 10.0 ** floor(log10(at_least))
    return next(size * power for size in (1, 2, 5, 10) if size * power >= at_least * (1 - 1e-9))


def _multiples(step: float, low: float, high: float) -> list[float]:
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return [_short(times * step) for times in range(first, last + 1)]


def _short(value: float) -> float:
    """Return the value without what floating point added, as a whole number where it is one."""
    value = round(value, 9)
    return int(value) if value == int(value) else value


def number(value: float, decimals: int = 1) -> str:
    """Return a number as a person reads it.

    >>> number(7.0), number(0.25, 2), number(1500.0), number(-0.04)
    ('7', '0.25', '1,500', '0')
    """
    text = f"{round(float(value), decimals) + 0.0:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


# Paths. Each place is written as seen from the one before, in as few characters as it takes:
# ten years of them are half as long that way. They add up exactly, being counted in tenths.


def path_of(xs: Sequence[float], ys: Sequence[float]) -> str:
    """Return the `d` of a line through the points; it breaks where either is NaN.

    A point alone becomes a line of no length, which a round cap shows as a dot.

    >>> path_of([0, 1, 2, 3], [5, 6.25, float("nan"), 8])
    'm0 5l1 1.2m2 1.8h0'
    """
    pen = _Pen()
    for run in _runs(xs, ys):
        pen.move(*run[0])
        pen.lines(run[1:])
        if len(run) == 1:
            pen.drawn.append("h0")
    return "".join(pen.drawn)


def area_of(xs: Sequence[float], lows: Sequence[float], highs: Sequence[float]) -> str:
    """Return the `d` of the band between two lines, in as many parts as NaN breaks it into."""
    pen = _Pen()
    for run in _runs(xs, lows, highs):
        there = [(x, high) for x, _, high in run]
        back = [(x, low) for x, low, _ in reversed(run)]
        pen.move(*there[0])
        pen.lines([*there[1:], *back])
        pen.close(*there[0])
    return "".join(pen.drawn)


def dots_of(xs: Sequence[float], ys: Sequence[float]) -> str:
    """Return the `d` of one dot a point: lines of no length, to be drawn with round caps."""
    pen = _Pen()
    for x, y in _known(xs, ys):
        pen.move(x, y)
        pen.drawn.append("h0")
    return "".join(pen.drawn)


def stems_of(xs: Sequence[float], lows: Sequence[float], highs: Sequence[float]) -> str:
    """Return the `d` of one upright line a point, from `lows` to `highs`."""
    pen = _Pen()
    for x, low, high in _known(xs, lows, highs):
        pen.move(x, low)
        pen.upright(high)
    return "".join(pen.drawn)


def boxes_of(xs: Sequence[float], width: float, top: float, foot: float) -> str:
    """Return the `d` of one box a place, `width` wide around it, from `top` to `foot`."""
    size = (
        f"h{_written(_tenths(width))}v{_written(_tenths(foot - top))}h{_written(-_tenths(width))}z"
    )
    pen = _Pen()
    for (x,) in _known(xs):
        pen.move(x - width / 2, top)
        pen.drawn.append(size)
    return "".join(pen.drawn)


@dataclass(slots=True)
class _Pen:
    """Draws a path; it stands at (x, y), in tenths."""

    x: int = 0
    y: int = 0
    drawn: list[str] = field(default_factory=list)

    def move(self, x: float, y: float) -> None:
        self.drawn.append(f"m{self._step(x, y)}")

    def lines(self, points: Iterable[tuple[float, ...]]) -> None:
        steps = [self._step(x, y) for x, y in points]
        if steps:
            self.drawn.append(f"l{' '.join(steps).replace(' -', '-')}")

    def upright(self, y: float) -> None:
        there = _tenths(y)
        self.drawn.append(f"v{_written(there - self.y)}")
        self.y = there

    def close(self, x: float, y: float) -> None:
        """Close what began at (x, y), where the pen stands then."""
        self.drawn.append("z")
        self.x, self.y = _tenths(x), _tenths(y)

    def _step(self, x: float, y: float) -> str:
        across, down = _tenths(x) - self.x, _tenths(y) - self.y
        self.x, self.y = self.x + across, self.y + down
        return f"{_written(across)} {_written(down)}".replace(" -", "-")


def _known(*columns: Iterable[float]) -> Iterator[tuple[float, ...]]:
    """Yield the rows in which nothing is NaN."""
    for row in zip(*columns, strict=True):
        if not any(map(isnan, row)):
            yield row


def _runs(*columns: Iterable[float]) -> Iterator[list[tuple[float, ...]]]:
    """Yield the rows that stand together without a NaN between them."""
    run: list[tuple[float, ...]] = []
    for row in zip(*columns, strict=True):
        if not any(map(isnan, row)):
            run.append(row)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _tenths(value: float) -> int:
    return round(value * 10)


@lru_cache(maxsize=8192)
def _written(tenths: int) -> str:
    """Return a number of tenths as short as it can be written: "12", "-.5"."""
    whole, rest = divmod(abs(tenths), 10)
    text = f"{whole or ''}.{rest}" if rest else f"{whole}"
    return f"-{text}" if tenths < 0 else text
