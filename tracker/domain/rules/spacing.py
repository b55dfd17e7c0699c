"""Kind `spacing`: two intakes that got in each other's way.

The sweep meets intakes in order of time and looks back from each one only into queues of
intakes that conflict with its like, and only as far as the widest gap between the two likes
reaches. What is visited is flagged, so the cost is that of the intakes and the flags.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tracker.domain.diary import MICROSECONDS_PER_MINUTE
from tracker.domain.rules.book import RuleBook
from tracker.domain.rules.flag import Flag
from tracker.domain.rules.model import (
    SEVERITY_RANK,
    AmountTier,
    Order,
    Severity,
    SpacingRule,
)
from tracker.domain.rules.rows import PreparedDiary, Row
from tracker.domain.rules.traits import Kind

MINERALS = frozenset({"magnesium", "calcium", "iron", "zinc"})


PartnerOf = tuple[tuple[SpacingRule, Severity], ...]
Likeness = tuple[PartnerOf, frozenset[str], frozenset[str], bool, str | None]


@dataclass(frozen=True, slots=True, eq=False)
class Role:
    """All that decides with what, and how, a row conflicts: rows of one role are alike.

    `partner_of` holds the rules in which the row is the partner, each with its severity.
    """

    partner_of: PartnerOf
    groups: frozenset[str]
    minerals: frozenset[str]
    is_with_meal: bool
    product_class: str | None

    @property
    def likeness(self) -> Likeness:
        """Equal for roles that conflict alike, whatever the amounts on their labels.

        It is what a role is made of.
        """
        return (
            self.partner_of,
            self.groups,
            self.minerals,
            self.is_with_meal,
            self.product_class,
        )


class Conflict:
    """One rule between an older and a newer role, in one order; gaps are microseconds.

    A gap of `nearest <= gap < enough` is flagged: nearer ones the rule lets be taken
    together with food.
    """

    def __init__(
        self, rule: SpacingRule, order: Order, base_severity: Severity, exempt: int | None
    ) -> None:
        self.rule = rule
        self.order = order
        self.required_minutes = required_minutes(rule, order)
        self.nearest = 0 if exempt is None else exempt + 1
        self.enough = self.required_minutes * MICROSECONDS_PER_MINUTE
        self._base_severity = base_severity

    def severity_at(self, gap: int) -> Severity:
        return severity_at(self.rule, self.order, gap, self._base_severity)

    def verdict(self, gap: int) -> tuple[int, Severity] | None:
        """Return required minutes and severity at `gap`, `None` where it is fine."""
        if not self.nearest <= gap < self.enough:
            return None
        return (self.required_minutes, self.severity_at(gap)) if gap else self._at_once()

    def _at_once(self) -> tuple[int, Severity]:
        """At one instant neither came first: what is stricter of the two orders holds."""
        orders: tuple[Order, ...] = ("partner_first", "mineral_first")
        severities = [severity_at(self.rule, order, 0, self._base_severity) for order in orders]
        required = max(required_minutes(self.rule, order) for order in orders)
        return required, most_serious(severities)


def severity_at(rule: SpacingRule, order: Order, gap: int, otherwise: Severity) -> Severity:
    """Return the severity of the rule's tier that a gap falls in, or else `otherwise`."""
    for tier in rule.gap_tiers:
        start = tier.from_minutes * MICROSECONDS_PER_MINUTE
        end = tier.below_minutes * MICROSECONDS_PER_MINUTE
        if tier.order in (order, "either") and start <= gap < end:
            return tier.severity
    return otherwise


class Pairing:
    """Every conflict between an older and a newer role, and how far back they reach."""

    def __init__(self, older: Role, newer: Role) -> None:
        self.conflicts = [
            *conflicts(partner=older, mineral=newer, order="partner_first"),
            *conflicts(partner=newer, mineral=older, order="mineral_first"),
        ]
        by_rule: dict[SpacingRule, list[Conflict]] = {}
        for conflict in self.conflicts:
            by_rule.setdefault(conflict.rule, []).append(conflict)
        self._by_rule = list(by_rule.items())
        self.reach = max((conflict.enough for conflict in self.conflicts), default=0)

    def flags(self, older: Row, newer: Row) -> Iterator[Flag]:
        gap = newer.instant - older.instant
        for rule, alike in self._by_rule:
            found = [verdict for one in alike if (verdict := one.verdict(gap)) is not None]
            if found:
                # One rule can conflict in both directions, where both products hold both.
                required, severity = found[0] if len(found) == 1 else strictest(found)
                yield Flag(
                    rule,
                    severity,
                    (older.intake, newer.intake),
                    older.instant,
                    gap=gap,
                    required_gap_minutes=required,
                )


def strictest(verdicts: Sequence[tuple[int, Severity]]) -> tuple[int, Severity]:
    return max(minutes for minutes, _ in verdicts), most_serious(
        severity for _, severity in verdicts
    )


def spacing_flags(prepared: PreparedDiary) -> Iterator[Flag]:
    """Yield a flag for each rule and pair of entries nearer than their order asks for."""
    seen: dict[Role, list[Row]] = {}
    conflicting: dict[Role, list[tuple[list[Row], Pairing]]] = {}
    for row, role in with_roles(prepared.timed_rows, prepared.book):
        if role not in seen:
            seen[role] = []
            meet(role, seen, conflicting)
        for older_rows, pairing in conflicting[role]:
            too_early = row.instant - pairing.reach
            if not older_rows or older_rows[-1].instant <= too_early:
                continue
            for older in reversed(older_rows):
                # Newest first, so the first one out of reach ends the search.
                if older.instant <= too_early:
                    break
                yield from pairing.flags(older, row)
        seen[role].append(row)


