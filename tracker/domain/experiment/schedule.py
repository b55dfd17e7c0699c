"""Which blocks of an experiment are with, and which without: drawn once, before the first day."""

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Self

from tracker.domain.diary.experiments import BLOCK_DAYS, BLOCKS

if TYPE_CHECKING:
    from tracker.domain.series import Truths

DEFAULT_BLOCKS = 12
DEFAULT_BLOCK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Schedule:
    """The blocks of an experiment in their order; half of them are on ("with").

    Stored with the protocol as it was drawn, beside the seed: `Schedule.of` makes the same
    schedule again without drawing, whatever happens to random number generators meanwhile.
    """

    block_on: tuple[bool, ...]
    block_days: int

    @classmethod
    def of(cls, block_on: Iterable[bool], block_days: int) -> Self:
        """Return the schedule of stored blocks. Raises ValueError if `draw` cannot have made it.

        >>> Schedule.of([True, False, False, True, True, False, True, False], 7).blocks
        8
        """
        blocks = tuple(bool(on) for on in block_on)
        check_design(len(blocks), block_days)
        if 2 * sum(blocks) != len(blocks):
            raise ValueError(
                f"block_on: {sum(blocks)} of {len(blocks)} blocks are on; exactly half must be"
            )
        return cls(blocks, block_days)

    @property
    def blocks(self) -> int:
        return len(self.block_on)

    @property
    def days(self) -> int:
        return self.blocks * self.block_days

    @property
    def on(self) -> "Truths":
        """One bool a day, from the first day to the last."""
        # Arrays are for results; pages that show what is planned do without.
        import numpy as np

        return np.repeat(np.array(self.block_on, dtype=bool), self.block_days)


def draw(blocks: int, block_days: int, seed: int) -> Schedule:
    """Draw, completely at random, which half of the blocks is on; every half is equally likely.

    The same seed draws the same schedule, on every machine: Python promises that for `random()`
    of a generator seeded with a whole number, and for little else of it. Raises ValueError for a
    design that is not offered: an even number of blocks from 8 to 20, of 7 or 14 days.

    >>> draw(8, 7, seed=1) == draw(8, 7, seed=1)
    True
    >>> sum(draw(20, 14, seed=5).block_on)
    10
    """
    check_design(blocks, block_days)
    random = Random(int(seed))  # noqa: S311  (it must be repeatable, not secret)
    by_chance = sorted(range(blocks), key=lambda _: random.random())
    on = frozenset(by_chance[: blocks // 2])
    return Schedule(tuple(block in on for block in range(blocks)), block_days)


def check_design(blocks: int, block_days: int) -> None:
    if blocks not in BLOCKS:
        raise ValueError(f"blocks: {blocks}; must be an even number from 8 to 20")
    if block_days not in BLOCK_DAYS:
        raise ValueError(f"block_days: {block_days}; must be 7 or 14")
