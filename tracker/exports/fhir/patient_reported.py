"""What all statements and observations have in common: the person says it, of themselves."""

from typing import Literal

from tracker.domain.diary import Intake, Score
from tracker.exports.fhir.elements import Element, clean, coded
from tracker.exports.fhir.source import Source

Status = Literal["active", "completed", "not-taken", "unknown"]
ABOUT = "The time is approximate."


def statement(source: Source, status: Status, medication: Element, effective: Element) -> Element:
    """Return what all statements have: the person says it, of themselves."""
    return {
        "resourceType": "MedicationStatement",
        "status": status,
        "category": coded("medication-statement-category", "patientspecified"),
        **medication,
        "subject": source.patient,
        **effective,
        "informationSource": source.patient,
    }


def survey(source: Source, code: Element, effective: str) -> Element:
    """Return what all observations have that the person made of themselves."""
    return {
        "resourceType": "Observation",
        "status": "final",
        "category": [coded("observation-category", "survey")],
        "code": code,
        "subject": source.patient,
        "effectiveDateTime": effective,
        "performer": [source.patient],
    }


def annotations(source: Source, entry: Intake | Score) -> list[Element]:
    """Return what the person noted, where that is handed over, and how sure the time is."""
    note = clean(entry.note)
    about = [{"text": ABOUT}] if entry.precision == "about" else []
    return about + ([{"authorReference": source.patient, "text": note}] if note else [])
