"""The report of an experiment, to be printed: by the items of CENT 2015."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tracker import queries
from tracker.knowledge import knowledge
from tracker.views.access import reads_diary
from tracker.views.experiments.kept import KIND, reading_of, shelved
from tracker.views.shown.experiments.report import About, report_shown
from tracker.views.shown.experiments.words import names_of


@require_safe
@reads_diary
def experiment_report(request: HttpRequest, person: Any, experiment_id: str) -> HttpResponse:
    """Show the report, with facts of the profile only where that was asked for."""
    there = shelved(person)
    one = there.experiment(experiment_id)
    reading = reading_of(person, one, there)
    with_profile = request.GET.get("profile") == "yes"
    about = About(
        reading=reading,
        named=names_of(one, there.own_symptoms, knowledge()),
        known=knowledge(),
        profile=there.profile if with_profile else None,
        intakes=queries.intakes_between(person, one.first_day, one.last_day),
        past=queries.history(person, KIND, one.id),
        now=there.now,
    )
    context = {"report": report_shown(about), "with_profile": with_profile}
    return render(request, "tracker/experiments/report.html", context)
