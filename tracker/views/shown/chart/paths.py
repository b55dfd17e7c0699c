"""Paths through places.

Each place is written as seen from the one before, in as few characters as it takes: ten years of
them are half as long that way. They add up exactly, being counted in tenths.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import isnan


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
