"""The answer to a tap on the page of today, in the place that was tapped."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from tracker.views.day import LAST_CHANGE, Reading, made, whole_page
from tracker.views.kept_html import finished
from tracker.views.shown.quick import Answer, quick_address


def answered(
    request: HttpRequest,
    reading: Reading,
    *,
    last_change: Mapping[str, Any] | None = None,
    asked: Answer | None = None,
) -> HttpResponse:
    """Show the day with the answer in its place: to htmx as a part of the page, else as a whole.

    Without htmx the page is asked for anew after a write, so that going back sends nothing twice.
    """
    if "HX-Request" in request.headers:
        return HttpResponse(finished(made(reading, last_change, asked).html, request))
    if last_change is None:
        return whole_page(request, made(reading, asked=asked))
    request.session[LAST_CHANGE] = dict(last_change)
    return HttpResponseRedirect(quick_address("day", last_change["place"]), status=303)
