"""Squares of steps as paths, so few bytes that years of days fit on a page.

Squares stand in columns and are numbered down each column. All of one step are one path: a line
down a column is drawn with dashes of such a length that each unit of it becomes a square.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tracker.domain.patterns import STEPS

Steps = npt.NDArray[np.int64]

OUTSIDE = -2
"""No square at all."""
NO_SCORE = -1

NAMES = {NO_SCORE: "no-score", 0: "none"} | {step: f"step-{step}" for step in range(1, STEPS + 1)}
"""How the style sheet knows the steps."""

WIDTHS = {"ground": 0.06, "no-score": 0.14, "none": 0.2} | {
    f"step-{step}": round(step / STEPS, 2) for step in range(1, STEPS + 1)
}
"""How wide the lines are where there is no style sheet: the more, the wider."""


@dataclass(frozen=True, slots=True)
class StepPath:
    name: str
    path: str

    @property
    def width(self) -> float:
        return WIDTHS[self.name]


def step_paths(squares: Steps, rows: int) -> tuple[StepPath, ...]:
    """Return the ground beneath all squares that have a score, then the path of each step."""
    paths = _paths(np.where(squares >= 0, 0, OUTSIDE), rows)
    ground = [StepPath("ground", path) for path in paths.values()]
    steps = sorted(_paths(squares, rows).items())
    return (*ground, *(StepPath(NAMES[step], path) for step, path in steps))


def _paths(squares: Steps, rows: int) -> dict[int, str]:
    """Return the path of each step.

    >>> _paths(np.array([3, 3, 1, 3, 3, OUTSIDE]), rows=3)
    {3: 'm0.5 0v2m1-2v2', 1: 'm0.5 2v1'}
    """
    parts: dict[int, list[str]] = {}
    ends: dict[int, tuple[int, int]] = {}
    for first, length, step in _runs(squares, rows):
        column, row = divmod(first, rows)
        if step in ends:
            across, down = column - ends[step][0], row - ends[step][1]
            begin = f"m{across}{down}" if down < 0 else f"m{across} {down}"
        else:  # the line runs down the middle of its column
            begin = f"m{column}.5 {row}"
        parts.setdefault(step, []).append(f"{begin}v{length}")
        ends[step] = column, row + length
    return {step: "".join(of_it) for step, of_it in parts.items()}


def _runs(squares: Steps, rows: int) -> Iterator[tuple[int, int, int]]:
    """Yield (number of the first, how many, step) of equal squares below each other."""
    is_begin = np.empty(len(squares), bool)
    is_begin[1:] = squares[1:] != squares[:-1]
    is_begin[::rows] = True
    begins = np.flatnonzero(is_begin)
    lengths = np.diff(begins, append=len(squares))
    steps = squares[begins]
    is_square = steps != OUTSIDE
    columns = (begins[is_square], lengths[is_square], steps[is_square])
    yield from zip(*(column.tolist() for column in columns), strict=True)
