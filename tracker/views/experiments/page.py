"""The page of one experiment, and what can still be done with it: stop it, or take it back."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker import actions, queries
from tracker.domain.diary import Experiment
from tracker.domain.experiment import course
from tracker.forms.experiment import StopForm
from tracker.knowledge import knowledge
from tracker.views.access import reads_diary, writes_diary
from tracker.views.experiments.kept import KIND, reading_of, shelved
from tracker.views.log.saving import writer
from tracker.views.notes import note_of, say
from tracker.views.shown.experiments.page import experiment_page
from tracker.views.shown.experiments.words import experiment_address

LIST = "tracker:experiments"


@require_safe
@reads_diary
def experiment(request: HttpRequest, person: Any, experiment_id: str) -> HttpResponse:
    """Show the protocol, how far it is, and what it found once it is over."""
    return _page(request, person, experiment_id, StopForm())


@require_POST
@writes_diary
def stop_experiment(request: HttpRequest, person: Any, experiment_id: str) -> HttpResponse:
    """End an experiment before its last day; asked why, for the report."""
    there = shelved(person)
    one, form = there.experiment(experiment_id), StopForm(request.POST)
    if not form.is_valid():
        return _page(request, person, experiment_id, form)
    is_again = one.stopped_on == there.today and one.stopped_because == _because(form)
    if not is_again and not _can_be_stopped(one, there.today, there.now):
        say(request, _("It does not run now, so nothing was changed."))
        return redirect(experiment_address(one.id))
    saved = actions.stop_experiment(
        person=person,
        experiment_id=one.id,
        on=there.today,
        because=_because(form),
        by=writer(request),
    )
    say(request, _("Stopped today. What it shows so far is open."), saved.change)
    return redirect(experiment_address(one.id))


def _because(form: StopForm) -> str:
    because: str = form.cleaned_data["because"]
    return because


def _can_be_stopped(one: Experiment, today: date, now: datetime) -> bool:
    return course(one, today).is_running and not is_over_where_it_was_fixed(one, now)


def is_over_where_it_was_fixed(one: Experiment, now: datetime) -> bool:
    """Was its result open already, before the person flew back into its last day?"""
    return course(one, now.astimezone(ZoneInfo(one.timezone)).date()).is_over


@require_POST
@writes_diary
def drop_experiment(request: HttpRequest, person: Any, experiment_id: str) -> HttpResponse:
    """Take back a plan before its first day. Doing it twice is doing it once."""
    there = shelved(person)
    if experiment_id not in {one.id for one in there.experiments}:
        return _dropped_before(person, experiment_id)
    try:
        change = actions.drop_experiment(
            person=person, experiment_id=experiment_id, today=there.today, by=writer(request)
        )
    except actions.ExperimentHasBegun:
        say(request, _("It has begun, so the plan stays. You can stop it early."))
        return redirect(experiment_address(experiment_id))
    except actions.NoSuchEntry:
        return _dropped_before(person, experiment_id)
    say(request, _("The plan was taken back."), change)
    return redirect(LIST)


@require_POST
@writes_diary
def undo_experiment(request: HttpRequest, person: Any, change: int) -> HttpResponse:
    """Take back what was just done to an experiment."""
    found = queries.change_of(person, change)
    # A number too large for any change is one for which only the first question is safe to ask.
    one = None if found is None else queries.entry_of_change(person, change)
    if found is None or not isinstance(one, Experiment):
        raise Http404
    try:
        actions.undo(person=person, change=found, by=writer(request))
    except actions.ChangedSince:
        text = _("This was changed again since, so it was left as it is.")
    except actions.ExperimentHasBegun:
        text = _("Its first day has come, so the plan stays as it is.")
    except actions.ExperimentIsRunning:
        text = _("Another experiment stands in these days now, so it was left as it is.")
    else:
        text = _("Taken back: all is as it was before.")
    say(request, text)
    is_there = queries.stored_entry(person, KIND, one.id) is not None
    return redirect(experiment_address(one.id)) if is_there else redirect(LIST)


def _page(request: HttpRequest, person: Any, experiment_id: str, form: StopForm) -> HttpResponse:
    there = shelved(person)
    one = there.experiment(experiment_id)
    page = experiment_page(reading_of(person, one, there), there.own_symptoms, knowledge())
    context = {"page": page, "form": form, "note": note_of(request), "is_demo": person.is_demo}
    return render(request, "tracker/experiments/experiment.html", context)


def _dropped_before(person: Any, experiment_id: str) -> HttpResponse:
    """Lead back to the list where the plan was taken back already; else it is not found."""
    if not queries.history(person, KIND, experiment_id):
        raise Http404
    return redirect(LIST)
