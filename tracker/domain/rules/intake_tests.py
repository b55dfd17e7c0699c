"""Rules that look at one intake: kidney, condition, age, medicine, and the tips.

A rule's test is a set of conditions. Those on the kind of intake and on the profile are
settled once for each pair of the two; only what is left, and needs the intake's place in
time, is asked of every intake.
"""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from tracker.domain.amounts import is_over, quanta, reaches
from tracker.domain.diary import Content
from tracker.domain.rules.book import RuleBook
from tracker.domain.rules.flag import Flag
from tracker.domain.rules.model import IntakeRule, IntakeTest, Partnered, ProfileTest
from tracker.domain.rules.rows import DayFacts, PreparedDiary, Row
from tracker.domain.rules.surroundings import Surroundings
from tracker.domain.rules.traits import Kind, Traits, sums
from tracker.domain.substances import normalised

Question = Callable[[Row], bool]
Settled = tuple[Question, ...] | None
"""What is left to ask of a row; nothing left means met, `None` means that it cannot be."""


class OpenRule(NamedTuple):
    """A rule that a kind of intake can meet, what is left to ask, and the days it spoke on.

    Only a tip notes its days, and is then silent for the rest of them.
    """

    rule: IntakeRule
    is_tip: bool
    question: Question | None
    days_given: set[int]


def intake_flags(prepared: PreparedDiary) -> Iterator[Flag]:
    """Yield a flag for each intake that meets a rule's test; of a tip one a local day."""
    settler = Settler(prepared)
    for row in prepared.rows:
        silenced: frozenset[str] = frozenset()
        for rule, is_tip, question, days_given in settler.rules_for(row):
            if row.day in days_given or (silenced and rule.id in silenced):
                continue
            if question is None or question(row):
                silenced |= rule.supersedes
                if is_tip:
                    days_given.add(row.day)
                yield Flag(rule, rule.severity or "info", (row.intake,), row.instant)


class Settler:
    """Answers which rules are open for a row, each with the question that is left."""

    def __init__(self, prepared: PreparedDiary) -> None:
        self._prepared = prepared
        self._book = prepared.book
        self._surroundings = Surroundings(prepared)
        # A rule that silences others comes before them.
        self._rules = sorted(
            prepared.book.of_type(IntakeRule), key=lambda rule: (not rule.supersedes, rule.id)
        )
        self._days_given: dict[IntakeRule, set[int]] = {rule: set() for rule in self._rules}
        self._suiting: dict[Kind, list[IntakeRule]] = {}
        self._open: dict[tuple[Kind, object], list[OpenRule]] = {}

    def rules_for(self, row: Row) -> list[OpenRule]:
        kind = row.traits.kind
        if not self._rules_suiting(kind):
            return []
        facts = self._prepared.facts_on(row.day)
        key = (kind, facts.likeness)
        found = self._open.get(key)
        if found is None:
            found = self._open[key] = [
                OpenRule(rule, rule.is_tip, all_of(questions), self._days_given[rule])
                for rule in self._rules_suiting(kind)
                if (questions := self._settle(rule.test, kind, facts)) is not None
            ]
        return found

    def _rules_suiting(self, kind: Kind) -> list[IntakeRule]:
        """Return the rules that this kind of intake can meet, whatever the profile."""
        if kind not in self._suiting:
            self._suiting[kind] = [
                rule for rule in self._rules if suits_kind(rule.test, kind, self._book)
            ]
        return self._suiting[kind]

    def _settle(self, test: IntakeTest, kind: Kind, facts: DayFacts) -> Settled:
        if not suits_kind(test, kind, self._book):
            return None
        if test.profile is not None and not suits_profile(test.profile, facts):
            return None
        questions = self._questions(test)
        if not test.any_of:
            return questions
        ways = [self._settle(one, kind, facts) for one in test.any_of]
        open_ways = [way for way in ways if way is not None]
        if not open_ways:
            return None
        return questions if () in open_ways else (*questions, any_of(open_ways))

    def _questions(self, test: IntakeTest) -> tuple[Question, ...]:
        around = self._surroundings
        questions = list(amount_questions(test, self._book))
        if test.first_oral_magnesium:
            questions.append(lambda row: row is around.first_oral_magnesium)
        if test.window_total_from_mg is not None:
            total = quanta(test.window_total_from_mg)
            questions.append(lambda row: reaches(around.largest_magnesium_total(row), total))
        if (symptom := test.symptom_same_or_next_day) is not None:
            questions.append(
                lambda row: (
                    around.has_symptom(symptom, row.day) or around.has_symptom(symptom, row.day + 1)
                )
            )
        if (days := test.no_vitamin_d_in_local_days) is not None:
            questions.append(lambda row: not around.had_vitamin_d(row.day, days))
        if (tag := test.near_meals_without_tag) is not None:
            minutes = test.near_meal_minutes or 0
            questions.append(lambda row: around.meals_near_lack(row, tag, minutes))
        return tuple(questions)


