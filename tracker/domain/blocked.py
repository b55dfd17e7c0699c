"""What stands in the way of taking something, hour by hour, for the ribbon of a day.

The windows are those of `timing`, so a moment inside one is one at which the entry would be
flagged. Medicines that hours do not help with are in it as well.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from tracker.domain.diary import MICROSECONDS_PER_MINUTE, Intake, instant
from tracker.domain.rules.model import (
    SEVERITY_RANK,
    CombinationRule,
    Severity,
    SpacingRule,
)
from tracker.domain.timing import Planner, moment_of
from tracker.domain.usual_doses import UsualDose, is_of


@dataclass(frozen=True, slots=True)
class Obstacle:
    """From `start` until `end`, `candidate` would be flagged with `entry` by `rule`.

    `is_supposed` says that this is so only if the usual doses that nobody logged were taken;
    `entry` is then, as a rule, one of these. `span` holds the two as instants; they reach
    beyond the day where they do.
    """

    candidate: Intake
    entry: Intake
    rule: SpacingRule | CombinationRule
    severity: Severity
    span: tuple[int, int]
    zone: tzinfo | None
    is_supposed: bool = False

    @property
    def start(self) -> datetime:
        return moment_of(self.span[0], self.zone)

    @property
    def end(self) -> datetime:
        return moment_of(self.span[1], self.zone)

    @property
    def place(self) -> tuple[int, int, str, str, str]:
        """Equal for obstacles of one candidate that are the same, and in order of time."""
        return *self.span, self.rule.id, self.entry.id, self.severity


@dataclass(frozen=True, slots=True)
class Blocked:
    """A stretch of the day with at least one obstacle, and the most serious severity in it.

    Stretches of a day do not overlap. What is logged goes before what is supposed.
    """

    start: datetime
    end: datetime
    severity: Severity
    is_supposed: bool


class Surroundings:
    """What was taken, and the usual doses that nobody logged, prepared once for all candidates."""

    def __init__(self, planner: Planner, doses: Iterable[UsualDose]) -> None:
        self.logged = planner
        self._doses = [(dose.product, dose.as_taken) for dose in doses]
        self._with_all = planner.joined_by(taken for _product, taken in self._doses)

    def supposed_for(self, candidate: Intake) -> Planner | None:
        """Return what it would be if the doses were taken as well; `None` where there are none.

        A dose of the candidate itself is left out: to take the candidate is to take that dose.
        """
        others = [taken for product, taken in self._doses if not is_of(product, candidate)]
        if not others:
            return None
        is_with_all = len(others) == len(self._doses)
        return self._with_all if is_with_all else self.logged.joined_by(others)


def obstacles(
    candidate: Intake, around: Surroundings, *, start: datetime, end: datetime
) -> list[Obstacle]:
    """Return what is in the way of `candidate` between `start` and `end`, in order of time.

    What only usual doses that nobody logged would be in the way of is supposed.
    """
    logged = _found(candidate, around.logged, start, end)
    planner = around.supposed_for(candidate)
    if planner is None:
        return logged
    known = {one.place for one in logged}
    both = _found(candidate, planner, start, end)
    supposed = [replace(one, is_supposed=True) for one in both if one.place not in known]
    return sorted([*logged, *supposed], key=attrgetter("place"))


def stretches(found: Sequence[Obstacle], *, start: datetime, end: datetime) -> tuple[Blocked, ...]:
    """Return the obstacles as stretches of the time from `start` to `end`, for drawing."""
    first, last = instant(start), instant(end)
    cuts = {cut for one in found for cut in one.span if first < cut < last}
    drawn: list[Blocked] = []
    for here, beyond in pairwise([first, *sorted(cuts), last]):
        standing = [one for one in found if one.span[0] <= here < one.span[1]]
        if standing:
            _append(drawn, _stretch(standing, here, beyond, start.tzinfo))
    return tuple(drawn)


def _stretch(standing: Iterable[Obstacle], here: int, beyond: int, zone: tzinfo | None) -> Blocked:
    first = min(standing, key=lambda one: (one.is_supposed, -SEVERITY_RANK[one.severity]))
    return Blocked(
        moment_of(here, zone), moment_of(beyond, zone), first.severity, first.is_supposed
    )


def _append(drawn: list[Blocked], stretch: Blocked) -> None:
    """Add the stretch, or lengthen the one before where it goes on just the same."""
    before = drawn[-1] if drawn else None
    is_same = before is not None and (
        instant(before.end) == instant(stretch.start)
        and before.severity == stretch.severity
        and before.is_supposed == stretch.is_supposed
    )
    if before is not None and is_same:
        drawn[-1] = replace(before, end=stretch.end)
    else:
        drawn.append(stretch)


def _found(candidate: Intake, planner: Planner, start: datetime, end: datetime) -> list[Obstacle]:
    """Return the obstacles that touch the time from `start` to `end`, whole, in order of time."""
    first, last = instant(start), instant(end)
    pieces = [
        *_too_near(candidate, planner, first, last),
        *_not_combined(candidate, planner, start, end),
    ]
    return [
        Obstacle(candidate, piece.entry, piece.rule, piece.severity, piece.span, start.tzinfo)
        for piece in _joined(pieces)
        if piece.first < last and first < piece.beyond
    ]


class Piece(NamedTuple):
    """A part of an obstacle, or all of it; a named tuple, because there are many."""

    first: int
    beyond: int
    rule: SpacingRule | CombinationRule
    severity: Severity
    entry: Intake

    @property
    def span(self) -> tuple[int, int]:
        return self.first, self.beyond


def _too_near(candidate: Intake, planner: Planner, first: int, last: int) -> Iterator[Piece]:
    # A window that touches the day ends at most both of its directions beyond it.
    around = 2 * planner.reach
    for one in planner.stretches(candidate, first - around, last + around):
        yield Piece(one.first, one.beyond, one.conflict.rule, one.severity, one.row.intake)


def _not_combined(
    candidate: Intake, planner: Planner, start: datetime, end: datetime
) -> Iterator[Piece]:
    for rule, entry in planner.combinations(candidate, start, end):
        at, span = instant(entry.taken_at), rule.window_minutes * MICROSECONDS_PER_MINUTE
        # A gap of exactly the window is still in it.
        yield Piece(at - span, at + span + 1, rule, rule.severity or "info", entry)


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Join those of one entry, rule and severity that touch, such as before and after a dose."""
    joined: list[Piece] = []
    last_of: dict[tuple[str, str, Severity], int] = {}
    for piece in sorted(pieces, key=_place):
        key = (piece.entry.id, piece.rule.id, piece.severity)
        before = last_of.get(key)
        if before is not None and piece.first <= joined[before].beyond:
            longer = max(joined[before].beyond, piece.beyond)
            joined[before] = joined[before]._replace(beyond=longer)
        else:
            last_of[key] = len(joined)
            joined.append(piece)
    return sorted(joined, key=_place)


def _place(piece: Piece) -> tuple[int, int, str, str]:
    return piece.first, piece.beyond, piece.rule.id, piece.entry.id
