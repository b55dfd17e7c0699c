"""Addresses that the day page leads to."""

from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.crypto import salted_hmac


def day_address(day: date) -> str:
    return reverse("tracker:day_on", args=[day])


@lru_cache(maxsize=2_000)
def entry_address(kind: str, entry_id: str) -> str:
    """Return where an entry is edited; an imported id can hold any character."""
    return reverse("tracker:edit_entry", args=[kind, entry_id])


def history_address(kind: str, entry_id: str) -> str:
    """Return where the changes of an entry, or of a product, are told."""
    return reverse("tracker:entry_history", args=[kind, entry_id])


def log_address(page: str, **asked: str) -> str:
    """Return the address of a page that logs something, such as `log_intake`."""
    return reverse(f"tracker:{page}") + (f"?{urlencode(asked)}" if asked else "")


def undo_address(change: int) -> str:
    return reverse("tracker:undo", args=[change])


def place_of(part: str, *names: object) -> str:
    """Return the id of a place on the page: it tells nothing of what stands there."""
    return f"{part}-{salted_hmac('tracker.place', repr(names)).hexdigest()[:16]}"
