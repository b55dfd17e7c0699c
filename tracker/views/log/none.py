"""The writes that say "none today" and "no symptoms today"."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tracker import actions, queries
from tracker.domain.check_in import FIRST_SYMPTOM, tracked_symptoms
from tracker.domain.diary import Diary, NoneTaken, Score
from tracker.forms.check_in import Question, questions_for
from tracker.forms.fields import sent_entry_id
from tracker.forms.no_symptoms import zero_scores
from tracker.forms.none_taken import NoneTakenForm
from tracker.forms.scales import known_symptoms, own_symptoms
from tracker.views.access import writes_diary
from tracker.views.log.choose import choose_context
from tracker.views.log.saving import (
    added_change,
    clock_of,
    ensure_id,
    keep,
    logged,
    opening,
    see_day,
    sent_day,
    writer,
)


@require_POST
@writes_diary
def log_none(request: HttpRequest, person: Any) -> HttpResponse:
    """Keep that a substance, or anything, was not taken that day."""
    clock = clock_of(person)
    form = NoneTakenForm(request.POST, zone=clock.zone, now=clock.now)
    ensure_id(form)
    if form.is_valid():
        none_taken = form.entry()
        change_id = _kept_before(person, none_taken) or _keep(request, person, form, none_taken)
        if change_id is not None:
            return logged(request, none_taken, change_id)
    context = choose_context(form, opening(request, clock), person)
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
    day = sent_day(request, clock)
    diary = queries.symptoms_up_to(person, day)
    scores = _zeros(request, diary, day, clock.now)
    if not scores:
        return redirect("tracker:check_in")
    # A second click comes a moment later, with the same ids: what is there stays as it is.
    added = actions.add_entries(
        person=person, diary=Diary(symptoms=scores), by=writer(request), keep_known_ids=True
    )
    text = _("Logged: no symptoms.")
    return see_day(request, day, text, added_change(person, added, scores[0]))


def _zeros(request: HttpRequest, diary: Diary, day: date, now: datetime) -> tuple[Score, ...]:
    """Return the zeros; none where even the first symptom has a scale on which 0 is not best."""
    entry_id = sent_entry_id(request.POST)
    tracked = tracked_symptoms(diary, day, known_symptoms())
    asked = _questions(diary, tracked), _questions(diary, [FIRST_SYMPTOM])
    # Who follows sleep and mood alone still says that there was no pain.
    tried = (zero_scores(one, entry_id=entry_id, day=day, now=now) for one in asked)
    return next(filter(None, tried), ())


def _questions(diary: Diary, symptoms: Iterable[str]) -> tuple[Question, ...]:
    own = own_symptoms(diary.custom_symptoms)
    return questions_for(symptoms, own=own, past=diary.symptoms)