def meet(
    role: Role,
    seen: dict[Role, list[Row]],
    conflicting: dict[Role, list[tuple[list[Row], Pairing]]],
) -> None:
    """Work out how a role that is new in the diary conflicts with those already in it."""
    conflicting[role] = []
    for other, rows in seen.items():
        as_newer = Pairing(older=other, newer=role)
        if as_newer.conflicts:
            conflicting[role].append((rows, as_newer))
        as_older = Pairing(older=role, newer=other)
        if as_older.conflicts and other is not role:
            conflicting[other].append((seen[role], as_older))


def conflicts(*, partner: Role, mineral: Role, order: Order) -> Iterator[Conflict]:
    for rule, severity in partner.partner_of:
        if not mineral.groups.isdisjoint(rule.minerals):
            yield Conflict(rule, order, severity, exempt_gap(rule, partner, mineral))


def exempt_gap(rule: SpacingRule, partner: Role, mineral: Role) -> int | None:
    """Return up to which gap the two may be taken together with food; `None`: not at all."""
    fine = rule.together_with_food_ok
    if fine is None or not (partner.is_with_meal and mineral.is_with_meal):
        return None
    if not mineral.minerals <= fine.minerals:
        return None
    if fine.not_product_class is not None and mineral.product_class == fine.not_product_class:
        return None
    return fine.max_gap_minutes * MICROSECONDS_PER_MINUTE


def required_minutes(rule: SpacingRule, order: Order) -> int:
    if order == "partner_first":
        return rule.gap_if_partner_first_minutes
    return rule.gap_if_mineral_first_minutes


def most_serious(severities: Iterable[Severity]) -> Severity:
    return max(severities, key=SEVERITY_RANK.__getitem__)


def with_roles(rows: Sequence[Row], book: RuleBook) -> Iterator[tuple[Row, Role]]:
    """Yield those of the rows, in order of time, that can conflict, each with its role."""
    severities = occasion_severities(rows, book)
    known: dict[object, Role] = {}
    for row in rows:
        kind = row.traits.kind
        if not kind.groups and not kind.partner_of:
            continue
        key = (kind, severities.get(row, ()))
        role = known.get(key)
        if role is None:
            role = role_of(kind, dict(key[1]))
            role = known[key] = known.setdefault(role.likeness, role)
        yield row, role


def role_of(kind: Kind, of_occasion: Mapping[str, Severity]) -> Role:
    spacing_rules = [rule for rule in kind.partner_of if isinstance(rule, SpacingRule)]
    return Role(
        partner_of=tuple(
            (rule, of_occasion.get(rule.id) or rule.severity or "info")
            for rule in spacing_rules
            if rule.id in of_occasion or not rule.occasion_tiers
        ),
        groups=kind.groups,
        minerals=kind.substances & MINERALS,
        is_with_meal=kind.meal == "with",
        product_class=kind.product_class,
    )


def occasion_substances(book: RuleBook) -> frozenset[str]:
    """Return the substances of which a rule asks how much there is on one occasion."""
    return frozenset(
        rule.match_substance
        for rule in book.of_type(SpacingRule)
        if rule.match_substance is not None and rule.occasion_tiers
    )


def occasion_severities(
    rows: Sequence[Row], book: RuleBook
) -> dict[Row, tuple[tuple[str, Severity], ...]]:
    """Return, for each row whose amount on one occasion matters to rules, what it gives.

    An occasion is all intakes of the partner substance within `occasion_minutes` of the
    row. A rule that is not named is not met: the amount is below its lowest tier.
    """
    found: dict[Row, tuple[tuple[str, Severity], ...]] = {}
    for rule in book.of_type(SpacingRule):
        if rule.match_substance is None or not rule.occasion_tiers:
            continue
        partners = [row for row in rows if rule in row.traits.kind.partner_of]
        totals = occasion_totals(partners, rule.match_substance, book.occasion_minutes)
        for row, total in zip(partners, totals, strict=True):
            tier = tier_of(rule.occasion_tiers, total)
            if tier is not None:
                found[row] = (*found.get(row, ()), (rule.id, tier.severity))
    return found


def occasion_totals(rows: Sequence[Row], substance: str, minutes: int) -> Iterator[int]:
    """Yield, for each row, the sum of `substance` within `minutes` on either side of it."""
    span = minutes * MICROSECONDS_PER_MINUTE
    total = first = beyond = 0
    for row in rows:
        while beyond < len(rows) and rows[beyond].instant <= row.instant + span:
            total += rows[beyond].traits.amounts[substance]
            beyond += 1
        while rows[first].instant < row.instant - span:
            total -= rows[first].traits.amounts[substance]
            first += 1
        yield total


def tier_of(tiers: Iterable[AmountTier], total: int) -> AmountTier | None:
    """Return the first of `tiers`, highest first, that `total` quanta meet."""
    return next((tier for tier in tiers if tier.is_met_by(total)), None)
