"""The answer to a tap on the page of today, in the place that was tapped."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from tracker.views.day import DayPart, Reading, made, whole_page
from tracker.views.kept_html import finished
from tracker.views.notes import LAST_CHANGE
from tracker.views.shown.quick import Answer, quick_address


def asked_first(request: HttpRequest, reading: Reading, asked: Answer | None) -> HttpResponse:
    """Show the day, with what is to be said before anything is saved in the place of the tap."""
    shown = made(reading, asked=asked)
    return _in_place(request, shown) if _is_by_htmx(request) else whole_page(request, shown)


def done(
    request: HttpRequest, read: Callable[[], Reading], last_change: Mapping[str, Any]
) -> HttpResponse:
    """Show what was done: to htmx on the day that `read` returns, else on the page to come.

    Without htmx the page is asked for anew, so that going back sends nothing twice.
    """
    if _is_by_htmx(request):
        return _in_place(request, made(read(), last_change))
    request.session[LAST_CHANGE] = dict(last_change)
    return HttpResponseRedirect(quick_address("day", last_change["place"]), status=303)


def _is_by_htmx(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers


def _in_place(request: HttpRequest, shown: DayPart) -> HttpResponse:
    return HttpResponse(finished(shown.html, request))
