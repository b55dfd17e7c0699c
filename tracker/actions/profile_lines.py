"""A fact of the profile as lines in order of time, and what a new line does to them.

Nothing here reads or writes: lines in, lines out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tracker.domain.diary import HeldFact
from tracker.domain.substances import normalised

ONE_DAY = timedelta(days=1)


def day_after(day: date) -> date:
    return day if day == date.max else day + ONE_DAY


def with_period(
    lines: Sequence[HeldFact], told: HeldFact, end: HeldFact | None = None
) -> list[HeldFact]:
    """Return the lines with `told` among them, up to the line `end` where there is one.

    What was so before stays so; where nothing was said, it is said to be not known. Lines after
    `told` stay, or with `end` those from its day on, which then count more than `end` itself.

    >>> with_period([], HeldFact("pregnant", True, date(2026, 3, 1)))  # doctest: +ELLIPSIS
    [HeldFact(fact='pregnant', value=None, holds_from=None), HeldFact(fact='pregnant', value=True...
    """
    first = _first_day(told)
    before = [line for line in lines if _first_day(line) < first]
    if told.holds_from is not None and not before:
        before = [_since_ever(lines, told.fact)]
    if end is None:
        after = [line for line in lines if _first_day(line) > first]
    else:
        ends = _first_day(end)
        after = [line for line in lines if _first_day(line) >= ends > first]
        if ends < date.max and ends not in map(_first_day, after):
            after.insert(0, end)
    return _without_repeats([*before, told, *after])


def with_names(
    lines: Sequence[HeldFact],
    fact: str,
    add: Iterable[str],
    remove: Iterable[str],
    since: date | None,
) -> list[HeldFact]:
    """Return the lines of a list with names added and others removed, in all lines from `since`.

    >>> june = date(2026, 6, 1)
    >>> before = [HeldFact("medicines", ("a",)), HeldFact("medicines", ("a", "b"), june)]
    >>> [line.value for line in with_names(before, "medicines", ["c"], ["A"], date(2026, 5, 1))]
    [('a',), ('c',), ('b', 'c')]
    """
    if since is None:
        opened = list(lines) or [_since_ever(lines, fact)]
    else:
        opened = with_period(lines, HeldFact(fact, value_on(lines, since), since))
        if since not in map(_first_day, opened):
            # It said nothing new, so it was taken out again; here it is about to differ.
            opened.append(HeldFact(fact, value_on(lines, since), since))
            opened.sort(key=_first_day)
    first = since or date.min
    changed = [
        replace(line, value=_list_with(line.value, add, remove))
        if _first_day(line) >= first
        else line
        for line in opened
    ]
    return _without_repeats(changed)


def value_on(lines: Sequence[HeldFact], day: date) -> Any:
    """Return what held on `day`: the first line holds before its day too."""
    begun = [line for line in lines if _first_day(line) <= day]
    return begun[-1].value if begun else lines[0].value if lines else None


def _first_day(line: HeldFact) -> date:
    return line.holds_from or date.min


def _since_ever(lines: Sequence[HeldFact], fact: str) -> HeldFact:
    return HeldFact(fact, lines[0].value if lines else None, None)


def _list_with(
    names: Sequence[str] | None, add: Iterable[str], remove: Iterable[str]
) -> tuple[str, ...] | None:
    gone = {normalised(name) for name in remove}
    kept = {normalised(name): name for name in names or () if normalised(name) not in gone}
    for name in add:
        kept.setdefault(normalised(name), name)
    return tuple(kept.values()) or None


def _without_repeats(lines: Iterable[HeldFact]) -> list[HeldFact]:
    """Leave out a line that says what the one before it says."""
    kept: list[HeldFact] = []
    for line in lines:
        if not kept or kept[-1].value != line.value:
            kept.append(line)
    return kept
