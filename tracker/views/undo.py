"""Take a change back."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tracker import actions, queries
from tracker.views.access import writes_diary
from tracker.views.log.saving import clock_of, day_of, see_day, writer
from tracker.views.shown.addresses import day_address


@require_POST
@writes_diary
def undo(request: HttpRequest, person: Any, change: int) -> HttpResponse:
    """Bring back what was there before the change, or tell why that cannot be."""
    found = queries.change_of(person, change)
    if found is None:
        raise Http404
    entry = queries.entry_of_change(person, change)
    day = _day_or_today(entry, person)
    try:
        undone = actions.undo(person=person, change=found, by=writer(request))
    except (actions.ChangedSince, actions.IdInUse):
        context = {"day": day, "address": day_address(day)}
        return render(request, "tracker/log/not_undone.html", context)
    return see_day(request, day, _("Taken back."), undone.pk)


def _day_or_today(entry: Any, person: Any) -> Any:
    """Return the day of the entry that changed; a fact of the profile has none."""
    try:
        return day_of(entry)
    except TypeError:
        return clock_of(person).now.date()
