"""How often the same may be asked from one address, where no login stands behind it.

allauth's limits count log-ins, sign-ups, codes and passwords; settings.py names them. Here are
those of shared links. Both count in the cache of the database, with a lock for each count: for
all workers together, also where forty ask at the same moment. An IPv6 address counts by its /64.
"""

from typing import Any

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse

from mgapp.accounts.limits.too_many import seconds_to_wait, told_to_wait, too_many
from mgapp.accounts.middleware import BeforeViews, View

APP = "mgapp.shares"
LIMITS = {
    # A report takes a second to set.
    "file": "20/m/ip",
    "wrong_link": "30/m/ip",
}
FILE = "tracker:shared_file"
HEALTH_LINKS = frozenset({"tracker:health_link", "tracker:health_file"})
LINKS = HEALTH_LINKS | {"tracker:shared", FILE}


class SharedLinks(BeforeViews):
    """Counts links that nobody made, and files that readers ask for.

    A link that is right opens however many wrong ones came from the same address: a clinic has
    one address for all who work there.
    """

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        match = request.resolver_match
        if response.status_code != 404 or match is None or match.view_name not in LINKS:
            return response
        return _refused(request, "wrong_link", match.view_name, response) or response

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Count a file before it is made."""
        match = request.resolver_match
        if match is None or match.view_name != FILE or request.method != "POST":
            return None
        return _refused(request, "file", FILE)


def _refused(
    request: HttpRequest, action: str, page: str, instead_of: HttpResponseBase | None = None
) -> HttpResponse | None:
    """Count; return the answer where there were too many, else None."""
    if ratelimit.consume(request, app=APP, action=action, config=LIMITS, limit_get=True):
        return None
    seconds = seconds_to_wait(request, app=APP, action=action, config=LIMITS)
    response = _answer(request, page, seconds)
    for name, value in instead_of.headers.items() if instead_of else ():
        response.headers.setdefault(name, value)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _answer(request: HttpRequest, page: str, seconds: int) -> HttpResponse:
    if page in HEALTH_LINKS:
        # Asked by a program, which reads JSON.
        return told_to_wait(JsonResponse({"error": "Too many requests."}, status=429), seconds)
    return too_many(request, seconds, is_about_password=False)
