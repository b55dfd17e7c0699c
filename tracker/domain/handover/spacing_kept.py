"""How often two things that want hours between them had these hours.

A flag tells of each time they had not. Here it is counted how many times there were: doses of the
partner, such as a medicine, with a dose of a mineral of the rule within a day of them.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from statistics import median_low
from typing import Generic, TypeVar

from tracker.domain.diary import MICROSECONDS_PER_MINUTE, Diary
from tracker.domain.rules import Flag
from tracker.domain.rules.book import RuleBook
from tracker.domain.rules.model import CombinationRule, Partnered, SpacingRule
from tracker.domain.rules.rows import PreparedDiary, Row
from tracker.domain.rules.spacing import Role, exempt_gap, with_roles
from tracker.domain.rules.traits import Kind

REACH = 24 * 60 * MICROSECONDS_PER_MINUTE
"""A mineral that is further away than this was not taken beside the partner."""

Like = TypeVar("Like", Role, Kind)
Rows = Sequence[tuple[Row, Like]]
"""Rows in order of time, each with what decides with what it conflicts."""

MayTouch = Callable[[Like, Like, int], bool]
"""Takes a partner, a mineral and their gap: does the rule let them be taken together?"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A rule and one of its minerals: of `doses` of the partner near it, `closer` were flagged.

    `partners` are the names of what was taken of the partner. `pairs` counts the flags: a dose
    can be too near to two others. `usual_minutes` is the median distance of a dose to the nearest
    of the mineral, the lower one of two in the middle; `nearest_minutes` is the least. Both are
    None where the rule let all of them be taken together with food. Of a combination no number
    of hours is enough.
    """

    rule: Partnered
    partners: tuple[str, ...]
    mineral: str
    doses: int
    closer: int
    pairs: int
    usual_minutes: float | None
    nearest_minutes: float | None

    @property
    def kept(self) -> int:
        return self.doses - self.closer

    @property
    def required_minutes(self) -> tuple[int, ...]:
        """Return what is asked for after the partner and after the mineral; one where alike."""
        if not isinstance(self.rule, SpacingRule):
            return ()
        both = (self.rule.gap_if_partner_first_minutes, self.rule.gap_if_mineral_first_minutes)
        return tuple(dict.fromkeys(both))

    @property
    def is_about_a_medicine(self) -> bool:
        return self.rule.match_substance is None


def spacing_kept(diary: Diary, book: RuleBook, flags: Iterable[Flag]) -> list[Kept]:
    """Return each rule that could be met, by its minerals: medicines first, then the most flagged.

    `diary` holds the doses that are counted and no others; `flags` are those that are shown.
    """
    found: dict[Partnered, list[Flag]] = defaultdict(list)
    for flag in flags:
        if isinstance(flag.rule, SpacingRule | CombinationRule):
            found[flag.rule].append(flag)
    prepared = PreparedDiary(diary, book)
    kept = [
        *(_kept(one, found.get(one.rule, ())) for one in _spaced(prepared)),
        *(_kept(one, found.get(one.rule, ())) for one in _combined(prepared)),
    ]
    return sorted(
        (one for one in kept if one.doses),
        key=lambda one: (not one.is_about_a_medicine, -one.closer, -one.doses, one.rule.id),
    )


@dataclass(frozen=True, slots=True)
class _Opposed(Generic[Like]):
    """The doses of a rule's partner, and those of one of its minerals, in order of time."""

    rule: Partnered
    mineral: str
    partners: Rows[Like]
    minerals: Rows[Like]
    may_touch: MayTouch[Like]


def _spaced(prepared: PreparedDiary) -> Iterator[_Opposed[Role]]:
    by_role: dict[Role, list[Row]] = defaultdict(list)
    for row, role in with_roles(prepared.timed_rows, prepared.book):
        by_role[role].append(row)
    for rule in prepared.book.of_type(SpacingRule):

        def may_touch(one: Role, other: Role, gap: int, rule: SpacingRule = rule) -> bool:
            exempt = exempt_gap(rule, one, other)
            return exempt is not None and gap <= exempt

        partners = _rows_of(by_role, (one for one in by_role if _is_partner(one, rule)))
        yield from _opposed(prepared.book, rule, partners, by_role, may_touch)


def _combined(prepared: PreparedDiary) -> Iterator[_Opposed[Kind]]:
    by_kind: dict[Kind, list[Row]] = defaultdict(list)
    for row in prepared.timed_rows:
        by_kind[row.traits.kind].append(row)
    for rule in prepared.book.of_type(CombinationRule):
        partners = _rows_of(by_kind, (one for one in by_kind if rule in one.partner_of))
        yield from _opposed(prepared.book, rule, partners, by_kind, lambda _a, _b, _gap: False)


