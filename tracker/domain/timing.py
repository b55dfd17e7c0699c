"""When something is fine to take, given what was taken: the spacing rules read forwards.

Made of the same roles and conflicts as the flags, so a time that is called fine here is one
at which the entry would not be flagged. Works both ways: calcium after this magnesium, and
magnesium after that calcium.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import pairwise

from tracker.domain.diary import EPOCH, MICROSECONDS_PER_MINUTE, Diary, Intake, instant
from tracker.domain.rules.book import RuleBook
from tracker.domain.rules.model import CombinationRule, Severity, SpacingRule
from tracker.domain.rules.rows import Row, row_of
from tracker.domain.rules.spacing import Conflict, Pairing, with_roles
from tracker.domain.rules.traits import TraitReader


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
    planner = Planner(candidate, diary, rules)
    found = [
        BlockedWindow(
            moment_of(stretch.first, start.tzinfo),
            moment_of(stretch.beyond, start.tzinfo),
            stretch.severity,
            stretch.conflict.rule,
            stretch.row.intake,
        )
        for stretch in planner.stretches(instant(start), instant(end))
    ]
    return sorted(found, key=lambda window: (window.start, window.end, window.rule.id))


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
    planner = Planner(candidate, diary, rules)
    at = instant(now)
    stretches = sorted(planner.stretches(at, planner.horizon), key=lambda one: one.first)
    for stretch in stretches:
        if stretch.first <= at < stretch.beyond:
            at = stretch.beyond
    found = moment_of(at, now.tzinfo)
    return None if combinations_near(candidate, diary, rules, found) else found


def day_span(day: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """Return the first moment of a local day and of the next; 23 to 25 hours lie between."""
    start = datetime.combine(day, time.min, zone)
    return start, datetime.combine(day + timedelta(days=1), time.min, zone)


def combinations_near(
    candidate: Intake, diary: Diary, rules: RuleBook, at: datetime
) -> list[CombinationRule]:
    """Return the rules by which `candidate` at `at` is better not combined with what is near."""
    reader = TraitReader(rules)
    traits = reader.read(candidate)
    found = []
    for rule in rules.of_type(CombinationRule):
        is_mineral = not traits.kind.groups.isdisjoint(rule.minerals)
        is_partner = rule in traits.kind.partner_of
        span = rule.window_minutes * MICROSECONDS_PER_MINUTE
        for other in timed_rows(diary, reader):
            is_near = abs(other.instant - instant(at)) <= span
            meets = (is_mineral and rule in other.traits.kind.partner_of) or (
                is_partner and not other.traits.kind.groups.isdisjoint(rule.minerals)
            )
            if is_near and meets and rule not in found:
                found.append(rule)
    return found


def timed_rows(diary: Diary, reader: TraitReader) -> list[Row]:
    rows = [row_of(intake, position, reader) for position, intake in enumerate(diary.intakes)]
    return sorted((row for row in rows if not row.is_day_only), key=lambda row: row.instant)


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
    """Finds the stretches of time in which a candidate conflicts with the rows of a diary.

    A rule can ask for an amount on one occasion, so what the candidate conflicts with can
    depend on which entries it stands beside. Between the moments at which that changes, the
    conflicts are the same.
    """

    def __init__(self, candidate: Intake, diary: Diary, rules: RuleBook) -> None:
        reader = TraitReader(rules)
        self._book = rules
        self._rows = timed_rows(diary, reader)
        self._candidate = row_of(replace(candidate, precision="minute"), -1, reader)
        self._occasion = rules.occasion_minutes * MICROSECONDS_PER_MINUTE

    @property
    def horizon(self) -> int:
        """An instant after which nothing in the diary can be in the way."""
        reach = max((furthest(rule) for rule in self._book.of_type(SpacingRule)), default=0)
        last = self._rows[-1].instant if self._rows else 0
        return last + reach + self._occasion

    def stretches(self, start: int, end: int) -> Iterator[Stretch]:
        for first, beyond in self._spans(start, end):
            for stretch in self._if_taken_in(first):
                cut = replace(
                    stretch, first=max(stretch.first, first), beyond=min(stretch.beyond, beyond)
                )
                if cut.first < cut.beyond:
                    yield cut

    def _spans(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield spans of `start` to `end` within which the same rows share the occasion."""
        shared = self._candidate.traits.amounts.keys()
        changes = {start, end}
        for row in self._rows:
            if shared & row.traits.amounts.keys():
                changes |= {row.instant - self._occasion, row.instant + self._occasion + 1}
        ordered = sorted(change for change in changes if start <= change <= end)
        yield from pairwise(ordered)

    def _if_taken_in(self, at: int) -> Iterator[Stretch]:
        """Yield all stretches, for roles as they are when the candidate is taken at `at`."""
        candidate = replace(self._candidate, instant=at)
        rows = sorted([*self._rows, candidate], key=lambda row: row.instant)
        roles = dict(with_roles(rows, self._book))
        own = roles.pop(candidate, None)
        if own is None:
            return
        for row, role in roles.items():
            for conflict in Pairing(older=role, newer=own).conflicts:
                for nearest, enough, severity in steps(conflict):
                    yield Stretch(
                        row.instant + nearest, row.instant + enough, severity, conflict, row
                    )
            for conflict in Pairing(older=own, newer=role).conflicts:
                for nearest, enough, severity in steps(conflict):
                    yield Stretch(
                        row.instant - enough + 1,
                        row.instant - nearest + 1,
                        severity,
                        conflict,
                        row,
                    )


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
