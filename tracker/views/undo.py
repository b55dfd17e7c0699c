"""Take a change back."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tracker import actions, queries
from tracker.forms.again import read_place
from tracker.views.access import writes_diary
from tracker.views.day import read_day
from tracker.views.in_place import done
from tracker.views.log.saving import clock_of, day_of, see_day, writer
from tracker.views.shown.addresses import day_address

NOT_UNDONE = (
    actions.ChangedSince,
    actions.IdInUse,
    actions.ExperimentHasBegun,
    actions.ExperimentIsRunning,
)


@require_POST
@writes_diary
def undo(request: HttpRequest, person: Any, change: int) -> HttpResponse:
    """Bring back what was there before the change, or tell why that cannot be.

    What was tapped on the page of today is answered there, in its place.
    """
    found = queries.change_of(person, change)
    if found is None:
        raise Http404
    if place := read_place(request.POST):
        return _undone_in_place(request, person, found, place)
    entry = queries.entry_of_change(person, change)
    day = _day_or_today(entry, person)
    try:
        undone = actions.undo(person=person, change=found, by=writer(request))
    except NOT_UNDONE:
        context = {"day": day, "address": day_address(day)}
        return render(request, "tracker/log/not_undone.html", context)
    return see_day(request, day, _("Taken back."), undone.pk)


def _undone_in_place(request: HttpRequest, person: Any, change: Any, place: str) -> HttpResponse:
    last_change: dict[str, Any] = {"text": _("Taken back."), "change": None, "place": place}
    try:
        actions.undo(person=person, change=change, by=writer(request))
    except NOT_UNDONE:
        last_change["text"] = _("This was changed again since, so it was left as it is.")
    return done(request, partial(read_day, person), last_change)


def _day_or_today(entry: Any, person: Any) -> Any:
    """Return the day of the entry that changed; a fact of the profile has none."""
    try:
        return day_of(entry)
    except TypeError:
        return clock_of(person).now.date()
