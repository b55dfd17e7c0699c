"""The person, the program, and what the profile says of the person."""

from collections.abc import Iterator
from functools import partial

from tracker.exports.fhir.elements import (
    Element,
    absent,
    bullets,
    clean,
    coded,
    concept,
    paragraph,
    plain,
    quantity,
    without_gaps,
)
from tracker.exports.fhir.source import Planned, Section, Source

GENDERS = {"female": "female", "male": "male", "unspecified": "unknown"}
KIDNEYS = {
    "normal": "Normal, as the person says",
    "ckd": "Chronic kidney disease, as the person says",
    "dialysis": "Dialysis, as the person says",
}
EGFR_UNIT = "mL/min/1.73 m²"
YES_OR_NO = {True: "yes", False: "no"}


def patient(source: Source) -> Element:
    """Return the person, with nothing made up.

    What is kept back says so ("masked"), what nobody wrote down too ("unknown"). There is no
    identifier, for the diary has none that means anything elsewhere.
    """
    profile, sheet = source.diary.profile, source.diary.cover_sheet
    name = clean(sheet.name) if sheet is not None else ""
    why = "unknown" if source.selection.with_name else "masked"
    born = profile.birth_date
    made = {
        "resourceType": "Patient",
        "name": [{"text": name} if name else absent(why)],
        "gender": GENDERS.get(profile.sex or ""),
    }
    birth = {"_birthDate": absent(why)} if born is None else {"birthDate": born.isoformat()}
    return without_gaps(made | birth)


def device(source: Source) -> Element:
    """Return the program, which put the document together."""
    return {
        "resourceType": "Device",
        "deviceName": [{"name": "Mg Diary", "type": "user-friendly-name"}],
        "version": [{"type": {"text": "Knowledge"}, "value": source.known.version}],
    }


def problems(source: Source) -> Section:
    """Return the conditions of the profile, which nobody confirmed."""
    labels = {one.id: one for one in source.known.conditions}
    resources, names = [], []
    for number, written in enumerate(filter(clean, source.diary.profile.conditions)):
        known = labels.get(written)
        name = clean(written) if known is None else known.label
        code = concept(name, source.snomed_ct(None if known is None else known.snomed_ct))
        url = source.url(f"Condition/{number}")
        resources.append(Planned(url, partial(_condition, source, code)))
        names.append(name)
    return Section(
        "Conditions, as the person says",
        bullets(names) if names else paragraph("No condition is written down in the diary."),
        concept("Problem list", source.loinc("11450-4")),
        tuple(resources),
        empty="unavailable",
    )


def _condition(source: Source, code: Element) -> Element:
    return {
        "resourceType": "Condition",
        "clinicalStatus": coded("condition-clinical", "active"),
        "verificationStatus": coded("condition-ver-status", "unconfirmed"),
        "category": [coded("condition-category", "problem-list-item")],
        "code": code,
        "subject": source.patient,
        "asserter": source.patient,
    }


def allergies(source: Source) -> Section:
    return Section(
        "Allergies and intolerances",
        paragraph("The diary does not ask for allergies. Nothing is known of them here."),
        concept("Allergies and intolerances", source.loinc("48765-2")),
        empty="notasked",
    )


def profile(source: Source) -> Section | None:
    """Return what else the profile says on the day of the document, if anything."""
    facts = list(_facts(source))
    if not facts:
        return None
    lines = [f"{name}: {text}" for name, text, _ in facts]
    resources = (
        Planned(
            source.url(f"Observation/profile/{name}"), partial(_observation, source, name, value)
        )
        for name, _, value in facts
    )
    return Section("About the person", bullets(lines), resources=tuple(resources))


def _facts(source: Source) -> Iterator[tuple[str, str, Element]]:
    """Yield what each fact is called, its value in words, and the value itself with its day.

    A laboratory value has no day: the profile does not say when it was measured.
    """
    profile = source.diary.profile
    today = {"effectiveDateTime": source.now.date().isoformat()}
    if profile.birth_date is None and profile.age is not None:
        years = quantity(profile.age, "years")
        yield "Age", f"{plain(profile.age)} years", today | {"valueQuantity": years}
    for name, value in (("Pregnant", profile.pregnant), ("Breastfeeding", profile.lactating)):
        if value is not None:
            yield name, YES_OR_NO[value], today | {"valueBoolean": value}
    if profile.kidney is not None:
        text = KIDNEYS[profile.kidney]
        yield "Kidneys", text, today | {"valueCodeableConcept": concept(text)}
    if profile.egfr is not None:
        measured = quantity(profile.egfr, EGFR_UNIT)
        told = f"{plain(profile.egfr)} {EGFR_UNIT}"
        yield "eGFR, as the person says", told, {"valueQuantity": measured}


def _observation(source: Source, name: str, value: Element) -> Element:
    return {
        "resourceType": "Observation",
        "status": "final",
        "category": [coded("observation-category", "survey")],
        "code": concept(name),
        "subject": source.patient,
        "performer": [source.patient],
        **value,
    }
