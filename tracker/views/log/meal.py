"""Log a meal, with its foods: look for one, choose a portion, and it is in the list."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker import actions, queries
from tracker.domain.diary import FoodPortion, Meal
from tracker.domain.often_eaten import often_eaten
from tracker.forms.meal import MealForm, usual_meal
from tracker.knowledge import knowledge, usda
from tracker.views.access import reads_diary, writes_diary
from tracker.views.log.meal_buttons import press
from tracker.views.log.saving import (
    GET_OR_POST,
    clock_of,
    day_of,
    ensure_id,
    keep,
    logged,
    opening,
    writer,
)
from tracker.views.shown.addresses import day_address, entry_address
from tracker.views.shown.meal_foods import AT_ONCE, meal_foods_shown

OFTEN = 6
EATEN_WITHIN = timedelta(days=60)
MEALS_READ = 200
PARTS = {"meal-foods": "tracker/log/_foods.html", "food-results": "tracker/log/_found.html"}
"""What htmx asks for in the place of the whole page, by the id of what it puts it into."""


@require_http_methods(GET_OR_POST)
def log_meal(request: HttpRequest) -> HttpResponseBase:
    """Show the form, or save it; the Enter key in the search looks for a food instead."""
    return meal_foods(request) if is_looking(request.POST) else save_meal(request)


@writes_diary
def save_meal(request: HttpRequest, person: Any) -> HttpResponse:
    form = _new_form(request, person)
    if request.method != "POST":
        form.forget_problems()
    elif form.is_valid():
        meal = form.entry()
        saved = keep(form, lambda: actions.log_meal(person=person, meal=meal, by=writer(request)))
        if saved is not None:
            return logged(request, meal, saved.change.pk)
    return render(request, "tracker/log/meal.html", meal_context(form, person))


@require_POST
@reads_diary
def meal_foods(request: HttpRequest, person: Any) -> HttpResponse:
    """Answer the buttons of the foods: the same form, changed by what was pressed."""
    pressed = press(request.POST)
    kept = _kept(person, request.POST)
    form = edited_meal(pressed.typed, kept) if kept else _new_form(request, person, pressed.typed)
    form.tell_only(pressed.problems)
    context = meal_context(form, person, show=pressed.show, said=pressed.said)
    if kept:
        context |= edited_meal_context(kept, request.POST.get("version", ""))
    part = PARTS.get(request.headers.get("HX-Target", ""))
    return render(request, part or "tracker/log/meal.html", context | {"is_part": bool(part)})


def meal_context(
    form: MealForm, person: Any, *, show: int = AT_ONCE, said: str = ""
) -> dict[str, Any]:
    """Return what the form's page shows besides what it was opened for."""
    is_looking_for_one = form.data.get("words") or form.chosen_food
    often = () if is_looking_for_one else foods_often_eaten(person)
    return {
        "form": form,
        "title": _("Log a meal"),
        "foods": meal_foods_shown(form, knowledge(), often=often, show=show, said=said),
    }


def foods_often_eaten(person: Any) -> list[FoodPortion]:
    """Return the person's usual foods, those that can be looked up in the table."""
    since = timezone.now() - EATEN_WITHIN
    meals = queries.latest_meals(person, since=since, most=MEALS_READ)
    known = [one for one in often_eaten(meals, most=MEALS_READ) if one.food in usda.foods()]
    return known[:OFTEN]


def is_looking(posted: Mapping[str, str]) -> bool:
    """Was Enter pressed while a food was looked for? Anywhere else it saves."""
    has_words = bool(posted.get("words", "").strip()) and not posted.get("chosen")
    return "enter" in posted and has_words


def edited_meal(typed: Any, kept: Meal) -> MealForm:
    """Return the form of a kept meal, by the clock that it was written by."""
    return MealForm(typed, zone=ZoneInfo(kept.timezone), now=timezone.now(), kept=kept)


def edited_meal_context(kept: Meal, version: str) -> dict[str, Any]:
    """Return what the page of an edited meal shows besides its form."""
    return {
        "title": _("Change this meal"),
        "version": version,
        "edit_address": entry_address("meal", kept.id),
        "day_address": day_address(day_of(kept)),
    }


def _kept(person: Any, posted: Mapping[str, str]) -> Meal | None:
    """Return the meal that is edited; the form of a new one has no version."""
    if "version" not in posted:
        return None
    stored = queries.stored_entry(person, "meal", posted.get("entry_id", ""))
    return None if stored is None else stored.entry


def _new_form(request: HttpRequest, person: Any, typed: QueryDict | None = None) -> MealForm:
    """Return the form with what was typed; what comes without a day opens as a new one does."""
    clock = clock_of(person)
    opened = opening(request, clock)
    typed = (request.POST if typed is None else typed).copy()
    if "day" not in typed:
        for name, value in usual_meal(at=opened.at, is_today=opened.is_today).items():
            typed[name] = value
    form = MealForm(typed, zone=clock.zone, now=clock.now)
    ensure_id(form)
    return form
