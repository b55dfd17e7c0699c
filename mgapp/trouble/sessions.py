"""Sessions where the database takes nothing: what can be read stays readable.

A page forgets the note that it showed, which is a write. Where that cannot be kept, the page is
worth more than the note. What was sent is another matter: its answer may hang on the session, so
it is told that it may not have been kept.
"""

from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from mgapp.trouble.storage import trouble_of
from mgapp.trouble.unavailable import unavailable

READING = ("GET", "HEAD", "OPTIONS")
MILLISECONDS_FOR_A_NOTE = 3000
"""So long a page that is only read waits for others who write, before it does without."""


class KeptWherePossible(SessionMiddleware):
    """Django's own, which makes 500 of a session that cannot be saved, or 400."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Save the session. Django says that it was deleted meanwhile where it was or could be."""
        try:
            return self._saved(request, response)
        except (DatabaseError, SessionInterrupted) as error:
            trouble = trouble_of(error)
            if trouble is None:
                raise
            if request.method in READING:
                return response
            return unavailable(request, trouble, may_be_saved=True)

    def _saved(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.method not in READING or not request.session.modified:
            return super().process_response(request, response)
        from tracker.actions.derived import little_patience

        with little_patience(MILLISECONDS_FOR_A_NOTE):
            return super().process_response(request, response)
