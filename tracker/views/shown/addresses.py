"""Addresses that the day page leads to."""

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse


def day_address(day: date) -> str:
    return reverse("tracker:day_on", args=[day])


def entry_address(kind: str, entry_id: str) -> str:
    """Return where an entry is edited; an imported id can hold any character."""
    return reverse("tracker:edit_entry", args=[kind, entry_id])


def log_address(page: str, **asked: str) -> str:
    """Return the address of a page that logs something, such as `log_intake`."""
    return reverse(f"tracker:{page}") + (f"?{urlencode(asked)}" if asked else "")


def undo_address(change: int) -> str:
    return reverse("tracker:undo", args=[change])
