"""The rows of the tables. The columns stand in columns.py, in this order.

What a diary has thousands of comes as lines of what is stored, and what such a line says is read
once; everything else comes as domain values.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from tracker.domain.amounts import quanta, shown
from tracker.domain.diary import (
    Content,
    CoverSheet,
    Diary,
    Experiment,
    NoneTaken,
    Product,
    Profile,
    Question,
    Scale,
    SkippedDose,
)
from tracker.domain.lines import (
    IntakeLine,
    MealLine,
    SaidOfContent,
    SaidOfIntake,
    SaidOfMeal,
    SaidOfScore,
    ScoreLine,
    items_in,
)
from tracker.domain.substances import MG_PER_UNIT, Substances
from tracker.exports.tables.column import Group, Row, digits, digits_in, listed
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


NO_CONTENT = SaidOfContent(*[None] * len(SaidOfContent._fields))
NO_CELLS: Group = (None,) * 12
"""What stands in the columns of a content where there is none."""

LINES_KEPT = 300
"""What so many different lines say is kept."""


class Rows:
    """Makes rows. A diary is the same labels again and again, so what they hold is kept."""

    def __init__(self, known: Knowledge, told: Diary, products: Mapping[str, str]) -> None:
        self._substances = known.rule_book.substances
        self._products = products
        self._symptoms = symptom_names(known, told)
        self.measured = lru_cache(maxsize=LINES_KEPT)(self._measured)
        self._content = lru_cache(maxsize=LINES_KEPT)(self._new_content)
        self._label = lru_cache(maxsize=LINES_KEPT)(_label)
        self._portions = lru_cache(maxsize=LINES_KEPT)(_portions)
        self._felt = lru_cache(maxsize=LINES_KEPT)(self._new_felt)

    def of_intakes(self, lines: Iterable[IntakeLine]) -> Iterator[Row]:
        entry_id, place = None, 0
        for timed, said, content in lines:
            place = place + 1 if timed.id == entry_id else 1
            entry_id = timed.id
            yield (timed, self._content(place, content), self._label(said))

    def of_meals(self, lines: Iterable[MealLine]) -> Iterator[Row]:
        for timed, said in lines:
            for portion in self._portions(said):
                yield (timed, portion)

    def of_scores(self, lines: Iterable[ScoreLine]) -> Iterator[Row]:
        for timed, said in lines:
            yield (timed, self._felt(said))

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
        contents = [said_of(one) for one in product.contents] or [NO_CONTENT]
        for place, content in enumerate(contents, 1):
            yield (named, self._content(place, content)[1:], label)

    def _measured(self, content: SaidOfContent) -> Measured:
        return measured(content_of(content), self._substances)

    def _new_content(self, place: int, content: SaidOfContent) -> Group:
        if content.basis is None:
            return ("yes", *NO_CELLS)
        found = self.measured(content)
        return (
            None if is_nothing(content) else "yes",
            place,
            content.substance,
            found.substance_id,
            content.form,
            digits_in(content.amount),
            content.unit,
            content.basis,
            content.compound,
            digits(found.elemental_mg),
            digits(found.amount_mg),
            digits(found.amount_iu),
            digits(found.amount_mmol),
        )

    def _new_felt(self, said: SaidOfScore) -> Group:
        sites = items_in(said.sites)
        return (
            said.symptom,
            self._symptoms.get(said.symptom or "", said.symptom),
            digits_in(said.value),
            digits_in(said.scale_min),
            digits_in(said.scale_max),
            said.scale_better,
            said.scale_unit,
            listed([one.get("site") for one in sites]),
            listed([one.get("side") for one in sites]),
            listed(items_in(said.qualities)),
            said.note or None,
        )


def said_of(content: Content) -> SaidOfContent:
    return SaidOfContent(
        content.substance,
        content.form,
        digits(content.amount),
        content.unit,
        content.basis,
        content.compound,
    )


def content_of(said: SaidOfContent) -> Content:
    substance, form, amount, *others = said
    # What it is of and in which unit are words of the domain: no others are stored.
    return Content(substance, form, None if amount is None else Decimal(amount), *others)  # type: ignore[arg-type]


def is_nothing(content: SaidOfContent) -> bool:
    """Is its amount 0? That is no intake."""
    return content.amount is not None and Decimal(content.amount) == 0


def _label(said: SaidOfIntake) -> Group:
    return (
        said.route,
        said.source,
        said.meal,
        None if said.as_needed is None else bool(said.as_needed),
        bool(said.prescribed),
        said.product,
        said.product_id,
        said.product_class,
        digits_in(said.servings),
        said.covers_days,
        listed(items_in(said.tolerance)),
        said.note or None,
    )


def _portions(said: SaidOfMeal) -> Sequence[Group]:
    """Return what is said of a meal with each of its foods, or once where it has none."""
    tags, note = listed(items_in(said.tags)), said.note or None
    found: list[Group] = []
    portions: Sequence[Mapping[str, str]] = items_in(said.foods) or ({},)
    for one in portions:
        food = one.get("food")
        found.append((tags, food, food_name(food), digits_in(one.get("grams")), note))
    return found


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