def _is_partner(role: Role, rule: SpacingRule) -> bool:
    return any(one is rule for one, _severity in role.partner_of)


def _opposed(
    book: RuleBook,
    rule: Partnered,
    partners: Rows[Like],
    rows: Mapping[Like, Sequence[Row]],
    may_touch: MayTouch[Like],
) -> Iterator[_Opposed[Like]]:
    """Yield the minerals of the rule of which there is any; antacids of one count as that one."""
    groups: dict[str, set[str]] = defaultdict(set)
    for group in rule.minerals:
        groups[book.mineral_groups[group].substance].add(group)
    for mineral, wanted in groups.items() if partners else ():
        minerals = _rows_of(rows, (one for one in rows if not wanted.isdisjoint(one.groups)))
        if minerals:
            yield _Opposed(rule, mineral, partners, minerals, may_touch)


def _rows_of(rows: Mapping[Like, Sequence[Row]], wanted: Iterable[Like]) -> Rows[Like]:
    """Return the rows of all that is wanted, in order of time."""
    in_order = ([(row, like) for row in rows[like]] for like in wanted)
    return list(merge(*in_order, key=lambda one: one[0].instant))


def _kept(opposed: _Opposed[Like], flags: Iterable[Flag]) -> Kept:
    rule = opposed.rule
    instants = [row.instant for row, _like in opposed.minerals]
    too_near, pairs = _flagged(opposed, flags)
    counted: list[Row] = []
    gaps: list[int] = []
    for partner in opposed.partners:
        is_near, gap = _nearest(partner, opposed.minerals, instants, opposed.may_touch)
        if is_near:
            counted.append(partner[0])
        if gap is not None:
            gaps.append(gap)
    return Kept(
        rule,
        partners=_partners_named(rule, counted),
        mineral=opposed.mineral,
        doses=len(counted),
        closer=sum(row.intake.id in too_near for row in counted),
        pairs=pairs,
        usual_minutes=median_low(gaps) / MICROSECONDS_PER_MINUTE if gaps else None,
        nearest_minutes=min(gaps) / MICROSECONDS_PER_MINUTE if gaps else None,
    )


def _flagged(opposed: _Opposed[Like], flags: Iterable[Flag]) -> tuple[set[str], int]:
    """Return which doses of the partner stand in a flag with this mineral, and in how many."""
    partners = {row.intake.id for row, _like in opposed.partners}
    minerals = {row.intake.id for row, _like in opposed.minerals}
    too_near: set[str] = set()
    pairs = 0
    for flag in flags:
        one, other = flag.entries
        doses = {
            partner
            for partner, mineral in ((one, other), (other, one))
            if partner in partners and mineral in minerals
        }
        too_near |= doses
        pairs += bool(doses)
    return too_near, pairs


def _partners_named(rule: Partnered, rows: Iterable[Row]) -> tuple[str, ...]:
    """Return the names of what was taken of the partner, as they are compared."""
    if rule.match_substance is not None:
        return (rule.match_substance,)
    names = Counter(
        name for row in rows for name in row.traits.kind.names if name in rule.partner_names
    )
    return tuple(sorted(names, key=lambda name: (-names[name], name)))


def _nearest(
    partner: tuple[Row, Like],
    minerals: Rows[Like],
    instants: Sequence[int],
    may_touch: MayTouch[Like],
) -> tuple[bool, int | None]:
    """Return whether a mineral is near, and the gap to the nearest that has to be apart."""
    row, like = partner
    is_near = False
    for other, of_other in _outward(row, minerals, instants):
        gap = abs(other.instant - row.instant)
        if gap > REACH:
            break
        is_near = True
        if not may_touch(like, of_other, gap):
            return True, gap
    return is_near, None


def _outward(row: Row, minerals: Rows[Like], instants: Sequence[int]) -> Iterator[tuple[Row, Like]]:
    """Yield the minerals from the nearest on, without the row itself."""
    after = bisect_left(instants, row.instant)
    before = after - 1
    while before >= 0 or after < len(minerals):
        to_before = row.instant - instants[before] if before >= 0 else None
        to_after = instants[after] - row.instant if after < len(minerals) else None
        if to_after is None or (to_before is not None and to_before < to_after):
            place, before = before, before - 1
        else:
            place, after = after, after + 1
        if minerals[place][0] is not row:
            yield minerals[place]
