"""The cards of the first days: a question is answered with one tap, or skipped for good.

What was skipped is kept in the profile, as a line that says "not known": so no card comes back
after a log-out or on another device, and a later answer simply takes the line's place.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tracker import actions, queries
from tracker.forms.profile import BirthForm
from tracker.forms.profile_facts import writer
from tracker.views.access import writes_diary
from tracker.views.notes import say, way_back
from tracker.views.profile import today_of, topic_page
from tracker.views.shown.first_questions import SKIPPED, questions


@require_POST
@writes_diary
def first_question(request: HttpRequest, person: Any) -> HttpResponse:
    """Keep the answer to a card, or that it was skipped; it holds for all days of the diary."""
    asked = request.POST.get("question")
    question = next((one for one in questions() if one.fact == asked), None)
    if question is None:
        raise Http404
    periods = queries.profile_periods(person)
    if question.fact in periods:
        # A second tap, or another tab: what was said stays.
        return redirect(way_back(request))
    if question.asks_year and "skip" not in request.POST:
        return year_of_birth(request, person, periods)
    answer = SKIPPED if "skip" in request.POST else request.POST.get("answer")
    if answer not in (SKIPPED, *(choice.value for choice in question.choices)):
        raise Http404
    change = actions.set_profile_facts(
        person=person,
        values={question.fact: None if answer == SKIPPED else answer},
        by=writer(request.user),
    )
    say(request, skipped_words() if "skip" in request.POST else noted_words(), change)
    return redirect(way_back(request))


def year_of_birth(request: HttpRequest, person: Any, periods: Any) -> HttpResponse:
    """Keep the year; what is wrong with it is said on the page that asks for the whole date."""
    form = BirthForm(request.POST, periods=periods, today=today_of(periods))
    if not form.is_valid():
        return topic_page(request, person, "birth", periods, form)
    change = form.save(person=person, by=request.user)
    say(request, noted_words(), change)
    return redirect(way_back(request))


def noted_words() -> str:
    return _("Noted. It can be changed in your profile at any time.")


def skipped_words() -> str:
    return _("Skipped. Your profile takes the answer at any time.")
