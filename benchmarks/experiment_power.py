"""How often does an experiment find what is there, and what is not? Prints three tables.

    .venv/bin/python benchmarks/experiment_power.py
    .venv/bin/python benchmarks/experiment_power.py --runs 4000 --nulls 0 --stops 0

Power: the table of `domain/experiment/power.py`. A score is noise plus the effect on the days of
the on-blocks, from the first of them: noise with a standard deviation of 1.5 points, each day
resembling the day before by r (AR(1)); a score on every day; not rounded, and without the ends of
the scale. "Found" is an interval without 0; it moves with the effect as a whole, so one run answers
for every effect. The last column is the share found where nothing is there.

Nulls: the share found where nothing is there, in whole scores from 0 to 10 of which the good days
are missing more often, with noise that is not AR(1). By the draw alone it is at most .05.

Stops: the same for 12 blocks of 7 days in waves (r .8) that are stopped early by how they go. The
last row is somebody who computes p each week, which the lock is there to prevent.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.simulated import (
    Noise,
    Person,
    at_random,
    carried,
    cycling,
    drifting,
    flaring,
    second_order,
)
from tracker.domain.diary.experiments import BLOCK_DAYS, BLOCKS
from tracker.domain.experiment import Schedule, draw
from tracker.domain.experiment.result import exact_test

SD = 1.5
RESEMBLANCES = (0.5, 0.8)
EFFECTS = (-2.0, -1.0, 0.0)


NULLS: dict[str, Noise] = {
    "r .5": carried(0.5),
    "r .8": carried(0.8),
    "drift of 2": drifting(carried(0.5), 2),
    "flares": flaring(carried(0.5)),
    "28-day cycle": cycling(carried(0.5)),
    "AR(2)": second_order(0.5, 0.3),
}


def noise(random: np.random.Generator, days: int, r: float, sd: float = SD) -> NDArray[np.float64]:
    """Return AR(1) noise with a standard deviation of `sd` on every day, the first too."""
    steps = random.normal(0, sd * np.sqrt(1 - r * r), days)
    steps[0] = random.normal(0, sd)
    for day in range(1, days):
        steps[day] += r * steps[day - 1]
    return steps


def found(blocks: int, block_days: int, r: float, runs: int) -> NDArray[np.float64]:
    """Return the share of runs that find each of EFFECTS."""
    random = np.random.default_rng([blocks, block_days, round(100 * r)])
    counts = np.zeros(len(EFFECTS))
    for seed in range(runs):
        result = exact_test(noise(random, blocks * block_days, r), draw(blocks, block_days, seed))
        counts += [result.low + effect > 0 or result.high + effect < 0 for effect in EFFECTS]
    return counts / runs


def table(runs: int) -> Iterator[str]:
    yield "blocks  days    r   2 points  1 point  nothing"
    for block_days in BLOCK_DAYS:
        for blocks in BLOCKS:
            for r in RESEMBLANCES:
                two, one, none = found(blocks, block_days, r, runs)
                yield f"{blocks:6} {block_days:5} {r:4} {two:10.3f} {one:8.3f} {none:8.3f}"


def clear_without_effect(blocks: int, block_days: int, kind: Noise, runs: int) -> float:
    """Return the share of runs whose interval leaves out 0 though nothing is there."""
    random = np.random.default_rng([blocks, block_days])
    person = Person(kind, at_random, blocks * block_days, unscored=0.1, unscored_when_good=0.5)
    clear = 0
    for seed in range(runs):
        schedule = draw(blocks, block_days, seed)
        result = exact_test(person.diary(random).whole().scores, schedule)
        clear += not result.low <= 0 <= result.high
    return clear / runs


def null_table(runs: int) -> Iterator[str]:
    yield "blocks  days" + "".join(f"{name:>14}" for name in NULLS)
    for block_days in BLOCK_DAYS:
        for blocks in BLOCKS:
            shares = [
                clear_without_effect(blocks, block_days, kind, runs) for kind in NULLS.values()
            ]
            yield f"{blocks:6} {block_days:5}" + "".join(f"{share:14.3f}" for share in shares)


Stop = Callable[[NDArray[np.float64], Schedule, int], bool]
FIRST_STOP = 4
"""Nobody stops before so many blocks."""


def looks_good(scores: NDArray[np.float64], schedule: Schedule, blocks: int) -> bool:
    return exact_test(scores, schedule, completed_blocks=blocks).estimate < -1.5


def hurts_without(scores: NDArray[np.float64], schedule: Schedule, blocks: int) -> bool:
    """Was the last block one without, and its mean over 6.5?"""
    is_on = schedule.block_on[blocks - 1]
    return not is_on and scores.reshape(schedule.blocks, -1)[blocks - 1].mean() > 6.5


def has_a_small_p(scores: NDArray[np.float64], schedule: Schedule, blocks: int) -> bool:
    return exact_test(scores, schedule, completed_blocks=blocks).p <= 0.05


STOPS: dict[str, Stop] = {
    "it looks good": looks_good,
    "it hurts without": hurts_without,
    "p is small": has_a_small_p,
}


def stop_table(runs: int) -> Iterator[str]:
    yield "stopped when          stopped    clear"
    for name, stops in STOPS.items():
        random = np.random.default_rng(5)
        stopped = clear = 0
        for seed in range(runs):
            schedule = draw(12, 7, seed)
            scores = noise(random, schedule.days, 0.8) + 5
            possible = range(FIRST_STOP, schedule.blocks)
            blocks = next((n for n in possible if stops(scores, schedule, n)), schedule.blocks)
            stopped += blocks < schedule.blocks
            clear += exact_test(scores, schedule, completed_blocks=blocks).p <= 0.05
        yield f"{name:20} {stopped / runs:8.3f} {clear / runs:8.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=1000, help="of each design, for power")
    parser.add_argument("--nulls", type=int, default=1000, help="of each design and noise")
    parser.add_argument("--stops", type=int, default=3000, help="of each reason to stop")
    asked = parser.parse_args()
    tables = ((table, asked.runs), (null_table, asked.nulls), (stop_table, asked.stops))
    for lines, runs in tables:
        for line in lines(runs) if runs else ():
            print(line, flush=True)


if __name__ == "__main__":
    main()
