"""The page on which a person chooses what the check-in asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from tracker.domain.diary import Diary
from tracker.forms.scales import known_symptoms, own_symptoms, symptom_label
from tracker.views.shown.buttons import Undo, undo_shown


@dataclass(frozen=True, slots=True)
class TrackedLine:
    """A symptom of the check-in; one of the person's own has an address where it is changed."""

    symptom: str
    label: str
    address: str
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class SymptomToAdd:
    symptom: str
    label: str


@dataclass(frozen=True, slots=True)
class PutAway:
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class TrackedPage:
    lines: tuple[TrackedLine, ...]
    to_add: tuple[SymptomToAdd, ...]
    put_away: tuple[PutAway, ...]
    is_chosen: bool
    version: int
    """Of what was chosen: a button moves what the page showed, and that once."""
    undo: Undo | None


def tracked_shown(
    diary: Diary, chosen: Sequence[str], last_change: Mapping[str, Any] | None, *, version: int
) -> TrackedPage:
    own = own_symptoms(diary.custom_symptoms)
    others = [one for one in known_symptoms() if one not in chosen]
    others += [one.id for one in own.values() if not one.is_put_away and one.id not in chosen]
    return TrackedPage(
        lines=tuple(
            TrackedLine(
                symptom=symptom,
                label=symptom_label(symptom, own),
                address=own_address(symptom) if symptom in own else "",
                is_first=place == 0,
                is_last=place == len(chosen) - 1,
            )
            for place, symptom in enumerate(chosen)
        ),
        to_add=tuple(SymptomToAdd(one, symptom_label(one, own)) for one in others),
        put_away=tuple(
            PutAway(one.name, own_address(one.id)) for one in own.values() if one.is_put_away
        ),
        is_chosen=diary.tracked is not None,
        version=version,
        undo=undo_shown(last_change),
    )


def own_address(symptom_id: str) -> str:
    return reverse("tracker:check_in_own_symptom", args=[symptom_id])
