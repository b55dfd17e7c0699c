"""How often is "clear" said where nothing helps, and where something does?

    .venv/bin/python benchmarks/calibration.py
    .venv/bin/python benchmarks/calibration.py --runs 300 --only "start" "power"

Draws diaries with a known truth (simulated.py) and prints, in per cent:

    declared   "clear" with the declared half-life of a day's dose: what a person reads
    whole      the same with scores as they are tapped, whole numbers from 0 to 10
    covers     how often the interval holds the truth (of unrounded scores)
    averaged   "clear" by the average over half-lives, which decides nothing
    Pearson, Welch   p < .05 by what most apps do, for comparison

A limit stands behind the name; a number beyond it has a star, and the script exits 1. The seeds
are fixed, so the same runs give the same numbers. SciPy is used here for the naive methods only.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from zlib import crc32

import numpy as np
from scipy import stats

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from simulated import (
    Diary,
    Dosing,
    Person,
    after_bad_days,
    at_random,
    because_it_hurt,
    by_weeks,
    carried,
    cycling,
    drifting,
    flaring,
    from_the_worst_week,
    in_spells,
    in_turns_from_the_worst_week,
    on_the_eve_of_the_worst,
    second_order,
)

from tracker.domain.effect import Effect, answer, exposure_effect, step_effect
from tracker.domain.experiment import draw as draw_schedule
from tracker.domain.experiment.result import exact_test

NULL, NASTY = 6.5, 7.5
COVERS = (93.0, 97.0)
SEED = 20261122


@dataclass(frozen=True, slots=True)
class Cell:
    """One row of a table: who writes, what is asked of each diary, and what it has to hold."""

    name: str
    person: Person
    ask: Callable[[Person, Diary, np.random.Generator], dict[str, float]]
    at_most: float | None = None
    at_least: float | None = None
    covers: bool = False


# What is asked of a diary ------------------------------------------------------------------------


def compared(person: Person, diary: Diary, _: np.random.Generator) -> dict[str, float]:
    declared = exposure_effect(diary.scores, diary.dose, half_lives=(0,), reference=1)
    whole = diary.whole()
    tapped = exposure_effect(whole.scores, whole.dose, half_lives=(0,), reference=1)
    averaged = exposure_effect(diary.scores, diary.dose, reference=1)
    return {
        "declared": declared.is_clear,
        "whole": tapped.is_clear,
        "covers": holds(declared, person.effect),
        "averaged": averaged.is_clear,
        "av. covers": holds(averaged, person.effect),
        **naive(diary),
    }


def stepped(person: Person, diary: Diary, _: np.random.Generator) -> dict[str, float]:
    start = int(np.argmax(diary.dose))
    found = step_effect(diary.scores, start)
    tapped = step_effect(diary.whole().scores, start)
    return {
        "declared": found.is_clear,
        "whole": tapped.is_clear,
        "covers": holds(found, person.effect) if not found.missing else np.nan,
        **naive(diary),
    }


def answered(_: Person, diary: Diary, __: np.random.Generator) -> dict[str, float]:
    """`refused` of those who say so, `declared` of those who do not."""
    silent = exposure_effect(diary.scores, diary.dose, half_lives=(0,), reference=1)
    said = answer(diary.scores, diary.dose, as_needed=diary.as_needed)
    return {"declared": silent.is_clear, "refused": said.kind == "as_needed", **naive(diary)}


def tested(
    person: Person, diary: Diary, draw: np.random.Generator, blocks: int, block_days: int
) -> dict[str, float]:
    schedule = draw_schedule(blocks, block_days, int(draw.integers(2**31)))
    scores = diary.scores + person.effect * np.asarray(schedule.on)
    found = exact_test(scores, schedule)
    tapped = exact_test(np.clip(np.round(scores), 0, 10), schedule)
    inside = found.low <= person.effect <= found.high
    return {"declared": found.p < 0.05, "whole": tapped.p < 0.05, "covers": inside}


def holds(effect: Effect, truth: float) -> float:
    return float(effect.low <= truth <= effect.high) if np.isfinite(effect.low) else np.nan


def naive(diary: Diary) -> dict[str, float]:
    scored = ~np.isnan(diary.scores)
    scores, dose = diary.scores[scored], diary.dose[scored]
    on, off = scores[dose > 0], scores[dose == 0]
    if min(len(on), len(off)) < 2:
        return {"Pearson": np.nan, "Welch": np.nan}
    pearson = stats.pearsonr(scores, dose).pvalue
    welch = stats.ttest_ind(on, off, equal_var=False).pvalue
    return {"Pearson": pearson < 0.05, "Welch": welch < 0.05}


# The tables --------------------------------------------------------------------------------------

TURNS: dict[str, Dosing] = {"weeks": by_weeks, "spells": in_spells}
DOSINGS: dict[str, Dosing] = {"random": at_random, **TURNS}


def cells() -> Iterator[Cell]:
    yield from nulls()
    yield from nasty_nulls()
    yield from effects()
    yield from slow_effects()
    yield from needed()
    yield from experiments()


def nulls() -> Iterator[Cell]:
    for days in (30, 60, 120):
        for r in (0.5, 0.8):
            for name, dosing in DOSINGS.items():
                person = Person(carried(r), dosing, days)
                yield Cell(f"null {days} r{r} {name}", person, compared, NULL, covers=True)
                person = Person(carried(r), dosing, days, unscored=0.1, unscored_when_good=0.4)
                yield Cell(f"null {days} r{r} {name} gaps", person, compared, NULL, covers=True)
    for name, dosing in DOSINGS.items():
        person = Person(carried(0.8, of_its_day=0.3), dosing, 60)
        yield Cell(f"null 60 r0.8 l0.3 {name}", person, compared, NULL, covers=True)


def nasty_nulls() -> Iterator[Cell]:
    for days in (60, 120):
        for r in (0.5, 0.8):
            yield from starts(days, r)
            for name, dosing in TURNS.items():
                people = {
                    "drift": Person(drifting(carried(r), 3), dosing, days),
                    "flares": Person(flaring(carried(r)), dosing, days),
                    "cycle": Person(cycling(carried(r)), dosing, days),
                    "floor": Person(carried(r), dosing, days, middle=1),
                }
                for kind, person in people.items():
                    yield Cell(f"{kind} {days} r{r} {name}", person, compared, NASTY)
        for lags in ((1.1, -0.3), (0.5, 0.3), (0.9, -0.4)):
            for name, dosing in TURNS.items():
                person = Person(second_order(*lags), dosing, days)
                yield Cell(f"AR(2) {lags} {days} {name}", person, compared, NASTY)


def starts(days: int, r: float) -> Iterator[Cell]:
    noise = carried(r)
    yield Cell(
        f"yesterday's pain {days} r{r}", Person(noise, after_bad_days, days), compared, NASTY
    )
    turns = Person(noise, in_turns_from_the_worst_week, days)
    yield Cell(f"start at worst, turns {days} r{r}", turns, compared, NASTY)
    always = Person(noise, from_the_worst_week, days)
    yield Cell(f"start at worst, daily {days} r{r}", always, compared, NASTY)
    if days == 120:
        yield Cell(f"start at worst, step {days} r{r}", always, stepped, NASTY)
    foreseen = Person(noise, on_the_eve_of_the_worst, days)
    yield Cell(f"start foreseeing {days} r{r}", foreseen, compared)


def effects() -> Iterator[Cell]:
    for spread in (1.5, 2.0):
        for r in (0.5, 0.8):
            for name, dosing in TURNS.items():
                noise, truth = carried(r, spread=spread), f"r{r} sd{spread} {name}"
                # Bounds are for a spread of 1.5 points; with 2 it is for information.
                two, one = (85, 68) if spread == 1.5 else (None, None)
                person = Person(noise, dosing, 60, effect=-2)
                yield Cell(f"power 2 in 60 {truth}", person, compared, at_least=two, covers=True)
                person = Person(noise, dosing, 120, effect=-1)
                yield Cell(f"power 1 in 120 {truth}", person, compared, at_least=one, covers=True)


def slow_effects() -> Iterator[Cell]:
    for half_life in (1, 2, 4):
        person = Person(carried(0.5), by_weeks, 120, effect=-2, half_life=half_life)
        yield Cell(f"slow, half-life {half_life}", person, compared)


def needed() -> Iterator[Cell]:
    for days in (60, 120):
        for r in (0.5, 0.8):
            yield Cell(
                f"because it hurts {days} r{r}", Person(carried(r), because_it_hurt, days), answered
            )


def experiments() -> Iterator[Cell]:
    for block_days in (7, 14):
        for blocks in (8, 10, 12, 14, 16, 18, 20):
            ask = partial(tested, blocks=blocks, block_days=block_days)
            person = Person(carried(0.8), at_random, blocks * block_days)
            yield Cell(f"experiment {blocks} x {block_days} r0.8", person, ask, NULL)


# Running and printing ----------------------------------------------------------------------------


def one(cell: Cell, run: int) -> dict[str, float]:
    draw = np.random.default_rng([SEED, crc32(cell.name.encode()), run])
    return cell.ask(cell.person, cell.person.diary(draw), draw)


CELLS = {cell.name: cell for cell in cells()}


def run_of(task: tuple[str, int]) -> dict[str, float]:
    return one(CELLS[task[0]], task[1])


COLUMNS = ("declared", "whole", "covers", "averaged", "av. covers", "Pearson", "Welch", "refused")


def shares(results: list[dict[str, float]]) -> dict[str, float]:
    return {name: 100 * float(np.nanmean([row[name] for row in results])) for name in results[0]}


def beyond(cell: Cell, name: str, share: float) -> bool:
    if name == "covers":
        return cell.covers and not COVERS[0] <= share <= COVERS[1]
    if name not in ("declared", "whole"):
        return False
    too_often = cell.at_most is not None and share > cell.at_most
    return too_often or (cell.at_least is not None and share < cell.at_least)


def line(cell: Cell, found: dict[str, float]) -> str:
    limit = f"<={cell.at_most}" if cell.at_most else f">={cell.at_least}" if cell.at_least else ""
    numbers = (
        f"{found[name]:9.1f}{'*' if beyond(cell, name, found[name]) else ' '}"
        if name in found
        else " " * 10
        for name in COLUMNS
    )
    return f"{cell.name:34}{limit:7}{''.join(numbers)}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=2000, help="diaries a row")
    parser.add_argument(
        "--only", nargs="*", default=[""], help="rows whose name holds one of these"
    )
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    print(" " * 41 + "".join(f"{name:>9} " for name in COLUMNS))
    held = True
    with Pool(asked.workers) as pool:
        for cell in CELLS.values():
            if not any(part in cell.name for part in asked.only):
                continue
            tasks = [(cell.name, run) for run in range(asked.runs)]
            found = shares(pool.map(run_of, tasks, chunksize=50))
            print(line(cell, found), flush=True)
            held = held and not any(beyond(cell, name, share) for name, share in found.items())
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
