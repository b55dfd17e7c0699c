"""The list of planned experiments."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tracker.knowledge import knowledge
from tracker.views.access import reads_diary
from tracker.views.experiments.kept import shelved
from tracker.views.notes import note_of
from tracker.views.shown.experiments.lines import lines_shown


@require_safe
@reads_diary
def experiments(request: HttpRequest, person: Any) -> HttpResponse:
    """List the experiments: those that run, those to come, those that are over."""
    there = shelved(person)
    context = {
        "page": lines_shown(there.experiments, there.own_symptoms, there.today, knowledge()),
        "note": note_of(request),
    }
    return render(request, "tracker/experiments/list.html", context)
