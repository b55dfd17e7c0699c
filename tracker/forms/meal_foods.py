"""The foods of a meal: rows of a food and its grams, and how rows come and go.

The list stands in the form itself, row by row, so that it needs neither a session nor JavaScript.
`typed` is what was posted; the functions return it changed, for the form to be shown again.
"""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tracker.domain.diary import FoodPortion
from tracker.forms.fields import NumberField
from tracker.knowledge import usda
from tracker.knowledge.usda_groups import certain_tags

MOST_FOODS = 60
MOST_GRAMS = Decimal(10_000)
ROWS = "foods"
"""The hidden field that says how many rows there are."""


class GramsField(NumberField):
    """What a food weighed. Empty: not known."""

    default_error_messages = {
        "negative": _("Grams are above zero."),
        "zero": _("Write more than 0 g, or take this food out."),
        "too_heavy": _("That is more than 10 kg. Please check it."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Grams"))
        super().__init__(**kwargs)

    def number(self, text: str) -> Decimal:
        grams = super().number(text)
        if grams == 0:
            raise ValidationError(self.error_messages["zero"])
        if grams > MOST_GRAMS:
            raise ValidationError(self.error_messages["too_heavy"])
        return grams


class FoodRow(forms.Form):
    """One food of the list, and its grams.

    `kept` are the foods of the edited meal. An import may hold one of 0 g, or one that no table
    knows: as long as nobody changes it, it stays as it is.
    """

    use_required_attribute = False

    food = forms.CharField(required=False, widget=forms.HiddenInput)
    grams = GramsField()

    def __init__(self, data: Any, *, number: int, kept: Collection[FoodPortion] = ()) -> None:
        super().__init__(data, prefix=f"{ROWS}-{number}")
        self.number = number
        self.typed = (str(data.get(_food(number), "")), str(data.get(_grams(number), "")))
        self.as_kept = next((one for one in kept if typed_portion(one) == self.typed), None)
        self.other_foods = {one.food or "" for one in kept}
        if self.as_kept is not None:
            self.fields["grams"] = forms.CharField(label=_("Grams"), required=False)

    def clean_food(self) -> str:
        food: str = self.cleaned_data["food"]
        if food not in usda.foods() and food not in self.other_foods:
            raise ValidationError(_("This food is not in the table. Please take it out."))
        return food

    def portion(self) -> FoodPortion:
        """Return what the row says so far: grams that cannot be read are not known yet."""
        if self.as_kept is not None:
            return self.as_kept
        self.is_valid()
        said = self.cleaned_data
        return FoodPortion(said.get("food") or None, said.get("grams"))


def food_rows(typed: Any, kept: Collection[FoodPortion] = ()) -> list[FoodRow]:
    """Return the rows that were posted; a number whose row is missing has none."""
    most = max(MOST_FOODS, len(kept))
    numbers = range(min(_number(typed.get(ROWS, "")), most))
    return [FoodRow(typed, number=one, kept=kept) for one in numbers if _food(one) in typed]


def typed_foods(portions: Collection[FoodPortion]) -> dict[str, str]:
    """Return the foods of a meal as the fields of the form hold them."""
    typed = {ROWS: str(len(portions))}
    for number, portion in enumerate(portions):
        typed[_food(number)], typed[_grams(number)] = typed_portion(portion)
    return typed


def typed_portion(portion: FoodPortion) -> tuple[str, str]:
    return portion.food or "", "" if portion.grams is None else f"{portion.grams:f}"


def has_room(typed: Mapping[str, Any]) -> bool:
    return _number(typed.get(ROWS, "")) < MOST_FOODS


def with_food(typed: QueryDict, food: str, grams: str) -> QueryDict:
    """Return the form with one more food, and with the tags that are certain with it."""
    changed = typed.copy()
    number = _number(typed.get(ROWS, ""))
    changed[ROWS] = str(number + 1)
    changed[_food(number)], changed[_grams(number)] = food, grams
    tags = typed.getlist("tags")
    changed.setlist("tags", [*tags, *sorted(certain_tags(food).difference(tags))])
    return changed


def without_food(typed: QueryDict, number: str) -> QueryDict:
    """Return the form without that row, and without the tags that only its food stood for."""
    rows = food_rows(typed)
    stay = [row.typed for row in rows if str(row.number) != number]
    gone = [row.typed for row in rows if str(row.number) == number]
    changed = typed.copy()
    for key in [key for key in typed if key.startswith(f"{ROWS}-")]:
        del changed[key]
    changed[ROWS] = str(len(stay))
    for place, (food, grams) in enumerate(stay):
        changed[_food(place)], changed[_grams(place)] = food, grams
    idle = _tags_of(gone) - _tags_of(stay)
    changed.setlist("tags", [tag for tag in typed.getlist("tags") if tag not in idle])
    return changed


def _tags_of(rows: Iterable[tuple[str, str]]) -> set[str]:
    return {tag for food, _weight in rows for tag in certain_tags(food)}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def _food(number: int) -> str:
    return f"{ROWS}-{number}-food"


def _grams(number: int) -> str:
    return f"{ROWS}-{number}-grams"
