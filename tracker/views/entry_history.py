"""What was done to an entry."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from tracker import queries
from tracker.views.access import reads_diary
from tracker.views.log.saving import clock_of, own_of
from tracker.views.shown.entry_history import KINDS_TOLD, Reader, history_page


@require_safe
@reads_diary
@cache_control(private=True, no_cache=True)
def entry_history(request: HttpRequest, person: Any, kind: str, entry_id: str) -> HttpResponse:
    """Tell each change of an entry, the latest first, and offer to take the latest back."""
    past = _past(person, kind, entry_id)
    page = history_page(
        past,
        kind=kind,
        reader=Reader(request.user.get_username(), clock_of(person).now, own_of(person)),
        undone=None if person.is_demo else queries.entries_of_undo(person, past[0].change_id),
    )
    return render(request, "tracker/history/history.html", {"page": page})


def _past(person: Any, kind: str, entry_id: str) -> tuple[queries.PastChange, ...]:
    past = queries.history(person, kind, entry_id) if kind in KINDS_TOLD else ()
    if not past:
        raise Http404
    return past