def all_of(questions: tuple[Question, ...]) -> Question | None:
    """Return one question for all of them; `None` for none."""
    if len(questions) < 2:
        return questions[0] if questions else None
    return lambda row: all(question(row) for question in questions)


def any_of(ways: Iterable[tuple[Question, ...]]) -> Question:
    """Return the question whether all of at least one way's questions are met."""
    asked = [question for way in ways if (question := all_of(way)) is not None]
    return lambda row: any(question(row) for question in asked)


def suits_kind(test: IntakeTest, kind: Kind, book: RuleBook) -> bool:
    """Does this kind of intake meet the test's conditions on intake and labels?"""
    return (
        (test.needs is None or kind.meets(test.needs))
        and (not test.routes or kind.route in test.routes)
        and (not test.sources or kind.source in test.sources)
        and (test.meal is None or kind.meal == test.meal)
        and kind.product_class not in test.not_product_class
        and (not test.medicine_rules or is_medicine_of(test.medicine_rules, kind, book))
        and any(suits_label(test, label, book) for label in kind.labels)
    )


def is_medicine_of(rule_ids: Iterable[str], kind: Kind, book: RuleBook) -> bool:
    """Does the intake hold a medicine that one of these rules is about?"""
    rules = [book.by_id[rule_id] for rule_id in rule_ids]
    return any(
        not kind.names.isdisjoint(rule.partner_names)
        for rule in rules
        if isinstance(rule, Partnered)
    )


def suits_label(test: IntakeTest, label: Content, book: RuleBook) -> bool:
    """Does a content meet all of the test's conditions on contents, but for its amount?"""
    substance = book.substances.find(label.substance)
    if test.substances and (substance is None or substance.id not in test.substances):
        return False
    if test.forms:
        is_magnesium = substance is not None and substance.id == "magnesium"
        if not is_magnesium or book.substances.form_id(label) not in test.forms:
            return False
    if test.basis is not None and label.basis != test.basis:
        return False
    return (not test.units or label.unit in test.units) and label.unit not in test.not_units


def amount_questions(test: IntakeTest, book: RuleBook) -> Iterator[Question]:
    """Yield what a test asks of the amounts in an intake."""
    if test.amount_over is not None or test.amount_below is not None:
        yield lambda row: any(
            suits_amount(test, content.amount) and suits_label(test, content, book)
            for content in row.traits.contents
        )
    if test.intake_total_over_mg is not None:
        over = quanta(test.intake_total_over_mg)
        # Most intakes are under it with all they hold; only the rest are looked into.
        yield (
            lambda row: (
                is_over(sum(row.traits.amounts.values()), over)
                and is_over(suiting_total(test, row.traits, book), over)
            )
        )


def suits_amount(test: IntakeTest, amount: Decimal | None) -> bool:
    """Is the bare number on the label, whatever its unit, beyond what the test names?"""
    return amount is not None and (
        (test.amount_over is None or amount > test.amount_over)
        and (test.amount_below is None or amount < test.amount_below)
    )


def suiting_total(test: IntakeTest, traits: Traits, book: RuleBook) -> int:
    """Return the sum, in quanta, of those contents that meet the test's conditions."""
    parts = zip(traits.contents, traits.kind.counted, strict=True)
    suiting = [(content, part) for content, part in parts if suits_label(test, content, book)]
    totals = sums([content for content, _ in suiting], [part for _, part in suiting], days=1)
    return sum(totals.values())


def suits_profile(test: ProfileTest, facts: DayFacts) -> bool:
    profile = facts.profile
    conditions = frozenset(map(normalised, profile.conditions))
    asked = (
        test.kidney is None or profile.kidney == test.kidney,
        not test.reduced_kidney or profile.kidney not in (None, "normal"),
        not test.conditions or not conditions.isdisjoint(test.conditions),
        not test.any_condition or bool(profile.conditions),
        not test.any_medicine or bool(profile.medicines),
        not test.pregnant or profile.pregnant is True,
        not test.lactating or profile.lactating is True,
        not test.new_to_supplements or profile.new_to_supplements is True,
        is_within(profile.egfr, test.egfr_from, test.egfr_below),
        is_within(facts.age, test.age_from, test.age_below),
    )
    return all(asked)


def is_within(
    value: Decimal | Fraction | None,
    from_: Decimal | int | None,
    below: Decimal | int | None,
) -> bool:
    """Is `value` in the range? One that is not known is in no range that asks for it."""
    if from_ is None and below is None:
        return True
    if value is None:
        return False
    return (from_ is None or value >= from_) and (below is None or value < below)
