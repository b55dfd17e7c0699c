"""What an effect costs beside the least it needs: `.venv/bin/python benchmarks/effect.py`.

Times, in one run and in turns, over the same days and the same 46 pairs of noise:

- a bare pass of the Kalman filter over the scores alone, in NumPy, which is the unit;
- `exposure_effect` with one half-life, and with all four. At most 4 units;
- `trend`, `step_effect` and `answer`, for information.

Prints medians for a year and for ten, and exits 1 where a ratio is over its bound.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tracker.domain.effect import answer, exposure_effect, step_effect
from tracker.domain.effect.noise import GRID
from tracker.domain.trend import trend

Floats = NDArray[np.float64]

BOUND = 4
ROUNDS = 15


def bare_pass(days: NDArray[np.int64], scores: Floats) -> Floats:
    """Return the log likelihood of each pair of noise: the filter as textbooks print it."""
    r, share = GRID.carried, GRID.of_its_day
    mean, variance = np.zeros(len(r)), 1 - share
    total = np.zeros(len(r))
    decays = r ** np.diff(days, append=days[-1] + 1)[:, None]
    for score, decay in zip(scores, decays, strict=True):
        foretold = variance + share
        surprise = score - mean
        total += np.log(foretold) + surprise**2 / foretold
        gain = variance / foretold
        mean = decay * (mean + gain * surprise)
        variance = decay**2 * variance * (1 - gain) + (1 - decay**2) * (1 - share)
    return -total / 2


def diary(days: int) -> tuple[Floats, Floats, NDArray[np.int64]]:
    """Return scores with gaps, doses in turns of a week, and weekdays; the same for every run."""
    draw = np.random.default_rng(20261122)
    scores = np.clip(np.round(5 + 2 * draw.normal(size=days)), 0, 10)
    scores[draw.random(days) < 0.1] = np.nan
    return scores, (np.arange(days) // 7 % 2) * 300.0, np.arange(days) % 7


def medians(tasks: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Return the median seconds of each task; they take turns, so all see the same machine."""
    seconds: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(ROUNDS):
        for name, task in tasks.items():
            began = perf_counter()
            task()
            seconds[name].append(perf_counter() - began)
    return {name: median(times) for name, times in seconds.items()}


def tasks_of(days: int) -> dict[str, Callable[[], object]]:
    scores, dose, weekdays = diary(days)
    scored = np.flatnonzero(~np.isnan(scores))
    never = np.zeros(days, dtype=bool)
    return {
        "bare pass": lambda: bare_pass(scored, scores[scored]),
        "one half-life": lambda: exposure_effect(scores, dose, half_lives=(0,), weekdays=weekdays),
        "four half-lives": lambda: exposure_effect(scores, dose, weekdays=weekdays),
        "answer": lambda: answer(scores, dose, as_needed=never, weekdays=weekdays),
        "step": lambda: step_effect(scores, days // 2, weekdays=weekdays),
        "trend": lambda: trend(scores, weekdays=weekdays),
    }


def main() -> int:
    held = True
    for days in (365, 3652):
        found = medians(tasks_of(days))
        unit = found["bare pass"]
        print(f"\n{days} days")
        for name, seconds in found.items():
            is_bound = name.endswith("half-lives")
            held = held and not (is_bound and seconds > BOUND * unit)
            bound = f"  bound {BOUND}" if is_bound else ""
            print(f"  {name:16}{1000 * seconds:8.2f} ms {seconds / unit:6.2f}{bound}")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
