"""A request that is longer than anything one can type or bring here is not read, but answered."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.defaults import bad_request

GetResponse = Callable[[HttpRequest], HttpResponse]

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bodies_are_bounded(get_response: GetResponse) -> GetResponse:
    """Refuse a body that is longer than its address can use, before a byte of it is read.

    A body whose length is not said is not read by Django at all.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        length = _length(request)
        is_short = length <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if is_short or length <= most_bytes(request):
            return get_response(request)
        return too_large(request)

    return answer


def most_bytes(request: HttpRequest) -> int:
    """Return the longest body that is read of someone who sends more than a form can hold.

    One address takes a file. A file that is somewhat too long is read nevertheless: its form says
    so at its field, and names another way.
    """
    # Not before it is needed: see mgapp/loading.py.
    from tracker.forms.archive import MOST_BYTES

    takes_file = request.path_info == reverse("tracker:choose_archive")
    return 2 * MOST_BYTES if takes_file and request.user.is_authenticated else 0


def too_large(request: HttpRequest) -> HttpResponse:
    """Say that it was too much, and that nothing of it was kept."""
    return render(request, "413.html", status=413)


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what Django refused to read; what was only too long gets the page that says so."""
    if isinstance(exception, TOO_MUCH):
        return too_large(request)
    return bad_request(request, exception)


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
