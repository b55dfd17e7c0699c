"""All other combinations, only together, and adjusted for how many they are."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from tracker.domain.asked import LATEST_DAYS, combinations, days_until
from tracker.domain.diary import Question
from tracker.domain.series import Days
from tracker.knowledge import knowledge
from tracker.views.access import reads_diary
from tracker.views.helps.answer import page_of
from tracker.views.helps.reading import Reading, read
from tracker.views.log.saving import GET_OR_POST
from tracker.views.shown.helps.others import (
    OthersPage,
    others_page,
    said_substances,
    substance_choices,
)

SAID = "helps_because_it_hurts"
"""The substances that are sometimes taken because it hurts, as said in this session."""


@require_http_methods(GET_OR_POST)
@reads_diary
@cache_control(private=True, no_cache=True)
def others(request: HttpRequest, person: Any) -> HttpResponse:
    """Ask what is taken because it hurts, then show the comparisons together.

    What is said here stays in the session: it is asked of many substances at once, and kept of
    a question only.
    """
    reading = read(person)
    question = reading.latest
    if question is None or not page_of(reading, question).shows_an_effect:
        return render(request, "tracker/helps/others_closed.html", {"question": question})
    days = _days(reading)
    if request.method == "POST":
        said = said_substances(request.POST.getlist("substance"), days)
        request.session[SAID] = {"person": person.pk, "said": said}
        return HttpResponseRedirect(reverse("tracker:helps_others"), status=303)
    kept = request.session.get(SAID, {})
    if kept.get("person") != person.pk or "again" in request.GET:
        context = {"choices": substance_choices(days, question, knowledge())}
        return render(request, "tracker/helps/others_ask.html", context)
    page = _page(reading, question, days, tuple(kept["said"]))
    return render(request, "tracker/helps/others.html", {"page": page})


def _page(reading: Reading, question: Question, days: Days, said: tuple[str, ...]) -> OthersPage:
    if question.sometimes_because_it_hurts:
        said = tuple(sorted({*said, question.substance}))
    page: OthersPage = reading.kept(
        ("others", question.id, said),
        lambda: others_page(
            combinations(
                days,
                today=reading.today,
                declared=question,
                because_it_hurts=said,
                settings=reading.settings,
                experiments=reading.experiments,
            ),
            own=reading.own,
            known=knowledge(),
        ),
    )
    return page


def _days(reading: Reading) -> Days:
    """Return the days that are looked at: two years at most, up to yesterday."""
    days = reading.days
    if days.length <= LATEST_DAYS:
        return days
    last = days.day(days.length - 1)
    return days_until(last, reading.written, days.day(days.length - LATEST_DAYS))
