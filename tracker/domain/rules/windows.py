"""Kinds `ul_exceeded` and `daily_amount`, and what else looks at any 20 hours.

A window ends at a counted intake and holds the counted intakes of the 20 hours before. An
entry that only knows its day stands in no window; on its local day all counted intakes are
summed instead.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal

from tracker.domain.amounts import is_over, quanta, shown
from tracker.domain.diary import MICROSECONDS_PER_MINUTE, Source
from tracker.domain.limits import Limit
from tracker.domain.rules.flag import Flag
from tracker.domain.rules.model import (
    DailyAmountRule,
    LimitRule,
    OtherRegionsLimitRule,
    Rule,
    Severity,
)
from tracker.domain.rules.rows import PreparedDiary, Row
from tracker.domain.rules.spacing import tier_of
from tracker.domain.rules.traits import TAKEN_ON_PURPOSE


@dataclass(slots=True, eq=False)
class Window:
    """Counted rows whose amounts are summed: those of 20 hours, or those of a local day."""

    rows: Sequence[Row]
    first: int
    beyond: int
    total: int
    day: int
    is_whole_day: bool = False

    @property
    def held(self) -> Sequence[Row]:
        return self.rows[self.first : self.beyond]

    @property
    def end(self) -> int:
        """The instant of the last row."""
        return self.rows[self.beyond - 1].instant


Judge = Callable[[Window], bool]
Threshold = Callable[[Limit], int]
"""The quanta over which a window is told, by the limit of its day."""


def limit_flags(prepared: PreparedDiary) -> Iterator[Flag]:
    """Yield a flag for each local day with a total over the limit of age and region."""
    for rule in prepared.book.of_type(LimitRule):
        over = windows_over(prepared, rule.substance, lambda limit: limit.quanta)
        for window in larger_of_sharing(over):
            yield limit_flag(rule, window, over[window])


def other_regions_flags(prepared: PreparedDiary) -> Iterator[Flag]:
    """Yield a flag for each day whose largest total is within its limit, yet over others'."""
    for rule in prepared.book.of_type(OtherRegionsLimitRule):
        over = windows_over(prepared, rule.substance, always(quanta(rule.over)))
        beyond = {one.day for one, limit in over.items() if is_over(one.total, limit.quanta)}
        within = [one for one in over if one.day not in beyond]
        for window in larger_of_sharing(within):
            if over[window].region == rule.within_region:
                yield limit_flag(rule, window, over[window])


def always(total: int) -> Threshold:
    return lambda _: total


def windows_over(
    prepared: PreparedDiary, substance: str, threshold: Threshold
) -> dict[Window, Limit]:
    """Return the largest windows over their day's threshold, each with the limit of its day.

    Regions differ in which sources they count, and a person can move: each way of counting
    is swept once, and judges the days on which it holds.
    """
    limits = [facts.limit(substance) for facts in prepared.all_facts]
    found: dict[Window, Limit] = {}
    for sources in {limit.counts_sources for limit in limits if limit is not None}:
        alike = [limit for limit in limits if limit and limit.counts_sources == sources]

        def is_over_on_its_day(window: Window, sources: Set[Source] = sources) -> bool:
            limit = prepared.facts_on(window.day).limit(substance)
            if limit is None or limit.counts_sources != sources:
                return False
            return is_over(window.total, threshold(limit))

        rows = prepared.counted(substance, sources)
        least = min(map(threshold, alike))
        for window in largest_by_day(prepared, rows, substance, is_over_on_its_day, least):
            limit = prepared.facts_on(window.day).limit(substance)
            if limit is not None:
                found[window] = limit
    return found


def daily_amount_flags(prepared: PreparedDiary) -> Iterator[Flag]:
    """Yield a flag for each day with enough of the partner substance, and the mineral besides."""
    for rule in prepared.book.of_type(DailyAmountRule):
        substance = rule.match_substance or ""
        rows = prepared.counted(substance, TAKEN_ON_PURPOSE)
        if not rows:
            continue
        minerals = [
            row for row in prepared.rows if not row.traits.kind.groups.isdisjoint(rule.minerals)
        ]
        companions = Companions(minerals, prepared.book.window_minutes)

        def is_met(
            window: Window, rule: DailyAmountRule = rule, companions: Companions = companions
        ) -> bool:
            return tier_of(rule.tiers, window.total) is not None and companions.are_in(window)

        for window in larger_of_sharing(largest_by_day(prepared, rows, substance, is_met)):
            tier = tier_of(rule.tiers, window.total)
            if tier is not None:
                yield window_flag(rule, window, tier.amount, "mg", severity=tier.severity)


