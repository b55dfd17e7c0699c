"""Log a meal."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker import actions
from tracker.forms.fields import is_entry_id
from tracker.forms.meal import MealForm, usual_meal
from tracker.views.access import writes_diary
from tracker.views.log.saving import (
    GET_OR_POST,
    clock_of,
    keep,
    logged,
    opening,
    renew_id,
    writer,
)


@require_http_methods(GET_OR_POST)
@writes_diary
def log_meal(request: HttpRequest, person: Any) -> HttpResponse:
    form = _form(request, person)
    if request.method != "POST":
        form.forget_problems()
    elif form.is_valid():
        meal = form.entry()
        saved = keep(form, lambda: actions.log_meal(person=person, meal=meal, by=writer(request)))
        if saved is not None:
            return logged(request, meal, saved.change.pk)
    return render(request, "tracker/log/meal.html", {"form": form, "title": _("Log a meal")})


def _form(request: HttpRequest, person: Any) -> MealForm:
    clock = clock_of(person)
    opened = opening(request, clock)
    typed = request.POST or usual_meal(at=opened.at, is_today=opened.is_today)
    form = MealForm(typed, zone=clock.zone, now=clock.now)
    if not is_entry_id(str(form.data.get("entry_id", ""))):
        renew_id(form)
    return form
