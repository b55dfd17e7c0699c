"""Each request has a number: in its log lines, its answer and on the page of an error."""

import re
from collections.abc import Callable
from contextvars import ContextVar
from secrets import token_hex

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from mgapp.watch.routes import route_of_answer

HEADER = "X-Request-ID"
# Where the server's own log finds them again.
ID_IN_ENVIRON = "mgapp.request_id"
ROUTE_IN_ENVIRON = "mgapp.route"

# What proxies make up (32 hexadecimal digits, a UUID) and nothing in which words could stand.
_OF_PROXY = re.compile(r"[0-9a-f]{8}[0-9a-f-]{4,56}", re.IGNORECASE)
# It stays until the thread's next request: what a streamed answer logs comes after the middleware.
_current: ContextVar[str] = ContextVar("request_id", default="")


def current_request_id() -> str:
    """Return the number of the request that this thread answers; empty outside of one."""
    return _current.get()


def numbered(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Give each request its number, and its answer too; tell the server's log the route."""

    def answer(request: HttpRequest) -> HttpResponse:
        number = _number_of_proxy(request) or token_hex(6)
        _current.set(number)
        request.META[ID_IN_ENVIRON] = number
        response = get_response(request)
        response.headers[HEADER] = number
        request.META[ROUTE_IN_ENVIRON] = route_of_answer(request, response.status_code)
        return response

    return answer


def _number_of_proxy(request: HttpRequest) -> str:
    sent = request.headers.get(HEADER, "") if settings.TRUSTED_PROXIES else ""
    return sent if _OF_PROXY.fullmatch(sent) else ""