class Companions:
    """Rows of a mineral, looked up by the window of another substance they stand beside."""

    def __init__(self, rows: Iterable[Row], minutes: int) -> None:
        rows = list(rows)
        self._span = minutes * MICROSECONDS_PER_MINUTE
        self._instants = [row.instant for row in rows if not row.is_day_only]
        self._by_day: dict[int, int] = {}
        for row in rows:
            self._by_day[row.day] = self._by_day.get(row.day, 0) + 1
        self._rows = set(rows)

    def are_in(self, window: Window) -> bool:
        """Is the mineral there in an intake other than at least one of the window's own?"""
        held = window.held
        only_itself = len(held) == 1 and held[0] in self._rows
        return self._count(window) > (1 if only_itself else 0)

    def _count(self, window: Window) -> int:
        if window.is_whole_day:
            return self._by_day.get(window.day, 0)
        before = bisect_right(self._instants, window.end - self._span)
        return bisect_right(self._instants, window.end) - before


def largest_by_day(
    prepared: PreparedDiary,
    rows: Sequence[Row],
    substance: str,
    is_over_: Judge,
    least: int = 0,
) -> list[Window]:
    """Return, for each local day, the largest window that is over; the earliest of equals.

    A day with an entry without a time has the sum of the whole day besides. A window of no
    more than `least` quanta is over on no day, and most are.
    """
    largest: dict[int, Window] = {}
    timed = [row for row in rows if not row.is_day_only]
    amounts = [row.traits.daily_amounts[substance] for row in timed]
    for window in windows(timed, amounts, prepared.book.window_minutes, least):
        best = largest.get(window.day)
        if (best is None or window.total > best.total) and is_over_(window):
            largest[window.day] = window
    day_amounts = [row.traits.daily_amounts[substance] for row in rows]
    days = [day for day in whole_days(rows, day_amounts) if is_over_(day)]
    return [*largest.values(), *days]


def windows(
    rows: Sequence[Row], amounts: Sequence[int], minutes: int, least: int = -1
) -> Iterator[Window]:
    """Yield the window that ends at each row, where it holds more than `least` quanta.

    The moment `minutes` before its end is left out.
    """
    span = minutes * MICROSECONDS_PER_MINUTE
    total = first = beyond = 0
    for row in rows:
        while beyond < len(rows) and rows[beyond].instant <= row.instant:
            total += amounts[beyond]
            beyond += 1
        while rows[first].instant <= row.instant - span:
            total -= amounts[first]
            first += 1
        if total > least:
            yield Window(rows, first, beyond, total, row.day)


def whole_days(rows: Sequence[Row], amounts: Sequence[int]) -> Iterator[Window]:
    """Yield the sum of each local day that has an entry without a time."""
    untimed_days = {row.day for row in rows if row.is_day_only}
    if not untimed_days:
        return
    by_day: dict[int, list[Row]] = {}
    totals: dict[int, int] = {}
    for row, amount in zip(rows, amounts, strict=True):
        if row.day in untimed_days:
            by_day.setdefault(row.day, []).append(row)
            totals[row.day] = totals.get(row.day, 0) + amount
    for day, held in by_day.items():
        yield Window(held, 0, len(held), totals[day], day, is_whole_day=True)


def larger_of_sharing(found: Collection[Window]) -> Collection[Window]:
    """Return the windows, less those that share an intake with a larger one of the other sort.

    The sorts are 20 hours and whole days; of equals the 20 hours stay.
    """
    if not any(window.is_whole_day for window in found):
        return found
    kept: list[Window] = []
    holders: dict[Row, set[bool]] = {}
    for window in sorted(found, key=lambda one: (-one.total, one.is_whole_day)):
        held = window.held
        if any((not window.is_whole_day) in holders.get(row, ()) for row in held):
            continue
        for row in held:
            holders.setdefault(row, set()).add(window.is_whole_day)
        kept.append(window)
    return kept


def limit_flag(rule: Rule, window: Window, limit: Limit) -> Flag:
    return window_flag(rule, window, limit.value, limit.unit, limit)


def window_flag(
    rule: Rule,
    window: Window,
    limit: Decimal,
    unit: str,
    of_limit: Limit | None = None,
    *,
    severity: Severity | None = None,
) -> Flag:
    held = window.held
    is_prescribed = any(row.intake.prescribed for row in held)
    return Flag(
        rule=rule,
        severity="info" if is_prescribed else severity or rule.severity or "info",
        entries_found=tuple(row.intake for row in held),
        at=held[0].instant,
        total=shown(window.total),
        limit=limit,
        unit=unit,
        of_limit=of_limit,
        is_whole_day=window.is_whole_day,
    )
