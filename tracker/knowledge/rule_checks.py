"""Checks of the rules: numbers in order, names that exist, cases that show what they do."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations
from string import Formatter
from typing import get_args

from tracker.domain.rules.model import (
    DailyAmountRule,
    IntakeRule,
    IntakeTest,
    LimitRule,
    OtherRegionsLimitRule,
    Partnered,
    Rule,
    SpacingRule,
    WarningSign,
    WeeklyDietRule,
)
from tracker.domain.substances import normalised
from tracker.knowledge.cases import read_case
from tracker.knowledge.fact_checks import form_ids, substance_ids, unknown
from tracker.knowledge.facts import FoodGroup
from tracker.knowledge.parts import Parts
from tracker.knowledge.tier_checks import tier_problems

PLACEHOLDERS = frozenset({"total", "limit", "unit", "region"})
AMOUNT_RULES = (LimitRule, OtherRegionsLimitRule, DailyAmountRule)
FOOD_GROUPS: frozenset[str] = frozenset(get_args(FoodGroup))


def rule_problems(parts: Parts) -> Iterator[str]:
    if not parts.rule_ids:
        yield "rules/: no rule stands there"
    yield from _id_problems(parts)
    yield from _shared_names(parts.rules)
    for where, rule in parts.all_rules():
        yield from _honesty_problems(rule, where)
        yield from _placeholder_problems(rule, where)
        yield from _case_problems(rule, where)
        yield from _reference_problems(rule, parts, where)
        yield from tier_problems(rule, where)


def can_flag(rule: Rule) -> bool:
    """Is it a rule that `find_flags` can report, and not one that pages only show?"""
    return type(rule) is not Partnered


def _id_problems(parts: Parts) -> Iterator[str]:
    for name, rule in parts.rules.items():
        if name != f"rules/{rule.id}.toml":
            yield f"{name}: id '{rule.id}' is not the name of the file"
    signs = Counter(sign.id for _, sign in parts.warning_signs)
    for sign_id, times in signs.items():
        if times > 1:
            yield f"warning_signs.toml: id '{sign_id}' stands there {times} times"
    for rule_id in sorted(parts.rule_ids & (parts.warning_sign_ids or frozenset())):
        yield f"warning_signs.toml: id '{rule_id}' is also the id of rules/{rule_id}.toml"


def _shared_names(rules: Mapping[str, Rule]) -> Iterator[str]:
    """Yield the medicines that two rules claim for the same mineral.

    A rule's id is one of its names, so this also finds an id that another rule matches.
    """
    partnered = [(where, rule) for where, rule in rules.items() if isinstance(rule, Partnered)]
    by_name: dict[str, list[tuple[str, Partnered]]] = {}
    for where, rule in partnered:
        for name in rule.partner_names:
            by_name.setdefault(name, []).append((where, rule))
    for name, claims in by_name.items():
        for (where, rule), (other_place, other) in combinations(claims, 2):
            shared = set(rule.minerals) & set(other.minerals)
            if shared and (can_flag(rule) or can_flag(other)):
                minerals = ", ".join(sorted(shared))
                yield f"{where}: '{name}' stands in {other_place} too, for {minerals}"


def _honesty_problems(rule: Rule, where: str) -> Iterator[str]:
    if not rule.citations:
        yield f"{where}: citations: at least one is needed"
    if rule.evidence_grade is None and not isinstance(rule, WarningSign):
        yield f"{where}: 'evidence_grade' is missing"
    if rule.severity is None and can_flag(rule):
        yield f"{where}: 'severity' is missing"


def _placeholder_problems(rule: Rule, where: str) -> Iterator[str]:
    try:
        named = {name for _, name, _, _ in Formatter().parse(rule.advice) if name is not None}
    except ValueError as error:
        yield f"{where}: advice: {error}"
        return
    allowed = PLACEHOLDERS if isinstance(rule, AMOUNT_RULES) else frozenset()
    for name in sorted(named - allowed):
        yield f"{where}: advice: nothing is known to fill in {{{name}}}"


def _case_problems(rule: Rule, where: str) -> Iterator[str]:
    problems: list[str] = []
    for position, case in enumerate(rule.cases):
        read_case(case.diary, f"{where}: cases[{position}].diary", problems)
    yield from problems
    if not can_flag(rule):
        return
    if not any(case.flags for case in rule.cases):
        yield f"{where}: cases: one that flags is needed"
    if all(case.flags for case in rule.cases):
        yield f"{where}: cases: one that does not flag is needed"


def _reference_problems(rule: Rule, parts: Parts, where: str) -> Iterator[str]:
    """Check that what a rule names exists."""
    match rule:
        case Partnered():
            yield from _partner_problems(rule, parts, where)
        case LimitRule() | OtherRegionsLimitRule():
            yield from _limit_problems(rule, parts, where)
        case IntakeRule():
            yield from unknown(where, "rule to supersede", rule.supersedes, parts.rule_ids)
            yield from _test_problems(rule.test, parts, f"{where}: test")
        case WeeklyDietRule():
            yield from unknown(where, "food group", rule.food_groups, FOOD_GROUPS)
        case WarningSign() if parts.symptoms is not None:
            symptoms = frozenset(one.id for one in parts.symptoms.symptoms)
            yield from unknown(where, "symptom", rule.symptom_ids, symptoms)


def _partner_problems(rule: Partnered, parts: Parts, where: str) -> Iterator[str]:
    if not rule.minerals:
        yield f"{where}: minerals: at least one is needed"
    if parts.semantics is not None:
        groups = frozenset(parts.semantics.mineral_groups)
        yield from unknown(where, "mineral group", rule.minerals, groups)
    if parts.substances is not None:
        yield from unknown(where, "substance", _substances_named(rule), substance_ids(parts))
    if can_flag(rule) and not rule.match and rule.match_substance is None:
        yield f"{where}: match or match_substance is needed"
    for name in sorted(rule.match):
        if name != normalised(name):
            yield f"{where}: match: '{name}' must be lower case, without space around it"


def _substances_named(rule: Partnered) -> frozenset[str]:
    named = frozenset() if rule.match_substance is None else frozenset({rule.match_substance})
    if isinstance(rule, SpacingRule) and rule.together_with_food_ok is not None:
        named |= rule.together_with_food_ok.minerals
    return named


def _limit_problems(
    rule: LimitRule | OtherRegionsLimitRule, parts: Parts, where: str
) -> Iterator[str]:
    if parts.reference_intakes is None:
        return
    nutrient = parts.reference_intakes.of(rule.substance)
    if nutrient is None or not nutrient.limits:
        yield f"{where}: reference_intakes.toml has no limit for '{rule.substance}'"


def _test_problems(test: IntakeTest, parts: Parts, where: str) -> Iterator[str]:
    if parts.substances is not None:
        yield from unknown(where, "substance", test.substances, substance_ids(parts))
    known_forms = form_ids(parts, "magnesium")
    if known_forms is not None:
        yield from unknown(where, "form", test.forms, known_forms)
    yield from unknown(where, "rule", test.medicine_rules, parts.rule_ids)
    if parts.symptoms is not None:
        symptoms = frozenset(one.id for one in parts.symptoms.symptoms)
        # A person with burning feet may have written that down as a condition.
        conditions = symptoms | {one.id for one in parts.symptoms.conditions}
        if test.profile is not None:
            yield from unknown(where, "condition", test.profile.conditions, conditions)
        if test.symptom_same_or_next_day is not None:
            yield from unknown(where, "symptom", [test.symptom_same_or_next_day], symptoms)
    for position, other in enumerate(test.any_of):
        yield from _test_problems(other, parts, f"{where}: any_of[{position}]")
