"""When something is fine to take, given what was taken: the spacing rules read forwards.

Made of the same roles and conflicts as the flags, so a time that is called fine here is one
at which the entry would not be flagged. Works both ways: calcium after this magnesium, and
magnesium after that calcium.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter

from tracker.domain.diary import EPOCH, MICROSECONDS_PER_MINUTE, Diary, Intake, instant
from tracker.domain.rules.book import RuleBook
from tracker.domain.rules.model import CombinationRule, Severity, SpacingRule
from tracker.domain.rules.rows import Row, row_of
from tracker.domain.rules.spacing import (
    Conflict,
    Likeness,
    Pairing,
    Role,
    occasion_substances,
    with_roles,
)
from tracker.domain.rules.traits import TraitReader, reader_for

instant_of = attrgetter("instant")
first_of = attrgetter("first")

Window = tuple[int, int, Severity, Conflict]


@dataclass(frozen=True, slots=True)
class BlockedWindow:
    """A stretch of time in which the candidate would be flagged with `entry` by `rule`.

    `start` is the first moment that is too near, `end` the first one that is far enough again.
    """

    start: datetime
    end: datetime
    severity: Severity
    rule: SpacingRule
    entry: Intake


@dataclass(frozen=True, slots=True)
class ClearWindow:
    """A stretch of time in which the candidate is fine."""

    start: datetime
    end: datetime


def blocked_windows(
    candidate: Intake, diary: Diary, rules: RuleBook, *, start: datetime, end: datetime
) -> list[BlockedWindow]:
    """Return the windows between `start` and `end` in which taking `candidate` would be flagged.

    `candidate` is what would be taken; its own time and id do not matter. The windows are in
    order of their start, may overlap, and stand in the zone of `start`.
    """
    return Planner(diary, rules).blocked_windows(candidate, start=start, end=end)


def clear_windows(
    candidate: Intake, diary: Diary, rules: RuleBook, *, start: datetime, end: datetime
) -> list[ClearWindow]:
    """Return what the blocked windows leave of the time from `start` to `end`."""
    clear: list[ClearWindow] = []
    free_from = start
    for window in blocked_windows(candidate, diary, rules, start=start, end=end):
        if instant(window.start) > instant(free_from):
            clear.append(ClearWindow(free_from, window.start))
        free_from = max(free_from, window.end, key=instant)
    if instant(end) > instant(free_from):
        clear.append(ClearWindow(free_from, end.astimezone(start.tzinfo)))
    return clear


def next_safe_time(
    candidate: Intake, diary: Diary, rules: RuleBook, *, now: datetime
) -> datetime | None:
    """Return the first moment from `now` on at which `candidate` would not be flagged.

    `None` where no number of hours makes it fine: a medicine nearby is one that is better
    not combined with it at all, and a clinician or pharmacist is to be asked.
    """
    return Planner(diary, rules).next_safe_time(candidate, now=now)


def combinations_near(
    candidate: Intake, diary: Diary, rules: RuleBook, at: datetime
) -> list[CombinationRule]:
    """Return the rules by which `candidate` at `at` is better not combined with what is near."""
    return Planner(diary, rules).combinations_near(candidate, at)


def day_span(day: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """Return the first moment of a local day and of the next; 23 to 25 hours lie between."""
    start = datetime.combine(day, time.min, zone)
    return start, datetime.combine(day + timedelta(days=1), time.min, zone)


def moment_of(at: int, zone: tzinfo | None) -> datetime:
    return (EPOCH + timedelta(microseconds=at)).astimezone(zone)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Instants `first <= t < beyond` at which one conflict with one row stands."""

    first: int
    beyond: int
    severity: Severity
    conflict: Conflict
    row: Row


