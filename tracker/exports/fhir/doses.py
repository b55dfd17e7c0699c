"""What a dose is of and how much: in words, and as numbers with units."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from tracker.domain.amounts import quanta, shown
from tracker.domain.diary import Content, Intake, MealRelation, Route
from tracker.exports.fhir.elements import (
    Element,
    clean,
    concept,
    plain,
    quantity,
    reference,
    with_unit,
    without_gaps,
)
from tracker.exports.fhir.source import Planned, Source

MEALS: dict[MealRelation, str] = {"with": "with a meal", "without": "without a meal", "unknown": ""}
ROUTES: dict[Route, str] = {
    "oral": "by mouth",
    "topical": "on the skin",
    "bath": "in a bath",
    "injection": "by injection",
    "infusion": "by infusion",
}
ONE_DOSE = "dose"
MOST_IN_A_NAME = 3
"""Of a multivitamin the name is enough; what it holds stands in its Medication."""


@dataclass
class Labels:
    """What labels say, worked out once each: a diary is the same few things again and again."""

    source: Source
    medications: list[Planned] = field(default_factory=list)
    """One for each label with several contents; FHIR keeps those in a resource of their own."""
    _of: dict[tuple[str, tuple[Content, ...], str], Element] = field(default_factory=dict)

    def medication(
        self, product: str | None, contents: tuple[Content, ...], per: str = ONE_DOSE
    ) -> Element:
        """Return the medication[x] of a statement; `contents` are those of one `per`."""
        key = product or "", contents, per
        if key not in self._of:
            self._of[key] = self._made(clean(product), contents, per)
        return self._of[key]

    def _made(self, product: str, contents: tuple[Content, ...], per: str) -> Element:
        name = medication_name(self.source, product, contents)
        if len(contents) < 2:
            return {"medicationCodeableConcept": concept(name)}
        url = self.source.url(f"Medication/{len(self.medications)}")
        make = partial(_medication, self.source, name, contents, per)
        self.medications.append(Planned(url, make))
        return {"medicationReference": reference(url)}


def medication_name(source: Source, product: str, contents: Sequence[Content]) -> str:
    """Return such as "Magnesium 200: Magnesium (glycinate)"."""
    inside = ", ".join(dict.fromkeys(map(source.content, contents)))
    if not inside or (product and len(contents) > MOST_IN_A_NAME):
        return product or "Medicine or supplement not named"
    return f"{product}: {inside}" if product else inside


def _medication(source: Source, name: str, contents: Iterable[Content], per: str) -> Element:
    return {
        "resourceType": "Medication",
        "code": concept(name),
        "ingredient": [_ingredient(source, content, per) for content in contents],
    }


def _ingredient(source: Source, content: Content, per: str) -> Element:
    made: Element = {"itemCodeableConcept": concept(content_in_words(source, content))}
    if content.amount is None or content.unit is None:
        return made
    numerator = quantity(content.amount, content.unit)
    return made | {"strength": {"numerator": numerator, "denominator": quantity(Decimal(1), per)}}


def dosage(source: Source, intake: Intake) -> Element:
    """Return how one dose was taken; `text` says all of it, the rest what a number can say."""
    shelved = source.products.get(intake.product_id or "")
    text = in_a_row(
        servings_in_words(intake.servings, "" if shelved is None else shelved.serving),
        dose_in_words(source, intake.contents),
        MEALS[intake.meal],
        "as needed" if intake.as_needed else "",
        f"meant for {intake.covers_days} days" if intake.covers_days > 1 else "",
    )
    return without_gaps(
        {
            "text": text or "Amount not known",
            "asNeededBoolean": intake.as_needed,
            "route": None if intake.route is None else concept(ROUTES[intake.route]),
            "doseAndRate": dose(intake.contents),
        }
    )


def dose(contents: Sequence[Content]) -> list[Element]:
    """Return the dose of one content in its unit, else as one of what the Medication holds."""
    if len(contents) > 1:
        return [{"doseQuantity": quantity(Decimal(1), ONE_DOSE)}]
    known = [one for one in contents if one.amount is not None and one.unit is not None]
    return [{"doseQuantity": quantity(one.amount or Decimal(0), one.unit)} for one in known]


def dose_in_words(source: Source, contents: Iterable[Content]) -> str:
    return "; ".join(content_in_words(source, one) for one in contents)


def content_in_words(source: Source, content: Content) -> str:
    """Return the amount of the label, of what it is, and the element in it where that is known."""
    name = source.content(content)
    if content.amount is None:
        return f"{name}, amount not known"
    return f"{with_unit(content.amount, content.unit)} {name}{_basis(source, content)}"


def _basis(source: Source, content: Content) -> str:
    """Return whether a mineral's amount is of the mineral or of its salt; "" for all others."""
    known = source.known.rule_book.substances.find(content.substance)
    if known is None or not known.needs_basis or content.unit == "mmol":
        return ""
    if content.basis == "elemental":
        return ", elemental"
    if content.basis == "unknown":
        return ", not known whether of the mineral or of its salt"
    amount = known.amount_of(content)
    if amount is None:
        return ", of the salt"
    elemental = round(shown(quanta(amount)), 1)
    return f", of the salt ({plain(elemental)} {known.base_unit} elemental)"


def servings_in_words(number: Decimal | None, serving: str) -> str:
    """Return such as "2 x capsule"; "" where it is not known."""
    return "" if number is None else f"{plain(number)} x {clean(serving) or 'serving'}"


def in_a_row(*parts: str) -> str:
    return ", ".join(filter(None, parts))
