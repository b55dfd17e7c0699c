"""A meal: when, which one, and what it contained that matters to a rule or a tip."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.domain.diary import Meal
from tracker.domain.substances import normalised
from tracker.forms.fields import ListedField, NoteField, new_entry_id
from tracker.forms.when import WhenForm, typed_when

WHICH_MEAL = (
    ("breakfast", _("breakfast")),
    ("lunch", _("lunch")),
    ("dinner", _("dinner")),
    ("snack", _("a snack")),
    ("", _("not said")),
)
TAGS = (
    ("fat", _("contains fat")),
    ("vitamin_d_rich", _("rich in vitamin D")),
    ("very_high_fibre", _("very high in fibre")),
    ("dairy", _("dairy")),
    ("leafy_greens", _("leafy greens")),
    ("nuts", _("nuts")),
    ("seeds", _("seeds")),
    ("whole_grains", _("whole grains")),
)
OFFERED = [name for name, _label in (*WHICH_MEAL, *TAGS) if name]


class TagsField(forms.MultipleChoiceField):
    default_error_messages = {
        "invalid_choice": _("Please choose among these."),
        "invalid_list": _("Please choose among these."),
    }


class MealForm(WhenForm):
    """Tags that the page does not offer stay as they are on the edited meal."""

    entry_id = forms.CharField(required=False, widget=forms.HiddenInput)
    meal = ListedField(label=_("Which meal"), choices=WHICH_MEAL, widget=forms.RadioSelect)
    tags = TagsField(
        label=_("What was in it"),
        choices=TAGS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    note = NoteField()

    def __init__(
        self, data: Any, *, zone: ZoneInfo, now: datetime, kept: Meal | None = None
    ) -> None:
        super().__init__(
            data, zone=zone, now=now, kept_at=(kept.eaten_at, kept.precision) if kept else None
        )
        self.kept = kept

    def entry(self) -> Meal:
        said, kept = self.cleaned_data, self.kept
        others = [tag for tag in kept.tags if normalised(tag) not in OFFERED] if kept else []
        return Meal(
            id=kept.id if kept else said["entry_id"],
            eaten_at=said["at"],
            timezone=kept.timezone if kept else self.zone.key,
            precision=said["precision"],
            tags=(*filter(None, [said["meal"]]), *said["tags"], *others),
            foods=kept.foods if kept else (),
            note=said["note"],
        )


def usual_meal(*, at: datetime, is_today: bool) -> dict[str, Any]:
    typed = typed_when(at)
    return {**typed, "time": typed["time"] if is_today else "", "entry_id": new_entry_id()}


def typed_meal(meal: Meal) -> dict[str, Any]:
    """Return a kept meal as the fields of the form hold it."""
    tags = [normalised(tag) for tag in meal.tags]
    return {
        **typed_when(meal.eaten_at, meal.precision),
        "entry_id": meal.id,
        "meal": next((name for name, _label in WHICH_MEAL if name and name in tags), ""),
        "tags": [name for name, _label in TAGS if name in tags],
        "note": meal.note,
    }
