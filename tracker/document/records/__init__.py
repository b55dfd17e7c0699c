"""What the objects of a diary document hold: one record for each, made of the fields."""

from tracker.document.containers import ListOf
from tracker.document.fields import Field
from tracker.document.records.common import UNIT
from tracker.document.records.entries import (
    FLAG_NOTE,
    INTAKE,
    MEAL,
    NONE_TAKEN,
    SCORE,
    SKIPPED_DOSE,
)
from tracker.document.records.experiments import EXPERIMENT, QUESTION, SETTINGS
from tracker.document.records.profile import COVER_SHEET, PROFILE, PROFILE_FACT, PROFILE_FIELDS
from tracker.document.records.shelf import FAVOURITE, PRODUCT
from tracker.document.records.tracked import CUSTOM_SYMPTOM, TRACKED

__all__ = ["LISTS", "ONES", "PROFILE", "PROFILE_FACT", "PROFILE_FIELDS", "UNIT"]

LISTS: dict[str, ListOf] = {
    "intakes": ListOf(INTAKE),
    "meals": ListOf(MEAL),
    "symptoms": ListOf(SCORE),
    "none_taken": ListOf(NONE_TAKEN),
    "skipped_doses": ListOf(SKIPPED_DOSE),
    "products": ListOf(PRODUCT),
    "favourites": ListOf(FAVOURITE),
    "custom_symptoms": ListOf(CUSTOM_SYMPTOM),
    "questions": ListOf(QUESTION),
    "experiments": ListOf(EXPERIMENT),
    "flag_notes": ListOf(FLAG_NOTE),
}
"""The lists of the document, each under the name that it has in `Diary`."""

ONES: dict[str, Field] = {
    "tracked": TRACKED,
    "settings": SETTINGS,
    "cover_sheet": COVER_SHEET,
}
"""What a person has one of, each under the name that it has in `Diary`."""
