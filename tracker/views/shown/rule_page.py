"""Everything that the page of one rule shows."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from tracker.domain.rules.model import (
    AmountTier,
    DailyAmountRule,
    LimitRule,
    OtherRegionsLimitRule,
    Partnered,
    Rule,
    SpacingRule,
    WarningSign,
)
from tracker.knowledge import Knowledge
from tracker.views.shown.citations import cited
from tracker.views.shown.groups import group_id, group_words, line, tip_heading
from tracker.views.shown.limits import limit_tables
from tracker.views.shown.medicines import names_of
from tracker.views.shown.ribbons import ribbons
from tracker.views.shown.statements import (
    partner_word,
    reached,
    severity_word,
    statement,
    together_with_food,
)
from tracker.views.shown.words import as_sentence, capitalised, either, length_of_time, mineral
from tracker.views.shown.worked_cases import worked_cases


def rule_context(rule: Rule, known: Knowledge) -> dict[str, Any]:
    """Return the context of the rule's page."""
    cases = worked_cases(rule, known)
    return {
        "rule": rule,
        **standing(rule, known),
        **numbers(rule, known),
        "when": when(rule, known),
        "direction": as_sentence(_(rule.direction)),
        "mechanism": as_sentence(_(rule.mechanism)),
        # Advice with numbers of the day in it is shown as a case fills it in.
        "advice": "" if has_numbers(rule) else _(rule.advice),
        "filled_case": next((one for one in cases if one.is_flagged and has_numbers(rule)), None),
        "medicines": names_of(rule, known) if isinstance(rule, Partnered) else [],
        "cases": cases,
        "sources": cited(rule.citations, known),
    }


def standing(rule: Rule, known: Knowledge) -> dict[str, Any]:
    """Return where the rule belongs, how serious it is, and how good its evidence."""
    means = known.semantics
    group = group_id(rule, known)
    return {
        "line": line(rule, known),
        "group_id": group,
        "group_title": group_words()[group][0],
        "tip_heading": tip_heading(rule),
        "severity_means": as_sentence(
            _(means.severity[rule.severity] if rule.severity else means.no_severity)
        ),
        "level_means": as_sentence(
            _(means.level[rule.level]) if isinstance(rule, WarningSign) else ""
        ),
        "grade_means": as_sentence(
            _(means.evidence_grade[rule.evidence_grade]) if rule.evidence_grade else ""
        ),
        "honesty_note": _(known.honesty_note(rule)),
        "version": known.version,
    }


def numbers(rule: Rule, known: Knowledge) -> dict[str, Any]:
    """Return hours, amounts, limits and exceptions, as far as the rule has them."""
    return {
        "orders": ribbons(rule, known) if isinstance(rule, SpacingRule) else [],
        "details": list(details(rule, known)),
        "exceptions": [as_sentence(_(one)) for one in rule.does_not_apply_to],
        "limits": limit_tables(rule.substance, known)
        if isinstance(rule, LimitRule | OtherRegionsLimitRule)
        else None,
    }


def has_numbers(rule: Rule) -> bool:
    """Does the advice hold places for the numbers of the day?"""
    return "{" in rule.advice


def when(rule: Rule, known: Knowledge) -> str:
    """Return when the rule speaks, where the line under its title does not say so already."""
    text = as_sentence(_(rule.when))
    return "" if text == statement(rule, known) else text


def details(rule: Rule, known: Knowledge) -> Iterator[tuple[str, str]]:
    """Yield the numbers that a rule turns on, each as a heading and a sentence."""
    if isinstance(rule, SpacingRule):
        yield from spacing_details(rule, known)
    if isinstance(rule, DailyAmountRule):
        for tier in rule.tiers:
            yield _("Within 20 hours"), as_sentence(step(tier))
    if isinstance(rule, Partnered):
        yield from antacid_details(rule, known)


def step(tier: AmountTier) -> str:
    return f"{reached(tier)}: {severity_word(tier.severity).lower()}"


def spacing_details(rule: SpacingRule, known: Knowledge) -> Iterator[tuple[str, str]]:
    words = {
        "minutes": length_of_time(known.rule_book.occasion_minutes),
        "what": partner_word(rule, known),
    }
    if rule.occasion_tiers:
        steps = "; ".join(step(tier) for tier in rule.occasion_tiers)
        text = _("%(steps)s. Doses of %(what)s within %(minutes)s count as one.")
        yield _("From which amount"), text % {**words, "steps": capitalised(steps)}
    if rule.together_with_food_ok:
        fine = rule.together_with_food_ok
        text = _(
            "%(which)s Both are then marked as taken with a meal, at most %(minutes)s apart, and"
            " the product holds no other mineral."
        ) % {"which": together_with_food(rule), "minutes": length_of_time(fine.max_gap_minutes)}
        if fine.not_product_class:
            text += " " + _("Not where the product is an %(kind)s.") % {
                "kind": fine.not_product_class
            }
        yield _("With a meal"), text
    yield _("Exactly at the gap"), as_sentence(_(known.semantics.notes["boundary"]))


def antacid_details(rule: Partnered, known: Knowledge) -> Iterator[tuple[str, str]]:
    """Yield which forms count, where only some do."""
    labels = {form.id: form.label.lower() for form in known.forms}
    for group in (known.rule_book.mineral_groups[one] for one in rule.minerals):
        if not group.forms:
            continue
        in_order = [label for form, label in labels.items() if form in group.forms]
        forms = either(map(_, in_order or sorted(group.forms)))
        classes = either(map(_, sorted(group.product_classes)))
        yield (
            _("Which %(mineral)s counts") % {"mineral": mineral(group.substance)},
            _(
                "As %(forms)s, or in a product called an %(classes)s."
                " Other forms are not part of this rule."
            )
            % {"forms": forms, "classes": classes},
        )
