"""Checks of the numbers that rules compare with: gaps and tiers above 0 and in order."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from tracker.domain.rules.model import (
    AmountTier,
    CombinationRule,
    DailyAmountRule,
    GapTier,
    OtherRegionsLimitRule,
    Rule,
    SpacingRule,
    WeeklyDietRule,
)


def tier_problems(rule: Rule, where: str) -> Iterator[str]:
    match rule:
        case SpacingRule():
            yield from _gap_problems(rule, where)
            yield from _amount_tier_problems(rule.occasion_tiers, f"{where}: occasion_tiers")
        case DailyAmountRule():
            if not rule.tiers:
                yield f"{where}: tiers: at least one is needed"
            yield from _amount_tier_problems(rule.tiers, f"{where}: tiers")
        case CombinationRule() if rule.window_minutes <= 0:
            yield f"{where}: window_minutes must be above 0"
        case OtherRegionsLimitRule() if rule.over <= 0:
            yield f"{where}: over must be above 0"
        case WeeklyDietRule() if min(rule.days, rule.days_with_food_group_below) <= 0:
            yield f"{where}: days and days_with_food_group_below must be above 0"


def _gap_problems(rule: SpacingRule, where: str) -> Iterator[str]:
    minimum = {
        "partner_first": rule.gap_if_partner_first_minutes,
        "mineral_first": rule.gap_if_mineral_first_minutes,
        "either": max(rule.gap_if_partner_first_minutes, rule.gap_if_mineral_first_minutes),
    }
    if min(minimum.values()) <= 0:
        yield f"{where}: gaps must be above 0 minutes"
    for order, gap in minimum.items():
        tiers = [tier for tier in rule.gap_tiers if tier.order == order]
        yield from _gap_tier_problems(tiers, gap, f"{where}: gap_tiers: {order}")
    orders = {tier.order for tier in rule.gap_tiers}
    if "either" in orders and len(orders) > 1:
        yield f"{where}: gap_tiers: 'either' cannot stand beside another order"


def _gap_tier_problems(tiers: list[GapTier], gap_minutes: int, where: str) -> Iterator[str]:
    """Tiers of one order follow each other from 0 to the minimum, without a hole."""
    if not tiers:
        return
    starts = [tier.from_minutes for tier in tiers]
    ends = [tier.below_minutes for tier in tiers]
    is_rising = all(start < end for start, end in zip(starts, ends, strict=True))
    if not is_rising or starts != [0, *ends[:-1]] or ends[-1] != gap_minutes:
        yield f"{where}: must follow each other from 0 to {gap_minutes} minutes"


def _amount_tier_problems(tiers: tuple[AmountTier, ...], where: str) -> Iterator[str]:
    for position, tier in enumerate(tiers):
        if (tier.at_least is None) == (tier.over is None):
            yield f"{where}[{position}]: one of at_least and over is needed"
    amounts = [_from_amount(tier) for tier in tiers]
    if min(amounts, default=Decimal(1)) <= 0:
        yield f"{where}: amounts must be above 0"
    if any(higher <= lower for higher, lower in pairwise(amounts)):
        yield f"{where}: must stand highest first"


def _from_amount(tier: AmountTier) -> Decimal:
    amount = tier.at_least if tier.over is None else tier.over
    return Decimal(0) if amount is None else amount
