"""What is answered where the data cannot be reached or written: what is the matter, what to do.

Django turns an error of a view, of the session or of any middleware into an answer by calling
`handler500`. So this is the one place that is asked, whatever was being done.

What was typed is not lost: the page holds it, and a button sends it again. That adds nothing twice,
since a form that comes again is the same write (docs/decisions/0026-sent-again.md).
"""

import logging
import sys
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template import loader

from mgapp.trouble.storage import Trouble, trouble_of
from mgapp.watch.errors import server_error
from mgapp.watch.request_ids import current_request_id
from mgapp.watch.routes import known_method, route_of
from tracker.views.appearance import appearance_of

logger = logging.getLogger(__name__)

# What goes by within seconds, and after how many it is worth while to ask again.
PASSES_IN = {Trouble.BUSY: 5, Trouble.GONE: 15}
# Refused before anything of it was written; with the others, an answer may have been lost.
SURELY_NOT_SAVED = {Trouble.BUSY, Trouble.READ_ONLY, Trouble.FULL}
SECRET = ("password", "passcode", "code", "credential")
SEEN = "_trouble_is_logged"


@dataclass(frozen=True, slots=True)
class SentAgain:
    """A form that holds what was sent, for the button that sends it once more."""

    address: str
    fields: tuple[tuple[str, str], ...]


def error_page(request: HttpRequest) -> HttpResponse:
    """Answer an error: 503 with what to do where the data is out of reach, else Django's 500."""
    trouble = trouble_of(sys.exception())
    return server_error() if trouble is None else unavailable(request, trouble)


def unavailable(
    request: HttpRequest, trouble: Trouble, *, may_be_saved: bool = False
) -> HttpResponse:
    """Return the page that says so; nothing of it asks the database.

    `may_be_saved` says that what was sent may have been written before the trouble began.
    """
    _log(request, trouble)
    context = {
        "trouble": trouble.value,
        "appearance": appearance_of(request),
        "is_sent": request.method == "POST",
        "is_not_saved": trouble in SURELY_NOT_SAVED and not may_be_saved,
        "again": _sent_again(request),
        "request_number": current_request_id(),
    }
    text = loader.get_template("503.html").render(context)
    response = HttpResponse(text, status=503)
    response.headers["Cache-Control"] = "private, no-store"
    if trouble in PASSES_IN:
        response.headers["Retry-After"] = str(PASSES_IN[trouble])
    # Said once, above; Django would say it again, with a stack.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response


def _log(request: HttpRequest, trouble: Trouble) -> None:
    """Write one line a request, with nothing of what was typed."""
    if not hasattr(request, SEEN):
        setattr(request, SEEN, True)
        asked = known_method(request.method), route_of(request.path)
        logger.error("The data is %s: %s %s", trouble.value, *asked)


def _sent_again(request: HttpRequest) -> SentAgain | None:
    """Return the form; None where there is none, or where it held a secret or a file."""
    if request.method != "POST":
        return None
    try:
        fields = [(name, value) for name, values in request.POST.lists() for value in values]
        is_whole = bool(fields) and not request.FILES
    except Exception:  # What cannot be read cannot be shown; this page must not have errors.
        return None
    is_open = not any(word in name.lower() for name, _value in fields for word in SECRET)
    return SentAgain(request.get_full_path(), tuple(fields)) if is_whole and is_open else None
