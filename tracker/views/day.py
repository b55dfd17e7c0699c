"""The page of one day: what was taken, eaten and felt, and what got in each other's way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from tracker import queries
from tracker.knowledge import knowledge
from tracker.views.access import reads_diary
from tracker.views.dates import now_of, typed_day
from tracker.views.kept_html import finished, kept, part
from tracker.views.shown.day import BACK, day_page
from tracker.views.shown.day_flags import flags_on, key_of
from tracker.views.shown.first_questions import Question, next_question

LAST_CHANGE = "last_change"
"""Where a write leaves {"text": ..., "change": ...} in the session, for "undo" to be shown once."""


@dataclass(frozen=True, slots=True)
class DayPart:
    """The page of a day without its frame, and what the frame says of it."""

    heading: str
    html: str


@require_safe
@reads_diary
@cache_control(private=True, no_cache=True)
def day(request: HttpRequest, person: Any, on: date | None = None) -> HttpResponse:
    """Show the day `on`, or today, or lead to the day that the date picker asks for."""
    if "on" in request.GET:
        return picked(request.GET["on"])
    last_change = request.session.pop(LAST_CHANGE, None)
    shown = day_part(person, on, last_change)
    context = {"heading": shown.heading, "day": finished(shown.html, request)}
    return render(request, "tracker/day.html", context)


def day_part(
    person: Any, on: date | None = None, last_change: Mapping[str, Any] | None = None
) -> DayPart:
    """Return the day `on`, or today; after a write with the way to take it back."""
    if last_change is not None:
        return _made(person, on, last_change)
    minute = int(timezone.now().timestamp() // 60)
    key = ("day", person.pk, person.state, on, minute, get_language())
    return kept(key, lambda: _made(person, on, None))


def _made(person: Any, on: date | None, last_change: Mapping[str, Any] | None) -> DayPart:
    known, told = knowledge(), queries.told_profiles(person)
    now = now_of(told.profiles[0])
    on = on or now.date()
    diary = queries.diary_around(person, on, back=BACK, known=told.profiles)
    # A tip of the week is for today; on every day that is leafed through it would be a refrain.
    flags = flags_on(diary, on, known, is_with_weekly=on == now.date())
    page = day_page(
        diary,
        flags,
        said=queries.sayings_about(person, {key_of(flag) for flag in flags}),
        on=on,
        now=now,
        known=known,
        question=question_for(person, told),
        last_change=last_change,
    )
    return DayPart(page.heading, part("tracker/day/_page.html", {"page": page}))


def picked(text: str) -> HttpResponse:
    """Lead to the day of the date picker; an empty one asks for today."""
    on = typed_day(text)
    if on is None and text:
        raise Http404
    return redirect("tracker:day_on", on) if on else redirect("tracker:day")


def question_for(person: Any, told: queries.ToldProfiles) -> Question | None:
    """Return the card of the first days; the demo is asked nothing."""
    return None if person.is_demo else next_question(told.profiles[0], skipped=told.spoken_of)
