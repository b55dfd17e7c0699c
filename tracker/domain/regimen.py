"""When what somebody takes became another: another form, another dose, a beginning, an end.

A single odd day is a slip and no change: what was before has to have held for some days with a
dose, and what came has to hold for some. Nothing is said of an end where days are merely empty.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from tracker.domain.daily import DailyDose
from tracker.domain.series import Days, Doses, Floats

HELD_FOR = 7
"""Days with a dose that are looked at on either side of a change."""

MOST_OF_THEM = 5
"""On so many of them the form has to be the one that held."""

LEAST_STEP = 0.2
"""A dose that differs by less than this share of the larger one is the same dose."""

QUIET_DAYS = 14
"""So many days without a dose come before a beginning and after an end."""

Kind = Literal["begin", "end", "change"]


@dataclass(frozen=True, slots=True)
class Turn:
    """What changed on the day `place` of the series: the first that is otherwise.

    `forms` and `amounts` are those before and after; they are alike where only the other one
    changed. A form that is not known is "", an amount that is not known is NaN.
    """

    place: int
    kind: Kind
    forms: tuple[str, str] = ("", "")
    amounts: tuple[float, float] = (np.nan, np.nan)

    @property
    def is_of_form(self) -> bool:
        return self.forms[0] != self.forms[1]

    @property
    def is_of_amount(self) -> bool:
        return _is_a_step(*self.amounts)


@dataclass(frozen=True, slots=True)
class _Taken:
    """The days with a dose: which, how much, and in which form, the main one of the day."""

    places: NDArray[np.int64]
    amounts: Floats
    forms: tuple[str, ...]

    def usual_amount(self, begin: int, end: int) -> float:
        some = self.amounts[max(begin, 0) : end]
        known = some[~np.isnan(some)]
        return float(median(known.tolist())) if len(known) else np.nan

    def usual_form(self, begin: int, end: int) -> str:
        return Counter(self.forms[max(begin, 0) : end]).most_common(1)[0][0]


def turns_of(substance: str, doses: Doses, days: Days) -> list[Turn]:
    """Return when the regimen of `substance` turned, in order of time.

    `doses` are those of the substance in any form, one value a day of `days`.
    """
    taken = _taken(substance, doses, days)
    if not len(taken.places):
        return []
    turns = _changes(taken)
    first, last = int(taken.places[0]), int(taken.places[-1])
    if first >= QUIET_DAYS:
        now = taken.usual_form(0, HELD_FOR), taken.usual_amount(0, HELD_FOR)
        turns.insert(0, Turn(first, "begin", ("", now[0]), (np.nan, now[1])))
    after = doses.taken[last + 1 :]
    if len(after) >= QUIET_DAYS and np.count_nonzero(after == 0) >= QUIET_DAYS:
        size = len(taken.places)
        was = taken.usual_form(size - HELD_FOR, size), taken.usual_amount(size - HELD_FOR, size)
        turns.append(Turn(last + 1, "end", (was[0], ""), (was[1], np.nan)))
    return turns


def _taken(substance: str, doses: Doses, days: Days) -> _Taken:
    places = np.flatnonzero(doses.taken == 1)
    by_day = days.doses_by_substance.get(substance, {})
    forms = tuple(_main_form(by_day[at]) for at in places.tolist())
    return _Taken(places, doses.amount[places], forms)


def _main_form(doses: Sequence[DailyDose]) -> str:
    first, *others = doses
    return max(doses, key=lambda dose: dose.amount or 0).form if others else first.form


def _changes(taken: _Taken) -> list[Turn]:
    """Return the changes, those of form and dose that came together as one."""
    at = {**_steps(taken.amounts), **_switches(taken.forms)}
    found: list[int] = []
    for number in sorted(at, key=lambda number: -at[number]):
        if all(abs(number - other) >= HELD_FOR for other in found):
            found.append(number)
    turns = (_turn(taken, number) for number in sorted(found))
    return [turn for turn in turns if turn.is_of_form or turn.is_of_amount]


def _turn(taken: _Taken, number: int) -> Turn:
    before, after = (number - HELD_FOR, number), (number, number + HELD_FOR)
    return Turn(
        int(taken.places[number]),
        "change",
        (taken.usual_form(*before), taken.usual_form(*after)),
        (taken.usual_amount(*before), taken.usual_amount(*after)),
    )


def _steps(amounts: Floats) -> dict[int, float]:
    """Return how clear a step of the dose is before each day with a dose where there is one."""
    if len(amounts) < 2 * HELD_FOR or np.isnan(amounts).all():
        return {}
    windows = sliding_window_view(amounts, HELD_FOR)
    # Sorted, NaN comes last: an amount that is not known makes the middle one a little higher.
    usual = np.sort(windows, axis=1)[:, HELD_FOR // 2]
    before, after = usual[:-HELD_FOR], usual[HELD_FOR:]
    size = np.abs(after - before) / np.fmax(np.abs(before), np.abs(after))
    # Of a dose that alternates, no side has held.
    held = np.minimum(
        _nearer(windows[:-HELD_FOR], before, after), _nearer(windows[HELD_FOR:], after, before)
    )
    here, last = amounts[HELD_FOR:][: len(size)], amounts[HELD_FOR - 1 :][: len(size)]
    turns = (np.abs(here - after) < np.abs(here - before)) & (
        np.abs(last - before) < np.abs(last - after)
    )
    steps = np.flatnonzero((size >= LEAST_STEP) & (held >= MOST_OF_THEM) & turns)
    return {int(one) + HELD_FOR: float(size[one]) for one in steps}


def _nearer(windows: Floats, this: Floats, other: Floats) -> NDArray[np.int64]:
    """Return how many amounts of each window are nearer to the one than to the other."""
    is_nearer = np.abs(windows - this[:, None]) < np.abs(windows - other[:, None])
    count: NDArray[np.int64] = is_nearer.sum(axis=1, dtype=np.int64)
    return count


def _switches(forms: Sequence[str]) -> dict[int, float]:
    """Return where another form begins that holds; 1 more than any step, since it decides."""
    found = {}
    for number in range(MOST_OF_THEM, len(forms)):
        new, old = forms[number], forms[number - 1]
        if not new or not old or new == old:
            continue
        after = forms[number : number + HELD_FOR].count(new)
        before = forms[max(number - HELD_FOR, 0) : number].count(old)
        if min(after, before) >= MOST_OF_THEM:
            found[number] = 2 + (after + before) / (2 * HELD_FOR)
    return found


def _is_a_step(before: float, after: float) -> bool:
    return abs(after - before) >= LEAST_STEP * max(abs(before), abs(after), 1e-9)
