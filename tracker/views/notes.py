"""A word on what was just done, shown on the next page, with the way to take it back."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

LAST_CHANGE = "last_change"
"""Where a write leaves {"text": ..., "change": ...} in the session, for "undo" to be shown once."""
NOTE_KEY = "note"


def say(request: HttpRequest, words: str, change: Any = None) -> None:
    """Keep `words` for the next page; with a `change` that page offers to undo it."""
    if change is None:
        request.session[NOTE_KEY] = words
    else:
        request.session[LAST_CHANGE] = {"text": words, "change": change.pk}


def note_of(request: HttpRequest) -> dict[str, Any] | None:
    """Return the word that was kept, once."""
    last_change = request.session.pop(LAST_CHANGE, None)
    words = request.session.pop(NOTE_KEY, None)
    return last_change or (words and {"text": words})


def way_back(request: HttpRequest, otherwise: str = "tracker:profile") -> str:
    """Return the page of this site that the form was sent from, else the page `otherwise`."""
    page = request.POST.get("next", "")
    is_ours = page.startswith("/") and url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    return page if is_ours else reverse(otherwise)
