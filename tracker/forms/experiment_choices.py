"""What an experiment can compare and with what: the choices of its plan."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from tracker.domain.check_in import tracked_symptoms
from tracker.domain.diary import Content, Diary, Product, Scale, Unit
from tracker.domain.rules.words import amount as written_number
from tracker.forms.scales import (
    Asked,
    OwnSymptoms,
    asked_of,
    known_symptoms,
    own_symptoms,
    symptom_label,
)
from tracker.forms.substance_names import content_name
from tracker.knowledge import knowledge

STEP = Decimal("0.001")
"""To how many mg (or IU) the dose of a day is kept."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A symptom on one of its scales, as a choice of the form."""

    key: str
    symptom: str
    scale: Scale
    label: str


@dataclass(frozen=True, slots=True)
class Tested:
    """What is taken in the blocks with it: `amount` is that of a day, elemental for a mineral.

    `label` is the choice of the form; `beside` names what else a product holds.
    """

    key: str
    substance: str
    form: str | None
    amount: Decimal | None
    unit: Unit | None
    product_id: str | None = None
    product: str = ""
    label: str = ""
    beside: tuple[str, ...] = ()


def outcomes_of(diary: Diary, today: date) -> list[Outcome]:
    """Return the symptoms that the person follows, each on the scales that it is asked on."""
    own = own_symptoms(diary.custom_symptoms)
    symptoms = tracked_symptoms(diary, today, known_symptoms())
    return [one for symptom in symptoms for one in _outcomes(symptom, own)]


def _outcomes(symptom: str, own: OwnSymptoms) -> Iterator[Outcome]:
    measures = list(asked_of(symptom, own))
    for number, asked in enumerate(measures):
        label = _outcome_label(symptom_label(symptom, own), asked, is_only=len(measures) == 1)
        yield Outcome(f"{number}/{symptom}", symptom, asked.scale, label)


def _outcome_label(name: str, asked: Asked, *, is_only: bool) -> str:
    words = {
        "name": name,
        "measure": asked.label[:1].lower() + asked.label[1:],
        "low": written_number(asked.scale.min),
        "high": written_number(asked.scale.max),
    }
    if is_only:
        return _("%(name)s, %(low)s to %(high)s") % words
    if asked.scale.unit:
        return _("%(name)s: %(measure)s") % words
    return _("%(name)s: %(measure)s, %(low)s to %(high)s") % words


def supplements_on(shelf: Iterable[Product]) -> list[Tested]:
    """Return what can be tested of a shelf: each substance of each supplement.

    What was prescribed is left out, as are antacids and laxatives: leaving them out is nothing
    to try out alone.
    """
    return [
        tested for product in shelf if _can_be_tested(product) for tested in _of_product(product)
    ]


def _can_be_tested(product: Product) -> bool:
    return (
        product.source == "supplement"
        and not product.prescribed
        and not product.is_put_away
        and product.product_class is None
        and product.covers_days == 1
    )


def _of_product(product: Product) -> Iterator[Tested]:
    contents = [one for one in product.contents if one.substance]
    for number, content in enumerate(contents):
        beside = tuple(content_name(one) for one in contents if one is not content)
        key = f"{number}/{product.id}"
        yield as_tested(key, content, Fraction(_servings_a_day(product)), product, beside)


def _servings_a_day(product: Product) -> Decimal:
    """Return the servings of a day, as they are usual; a time of some weekdays is not counted."""
    daily = [
        product.usual_servings if one.servings is None else one.servings
        for one in product.usual_times
        if not one.weekdays
    ]
    return sum(daily, Decimal(0)) or product.usual_servings


def as_tested(
    key: str,
    content: Content,
    servings: Fraction,
    product: Product | None = None,
    beside: tuple[str, ...] = (),
) -> Tested:
    """Return one content as what is tested, `servings` of it a day."""
    substances = knowledge().rule_book.substances
    known = substances.find(content.substance)
    amount = None if content.amount is None else Fraction(content.amount)
    unit: Any = content.unit
    if known is not None:
        amount, unit = known.amount_of(content), known.base_unit
    is_known = amount is not None and unit is not None
    name = "" if product is None else product.name
    return Tested(
        key=key,
        substance=substances.id_of(content.substance),
        form=substances.form_id(content) or None,
        amount=_rounded(amount * servings) if amount is not None and is_known else None,
        unit=unit if is_known else None,
        product_id=None if product is None else product.id,
        product=name,
        label=_tested_label(name, content_name(content)),
        beside=beside,
    )


def _tested_label(product: str, content: str) -> str:
    """Return a product's name with what is tested of it, unless the name says that already.

    >>> _tested_label("Night", "Magnesium citrate"), _tested_label("", "Vitamin D")
    ('Night: magnesium citrate', 'Vitamin D')
    """
    if not product or content.lower() in product.lower():
        return product or content
    return f"{product}: {content[:1].lower()}{content[1:]}"


def _rounded(amount: Fraction) -> Decimal:
    exact = Decimal(amount.numerator) / Decimal(amount.denominator)
    return exact.quantize(STEP).normalize() + 0 if exact < 10**12 else exact
