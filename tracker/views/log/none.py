"""The writes that say "none today" and "no symptoms today"."""

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tracker import actions, queries
from tracker.domain.diary import Diary, NoneTaken
from tracker.forms.fields import is_entry_id, new_entry_id
from tracker.forms.no_symptoms import zero_scores
from tracker.forms.none_taken import NoneTakenForm
from tracker.views.access import writes_diary
from tracker.views.dates import typed_day
from tracker.views.log.choose import choose_context
from tracker.views.log.saving import (
    Clock,
    added_change,
    clock_of,
    keep,
    logged,
    opening,
    renew_id,
    see_day,
    writer,
)

TRACKED_DAYS = timedelta(days=30)
"""Until a person chooses what to track: what was scored in these days is tracked."""


@require_POST
@writes_diary
def log_none(request: HttpRequest, person: Any) -> HttpResponse:
    """Keep that a substance, or anything, was not taken that day."""
    clock = clock_of(person)
    form = NoneTakenForm(request.POST, zone=clock.zone, now=clock.now)
    if form.needs_entry_id:
        renew_id(form)
    if form.is_valid():
        none_taken = form.entry()
        change_id = _kept_before(person, none_taken) or _keep(request, person, form, none_taken)
        if change_id is not None:
            return logged(request, none_taken, change_id)
    context = choose_context(form, opening(request, clock))
    return render(request, "tracker/log/choose.html", context)


def _kept_before(person: Any, none_taken: NoneTaken) -> int | None:
    """Return the change that said the same already: saying it twice is saying it once."""
    said = queries.diary(person, start=none_taken.day, end=none_taken.day).none_taken
    same = [one for one in said if one.substance == none_taken.substance]
    return queries.history(person, "none_taken", same[0].id)[0].change_id if same else None


def _keep(request: HttpRequest, person: Any, form: Any, none_taken: NoneTaken) -> int | None:
    try:
        saved = keep(
            form,
            lambda: actions.log_none_taken(
                person=person, none_taken=none_taken, by=writer(request)
            ),
        )
    except actions.ContradictedByIntake:
        text = _("That day has an entry of it already. If it is wrong, delete it first.")
        form.add_error(None, text)
        return None
    return None if saved is None else saved.change.pk


@require_POST
@writes_diary
def log_no_symptoms(request: HttpRequest, person: Any) -> HttpResponse:
    """Store a real 0 for each tracked symptom, as one change."""
    clock = clock_of(person)
    day = _day_without(request, clock)
    entry_id = request.POST.get("entry_id", "")
    past = queries.diary(person, start=day - TRACKED_DAYS, end=day).symptoms
    scores = zero_scores(
        past,
        entry_id=entry_id if is_entry_id(entry_id) else new_entry_id(),
        day=day,
        now=clock.now,
    )
    # A second click comes a moment later, with the same ids: what is there stays as it is.
    added = actions.add_entries(
        person=person, diary=Diary(symptoms=scores), by=writer(request), keep_known_ids=True
    )
    text = _("Logged: no symptoms.")
    return see_day(request, day, text, added_change(person, added, scores[0]))


def _day_without(request: HttpRequest, clock: Clock) -> date:
    """Return the day that was sent, or today; a day to come or before all diaries is not found."""
    sent = request.POST.get("day", "")
    day = typed_day(sent) if sent else clock.now.date()
    if day is None or not date(1900, 1, 1) <= day <= clock.now.date():
        raise Http404
    return day
