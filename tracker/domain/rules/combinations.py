"""Kind `avoid_combination`: a mineral and a medicine that hours between them may not help."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from tracker.domain.diary import MICROSECONDS_PER_MINUTE
from tracker.domain.rules.flag import Flag
from tracker.domain.rules.model import CombinationRule
from tracker.domain.rules.rows import PreparedDiary, Row


def combination_flags(prepared: PreparedDiary) -> Iterator[Flag]:
    """Yield a flag for each mineral entry and the nearest entry of a medicine it is kept from."""
    for rule in prepared.book.of_type(CombinationRule):
        partners = [row for row in prepared.timed_rows if rule in row.traits.kind.partner_of]
        if not partners:
            continue
        instants = [partner.instant for partner in partners]
        paired = set()
        for row in prepared.timed_rows:
            if row.traits.kind.groups.isdisjoint(rule.minerals):
                continue
            partner = nearest(row, partners, instants)
            if partner is None or frozenset((row, partner)) in paired:
                continue
            gap = abs(row.instant - partner.instant)
            if gap <= rule.window_minutes * MICROSECONDS_PER_MINUTE:
                paired.add(frozenset((row, partner)))
                yield combination_flag(rule, row, partner, gap)


def combination_flag(rule: CombinationRule, row: Row, partner: Row, gap: int) -> Flag:
    first, second = sorted((row, partner), key=lambda one: (one.instant, one.position))
    return Flag(
        rule=rule,
        severity=rule.severity or "info",
        entries_found=(first.intake, second.intake),
        at=first.instant,
        gap=gap,
    )


def nearest(row: Row, partners: Sequence[Row], instants: Sequence[int]) -> Row | None:
    """Return the partner nearest in time that is not the row itself, the earlier of equals."""
    candidates: list[Row] = []
    here = bisect_left(instants, row.instant)
    after_here = bisect_right(instants, row.instant)
    # At the row's own instant the first two are enough: one of them is another entry.
    candidates += partners[here : min(after_here, here + 2)]
    if here > 0:
        candidates.append(partners[bisect_left(instants, instants[here - 1])])
    if after_here < len(partners):
        candidates.append(partners[after_here])
    others = [candidate for candidate in candidates if candidate is not row]
    return min(
        others,
        key=lambda other: (abs(other.instant - row.instant), other.instant, other.position),
        default=None,
    )
