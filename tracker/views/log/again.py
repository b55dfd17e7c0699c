"""One tap: log once more what is favourite, usual, on the shelf, or was taken before.

A tap is one request. It logs, unless the same thing was logged just before or the rules would
flag it: then nothing is saved, and the page asks in the place that was tapped. What it decides by
is the diary as it is stored, so a second device is asked as well. What a tap means is in `tapped`.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tracker import actions, queries
from tracker.domain.diary import Diary, Intake, instant, zone_of_time
from tracker.domain.often import TWICE_WITHIN, logged_already
from tracker.forms.again import CHOOSE, Tap, read_tap
from tracker.forms.fields import new_entry_id
from tracker.forms.when import Unclear
from tracker.knowledge import knowledge
from tracker.views.access import writes_diary
from tracker.views.day import Reading, read_day
from tracker.views.in_place import asked_first, done
from tracker.views.log.saving import writer
from tracker.views.log.tapped import dose_of, form_address, what_is_taken
from tracker.views.reading import outlook_of
from tracker.views.shown.asking import question
from tracker.views.shown.quick import TOP, Answer, taken_words, time_words


@require_POST
@writes_diary
def log_again(request: HttpRequest, person: Any) -> HttpResponse:
    """Log what was tapped, or ask first."""
    reading = read_day(person)
    tap = read_tap(request.POST, now=reading.now)
    if tap is None:
        raise Http404
    try:
        intakes = what_is_taken(tap, reading)
    except Unclear as unclear:
        return asked_first(request, reading, Answer(tap.place, unclear.message))
    if not intakes:
        raise Http404
    if tap.when == CHOOSE:
        return redirect(form_address(tap, intakes))
    return _logged_before(request, reading, tap, intakes) or _asked_or_logged(
        request, reading, tap, intakes
    )


def _logged_before(
    request: HttpRequest, reading: Reading, tap: Tap, intakes: tuple[Intake, ...]
) -> HttpResponse | None:
    """Answer a tap whose id was saved before: a double click, or a retry.

    Minutes later it can also be a page that was left open: whether a second dose is meant is
    asked, so that nothing is doubled and nothing lost.
    """
    stored = queries.stored_entry(reading.person, "intake", intakes[0].id)
    if stored is None:
        return None
    change = queries.history(reading.person, "intake", intakes[0].id)[0]
    if reading.now - change.at <= TWICE_WITHIN:
        logged = (stored.entry, *intakes[1:])
        return _done(
            request, lambda: reading, tap, logged, change_id=change.change_id, now=reading.now
        )
    renewed = replace(tap, entry_id=new_entry_id())
    return asked_first(request, reading, _question(reading, renewed, intakes, before=stored.entry))


def _asked_or_logged(
    request: HttpRequest, reading: Reading, tap: Tap, intakes: tuple[Intake, ...]
) -> HttpResponse:
    before = None if tap.is_twice else _just_logged(reading, tap, intakes)
    asked = _question(reading, tap, intakes, before=before)
    if asked is not None:
        return asked_first(request, reading, asked)
    try:
        change = actions.log_together(person=reading.person, entries=intakes, by=writer(request))
    except actions.IdInUse:  # the same tap, at this very moment
        return _logged_before(request, reading, tap, intakes) or _cannot(request, reading, tap)
    except actions.CannotBeKept:
        return _cannot(request, reading, tap)
    read = partial(with_intakes, reading, intakes)
    return _done(request, read, tap, intakes, change_id=change.pk, now=reading.now)


def _just_logged(reading: Reading, tap: Tap, intakes: tuple[Intake, ...]) -> Intake | None:
    """Return what makes a second tap of the same thing likely to be a slip."""
    if tap.kind == "usual":
        dose = dose_of(tap, reading)
        if dose is not None and dose.intake is not None:
            return dose.intake
    found = (logged_already(intake, reading.diary.intakes, now=reading.now) for intake in intakes)
    return next((one for one in found if one is not None), None)


def _question(
    reading: Reading, tap: Tap, intakes: tuple[Intake, ...], *, before: Intake | None
) -> Answer | None:
    """Return what is to be said before it is saved; None where there is nothing."""
    home = zone_of_time(reading.now)
    foreseen = outlook_of(reading.person, reading.on, intakes, home=home)
    if before is None and foreseen.lets_save({"shown": tap.shown}):
        return None
    return question(tap, intakes, foreseen, before=before, now=reading.now)


def _cannot(request: HttpRequest, reading: Reading, tap: Tap) -> HttpResponse:
    text = _("This cannot be kept as it is written. Please log it with the whole form.")
    return asked_first(request, reading, Answer(tap.place, text))


def with_intakes(reading: Reading, intakes: tuple[Intake, ...]) -> Reading:
    """Return the reading as it stands after `intakes` were logged.

    Read again only where the day said "none taken": the same step may have ended that.
    """
    days = {intake.taken_at.date() for intake in intakes}
    if any(one.day in days for one in reading.diary.none_taken):
        return read_day(reading.person, reading.on)
    return replace(reading, diary=_with(reading.diary, intakes), is_as_stored=False)


def _with(diary: Diary, intakes: tuple[Intake, ...]) -> Diary:
    in_order = sorted((*diary.intakes, *intakes), key=lambda one: instant(one.taken_at))
    return replace(diary, intakes=tuple(in_order))


def _done(
    request: HttpRequest,
    read: Callable[[], Reading],
    tap: Tap,
    intakes: tuple[Intake, ...],
    *,
    change_id: int,
    now: datetime,
) -> HttpResponse:
    at = time_words(intakes[0].taken_at, now)
    text = _("Logged, taken at %(time)s.") if tap.kind == "usual" else _("Logged %(time)s.")
    last_change = {
        "text": text % {"time": at},
        "what": taken_words(intakes, knowledge()),
        "change": change_id,
        "place": tap.place or TOP,
    }
    return done(request, read, last_change)
