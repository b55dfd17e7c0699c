"""Where marks of a lane stand so that each can be told apart and reached.

Places are worked out for the phone, in pixels; a wider picture has more room between them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

PHONE_WIDTH = 248
"""The width of the day on a phone of 390 px, beside the names of the lanes."""

REACH = 12
"""A finger reaches this far to either side of a mark, or half-way to the next one."""


@dataclass(frozen=True, slots=True)
class Place:
    """`nudge` px from where the time is, in a row of the lane, and how far the target reaches."""

    row: int
    nudge: float
    left: float
    right: float


def places(shares: Sequence[float], *, width: int, rows: int) -> list[Place]:
    """Return a place for each mark, by where on the day it is; `shares` rise from 0 to 1.

    Marks that would touch stand in rows below each other, and where no row is free they make
    room for each other, as little as they can. None of them leaves the day.
    """
    wanted = [share * PHONE_WIDTH for share in shares]
    placed: dict[int, Place] = {}
    for row, numbers in enumerate(_in_rows(wanted, width, rows)):
        xs = apart([wanted[number] for number in numbers], width)
        for number, x, target in zip(numbers, xs, _targets(xs), strict=False):
            placed[number] = Place(row, round(x - wanted[number], 1), *target)
    return [placed[number] for number in range(len(shares))]


def apart(wanted: Sequence[float], width: int) -> list[float]:
    """Return places at least `width` apart, as near as can be to those that are `wanted`.

    Marks that touch share one shift, the mean of what each would need; a mark that the shifted
    ones now touch joins them (isotonic regression by pooling).
    """
    pools: list[tuple[float, int]] = []
    for number, x in enumerate(wanted):
        shift, size = x - number * width, 1
        while pools and pools[-1][0] > shift:
            before, of_before = pools.pop()
            shift = (before * of_before + shift * size) / (of_before + size)
            size += of_before
        pools.append((shift, size))
    furthest = PHONE_WIDTH - (len(wanted) - 1) * width
    shifts = [max(0, min(shift, furthest)) for shift, size in pools for _ in range(size)]
    return [shift + number * width for number, shift in enumerate(shifts)]


def _in_rows(wanted: Sequence[float], width: int, rows: int) -> list[list[int]]:
    """Deal the marks out: each to the first row that is free there, or else that is so soonest."""
    dealt: list[list[int]] = [[] for _ in range(rows)]
    for number, x in enumerate(wanted):
        free_from = [wanted[row[-1]] + width if row else 0 for row in dealt]
        free = [row for row, end in enumerate(free_from) if end <= x]
        dealt[free[0] if free else _emptiest(dealt)].append(number)
    return dealt


def _emptiest(dealt: Sequence[Sequence[int]]) -> int:
    return min(range(len(dealt)), key=lambda row: len(dealt[row]))


def _targets(xs: Sequence[float]) -> Iterator[tuple[float, float]]:
    """Yield how far each target reaches to the left and to the right."""
    halves = [min(REACH, (after - before) / 2) for before, after in pairwise(xs)]
    yield from zip([REACH, *halves], [*halves, REACH], strict=True)
