"""Domain values as the rows of their tables. The columns stand in columns.py, in this order."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple

from tracker.domain.amounts import quanta, shown
from tracker.domain.diary import (
    Content,
    CoverSheet,
    Diary,
    Experiment,
    Intake,
    Meal,
    NoneTaken,
    Product,
    Profile,
    Question,
    Scale,
    Score,
    SkippedDose,
)
from tracker.domain.substances import MG_PER_UNIT, Substances
from tracker.exports.tables.column import Group, Row, digits, listed
from tracker.knowledge import Knowledge
from tracker.knowledge.usda import foods

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Measured(NamedTuple):
    """A content in the units of its columns; None where it cannot be said."""

    substance_id: str | None
    elemental_mg: Decimal | None
    amount_mg: Decimal | None
    amount_iu: Decimal | None
    amount_mmol: Decimal | None


def measured(content: Content, substances: Substances) -> Measured:
    """Return the amounts of the content, each exact to a billionth of its unit."""
    known = substances.find(content.substance)
    counted = known.amount_of(content) if known is not None else None
    in_unit = None if counted is None else shown(quanta(counted))
    is_in_iu = known is not None and known.base_unit == "IU"
    amount, unit = content.amount, content.unit
    return Measured(
        substance_id=substances.id_of(content.substance) or None,
        elemental_mg=None if is_in_iu else in_unit,
        amount_mg=_label_mg(content),
        amount_iu=in_unit if is_in_iu else amount if unit == "IU" else None,
        amount_mmol=amount if unit == "mmol" else None,
    )


def _label_mg(content: Content) -> Decimal | None:
    per_unit = MG_PER_UNIT.get(content.unit or "")
    if content.amount is None or per_unit is None:
        return None
    return shown(quanta(Fraction(content.amount) * per_unit))


NO_CONTENT: Group = (None,) * 12


class Rows:
    """Makes rows. A diary is the same labels again and again, so what they hold is kept."""

    def __init__(self, known: Knowledge, told: Diary, products: Mapping[str, str]) -> None:
        self._substances = known.rule_book.substances
        self._products = products
        self._symptoms = symptom_names(known, told)
        self.measured = lru_cache(maxsize=1000)(lambda one: measured(one, self._substances))
        self._content = lru_cache(maxsize=1000)(self._new_content)

    def of_intake(self, intake: Intake) -> Iterator[Row]:
        at = intake.taken_at
        timed = (intake.id, at, intake.timezone, at.date(), intake.precision)
        label = (
            intake.route,
            intake.source,
            intake.meal,
            intake.as_needed,
            intake.prescribed,
            intake.product,
            intake.product_id,
            intake.product_class,
            digits(intake.servings),
            intake.covers_days,
            listed(intake.tolerance),
            intake.note or None,
        )
        if not intake.contents:
            yield ((*timed, "yes"), NO_CONTENT, label)
        for place, content in enumerate(intake.contents, 1):
            taken = None if content.amount == 0 else "yes"
            yield ((*timed, taken), self._group(place, content), label)

    def of_meal(self, meal: Meal) -> Iterator[Row]:
        at = meal.eaten_at
        timed = (meal.id, at, meal.timezone, at.date(), meal.precision)
        tags, note = listed(meal.tags), meal.note or None
        if not meal.foods:
            yield (timed, (tags, None, None, None, note))
        for one in meal.foods:
            yield (timed, (tags, one.food, food_name(one.food), digits(one.grams), note))

    def of_score(self, score: Score) -> Iterator[Row]:
        at, symptom, sites = score.felt_at, score.symptom, score.sites
        felt = (
            score.id,
            at,
            score.timezone,
            at.date(),
            score.precision,
            symptom,
            self._symptoms.get(symptom or "", symptom),
            digits(score.value),
        )
        how = (
            *_scale(score.scale),
            listed([one.site for one in sites]),
            listed([one.side for one in sites]),
            listed(score.qualities),
            score.note or None,
        )
        yield (felt, how)

    def of_none_taken(self, one: NoneTaken) -> Iterator[Row]:
        said = (one.id, one.day, one.timezone, "no")
        if one.substance is None:
            yield ((*said, "everything", None, None),)
        else:
            name = self._substances.id_of(one.substance) or None
            yield ((*said, "substance", one.substance, name),)

    def of_skipped_dose(self, one: SkippedDose) -> Iterator[Row]:
        product = self._products.get(one.product_id)
        yield ((one.id, one.day, one.timezone, "no", one.product_id, product, one.at),)

    def of_product(self, product: Product) -> Iterator[Row]:
        stock = product.stock
        named = (product.id, product.name, product.brand or None)
        label = (
            product.serving or None,
            product.route,
            product.source,
            product.meal,
            product.prescribed,
            product.product_class,
            product.covers_days,
            digits(product.usual_servings),
            None if stock is None else digits(stock.servings),
            None if stock is None else stock.counted_at,
            product.is_put_away,
            product.note or None,
        )
        if not product.contents:
            yield (named, NO_CONTENT, label)
        for place, content in enumerate(product.contents, 1):
            yield (named, self._group(place, content), label)

    def _group(self, place: int, one: Content) -> Group:
        # By its digits: 1.5 and 1.50 are equal, and are to stay what they are.
        written = (one.substance, one.form, digits(one.amount), one.unit, one.basis, one.compound)
        return self._content(place, written)

    def _new_content(self, place: int, written: Any) -> Group:
        substance, form, amount, unit, basis, compound = written
        exact = None if amount is None else Decimal(amount)
        found = self.measured(Content(substance, form, exact, unit, basis, compound))
        return (
            place,
            substance,
            found.substance_id,
            form,
            amount,
            unit,
            basis,
            compound,
            digits(found.elemental_mg),
            digits(found.amount_mg),
            digits(found.amount_iu),
            digits(found.amount_mmol),
        )


def usual_times_of(product: Product) -> Iterator[Row]:
    for one in product.usual_times:
        weekdays = listed([WEEKDAYS[number] for number in one.weekdays])
        yield ((product.id, product.name, one.at, weekdays, digits(one.servings)),)


def of_question(one: Question) -> Iterator[Row]:
    said = (
        one.id,
        one.asked_at,
        one.timezone,
        one.symptom,
        one.substance,
        one.form,
        one.half_life,
        one.from_day,
        one.sometimes_because_it_hurts,
    )
    yield (said,)


def of_experiment(one: Experiment) -> Iterator[Row]:
    plan = (
        one.id,
        one.fixed_at,
        one.timezone,
        one.symptom,
        one.substance,
        one.form,
        digits(one.amount),
        one.unit,
        one.product_id,
        one.first_day,
        one.last_day,
        one.block_days,
        listed(["with" if is_with else "without" for is_with in one.blocks]),
        str(one.seed),
        *_scale(one.scale),
        listed(one.cautions),
        one.has_asked_clinician,
        one.stopped_on,
        one.stopped_because or None,
        one.note or None,
    )
    yield (plan,)


def of_person(told: Diary) -> Iterator[Row]:
    """Yield the profiles, the oldest first; the name stands with the one of now."""
    for earlier in sorted(told.earlier_profiles, key=lambda one: one.until):
        yield (_profile(earlier.profile, until=earlier.until),)
    sheet = told.cover_sheet or CoverSheet()
    yield (_profile(told.profile, name=sheet.name or None),)


def of_visit(told: Diary) -> Iterator[Row]:
    sheet = told.cover_sheet or CoverSheet()
    for number, question in enumerate(sheet.questions, 1):
        yield ((number, question),)


def symptom_names(known: Knowledge, told: Diary) -> Mapping[str, str]:
    """Return the names of symptoms and warning signs by id, with those of the person's own."""
    return (
        {one.id: one.label for one in known.symptoms}
        | {sign.id: sign.title for sign in known.warning_signs}
        | {one.id: one.name for one in told.custom_symptoms}
    )


@lru_cache(maxsize=1024)
def food_name(food: str | None) -> str | None:
    """Return the name of a food of USDA SR28; None for what is not in that table."""
    return foods()[food].description if food is not None and food in foods() else None


def _profile(profile: Profile, *, until: date | None = None, name: str | None = None) -> Group:
    return (
        until,
        name,
        profile.birth_date,
        digits(profile.age),
        profile.sex,
        profile.pregnant,
        profile.lactating,
        profile.kidney,
        digits(profile.egfr),
        listed(profile.conditions),
        listed(profile.medicines),
        profile.region,
        profile.timezone,
        profile.new_to_supplements,
    )


def _scale(scale: Scale) -> Group:
    return (digits(scale.min), digits(scale.max), scale.better, scale.unit)
