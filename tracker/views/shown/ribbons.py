"""The hours of a rule as a picture: hatched while it is too near, plain when it is clear."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tracker.domain.rules.model import GapTier, Order, Severity, SpacingRule
from tracker.knowledge import Knowledge
from tracker.views.shown.statements import partner_word, severity_word
from tracker.views.shown.words import capitalised, either, length_of_time, mineral

AXIS_HOURS = 10
"""Longer than the longest gap, and the same for every rule, so that pictures compare."""

LEFT = 14
WIDTH_PER_HOUR = 30


@dataclass(frozen=True, slots=True)
class Stretch:
    """Minutes after the first dose in which the second would be flagged."""

    x: float
    width: float
    severity: Severity
    says: str


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Ribbon:
    """One order of two doses: what comes first, how long the other waits, and the picture."""

    glyph: str
    says: str
    stretches: tuple[Stretch, ...]
    clear_x: float
    clear_width: float

    @property
    def ticks(self) -> list[Tick]:
        return [Tick(x_of(hour * 60), str(hour)) for hour in range(0, AXIS_HOURS + 1, 2)]


def ribbons(rule: SpacingRule, known: Knowledge) -> list[Ribbon]:
    """Return both orders of a spacing rule: the partner first, and the mineral first."""
    partner, minerals = partner_word(rule, known), either(map(mineral, rule.minerals))
    mineral_glyph = "magnesium" if rule.minerals[0].startswith("magnesium") else "calcium"
    return [
        _ribbon(rule, "partner_first", partner, minerals, partner_glyph(rule)),
        _ribbon(rule, "mineral_first", minerals, partner, mineral_glyph),
    ]


def partner_glyph(rule: SpacingRule) -> str:
    if rule.match_substance is None:
        return "medicine"
    return "calcium" if rule.match_substance == "calcium" else "other"


def _ribbon(rule: SpacingRule, order: Order, first: str, second: str, glyph: str) -> Ribbon:
    is_partner_first = order == "partner_first"
    gap = (
        rule.gap_if_partner_first_minutes if is_partner_first else rule.gap_if_mineral_first_minutes
    )
    return Ribbon(
        glyph=glyph,
        says=_("%(first)s first: wait %(gap)s, then %(second)s.")
        % {"first": capitalised(first), "second": second, "gap": length_of_time(gap)},
        stretches=tuple(_stretch(tier) for tier in _tiers(rule, order, gap)),
        clear_x=x_of(gap),
        clear_width=x_of(AXIS_HOURS * 60) - x_of(gap),
    )


def _tiers(rule: SpacingRule, order: Order, gap: int) -> list[GapTier]:
    """Return the steps of severity up to `gap`; one step where the rule makes no difference."""
    tiers = [tier for tier in rule.gap_tiers if tier.order in (order, "either")]
    if tiers:
        return tiers
    severity = highest_severity(rule)
    return [GapTier(order="either", from_minutes=0, below_minutes=gap, severity=severity)]


def highest_severity(rule: SpacingRule) -> Severity:
    if rule.occasion_tiers:
        return rule.occasion_tiers[0].severity
    return rule.severity or "info"


def _stretch(tier: GapTier) -> Stretch:
    words = {
        "from": length_of_time(tier.from_minutes),
        "below": length_of_time(tier.below_minutes),
        "severity": severity_word(tier.severity).lower(),
    }
    if tier.from_minutes == 0:
        says = _("under %(below)s: %(severity)s") % words
    else:
        says = _("%(from)s to %(below)s: %(severity)s") % words
    x = x_of(tier.from_minutes)
    return Stretch(x, x_of(tier.below_minutes) - x, tier.severity, says)


def x_of(minutes: int) -> float:
    return LEFT + minutes * WIDTH_PER_HOUR / 60
