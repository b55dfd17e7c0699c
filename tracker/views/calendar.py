"""A month at a glance."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from tracker import actions, queries
from tracker.forms.month import MonthForm
from tracker.forms.scales import NONE_OF_OWN, OwnSymptoms, is_offered, own_symptoms
from tracker.views.access import reads_diary
from tracker.views.dates import last_day_of, now_of
from tracker.views.kept_html import finished, kept, part, this_minute
from tracker.views.reading import told_of
from tracker.views.shown.calendar import calendar_page


@dataclass(frozen=True, slots=True)
class MonthPart:
    """The page of a month without its frame, and what the frame says of it."""

    heading: str
    html: str


@require_safe
@reads_diary
@cache_control(private=True, no_cache=True)
def calendar(request: HttpRequest, person: Any, month: date | None = None) -> HttpResponse:
    """Show a month, or this one, or lead to the one that was picked."""
    picker = MonthForm(request.GET) if "month" in request.GET else None
    if picker is not None and picker.is_valid():
        return redirect("tracker:calendar_of", picker.first_day())
    if picker is not None:
        return _page(request, _made(person, month, picker))
    key = ("calendar", person.pk, person.state, month, this_minute(), get_language())
    return _page(request, kept(key, lambda: _made(person, month)))


def _page(request: HttpRequest, shown: MonthPart) -> HttpResponse:
    context = {"heading": shown.heading, "month": finished(shown.html, request)}
    return render(request, "tracker/calendar/calendar.html", context)


def _made(person: Any, month: date | None, picker: MonthForm | None = None) -> MonthPart:
    """Make the page of the month, or of this one, without its frame."""
    known = told_of(person).profiles
    today = now_of(known[0]).date()
    first = (month or today).replace(day=1)
    summaries = actions.summaries_of(
        person=person, first=first, last=last_day_of(first), known=known
    )
    page = calendar_page(summaries, today=today, own=_named(person, summaries))
    context = {"page": page, "picker": picker or MonthForm.opened_at(first)}
    return MonthPart(page.heading, part("tracker/calendar/_page.html", context))


def _named(person: Any, summaries: list[Any]) -> OwnSymptoms:
    """Return the person's own symptoms, asked for only where the month has one."""
    symptoms = {worst.symptom or "" for summary in summaries for worst in summary.worst}
    if all(map(is_offered, symptoms)):
        return NONE_OF_OWN
    return own_symptoms(queries.belongings(person)["custom_symptoms"])
