"""A rule in one line: what it looks for, with its numbers in words."""

from django.utils.translation import gettext as _

from tracker.domain.diary import Region
from tracker.domain.rules.model import (
    AmountTier,
    CombinationRule,
    DailyAmountRule,
    LimitRule,
    Partnered,
    Rule,
    Severity,
    SpacingRule,
    WarningSign,
)
from tracker.domain.rules.words import REGION_NAMES, amount
from tracker.domain.substances import normalised
from tracker.knowledge import Knowledge
from tracker.views.shown.words import as_sentence, either, every, length_of_time, mineral
from tracker.views.shown.words import substance_name as name_of

REGIONS: tuple[Region, ...] = ("US", "EU", "UK")


def statement(rule: Rule, known: Knowledge) -> str:
    """Return one line, or two short ones, on what `rule` looks for."""
    match rule:
        case Partnered():
            return _of_partner(rule, known)
        case LimitRule():
            return adult_limits(rule, known)
        case WarningSign():
            return as_sentence(_(rule.text))
    return as_sentence(_(rule.when))


def _of_partner(rule: Partnered, known: Knowledge) -> str:
    match rule:
        case SpacingRule():
            return " ".join([gaps(rule, known), *exceptions_in_short(rule, known)])
        case CombinationRule():
            return combination(rule)
        case DailyAmountRule():
            return daily_steps(rule, known)
    return as_sentence(_(rule.direction))


def combination(rule: CombinationRule) -> str:
    words = {
        "hours": length_of_time(rule.window_minutes),
        "minerals": either(map(mineral, rule.minerals)),
    }
    text = _("Hours apart may not be enough: looked at within %(hours)s of %(minerals)s.")
    return text % words


def gaps(rule: SpacingRule, known: Knowledge) -> str:
    """Return both gaps of a spacing rule in words."""
    partner, minerals = partner_word(rule, known), either(map(mineral, rule.minerals))
    after_partner = length_of_time(rule.gap_if_partner_first_minutes)
    after_mineral = length_of_time(rule.gap_if_mineral_first_minutes)
    words = {
        "gap": after_partner,
        "after_mineral": after_mineral,
        "partner": partner,
        "minerals": minerals,
    }
    if after_partner == after_mineral:
        return _("%(gap)s between %(partner)s and %(minerals)s, whichever comes first.") % words
    return _("Wait %(gap)s after %(partner)s, %(after_mineral)s after %(minerals)s.") % words


def partner_word(rule: Partnered, known: Knowledge) -> str:
    """Return how a sentence speaks of the partner: by name for a substance."""
    if rule.match_substance is not None:
        return name_of(rule.match_substance, known)
    substance = own_substance(rule, known)
    return _("the medicine") if substance is None else name_of(substance, known)


def own_substance(rule: Partnered, known: Knowledge) -> str | None:
    """Return the substance of the knowledge that a rule's medicine names are about, if any."""
    by_name = {normalised(name): one.id for one in known.substances for name in one.names}
    return next((by_name[name] for name in sorted(rule.match) if name in by_name), None)


def exceptions_in_short(rule: SpacingRule, known: Knowledge) -> list[str]:
    lines = []
    if rule.occasion_tiers:
        lowest = rule.occasion_tiers[-1]
        lines.append(
            _("From %(amount)s mg of %(what)s at one time.")
            % {"amount": threshold(lowest), "what": partner_word(rule, known)}
        )
    if rule.together_with_food_ok:
        lines.append(together_with_food(rule))
    return lines


def together_with_food(rule: SpacingRule) -> str:
    """Return which minerals are fine at the same meal; only for a rule that allows some."""
    minerals = rule.together_with_food_ok.minerals if rule.together_with_food_ok else frozenset()
    # In the order in which the rule names them: a set has none.
    named = [mineral(one) for one in rule.minerals if one in minerals]
    return _("With a meal, %(minerals)s may go together with it.") % {"minerals": every(named)}


def daily_steps(rule: DailyAmountRule, known: Knowledge) -> str:
    words = {
        "what": partner_word(rule, known),
        "steps": every(f"{reached(tier)} ({severity_word(tier.severity)})" for tier in rule.tiers),
        "mineral": either(map(mineral, rule.minerals)),
    }
    return _("Looked at where %(what)s within 20 hours reaches: %(steps)s.") % words


def reached(tier: AmountTier) -> str:
    words = {"amount": threshold(tier)}
    if tier.over is not None:
        return _("more than %(amount)s mg") % words
    return _("%(amount)s mg or more") % words


def threshold(tier: AmountTier) -> str:
    return amount(tier.over if tier.over is not None else tier.at_least)


def adult_limits(rule: LimitRule, known: Knowledge) -> str:
    limits = known.rule_book.limits[rule.substance]
    found = [(region, limits.in_region(region, None)) for region in REGIONS]
    numbers = [
        f"{REGION_NAMES[region]} {amount(limit.value)} {limit.unit}"
        for region, limit in found
        if limit
    ]
    return _("Adults, in any 20 hours: %(limits)s.") % {"limits": ", ".join(numbers)}


def severity_word(severity: Severity | None) -> str:
    """Return the word that stands beside the shape of a severity."""
    words = {
        "info": _("Information"),
        "caution": _("Caution"),
        "ask": _("Ask first"),
        "emergency": _("Emergency"),
    }
    return words[severity] if severity is not None else _("No rule known")
