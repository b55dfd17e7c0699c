"""What was taken on one local day, substance by substance.

Supplements and medicines are summed apart from food. What is not known is never a 0: an
intake without a countable amount makes its total "at least", and is named. The limits that
raise flags look at any 20 hours; this is the plain sum of a day, for a person to read.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from tracker.domain.amounts import is_over, quanta, quanta_of, shown
from tracker.domain.diary import Content, Diary, FoodPortion, Intake, Meal, Region
from tracker.domain.limits import Limit
from tracker.domain.references import ReferenceRange, RegionReference, reference_for
from tracker.domain.rules.book import RuleBook
from tracker.domain.rules.traits import TAKEN_ON_PURPOSE
from tracker.domain.substances import BaseUnit, Substance

Reason = Literal[
    "not_swallowed",
    "excipient",
    "route_unknown",
    "source_unknown",
    "amount_unknown",
    "label_unclear",
]
MAY_ADD: frozenset[Reason] = frozenset(
    {"route_unknown", "source_unknown", "amount_unknown", "label_unclear"}
)
"""Reasons for which an intake is left out though there may be something in it to count."""

References = Mapping[str, Mapping[Region, RegionReference]]
AmountInFood = Callable[[str, str], Decimal | None]
"""Takes a food and a substance; returns how much 100 g hold, in base units, or `None`."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum; `is_at_least`: something that may add to it could not be counted."""

    quanta: int = 0
    is_at_least: bool = False

    @property
    def value(self) -> Decimal:
        return shown(self.quanta)

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(self.quanta + other.quanta, self.is_at_least or other.is_at_least)


@dataclass(frozen=True, slots=True)
class Part:
    """One content of an intake: what it adds, or why it adds nothing."""

    intake: Intake
    content: Content
    amount: int = 0
    left_out: Reason | None = None

    @property
    def as_amount(self) -> Amount:
        return Amount(self.amount, self.left_out in MAY_ADD)


@dataclass(frozen=True, slots=True)
class DayTotal:
    """What is known of one substance on one local day, in `unit`.

    `on_purpose` are supplements and medicines, `from_food` is food, as an entry or in a meal;
    neither holds what went on the skin. `towards_limit` sums what the limit counts: of a dose
    for several days, as everywhere here, that day's share. Foods of meals are in no limit.
    """

    substance: str
    unit: BaseUnit
    on_purpose: Amount
    from_food: Amount
    towards_limit: Amount
    parts: tuple[Part, ...]
    is_none_taken: bool
    limit: Limit | None
    reference: ReferenceRange | None

    @property
    def left_out(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.left_out is not None)

    @property
    def spread(self) -> tuple[Part, ...]:
        """The counted parts of which only one day's share is counted."""
        return tuple(part for part in self.parts if part.amount and part.intake.covers_days > 1)

    @property
    def is_any_on_purpose(self) -> bool:
        """Is there a supplement or medicine in it that was, or may have been, swallowed?"""
        return any(
            part.intake.source != "food" and (part.left_out is None or part.left_out in MAY_ADD)
            for part in self.parts
        )

    @property
    def altogether(self) -> Amount:
        return self.on_purpose + self.from_food

    @property
    def is_over_limit(self) -> bool:
        """Is the day's total over the limit? Equal is not over."""
        return self.limit is not None and is_over(self.towards_limit.quanta, self.limit.quanta)


def day_totals(
    diary: Diary,
    rules: RuleBook,
    day: date,
    *,
    references: References,
    amount_in_food: AmountInFood,
) -> list[DayTotal]:
    """Return the total of each substance of which anything is said on `day`.

    A substance that is not in the list is not known, which is not the same as none.
    """
    intakes = [intake for intake in diary.intakes if intake.taken_at.date() == day]
    meals = [meal for meal in diary.meals if meal.eaten_at.date() == day]
    none_taken = set(substances_not_taken(diary, rules, day))
    profile = diary.profile_on(day)
    age = profile.age_on(day)
    totals = []
    for substance in rules.substances.all:
        parts = tuple(parts_of(substance, intakes, rules))
        eaten = eaten_in(substance, meals, amount_in_food)
        if not parts and not eaten.quanta and substance.id not in none_taken:
            continue
        limits = rules.limits.get(substance.id)
        limit = None if limits is None else limits.for_person(profile, age)
        sources = TAKEN_ON_PURPOSE if limit is None else limit.counts_sources
        totals.append(
            DayTotal(
                substance=substance.id,
                unit=substance.base_unit,
                on_purpose=sum_of(parts, TAKEN_ON_PURPOSE | {None}),
                from_food=sum_of(parts, {"food"}) + eaten,
                towards_limit=sum_of(parts, sources | {None}),
                parts=parts,
                is_none_taken=substance.id in none_taken and not parts,
                limit=limit,
                reference=reference_for(references.get(substance.id, {}), profile, age),
            )
        )
    return totals


def parts_of(substance: Substance, intakes: Iterable[Intake], rules: RuleBook) -> Iterator[Part]:
    """Yield what each content of the substance adds. An amount of 0 is no intake."""
    for intake in intakes:
        for content in intake.contents:
            if rules.substances.find(content.substance) is substance and content.amount != 0:
                yield part_of(substance, intake, content)


def part_of(substance: Substance, intake: Intake, content: Content) -> Part:
    per_unit = substance.per_unit(content)
    reason = reason_against(intake, content, per_unit)
    if reason is not None or per_unit is None or content.amount is None:
        return Part(intake, content, left_out=reason)
    return Part(intake, content, quanta_of(content.amount, per_unit, intake.covers_days))


def reason_against(intake: Intake, content: Content, per_unit: Fraction | None) -> Reason | None:
    """Return why the content is in no total; `None` where it is."""
    if intake.route is None:
        return "route_unknown"
    if intake.route != "oral":
        return "not_swallowed"
    if intake.source == "excipient":
        return "excipient"
    if intake.source is None:
        return "source_unknown"
    if content.amount is None:
        return "amount_unknown"
    return "label_unclear" if per_unit is None else None


def sum_of(parts: Iterable[Part], sources: Iterable[str | None]) -> Amount:
    wanted = frozenset(sources)
    return sum((part.as_amount for part in parts if part.intake.source in wanted), Amount())


def eaten_in(substance: Substance, meals: Iterable[Meal], amount_in_food: AmountInFood) -> Amount:
    """Return what the foods of meals hold; a meal without weighed foods makes it "at least"."""
    total = Amount()
    for meal in meals:
        for portion in meal.foods:
            total += held_by(substance, portion, amount_in_food)
        total += Amount(is_at_least=not meal.foods)
    return total


def held_by(substance: Substance, portion: FoodPortion, amount_in_food: AmountInFood) -> Amount:
    per_100_g = None if portion.food is None else amount_in_food(portion.food, substance.id)
    if per_100_g is None or portion.grams is None:
        return Amount(is_at_least=True)
    return Amount(quanta(Fraction(portion.grams) * Fraction(per_100_g) / 100))


def substances_not_taken(diary: Diary, rules: RuleBook, day: date) -> Iterator[str]:
    """Yield the substances of which the person says that none was taken on `day`.

    "Nothing at all" speaks of those that have a limit: the ones whose totals are looked at.
    """
    for none_taken in diary.none_taken:
        if none_taken.day != day:
            continue
        if none_taken.substance is None:
            yield from rules.limits
        elif substance := rules.substances.find(none_taken.substance):
            yield substance.id