class Planner:
    """What was taken, prepared once; then it can be asked of any candidate when it is fine.

    A rule can ask for an amount on one occasion, so what a candidate conflicts with can
    depend on which entries it stands beside. Between the moments at which that changes, the
    conflicts are the same.
    """

    def __init__(self, diary: Diary, rules: RuleBook) -> None:
        self._book = rules
        self._reader = reader_for(rules)
        self._rows = timed_rows(diary.intakes, self._reader)
        self._occasion = rules.occasion_minutes * MICROSECONDS_PER_MINUTE
        self._reach = max((furthest(rule) for rule in rules.of_type(SpacingRule)), default=0)

    @property
    def reach(self) -> int:
        """The widest gap that any rule asks for, in microseconds."""
        return self._reach

    def blocked_windows(
        self, candidate: Intake, *, start: datetime, end: datetime
    ) -> list[BlockedWindow]:
        """Return the windows in which taking `candidate` would be flagged; see the function."""
        found = [
            BlockedWindow(
                moment_of(stretch.first, start.tzinfo),
                moment_of(stretch.beyond, start.tzinfo),
                stretch.severity,
                stretch.conflict.rule,
                stretch.row.intake,
            )
            for stretch in self.stretches(candidate, instant(start), instant(end))
        ]
        return sorted(found, key=lambda window: (window.start, window.end, window.rule.id))

    def next_safe_time(self, candidate: Intake, *, now: datetime) -> datetime | None:
        """Return the first moment from `now` on that is fine, `None` where hours do not help."""
        at = instant(now)
        for stretch in sorted(self.stretches(candidate, at, self._horizon), key=first_of):
            if stretch.first <= at < stretch.beyond:
                at = stretch.beyond
        found = moment_of(at, now.tzinfo)
        return None if self.combinations_near(candidate, found) else found

    def combinations_near(self, candidate: Intake, at: datetime) -> list[CombinationRule]:
        """Return the rules by which `candidate` is better not combined with what is near `at`."""
        return list(dict.fromkeys(rule for rule, _ in self.combinations(candidate, at, at)))

    def combinations(
        self, candidate: Intake, start: datetime, end: datetime
    ) -> Iterator[tuple[CombinationRule, Intake]]:
        """Yield what `candidate` is better not combined with between `start` and `end`.

        An entry is near enough where no more than the rule's window lies between the two.
        """
        own = self._reader.read(candidate).kind
        for rule in self._book.of_type(CombinationRule):
            is_mineral = not own.groups.isdisjoint(rule.minerals)
            is_partner = rule in own.partner_of
            if not is_mineral and not is_partner:
                continue
            reach = rule.window_minutes * MICROSECONDS_PER_MINUTE
            for row in self._rows_between(instant(start) - reach, instant(end) + reach):
                other = row.traits.kind
                is_mineral_there = not other.groups.isdisjoint(rule.minerals)
                is_partner_there = rule in other.partner_of
                if (is_mineral and is_partner_there) or (is_partner and is_mineral_there):
                    yield rule, row.intake

    def joined_by(self, intakes: Iterable[Intake]) -> "Planner":
        """Return a planner for the case that these had been taken as well."""
        planner = copy(self)
        more = timed_rows(intakes, self._reader)
        planner._rows = sorted([*self._rows, *more], key=instant_of)
        return planner

    @property
    def _horizon(self) -> int:
        """An instant after which nothing in the diary can be in the way."""
        last = self._rows[-1].instant if self._rows else 0
        return last + self._reach + self._occasion

    def stretches(self, candidate: Intake, start: int, end: int) -> Iterator[Stretch]:
        """Yield the stretches between two instants in which `candidate` conflicts with a row."""
        own = row_of(replace(candidate, precision="minute"), -1, self._reader)
        for first, beyond in self._spans(own, start, end):
            yield from self._if_taken(own, first, beyond)

    def _spans(self, own: Row, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield spans of `start` to `end` within which the same rows share the occasion."""
        shared = own.traits.amounts.keys() & occasion_substances(self._book)
        changes = {start, end}
        for row in self._rows:
            if not shared.isdisjoint(row.traits.amounts):
                changes |= {row.instant - self._occasion, row.instant + self._occasion + 1}
        ordered = sorted(change for change in changes if start <= change <= end)
        yield from pairwise(ordered)

    def _if_taken(self, own: Row, first: int, beyond: int) -> Iterator[Stretch]:
        """Yield the stretches within a span, with roles as they are when taken at its beginning."""
        candidate = replace(own, instant=first)
        # What stands this near has a window in the span, or shares an occasion with such a row.
        near = self._reach + self._occasion
        rows = [*self._rows_between(first - near, beyond + near), candidate]
        rows.sort(key=instant_of)
        roles = dict(with_roles(rows, self._book))
        role = roles.pop(candidate, None)
        if role is None:
            return
        for row, other in roles.items():
            for since, until, severity, conflict in windows_between(role.likeness, other.likeness):
                start, end = max(row.instant + since, first), min(row.instant + until, beyond)
                if start < end:
                    yield Stretch(start, end, severity, conflict, row)

    def _rows_between(self, first: int, last: int) -> list[Row]:
        start = bisect_left(self._rows, first, key=instant_of)
        return self._rows[start : bisect_right(self._rows, last, key=instant_of)]


def timed_rows(intakes: Iterable[Intake], reader: TraitReader) -> list[Row]:
    rows = (row_of(intake, position, reader) for position, intake in enumerate(intakes))
    return sorted((row for row in rows if not row.is_day_only), key=instant_of)


@lru_cache(maxsize=2_000)
def windows_between(own: Likeness, other: Likeness) -> tuple[Window, ...]:
    """Return the windows that a candidate of one role has around a row of another.

    Each is (first, beyond, severity, conflict), in microseconds from the row.
    """
    candidate, row = Role(*own), Role(*other)
    after = [
        (nearest, enough, severity, conflict)
        for conflict in Pairing(older=row, newer=candidate).conflicts
        for nearest, enough, severity in steps(conflict)
    ]
    before = [
        (1 - enough, 1 - nearest, severity, conflict)
        for conflict in Pairing(older=candidate, newer=row).conflicts
        for nearest, enough, severity in steps(conflict)
    ]
    return (*after, *before)


def steps(conflict: Conflict) -> Iterator[tuple[int, int, Severity]]:
    """Yield the gaps that are too near as (nearest, enough, severity), cut at the tiers."""
    tiers = [tier.below_minutes * MICROSECONDS_PER_MINUTE for tier in conflict.rule.gap_tiers]
    inside = {cut for cut in tiers if conflict.nearest < cut < conflict.enough}
    cuts = [conflict.nearest, *sorted(inside), conflict.enough]
    for nearest, enough in pairwise(cuts):
        yield nearest, enough, conflict.severity_at(nearest)


def furthest(rule: SpacingRule) -> int:
    widest = max(rule.gap_if_partner_first_minutes, rule.gap_if_mineral_first_minutes)
    return widest * MICROSECONDS_PER_MINUTE
