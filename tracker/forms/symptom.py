"""A symptom: how strong, where, what it is like. A warning sign: that it is there."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.domain.diary import Scale, Score, Site
from tracker.domain.substances import normalised
from tracker.forms.fields import (
    ListedField,
    NoteField,
    derived_id,
    forget_problems,
    new_entry_id,
    offer,
)
from tracker.forms.scales import Asked, ScoreField, asked_again, asked_of
from tracker.forms.when import WhenForm, typed_when
from tracker.knowledge import knowledge

MOST_PLACES = 12
FEWEST_PLACES = 1

WITHOUT_PLACE = frozenset(
    {
        "fatigue", "sleep", "insomnia", "anxiety", "constipation", "diarrhoea", "nausea",
        "dizziness", "confusion", "mood",
    }
)  # fmt: skip
"""Symptoms of the whole person: the page does not ask where, nor for the kind of pain."""


class PlaceForm(forms.Form):
    use_required_attribute = False

    site = ListedField(label=gettext_lazy("Where"))
    side = ListedField(label=gettext_lazy("Side"))

    def __init__(self, data: Any, *, kept: Site | None, prefix: str) -> None:
        super().__init__(data, prefix=prefix)
        for name, words in (("site", knowledge().body_sites), ("side", knowledge().sides)):
            held = getattr(kept, name) if kept else None
            own = [held] if held and held not in words else []
            offer(self, name, [("", _("not said")), *((word, _(word)) for word in (*own, *words))])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("side") and "site" in cleaned and not cleaned["site"]:
            self.add_error("site", _("Which place is this the side of?"))
        return cleaned

    def place(self) -> Site | None:
        site, side = self.cleaned_data["site"], self.cleaned_data["side"]
        return Site(site, side or None) if site else None


class SymptomForm(WhenForm):
    """A symptom with its measures; several measures are several scores of one moment.

    Without measures it is there or it is not: this is how a warning sign is logged.
    """

    entry_id = forms.CharField(required=False, widget=forms.HiddenInput)
    qualities = forms.MultipleChoiceField(
        label=gettext_lazy("What it is like"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("Please choose among these.")},
    )
    note = NoteField()

    def __init__(
        self,
        data: Any,
        *,
        symptom: str,
        zone: ZoneInfo,
        now: datetime,
        kept: Score | None = None,
    ) -> None:
        super().__init__(
            data, zone=zone, now=now, kept_at=(kept.felt_at, kept.precision) if kept else None
        )
        self.symptom = symptom
        self.kept = kept
        self.asked = list(asked_of(symptom) if kept is None else asked_again(kept))
        for asked in self.asked:
            self.fields[asked.name] = ScoreField(asked)
        self.places = [self._place(data, number) for number in range(self.place_count)]
        if self.asks_where:
            words = [*knowledge().qualities]
            words += [word for word in (kept.qualities if kept else ()) if word not in words]
            qualities = self.fields["qualities"]
            qualities.choices = [(word, _(word)) for word in words]  # type: ignore[attr-defined]
        else:
            del self.fields["qualities"]

    def _place(self, data: Any, number: int) -> PlaceForm:
        held = self.kept.sites if self.kept else ()
        kept = held[number] if number < len(held) else None
        return PlaceForm(data, kept=kept, prefix=f"places-{number}")

    @property
    def asks_where(self) -> bool:
        if self.kept is not None and (self.kept.sites or self.kept.qualities):
            return True
        return normalised(self.symptom) not in WITHOUT_PLACE and bool(self.asked)

    @property
    def place_count(self) -> int:
        if not self.asks_where:
            return 0
        written = str(self.data.get("places", ""))
        asked = int(written) if written.isascii() and written.isdigit() and len(written) < 4 else 1
        return min(max(asked, FEWEST_PLACES), MOST_PLACES)

    @property
    def has_room(self) -> bool:
        return self.asks_where and self.place_count < MOST_PLACES

    @property
    def scales(self) -> list[tuple[Asked, Any]]:
        return [(asked, self[asked.name]) for asked in self.asked]

    def forget_problems(self) -> None:
        super().forget_problems()
        for place in self.places:
            forget_problems(place)

    def is_valid(self) -> bool:
        are_valid = [place.is_valid() for place in self.places]
        return super().is_valid() and all(are_valid)

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
        sites = [place.place() for place in self.places]
        return Score(
            id=entry_id,
            felt_at=said["at"],
            timezone=kept.timezone if kept else self.zone.key,
            symptom=self.symptom,
            value=value,
            scale=kept.scale if kept else scale,
            precision=said["precision"],
            sites=tuple(site for site in sites if site),
            qualities=tuple(said.get("qualities", ())),
            note=said["note"],
        )


def with_another_place(data: Any) -> Any:
    """Return what was typed, with one more row for a place."""
    typed = data.copy()
    written = str(typed.get("places", ""))
    typed["places"] = str((int(written) if written.isdecimal() else 1) + 1)
    return typed


def usual_symptom(*, at: datetime, is_today: bool) -> dict[str, Any]:
    typed = typed_when(at)
    return {
        **typed,
        "time": typed["time"] if is_today else "",
        "entry_id": new_entry_id(),
        "places": str(FEWEST_PLACES),
    }


def typed_score(score: Score) -> dict[str, Any]:
    """Return a kept score as the fields of the form hold it."""
    typed: dict[str, Any] = {
        **typed_when(score.felt_at, score.precision),
        "entry_id": score.id,
        "qualities": list(score.qualities),
        "note": score.note,
        "places": str(max(len(score.sites), FEWEST_PLACES)),
        "measure-0": "" if score.value is None else f"{score.value:f}",
    }
    for number, site in enumerate(score.sites):
        typed |= {
            f"places-{number}-site": site.site or "",
            f"places-{number}-side": site.side or "",
        }
    return typed
