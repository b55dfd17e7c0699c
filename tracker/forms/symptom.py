"""A symptom: how strong, where, what it is like. A warning sign: that it is there."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _

from tracker.domain.diary import Scale, Score
from tracker.domain.substances import normalised
from tracker.forms.fields import NoteField, derived_id, new_entry_id
from tracker.forms.places import PlacesField, QualitiesField, typed_places
from tracker.forms.scales import (
    NONE_OF_OWN,
    Asked,
    OwnSymptoms,
    ScoreField,
    asked_again,
    asked_of,
)
from tracker.forms.when import WhenForm, typed_when

WITHOUT_PLACE = frozenset(
    {
        "fatigue", "sleep", "insomnia", "anxiety", "constipation", "diarrhoea", "nausea",
        "dizziness", "confusion", "mood", "impact",
    }
)  # fmt: skip
"""Symptoms of the whole person: the page does not ask where, nor for the kind of pain."""


def has_place(symptom: str) -> bool:
    return normalised(symptom) not in WITHOUT_PLACE


class SymptomForm(WhenForm):
    """A symptom with its measures; several measures are several scores of one moment.

    Without measures it is there or it is not: this is how a warning sign is logged.
    """

    entry_id = forms.CharField(required=False, widget=forms.HiddenInput)
    note = NoteField()

    def __init__(
        self,
        data: Any,
        *,
        symptom: str,
        zone: ZoneInfo,
        now: datetime,
        kept: Score | None = None,
        own: OwnSymptoms = NONE_OF_OWN,
    ) -> None:
        super().__init__(
            data, zone=zone, now=now, kept_at=(kept.felt_at, kept.precision) if kept else None
        )
        self.symptom = symptom
        self.kept = kept
        self.own = own
        self.asked = list(asked_of(symptom, own) if kept is None else asked_again(kept, own))
        for asked in self.asked:
            self.fields[asked.name] = ScoreField(asked)
        if self.asks_where:
            self.fields["places"] = PlacesField(kept.sites if kept else ())
            self.fields["qualities"] = QualitiesField(kept.qualities if kept else ())

    @property
    def asks_where(self) -> bool:
        if self.kept is not None and (self.kept.sites or self.kept.qualities):
            return True
        return has_place(self.symptom) and bool(self.asked)

    @property
    def scales(self) -> list[tuple[Asked, Any]]:
        return [(asked, self[asked.name]) for asked in self.asked]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        names = [asked.name for asked in self.asked]
        is_silent = all(name in cleaned and cleaned[name] is None for name in names)
        if names and is_silent:
            self.add_error(names[0], _("Choose a number; 0 is an answer too."))
        return cleaned

    def entries(self) -> tuple[Score, ...]:
        """Return one score a measure that was answered, or the sign that was there."""
        said = self.cleaned_data
        if not self.asked:
            return (self._score(self._first_id, None, Scale()),)
        answered = [asked for asked in self.asked if said[asked.name] is not None]
        return tuple(
            self._score(self._id_of(asked), said[asked.name], asked.scale) for asked in answered
        )

    @property
    def _first_id(self) -> str:
        return self.kept.id if self.kept else str(self.cleaned_data["entry_id"])

    def _id_of(self, asked: Asked) -> str:
        """The first measure has the form's own id, the others ids that follow from it."""
        if asked is self.asked[0]:
            return self._first_id
        return derived_id(self._first_id, asked.name)

    def _score(self, entry_id: str, value: Decimal | None, scale: Scale) -> Score:
        said, kept = self.cleaned_data, self.kept
        return Score(
            id=entry_id,
            felt_at=said["at"],
            timezone=kept.timezone if kept else self.zone.key,
            symptom=self.symptom,
            value=value,
            scale=kept.scale if kept else scale,
            precision=said["precision"],
            sites=said.get("places", ()),
            qualities=tuple(said.get("qualities", ())),
            note=said["note"],
        )


def usual_symptom(*, at: datetime, is_today: bool) -> dict[str, Any]:
    typed = typed_when(at)
    return {**typed, "time": typed["time"] if is_today else "", "entry_id": new_entry_id()}


def typed_score(score: Score) -> dict[str, Any]:
    """Return a kept score as the fields of the form hold it."""
    return {
        **typed_when(score.felt_at, score.precision),
        "entry_id": score.id,
        "places": typed_places(score.sites),
        "qualities": list(score.qualities),
        "note": score.note,
        "measure-0": "" if score.value is None else f"{score.value:f}",
    }
