"""The check-in: how each tracked symptom is, on one page and at one moment."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _

from tracker.domain.check_in import SymptomScale, symptom_id
from tracker.domain.diary import Scale, Score
from tracker.forms.fields import NoteField, derived_id, new_entry_id
from tracker.forms.places import PlacesField, QualitiesField, typed_places
from tracker.forms.scales import (
    Asked,
    OwnSymptoms,
    ScoreField,
    asked_of,
    ends_of,
    known_symptoms,
    symptom_label,
)
from tracker.forms.symptom import has_place
from tracker.forms.when import WhenForm, typed_when

MOST_SYMPTOMS = 60
"""Far more than anyone asks for each day; it bounds what a made-up request can ask of us."""


@dataclass(frozen=True, slots=True)
class Question:
    """One symptom of the check-in: the scale that is asked first, and further numbers."""

    symptom: str
    label: str
    main: Asked
    others: tuple[Asked, ...] = ()

    @property
    def key(self) -> str:
        """Return what its fields begin with: an id of ours, or one that is safe in HTML."""
        return field_key(self.symptom)

    @property
    def asks_where(self) -> bool:
        return has_place(self.symptom)

    @property
    def places(self) -> str:
        return f"{self.key}-places"

    @property
    def qualities(self) -> str:
        return f"{self.key}-qualities"

    @property
    def measures(self) -> tuple[Asked, ...]:
        return (self.main, *self.others)


def field_key(symptom: str) -> str:
    """Return a symptom as the beginning of a field's name; the person's own ones are hashed.

    >>> field_key("nerve_pain"), field_key("my old knee")
    ('nerve_pain', 'own-71e502ed06f3')
    """
    if symptom in known_symptoms():
        return symptom
    return f"own-{uuid5(NAMESPACE_URL, symptom).hex[:12]}"


def questions_for(
    symptoms: Iterable[str], *, own: OwnSymptoms, past: Iterable[Score]
) -> tuple[Question, ...]:
    """Return what is asked, in the order of `symptoms`.

    A name that neither the program nor the person knows by a scale is asked on the scales of
    the `past`; one that has none of either is left out.
    """
    seen = _scales_seen(past)
    found = (_question(symptom, own, seen) for symptom in dict.fromkeys(symptoms))
    return tuple(one for one in found if one is not None)[:MOST_SYMPTOMS]


def _scales_seen(past: Iterable[Score]) -> Mapping[str, dict[Scale, None]]:
    seen: dict[str, dict[Scale, None]] = {}
    for score in past:
        if score.value is not None:
            seen.setdefault(symptom_id(score, known_symptoms()), {})[score.scale] = None
    return seen


def _question(
    symptom: str, own: OwnSymptoms, seen: Mapping[str, Iterable[Scale]]
) -> Question | None:
    label = symptom_label(symptom, own)
    asked = list(asked_of(symptom, own)) or [
        Asked("", label, scale, ends_of(symptom, scale)) for scale in seen.get(symptom, ())
    ]
    if not asked:
        return None
    named = [replace(one, name=f"{field_key(symptom)}-{at}") for at, one in enumerate(asked)]
    main = next((one for one in named if one.has_buttons), named[0])
    return Question(symptom, label, main, tuple(one for one in named if one is not main))


class CheckInForm(WhenForm):
    """All of `questions` at one moment. What is not answered is not kept, and is no 0."""

    entry_id = forms.CharField(required=False, widget=forms.HiddenInput)
    note = NoteField()

    def __init__(
        self, data: Any, *, questions: tuple[Question, ...], zone: ZoneInfo, now: datetime
    ) -> None:
        super().__init__(data, zone=zone, now=now)
        self.questions = questions
        for question in questions:
            for asked in question.measures:
                self.fields[asked.name] = ScoreField(asked, may_be_taken_back=True)
            if question.asks_where:
                self.fields[question.places] = PlacesField()
                self.fields[question.qualities] = QualitiesField()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for question in self.questions:
            is_said = any(cleaned.get(name) for name in (question.places, question.qualities))
            if is_said and not self._is_answered(question):
                text = _("Choose a number too; 0 is an answer. Or take the places and words away.")
                self.add_error(question.main.name, text)
        if not self.errors and not any(map(self._is_answered, self.questions)):
            self.add_error(None, _("Choose a number for at least one; 0 is an answer too."))
        return cleaned

    def _is_answered(self, question: Question) -> bool:
        """Is there a number, be it one that cannot be read?"""
        return any(
            asked.name in self.errors or self.cleaned_data.get(asked.name) is not None
            for asked in question.measures
        )

    def entries(self) -> tuple[Score, ...]:
        """Return a score for each number. Places and words go with the symptom's first one."""
        scores = [score for question in self.questions for score in self._scores(question)]
        return (replace(scores[0], note=self.cleaned_data["note"]), *scores[1:])

    def _scores(self, question: Question) -> Iterator[Score]:
        said = self.cleaned_data
        places, qualities = said.get(question.places, ()), said.get(question.qualities, ())
        for asked in question.measures:
            if said[asked.name] is None:
                continue
            yield Score(
                id=derived_id(said["entry_id"], asked.name),
                felt_at=said["at"],
                timezone=self.zone.key,
                symptom=question.symptom,
                value=said[asked.name],
                scale=asked.scale,
                precision=said["precision"],
                sites=places,
                qualities=tuple(qualities),
            )
            places, qualities = (), ()


def usual_check_in(*, at: datetime, is_today: bool) -> dict[str, str]:
    """Return what the page opens with: now, or a day before of which no time is said."""
    return {**typed_when(at, "minute" if is_today else "day"), "entry_id": new_entry_id()}


def filled_in(
    typed: Any, questions: Iterable[Question], values: Mapping[SymptomScale, Score]
) -> Any:
    """Return what was typed (a QueryDict), with `values` where no number was chosen yet."""
    filled = typed.copy()
    for question in questions:
        if any(filled.get(asked.name) for asked in question.measures):
            continue
        for asked in question.measures:
            score = values.get((question.symptom, asked.scale))
            if score is not None:
                filled[asked.name] = typed_value(score, asked)
                if question.asks_where and (score.sites or score.qualities):
                    filled.setlist(question.places, typed_places(score.sites))
                    filled.setlist(question.qualities, list(score.qualities))
    return filled


def typed_value(score: Score, asked: Asked) -> str:
    """Return a value as a button or a field holds it; nothing where it lies between buttons."""
    value = score.value
    if value is None or (asked.has_buttons and value != int(value)):
        return ""
    return f"{value:f}" if value != int(value) else str(int(value))
