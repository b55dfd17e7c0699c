"""What a rule found: which entries, how serious, and the numbers behind it."""

from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple
from zoneinfo import ZoneInfo

from tracker.domain.diary import EPOCH, MICROSECONDS_PER_MINUTE, Intake, Score, instant
from tracker.domain.limits import Limit
from tracker.domain.rules.model import Rule, Severity


class Flag(NamedTuple):
    """One finding of one rule. `entries_found` stand in order of time, `at` is the first's.

    A tuple, because there can be a million of them and tuples are made three times as fast.
    Of a gap: `gap` in microseconds and `required_gap_minutes`. Of a limit: `total`, `limit`
    and `unit`, `of_limit` where the limit is one of age and region, and whether the total is
    that of a whole local day, rather than of 20 hours.
    """

    rule: Rule
    severity: Severity
    entries_found: tuple[Intake | Score, ...]
    at: int
    gap: int | None = None
    required_gap_minutes: int | None = None
    total: Decimal | None = None
    limit: Decimal | None = None
    unit: str | None = None
    of_limit: Limit | None = None
    is_whole_day: bool = False

    @property
    def entries(self) -> tuple[str, ...]:
        return tuple(entry.id for entry in self.entries_found)

    @property
    def gap_minutes(self) -> Fraction | None:
        """The real gap, in minutes; seconds make it a fraction."""
        return None if self.gap is None else Fraction(self.gap, MICROSECONDS_PER_MINUTE)

    @property
    def earliest_ok(self) -> datetime | None:
        """When the later entry would have been far enough, in the later entry's zone."""
        if self.required_gap_minutes is None:
            return None
        earlier, later = self.entries_found[0], self.entries_found[-1]
        return after(moment(earlier), self.required_gap_minutes, later.timezone)


def moment(entry: Intake | Score) -> datetime:
    return entry.taken_at if isinstance(entry, Intake) else entry.felt_at


def after(first: datetime, minutes: int, zone: str) -> datetime:
    """Return the time in `zone` that lies `minutes` of real time after `first`."""
    since_epoch = timedelta(microseconds=instant(first)) + timedelta(minutes=minutes)
    return (EPOCH + since_epoch).astimezone(ZoneInfo(zone))
