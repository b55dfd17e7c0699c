"""Each dose as it was logged, and what the person says was not taken."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from itertools import chain

from tracker.document.zones import zone
from tracker.domain.daily import NOT_TAKEN_ON_PURPOSE
from tracker.domain.diary import Intake, NoneTaken, Product, SkippedDose, instant
from tracker.exports.fhir.doses import Labels, dosage, medication_name
from tracker.exports.fhir.elements import (
    Element,
    clean,
    concept,
    date_time,
    paragraph,
    reference,
)
from tracker.exports.fhir.patient_reported import annotations, statement
from tracker.exports.fhir.regimens import Regimen, counted
from tracker.exports.fhir.source import Planned, Section, Source


def taken(source: Source) -> list[Intake]:
    """Return the medicines and supplements that were logged, in order of time."""
    some = (one for one in source.diary.intakes if one.source not in NOT_TAKEN_ON_PURPOSE)
    return sorted(some, key=lambda one: instant(one.taken_at))


def logged(
    source: Source, labels: Labels, intakes: Sequence[Intake], found: Iterable[Regimen]
) -> Section:
    """Return each dose with its time, and what the person says was not taken."""
    whole_of = {id(intake): one.url for one in found for intake in one.intakes}
    products = source.products
    doses = (
        (one.id, partial(single, source, one, labels.medication(one.product, one.contents), whole))
        for one in intakes
        if (whole := whole_of[id(one)])
    )
    none = ((one.id, partial(_none, source, one)) for one in source.diary.none_taken)
    skipped = (
        (one.id, partial(_skipped, source, one, products[one.product_id]))
        for one in source.diary.skipped_doses
        if one.product_id in products
    )
    return Section(
        "Each dose as it was logged",
        paragraph(_counts(source, len(intakes))),
        concept("Doses"),
        tuple(
            Planned(source.url("MedicationStatement", entry_id), make)
            for entry_id, make in chain(doses, none, skipped)
        ),
        empty="unavailable",
    )


def single(source: Source, intake: Intake, medication: Element, whole: str) -> Element:
    """Return one dose: taken, so completed. An amount of 0 says that it was not."""
    is_none = bool(intake.contents) and all(one.amount == 0 for one in intake.contents)
    made = statement(
        source,
        "not-taken" if is_none else "completed",
        medication,
        {"effectiveDateTime": date_time(intake.taken_at, intake.precision)},
    )
    made["partOf"] = [reference(whole)]
    made["dosage"] = [dosage(source, intake)]
    notes = annotations(source, intake)
    return made | {"note": notes} if notes else made


def _none(source: Source, one: NoneTaken) -> Element:
    anything = "Any medicine or supplement"
    name = anything if one.substance is None else source.substance(one.substance)
    medication = {"medicationCodeableConcept": concept(name)}
    return statement(source, "not-taken", medication, {"effectiveDateTime": one.day.isoformat()})


def _skipped(source: Source, one: SkippedDose, product: Product) -> Element:
    at = datetime.combine(one.day, one.at, zone(one.timezone))
    name = medication_name(source, clean(product.name), product.contents)
    made = statement(
        source,
        "not-taken",
        {"medicationCodeableConcept": concept(name)},
        {"effectiveDateTime": date_time(at)},
    )
    return made | {"note": [{"text": f"The dose that is usual at {one.at:%H:%M}."}]}


def _counts(source: Source, intakes: int) -> str:
    said = len(source.diary.none_taken) + len(source.diary.skipped_doses)
    doses = f"{counted(intakes, 'dose')}, each with what is known of its time and amount."
    return f"{doses} {counted(said, 'time')} it was said that something was not taken."
