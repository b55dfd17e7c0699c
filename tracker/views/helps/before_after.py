"""The days from some day on against those before it."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from tracker.forms.question import StepForm
from tracker.knowledge import knowledge
from tracker.views.access import reads_diary
from tracker.views.helps.reading import read
from tracker.views.shown.helps.before_after import before_after_page


@require_safe
@reads_diary
@cache_control(private=True, no_cache=True)
def before_after(request: HttpRequest, person: Any, on: date | None = None) -> HttpResponse:
    """Show days to choose from, and what came from the chosen one on; no name in the address."""
    reading = read(person)
    question = reading.latest
    if question is None:
        return redirect("tracker:helps")
    yesterday = reading.today - timedelta(days=1)
    form = StepForm(request.GET if "day" in request.GET else None, days=reading.days)
    if form.is_bound and form.is_valid():
        return redirect("tracker:helps_before_after_on", form.cleaned_data["day"])
    page = reading.kept(
        ("before_after", question.id, on),
        lambda: before_after_page(
            question,
            reading.days,
            on if on is not None and reading.days.first < on <= yesterday else None,
            today=reading.today,
            own=reading.own,
            known=knowledge(),
            settings=reading.settings,
            experiments=reading.experiments,
        ),
    )
    return render(request, "tracker/helps/before_after.html", {"page": page, "form": form})
