"""Which symptoms the check-in asks for, in which order, and those of the person's own."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker import actions, queries
from tracker.domain.check_in import tracked_symptoms
from tracker.domain.diary import Diary, Tracked
from tracker.forms.check_in import MOST_SYMPTOMS
from tracker.forms.fields import with_entry_id
from tracker.forms.scales import known_symptoms, own_symptoms
from tracker.forms.tracked import OwnSymptomForm, moved, new_symptom, typed_symptom
from tracker.views.access import writes_diary
from tracker.views.log.saving import (
    GET_OR_POST,
    clock_of,
    keep,
    version_of,
    writer,
)
from tracker.views.notes import LAST_CHANGE
from tracker.views.shown.tracked import tracked_shown

Symptoms = tuple[str, ...]

MOVES: Mapping[str, Callable[[Symptoms, str], Symptoms]] = {
    "up": lambda symptoms, one: moved(symptoms, one, -1),
    "down": lambda symptoms, one: moved(symptoms, one, 1),
    "leave_out": lambda symptoms, one: tuple(other for other in symptoms if other != one),
    "add": lambda symptoms, one: tuple(dict.fromkeys((*symptoms, one)))[:MOST_SYMPTOMS],
}


@require_http_methods(GET_OR_POST)
@writes_diary
def symptoms(request: HttpRequest, person: Any) -> HttpResponse:
    """Show what the check-in asks for; a button moves, adds or leaves out one of it."""
    diary = _diary(person)
    if request.method != "POST":
        return _page(request, person, diary, OwnSymptomForm(new_symptom()))
    now = tracked_symptoms(diary, _today(person), known_symptoms())
    symptom, move = request.POST.get("symptom", ""), MOVES.get(request.POST.get("do", ""))
    if move is None or symptom not in {*now, *known_symptoms(), *_own(diary)}:
        raise Http404
    version = request.POST.get("version")
    if version is not None and version != str(_version(person)):
        return _moved_before(request, person, lambda before: move(before, symptom))
    chosen = move(now, symptom)
    saved = actions.set_tracked(person=person, tracked=Tracked(chosen), by=writer(request))
    place = chosen.index(symptom) if symptom in chosen else None
    return _see(request, _("The check-in asks as you chose."), saved.change.pk, place)


def _version(person: Any) -> int:
    """Return the version of what was chosen; 0 before anything was."""
    stored = queries.stored_entry(person, "tracked", Tracked().id)
    return stored.version if stored else 0


def _moved_before(
    request: HttpRequest, person: Any, move: Callable[[Symptoms], Symptoms]
) -> HttpResponse:
    """Answer a button of a page that shows the list as it was: it moves nothing a second time.

    Pressed twice, it is told as the first time; where the list changed otherwise, it is shown.
    """
    past = queries.history(person, "tracked", Tracked().id)
    is_told = past and past[0].before and past[0].after
    if is_told and move(past[0].before.symptoms) == past[0].after.symptoms:
        return _see(request, _("The check-in asks as you chose."), past[0].change_id)
    return HttpResponseRedirect(reverse("tracker:check_in_symptoms"), status=303)


@require_POST
@writes_diary
def add_own(request: HttpRequest, person: Any) -> HttpResponse:
    """Add a symptom of the person's own, and let the check-in ask for it."""
    diary = _diary(person)
    typed = with_entry_id(request.POST)
    symptom_id = typed["entry_id"]
    # Sent a second time, its own name is there already.
    others = [one for one in diary.custom_symptoms if one.id != symptom_id]
    form = OwnSymptomForm(typed, others=others)
    if form.is_valid():
        symptom = form.symptom(symptom_id)
        now = tracked_symptoms(diary, _today(person), known_symptoms())
        tracked = Tracked(tuple(dict.fromkeys((*now, symptom.id))))
        change = keep(
            form,
            lambda: actions.add_tracked_symptom(
                person=person, symptom=symptom, tracked=tracked, by=writer(request)
            ),
        )
        if change is not None:
            text = _("Added: %(name)s") % {"name": symptom.name}
            return _see(request, text, change.pk, tracked.symptoms.index(symptom.id))
    return _page(request, person, diary, form)


@require_http_methods(GET_OR_POST)
@writes_diary
def own_symptom(request: HttpRequest, person: Any, symptom_id: str) -> HttpResponse:
    """Rename a symptom of the person's own, put it away, or bring it back."""
    stored = queries.stored_entry(person, "custom_symptom", symptom_id)
    if stored is None:
        raise Http404
    kept, others = stored.entry, queries.belongings(person)["custom_symptoms"]
    typed = request.POST if "name" in request.POST else typed_symptom(kept)
    form = OwnSymptomForm(typed, others=others, kept=kept)
    changed = None
    if "put_away" in request.POST:
        changed = replace(kept, is_put_away=request.POST["put_away"] == "yes")
    elif request.method == "POST" and form.is_valid():
        changed = form.symptom(symptom_id)
    version, is_stale = stored.version, False
    if changed is not None:
        try:
            saved = keep(form, lambda: _change(request, person, changed))
        except actions.StaleEntry as stale:
            version, is_stale = stale.version, True
        else:
            if saved is not None:
                text = _("Changed: %(name)s") % {"name": changed.name}
                return _see(request, text, saved.change.pk)
    context = {"form": form, "symptom": kept, "version": version, "is_stale": is_stale}
    return render(request, "tracker/check_in/own_symptom.html", context)


def _change(request: HttpRequest, person: Any, symptom: Any) -> Any:
    version = version_of(request)
    return actions.change_belonging(
        person=person, belonging=symptom, version=version, by=writer(request)
    )


def _diary(person: Any) -> Diary:
    return queries.symptoms_up_to(person, _today(person))


def _today(person: Any) -> Any:
    return clock_of(person).now.date()


def _own(diary: Diary) -> Mapping[str, Any]:
    return own_symptoms(diary.custom_symptoms)


def _page(request: HttpRequest, person: Any, diary: Diary, form: OwnSymptomForm) -> HttpResponse:
    chosen = tracked_symptoms(diary, _today(person), known_symptoms())
    if request.method != "POST":
        form.forget_problems()
    last_change = request.session.pop(LAST_CHANGE, None)
    page = tracked_shown(diary, chosen, last_change, version=_version(person))
    return render(request, "tracker/check_in/symptoms.html", {"form": form, "page": page})


def _see(request: HttpRequest, text: str, change_id: int, place: int | None = None) -> HttpResponse:
    """Lead back to the list, to the line that was moved; the undo stands above it once."""
    request.session[LAST_CHANGE] = {"text": text, "change": change_id}
    at = "" if place is None else f"#place-{place + 1}"
    return HttpResponseRedirect(reverse("tracker:check_in_symptoms") + at, status=303)
