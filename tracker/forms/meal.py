"""A meal: when, which one, and what it contained that matters to a rule or a tip."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tracker.domain.diary import FoodPortion, Meal
from tracker.domain.substances import normalised
from tracker.forms.fields import (
    ListedField,
    NoteField,
    NumberField,
    forget_problems,
    new_entry_id,
)
from tracker.forms.meal_foods import ROWS, GramsField, food_rows, typed_foods
from tracker.forms.when import WhenForm, typed_when
from tracker.knowledge import usda

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
_LABELS = dict([*WHICH_MEAL, *TAGS])
MOST_PORTIONS = 100
OFFERED = [name for name, _label in (*WHICH_MEAL, *TAGS) if name]


class TagsField(forms.MultipleChoiceField):
    default_error_messages = {
        "invalid_choice": _("Please choose among these."),
        "invalid_list": _("Please choose among these."),
    }


class HowManyField(NumberField):
    default_error_messages = {"odd_number": _("Write a number from above 0 to 100.")}

    def number(self, text: str) -> Decimal:
        number = super().number(text)
        if not 0 < number <= MOST_PORTIONS:
            raise ValidationError(self.error_messages["odd_number"])
        return number


class MealForm(WhenForm):
    """A meal with its foods, which are rows of their own (`foods`).

    `chosen` is a food that was found and of which nobody has said yet how much it was. Saved with
    `own_grams`, it belongs to the meal. Tags that the page does not offer stay as they are on the
    edited meal, and so do its foods where nothing was sent of them.
    """

    entry_id = forms.CharField(required=False, widget=forms.HiddenInput)
    meal = ListedField(label=_("Which meal"), choices=WHICH_MEAL, widget=forms.RadioSelect)
    tags = TagsField(
        label=_("What was in it"),
        choices=TAGS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    note = NoteField()
    chosen = forms.CharField(required=False, widget=forms.HiddenInput)
    number = HowManyField(label=_("How many"))
    own_grams = GramsField(label=_("Or in grams"))

    def __init__(
        self, data: Any, *, zone: ZoneInfo, now: datetime, kept: Meal | None = None
    ) -> None:
        super().__init__(
            data, zone=zone, now=now, kept_at=(kept.eaten_at, kept.precision) if kept else None
        )
        self.kept = kept
        self.foods = food_rows(data, kept.foods if kept else ())

    def is_valid(self) -> bool:
        is_valid = super().is_valid()
        return all([is_valid, *(row.is_valid() for row in self.foods)])

    def forget_problems(self) -> None:
        super().forget_problems()
        for row in self.foods:
            forget_problems(row)

    def tell_only(self, problems: Mapping[str, Any]) -> None:
        """Show these problems and no others: nobody has asked to save yet."""
        self.is_valid()  # reads the fields, without which no problem can be told
        self.forget_problems()
        for name, problem in problems.items():
            self.add_error(name, problem)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.chosen_food and not cleaned.get("own_grams") and "own_grams" not in self.errors:
            self.add_error("own_grams", _("How much of it? Tap a portion, or leave this food out."))
        return cleaned

    @property
    def chosen_food(self) -> str:
        """Return the food of which a portion is asked for; "" where there is none."""
        chosen = str(self.data.get("chosen", ""))
        return chosen if chosen in usda.foods() else ""

    def portions(self) -> tuple[FoodPortion, ...]:
        if self.kept is not None and ROWS not in self.data:
            return self.kept.foods
        return tuple(row.portion() for row in self.foods)

    def entry(self) -> Meal:
        said, kept = self.cleaned_data, self.kept
        others = [tag for tag in kept.tags if normalised(tag) not in OFFERED] if kept else []
        return Meal(
            id=kept.id if kept else said["entry_id"],
            eaten_at=said["at"],
            timezone=kept.timezone if kept else self.zone.key,
            precision=said["precision"],
            tags=(*filter(None, [said["meal"]]), *said["tags"], *others),
            foods=(*self.portions(), *self._chosen_portion()),
            note=said["note"],
        )

    def _chosen_portion(self) -> Iterator[FoodPortion]:
        if self.chosen_food:
            yield FoodPortion(self.chosen_food, self.cleaned_data["own_grams"])


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
        **typed_foods(meal.foods),
    }


def tag_words(tags: Iterable[str]) -> str:
    """Return the tags of a meal as the form names them; one of a document's own as written."""
    return ", ".join(str(_LABELS.get(tag, tag.replace("_", " "))) for tag in tags)
