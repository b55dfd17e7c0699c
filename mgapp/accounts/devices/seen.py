"""When a session was last used, to the hour.

It stands in the session, which each page reads anyway: no query more, and one write an hour. That
write also moves the end of the session, so who reads the diary every day stays logged in.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

GetResponse = Callable[[HttpRequest], HttpResponse]

KEY = "seen"
PRECISION = timedelta(hours=1)


def note(request: HttpRequest) -> None:
    """Write down that the session is used now."""
    request.session[KEY] = int(timezone.now().timestamp())


def seen_at(session: Mapping[str, Any]) -> datetime | None:
    """Return when what a session holds was last used; None for one begun by an older version."""
    return datetime.fromtimestamp(session[KEY], UTC) if KEY in session else None


def noted_when_seen(get_response: GetResponse) -> GetResponse:
    """Write down once an hour that a session is used in which somebody is logged in."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        before = seen_at(request.session)
        if before is not None and timezone.now() - before >= PRECISION:
            note(request)
        return response

    return answer
