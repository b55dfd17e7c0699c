"""Ask one question, and say what has to be known before it is answered."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker import actions, queries
from tracker.domain.check_in import tracked_symptoms
from tracker.domain.daily import Exposure
from tracker.domain.diary import Diary, Question
from tracker.domain.series import exposures_in, symptoms_in
from tracker.forms.fields import with_entry_id
from tracker.forms.question import (
    QuestionForm,
    is_same_question,
    new_question,
    shelved_exposures,
)
from tracker.forms.scales import known_symptoms, symptom_label
from tracker.knowledge import knowledge
from tracker.views.access import writes_diary
from tracker.views.gone import deletion_of
from tracker.views.helps.reading import KIND, Reading, read
from tracker.views.log.saving import GET_OR_POST, keep, writer
from tracker.views.notes import LAST_CHANGE
from tracker.views.shown.helps.page import asked_shown
from tracker.views.shown.helps.topics import what_label

LONG_ENOUGH = 120
"""From so many days on, a question can be about what builds up."""


@require_http_methods(GET_OR_POST)
@writes_diary
def ask(request: HttpRequest, person: Any) -> HttpResponse:
    """Show the form of a question; a POST declares it, before anything of it is seen."""
    reading = read(person)
    if request.method != "POST":
        return _page(request, reading, opened_form(reading))
    form = form_of(reading, with_entry_id(request.POST))
    there = next((one for one in reading.questions if one.id == form.data["entry_id"]), None)
    if there is not None:
        return see(there)
    if form.is_valid():
        question = form.question(
            form.data["entry_id"], now=reading.now, from_day=reading.first_day_of_another()
        )
        same = next((one for one in reading.questions if is_same_question(one, question)), None)
        if same is not None:
            return see(same)
        saved = keep(
            form,
            lambda: actions.add_belonging(person=person, belonging=question, by=writer(request)),
        )
        if saved is not None:
            text = asked_shown(question, reading.own, knowledge()).text
            said = _("Your question: %(question)s") % {"question": text}
            request.session[LAST_CHANGE] = {"text": said, "change": saved.change.pk}
            return see(question)
    return _page(request, reading, form)


@require_POST
@writes_diary
def say(request: HttpRequest, person: Any, question_id: str) -> HttpResponse:
    """Keep whether it is sometimes taken because it hurts."""
    question = read(person).question(question_id)
    said = {"yes": True, "no": False}.get(request.POST.get("because_it_hurts", ""))
    stored = queries.stored_entry(person, KIND, question_id)
    if said is None or stored is None:
        raise Http404
    # A second click may come before the first is kept: the page then shows what was kept.
    with suppress(actions.StaleEntry):
        actions.change_belonging(
            person=person,
            belonging=replace(question, sometimes_because_it_hurts=said),
            version=stored.version,
            by=writer(request),
        )
    return see(question)


@require_POST
@writes_diary
def withdraw(request: HttpRequest, person: Any, question_id: str) -> HttpResponse:
    """Take a question back; one that has been answered stays among those asked before."""
    reading = read(person)
    if question_id in {one.id for one in reading.questions}:
        question = reading.question(question_id)
        if reading.reply(question).shows_an_effect:
            return see(question)
    else:
        deletion_of(person, KIND, question_id)  # Pressed twice: it is the same deletion.
    change = actions.delete_belonging(
        person=person, kind=KIND, entry_id=question_id, by=writer(request)
    )
    text = _("Your question was taken back.")
    request.session[LAST_CHANGE] = {"text": text, "change": change.pk}
    return HttpResponseRedirect(reverse("tracker:helps"), status=303)


def see(question: Question) -> HttpResponse:
    """Lead to the page of the question."""
    address = reverse("tracker:helps_asked", args=[question.id])
    return HttpResponseRedirect(address, status=303)


def opened_form(reading: Reading) -> QuestionForm:
    form = form_of(reading, new_question())
    form.forget_problems()
    return form


def form_of(reading: Reading, typed: Any) -> QuestionForm:
    return QuestionForm(
        typed,
        symptoms=symptom_choices(reading),
        whats=what_choices(reading),
        may_build_up=reading.days.length >= LONG_ENOUGH,
    )


def symptom_choices(reading: Reading) -> list[tuple[str, str]]:
    """Return the symptoms with scores, those of most days first, then those that are followed."""
    belongings, own = reading.belongings, reading.own
    diary = Diary(tracked=belongings["tracked"], custom_symptoms=belongings["custom_symptoms"])
    scored = [one for one in symptoms_in(reading.days) if one]
    followed = tracked_symptoms(diary, reading.today, known_symptoms())
    return [(one, symptom_label(one, own)) for one in dict.fromkeys([*scored, *followed])]


def what_choices(reading: Reading) -> Mapping[Exposure, str]:
    """Return what was taken, that of most days first, then what else stands on the shelf."""
    known = knowledge()
    shelved = shelved_exposures(reading.belongings["products"], known.rule_book.substances)
    whats = list(dict.fromkeys([*exposures_in(reading.days), *shelved]))
    return {what: what_label(what, known, whats) for what in whats}


def form_context(reading: Reading, form: QuestionForm) -> dict[str, Any]:
    """Return what the template of the form asks for."""
    return {
        "form": form,
        "may_build_up": reading.days.length >= LONG_ENOUGH,
        "builds_up_from": LONG_ENOUGH,
        "new_days_only": reading.first_day_of_another() is not None,
    }


def _page(request: HttpRequest, reading: Reading, form: QuestionForm) -> HttpResponse:
    return render(request, "tracker/helps/ask.html", form_context(reading, form))
