"""The check-in: all tracked symptoms on one page, kept as one change."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker import actions, queries
from tracker.domain.check_in import said_again, tracked_symptoms, values_of_day_before
from tracker.domain.diary import Diary, Score
from tracker.forms.check_in import (
    CheckInForm,
    Question,
    filled_in,
    questions_for,
    usual_check_in,
)
from tracker.forms.fields import derived_id, sent_entry_id
from tracker.forms.no_symptoms import moment_without_time
from tracker.forms.scales import known_symptoms, own_symptoms
from tracker.views.access import writes_diary
from tracker.views.log.saving import (
    GET_OR_POST,
    Clock,
    added_change,
    clock_of,
    ensure_id,
    keep,
    opening,
    see_day,
    sent_day,
    writer,
)
from tracker.views.shown.check_in import check_in_shown
from tracker.views.shown.score_words import values_line

FILL = "fill"
ASKED = "asked"


@require_http_methods(GET_OR_POST)
@writes_diary
def check_in(request: HttpRequest, person: Any) -> HttpResponse:
    """Ask how each tracked symptom is; keep what was answered."""
    clock = clock_of(person)
    day = opening(request, clock).at.date()
    diary = queries.symptoms_up_to(person, day)
    form = _form(request, clock, diary)
    if request.method != "POST" or FILL in request.POST:
        form.forget_problems()
    elif form.is_valid():
        scores = form.entries()
        change = keep(
            form,
            lambda: actions.log_together(person=person, entries=scores, by=writer(request)),
        )
        if change is not None:
            return _kept(request, diary, scores, _("Logged: %(values)s."), change.pk)
    page = check_in_shown(form, diary, day, clock.now)
    return render(request, "tracker/check_in/check_in.html", {"form": form, "page": page})


@require_POST
@writes_diary
def same_as_day_before(request: HttpRequest, person: Any) -> HttpResponse:
    """Keep the last values of yesterday as those of now."""
    clock = clock_of(person)
    day = sent_day(request, clock)
    diary = queries.symptoms_up_to(person, day)
    scores = _said_again(request, diary, day, clock)
    if not scores:
        return redirect("tracker:check_in")
    # A second click comes a moment later, with the same ids: what is there stays as it is.
    added = actions.add_entries(
        person=person, diary=Diary(symptoms=scores), by=writer(request), keep_known_ids=True
    )
    text = _("Logged, as the day before: %(values)s.")
    return _kept(request, diary, scores, text, added_change(person, added, scores[0]))


def _form(request: HttpRequest, clock: Clock, diary: Diary) -> CheckInForm:
    opened = opening(request, clock)
    questions = _questions(request.POST.getlist(ASKED), diary, opened.at.date())
    typed: Any = request.POST or usual_check_in(at=opened.at, is_today=opened.is_today)
    if FILL in request.POST:
        eve = values_of_day_before(diary, opened.at.date(), known_symptoms())
        typed = filled_in(typed, questions, eve)
    form = CheckInForm(typed, questions=questions, zone=clock.zone, now=clock.now)
    ensure_id(form)
    return form


def _questions(asked: Iterable[str], diary: Diary, day: date) -> tuple[Question, ...]:
    """Return what the page asked, for another device may have changed since what is tracked."""
    found = _askable(asked, diary)
    return found or _askable(tracked_symptoms(diary, day, known_symptoms()), diary)


def _askable(symptoms: Iterable[str], diary: Diary) -> tuple[Question, ...]:
    own = own_symptoms(diary.custom_symptoms)
    return questions_for(symptoms, own=own, past=diary.symptoms)


def _said_again(request: HttpRequest, diary: Diary, day: date, clock: Clock) -> tuple[Score, ...]:
    entry_id = sent_entry_id(request.POST)
    at, precision = moment_without_time(day, clock.now)
    values = values_of_day_before(diary, day, known_symptoms())
    return tuple(
        said_again(
            score,
            entry_id=derived_id(entry_id, f"{symptom} {scale}"),
            at=at,
            timezone=clock.zone.key,
            precision=precision,
        )
        for (symptom, scale), score in values.items()
    )


def _kept(
    request: HttpRequest, diary: Diary, scores: tuple[Score, ...], text: str, change_id: int
) -> HttpResponse:
    line = values_line(scores, own_symptoms(diary.custom_symptoms))
    return see_day(request, scores[0].felt_at.date(), text % {"values": line}, change_id)
