"""Log a symptom: first which one, then how it is. Both travel by POST, never in the address."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker import actions
from tracker.domain.diary import Diary
from tracker.forms.scales import OwnSymptoms, is_offered, symptom_label
from tracker.forms.symptom import SymptomForm, usual_symptom
from tracker.knowledge import knowledge
from tracker.views.access import writes_diary
from tracker.views.log.saving import (
    GET_OR_POST,
    added_change,
    clock_of,
    ensure_id,
    keep,
    logged,
    opening,
    own_of,
    writer,
)
from tracker.views.shown.body import outline_of
from tracker.views.shown.symptom_choices import sign_shown, symptoms_shown, warning_signs_shown

PICK = "pick"


@require_http_methods(GET_OR_POST)
@writes_diary
def log_symptom(request: HttpRequest, person: Any) -> HttpResponse:
    """Ask which symptom; then show its scale, and save what was said."""
    own = own_of(person)
    if request.method != "POST":
        return _choose(request, own)
    form = _form(request, person, own)
    if PICK in request.POST:
        form.forget_problems()
    elif form.is_valid():
        scores = form.entries()
        # Several measures of one moment are one step, to be undone as one.
        diary = Diary(symptoms=scores)
        added = keep(
            form, lambda: actions.add_entries(person=person, diary=diary, by=writer(request))
        )
        if added is not None:
            change_id = added_change(person, added, scores[0])
            return logged(request, scores[0], change_id, own)
    context = {
        "form": form,
        "title": symptom_label(form.symptom, own),
        "outline": outline_of(form["places"]) if form.asks_where else None,
        "sign": sign_shown(form.symptom, knowledge()),
    }
    return render(request, "tracker/log/symptom.html", context)


def _choose(request: HttpRequest, own: OwnSymptoms) -> HttpResponse:
    context = {
        "symptoms": symptoms_shown(knowledge(), own),
        "signs": warning_signs_shown(knowledge()),
        "title": _("Log a symptom"),
    }
    return render(request, "tracker/log/symptom_choice.html", context)


def _form(request: HttpRequest, person: Any, own: OwnSymptoms) -> SymptomForm:
    symptom = request.POST.get(PICK) or request.POST.get("symptom", "")
    if not is_offered(symptom, own):
        raise Http404
    clock = clock_of(person)
    opened = opening(request, clock)
    typed: Any = request.POST
    if PICK in request.POST:
        typed = usual_symptom(at=opened.at, is_today=opened.is_today)
    form = SymptomForm(typed, symptom=symptom, zone=clock.zone, now=clock.now, own=own)
    ensure_id(form)
    return form
