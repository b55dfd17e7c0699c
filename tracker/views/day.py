"""The page of one day: what was taken, eaten and felt, and what got in each other's way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from tracker import queries
from tracker.domain.diary import Diary
from tracker.domain.rules import Flag, find_flags
from tracker.knowledge import knowledge
from tracker.views.access import reads_diary
from tracker.views.dates import now_of
from tracker.views.kept_html import finished, kept, part, this_minute
from tracker.views.notes import LAST_CHANGE
from tracker.views.reading import diary_of, flags_around, told_of
from tracker.views.shown.day import day_page
from tracker.views.shown.day_flags import flags_on, key_of
from tracker.views.shown.first_questions import Question, next_question
from tracker.views.shown.quick import Answer


@dataclass(frozen=True, slots=True)
class DayPart:
    """The page of a day without its frame, and what the frame says of it."""

    heading: str
    html: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What the page of the day `on` is made of, as it stood in the diary at `now`."""

    person: Any
    on: date
    now: datetime
    told: queries.ToldProfiles
    diary: Diary
    is_as_stored: bool = True
    """False where the diary holds what was logged since it was read."""


@require_safe
@reads_diary
@cache_control(private=True, no_cache=True)
def day(request: HttpRequest, person: Any, on: date | None = None) -> HttpResponse:
    """Show the day `on`, or today."""
    last_change = request.session.pop(LAST_CHANGE, None)
    return whole_page(request, day_part(person, on, last_change))


def whole_page(request: HttpRequest, shown: DayPart) -> HttpResponse:
    context = {"heading": shown.heading, "day": finished(shown.html, request)}
    return render(request, "tracker/day.html", context)


def day_part(
    person: Any, on: date | None = None, last_change: Mapping[str, Any] | None = None
) -> DayPart:
    """Return the day `on`, or today; after a write with the way to take it back."""
    if last_change is not None:
        return made(read_day(person, on), last_change)
    key = ("day", person.pk, person.state, on, this_minute(), get_language())
    return kept(key, lambda: made(read_day(person, on)))


def read_day(person: Any, on: date | None = None) -> Reading:
    """Read the diary as far around the day `on`, or today, as its page needs."""
    told = told_of(person)
    now = now_of(told.profiles[0])
    on = on or now.date()
    return Reading(person, on, now, told, diary_of(person, on))


def made(
    reading: Reading,
    last_change: Mapping[str, Any] | None = None,
    asked: Answer | None = None,
) -> DayPart:
    """Make the page of what was read; `asked` is what a tap on it has to be told first."""
    person, on, diary, known = reading.person, reading.on, reading.diary, knowledge()
    # A tip of the week is for today; on every day that is leafed through it would be a refrain.
    flags = flags_on(_flags(reading), on, is_with_weekly=on == reading.now.date())
    page = day_page(
        diary,
        flags,
        said=queries.sayings_about(person, {key_of(flag) for flag in flags}),
        on=on,
        now=reading.now,
        known=known,
        question=question_for(person, reading.told),
        last_change=last_change,
        asked=asked,
        is_demo=person.is_demo,
    )
    return DayPart(page.heading, part("tracker/day/_page.html", {"page": page}))


def _flags(reading: Reading) -> Sequence[Flag]:
    if reading.is_as_stored:
        return flags_around(reading.person, reading.on)
    return find_flags(reading.diary, knowledge().rule_book, today=reading.on)


def question_for(person: Any, told: queries.ToldProfiles) -> Question | None:
    """Return the card of the first days; the demo is asked nothing."""
    return None if person.is_demo else next_question(told.profiles[0], skipped=told.spoken_of)
