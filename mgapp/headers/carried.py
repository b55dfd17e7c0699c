"""The headers of every answer: it stays on this site, and out of every cache."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

GetResponse = Callable[[HttpRequest], HttpResponse]

CARRIED = {
    # No other site may show, embed or read it; a view whose answer is for others says so itself.
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    # What does not say that it may be kept is not kept: forms, errors and redirects too.
    "Cache-Control": "private, no-store",
}


def answers_stay_here(get_response: GetResponse) -> GetResponse:
    """Give each answer the headers that keep it on this site, where it has none of its own.

    The outermost, so that static files, errors and redirects carry them too.
    """
    always = dict(CARRIED)
    if settings.CSP_REPORTS:
        always["Reporting-Endpoints"] = f'csp="{settings.CSP_REPORT_PATH}"'

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in always.items():
            response.headers.setdefault(name, value)
        return response

    return answer


def diaries_are_not_stored(get_response: GetResponse) -> GetResponse:
    """Keep what someone sees who is logged in out of every cache, the browser's own too.

    So nothing is left to look at after a log-out. Static files never come this way.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated:
            response.headers["Cache-Control"] = "private, no-store"
        return response

    return answer


def varies_with_appearance(get_response: GetResponse) -> GetResponse:
    """Tell caches that a page looks as the cookie of its browser asks for."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Cookie"])
        return response

    return answer
