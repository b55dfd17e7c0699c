"""Bars, one below the other, each with its number and how many scores or days it is made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.views.shown.chart import Axis, number
from tracker.views.shown.tables import Table

ROW_HEIGHT = 28
BAR_HEIGHT = 16
LINE = 19
"""Where the words of a row stand in it."""
LEFT = 110
LENGTH = 144


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: `value` None is not said, because there is too little of it."""

    label: str
    hint: str
    value: float | None
    count: str


@dataclass(frozen=True, slots=True)
class BarRow:
    """The words of a row, whose line stands at `y`."""

    label: str
    hint: str
    y: int
    value: str
    count: str


@dataclass(frozen=True, slots=True)
class Bars:
    """`whole` is the path of what all bars could reach, `bars` that of the bars themselves."""

    rows: tuple[BarRow, ...]
    height: int
    whole: str
    bars: str


@dataclass(frozen=True, slots=True)
class BarPicture:
    """A sentence, then the bars where there is enough to draw them, notes, and the numbers."""

    id: str
    title: str
    notes: tuple[str, ...]
    description: str = ""
    bars: Bars | None = None
    tables: tuple[Table, ...] = ()


def bars_of(rows: Sequence[Bar], ends: tuple[float, float]) -> Bars:
    """Return the rows from top to bottom, on an axis with these ends."""
    axis = Axis(*ends, start=0, end=LENGTH)
    lengths = [0 if bar.value is None else min(max(axis.at(bar.value), 0), LENGTH) for bar in rows]
    return Bars(
        rows=tuple(_row(bar, place) for place, bar in enumerate(rows)),
        height=len(rows) * ROW_HEIGHT,
        whole="".join(_bar(place, LENGTH) for place in range(len(rows))),
        bars="".join(_bar(place, length) for place, length in enumerate(lengths) if length),
    )


def _row(bar: Bar, place: int) -> BarRow:
    value = "" if bar.value is None else number(bar.value)
    return BarRow(bar.label, bar.hint, place * ROW_HEIGHT + LINE, value, bar.count)


def _bar(place: int, length: float) -> str:
    top = place * ROW_HEIGHT + (ROW_HEIGHT - BAR_HEIGHT) // 2
    return f"M{LEFT} {top}h{length}v{BAR_HEIGHT}h-{length}z"
