"""How much `find_flags` costs, as ratios within one run: `.venv/bin/python benchmarks/flags.py`.

1. Time per (intake + flag) with all rules, against a bare two-pointer sweep per (row + pair)
   over the same times. At most 100 times as much.
2. 1,000,000 intakes against 100,000. At most 12 times as long.
3. Ten years at 10 intakes a day, for information.

Exits 1 where a ratio is over its bound.
"""

import random
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tracker.domain.diary import Content, Diary, Intake, Meal, Profile, instant
from tracker.domain.rules import find_flags
from tracker.knowledge import knowledge

Result = TypeVar("Result")

PER_DAY = 10
COST_BOUND = 100
GROWTH_BOUND = 12
SWEEP_MINUTES = 240


def supplement(substance: str, amount: int, unit: str = "mg", form: str | None = None) -> Content:
    return Content(substance, form, Decimal(amount), unit, "elemental")


USUAL_DAY = [
    (7 * 60, "medicine", (Content("levothyroxine"),)),
    (8 * 60, "supplement", (supplement("vitamin_d", 1000, "IU"),)),
    (8 * 60 + 30, "supplement", (supplement("magnesium", 100, form="citrate"),)),
    (9 * 60, "medicine", (Content("gabapentin"),)),
    (12 * 60, "supplement", (supplement("calcium", 500, form="carbonate"),)),
    (13 * 60, "supplement", (supplement("zinc", 10), supplement("vitamin_b6", 5))),
    (15 * 60, "medicine", (Content("gabapentin"),)),
    (18 * 60, "supplement", (supplement("iron", 14),)),
    (21 * 60, "medicine", (Content("gabapentin"),)),
    (22 * 60, "supplement", (supplement("magnesium", 200, form="glycinate"),)),
]


def diary_of(intakes: int) -> Diary:
    """Return a diary of a regimen with an hour's slip either way, the same for every run."""
    draw = random.Random(20260610)
    start = datetime(1900, 1, 1, tzinfo=UTC)
    return Diary(
        profile=Profile(birth_date=start.date(), medicines=("levothyroxine", "gabapentin")),
        intakes=tuple(
            Intake(
                id=str(number),
                taken_at=start
                + timedelta(days=number // PER_DAY, minutes=minute + draw.randint(-60, 60)),
                timezone="UTC",
                contents=contents,
                route="oral",
                source=source,
                meal=draw.choice(("with", "without", "unknown")),
            )
            for number in range(intakes)
            for minute, source, contents in [USUAL_DAY[number % PER_DAY]]
        ),
        meals=tuple(
            Meal(str(-day), start + timedelta(days=day, hours=12), "UTC", tags=("fat",))
            for day in range(1, intakes // PER_DAY)
        ),
    )


def bare_sweep(instants: list[int]) -> int:
    """Visit every pair of times nearer than the usual gap; return how many there are."""
    span = SWEEP_MINUTES * 60_000_000
    first = pairs = 0
    for newer, at in enumerate(instants):
        while instants[first] <= at - span:
            first += 1
        for _ in range(first, newer):
            pairs += 1
    return pairs


def timed(work: Callable[[], Result], runs: int = 3) -> tuple[float, Result]:
    """Return the best processor time of some runs, in seconds, and what the work returned."""
    best = float("inf")
    for _ in range(runs):
        began = time.process_time()
        result = work()
        best = min(best, time.process_time() - began)
    return best, result


def report(name: str, rows: int, found: str, seconds: float) -> None:
    print(f"{name} {rows:>9,} rows, {found:>15}: {seconds * 1e9:7.0f} ns for each of both")


def main() -> int:
    book = knowledge().rule_book
    diary = diary_of(100_000)
    instants = sorted(instant(intake.taken_at) for intake in diary.intakes)

    sweep_seconds, pairs = timed(lambda: bare_sweep(instants))
    seconds, flags = timed(lambda: find_flags(diary, book))
    per_pair = sweep_seconds / (len(instants) + pairs)
    per_flag = seconds / (len(diary.intakes) + len(flags))
    cost = per_flag / per_pair
    report("bare sweep", len(instants), f"{pairs:,} pairs", per_pair)
    report("find_flags", len(instants), f"{len(flags):,} flags", per_flag)
    print(f"ratio {cost:.0f}, at most {COST_BOUND}")

    large = diary_of(1_000_000)
    large_seconds, large_flags = timed(lambda: find_flags(large, book), runs=1)
    growth = large_seconds / seconds
    print(f"1,000,000 intakes: {large_seconds:.1f} s, {len(large_flags):,} flags")
    print(f"ratio to 100,000: {growth:.1f}, at most {GROWTH_BOUND}")

    decade = diary_of(3652 * PER_DAY)
    decade_seconds, decade_flags = timed(lambda: find_flags(decade, book))
    print(
        f"ten years at {PER_DAY} a day: {decade_seconds * 1000:.0f} ms, {len(decade_flags):,} flags"
    )
    return 0 if cost <= COST_BOUND and growth <= GROWTH_BOUND else 1


if __name__ == "__main__":
    sys.exit(main())
