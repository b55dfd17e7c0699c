"""What the buttons among a meal's foods do to the form.

Each takes the form as it was posted and returns it changed, to be shown again; nothing is saved.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from tracker.domain.diary import FoodPortion
from tracker.forms.meal import HowManyField
from tracker.forms.meal_foods import MOST_FOODS, GramsField, has_room, with_food, without_food
from tracker.knowledge import usda
from tracker.views.shown.food_words import food_name, portion_words
from tracker.views.shown.meal_foods import AT_ONCE

LOOKING = ("words", "chosen", "number", "own_grams")
"""The fields with which a food is looked for; they are empty again once it is in the list."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """The form after a button was pressed, what is told of it, and how many foods to show."""

    typed: QueryDict
    said: str = ""
    show: int = AT_ONCE
    problems: Mapping[str, Any] = field(default_factory=dict)


def press(typed: QueryDict) -> Pressed:
    """Return what the button does that was pressed; without one the form is shown as it is."""
    name = next((name for name in BUTTONS if name in typed), None)
    return Pressed(typed) if name is None else BUTTONS[name](typed)


def _add(typed: QueryDict) -> Pressed:
    """Add a portion: the button sends the food and its grams, none where they are not known."""
    food, _space, grams_of_one = typed.get("add", "").partition(" ")
    try:
        number = HowManyField().clean(typed.get("number", "")) or Decimal(1)
    except ValidationError as problem:
        return Pressed(typed, problems={"number": problem})
    try:
        grams = GramsField().clean(grams_of_one)
    except ValidationError:  # no button of ours
        return Pressed(typed)
    return _added(typed, food, None if grams is None else grams * number)


def _add_grams(typed: QueryDict) -> Pressed:
    try:
        grams = GramsField(required=True).clean(typed.get("own_grams", ""))
    except ValidationError as problem:
        return Pressed(typed, problems={"own_grams": problem})
    return _added(typed, typed.get("chosen", ""), grams)


def _added(typed: QueryDict, food: str, grams: Decimal | None) -> Pressed:
    if food not in usda.foods():
        return Pressed(typed)
    if not has_room(typed):
        words = {"most": MOST_FOODS}
        return Pressed(typed, _("A meal can hold %(most)d foods; this one is full.") % words)
    changed = with_food(typed, food, "" if grams is None else f"{grams.normalize():f}")
    said = _("Added: %(food)s.") % {"food": portion_words(FoodPortion(food, grams))}
    return Pressed(_without(changed, LOOKING), said)


def _choose(typed: QueryDict) -> Pressed:
    changed = _without(typed, ("number", "own_grams"))
    changed["chosen"], changed["number"] = typed.get("choose", ""), "1"
    return Pressed(changed)


def _leave(typed: QueryDict) -> Pressed:
    return Pressed(_without(typed, ("chosen", "number", "own_grams")))


def _remove(typed: QueryDict) -> Pressed:
    number = typed.get("remove", "")
    changed = without_food(typed, number)
    food = food_name(typed.get(f"foods-{number}-food"))
    return Pressed(changed, _("Taken out: %(food)s.") % {"food": food})


def _more(typed: QueryDict) -> Pressed:
    asked = typed.get("more", "")
    return Pressed(
        typed,
        show=int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else AT_ONCE,
    )


def _enter(typed: QueryDict) -> Pressed:
    return _add_grams(typed) if typed.get("own_grams") else Pressed(typed)


def _without(typed: QueryDict, names: tuple[str, ...]) -> QueryDict:
    changed = typed.copy()
    for name in names:
        changed.pop(name, None)
    return changed


BUTTONS: Mapping[str, Callable[[QueryDict], Pressed]] = {
    "add": _add,
    "add_grams": _add_grams,
    "choose": _choose,
    "leave": _leave,
    "remove": _remove,
    "more": _more,
    "find": Pressed,
    "enter": _enter,
}
