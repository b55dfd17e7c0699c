"""Dates in addresses, and what the clock says where the person is."""

import re
from calendar import monthrange
from datetime import date, datetime

from django.utils import timezone

from tracker.domain.diary import Profile
from tracker.views.shown.times import zone_of

ISO_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"


class IsoDay:
    """A day in an address, such as 2026-06-10; what is no day of the calendar is not found."""

    regex = ISO_DAY

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


class IsoMonth:
    """A month in an address, such as 2026-06, as its first day."""

    regex = r"[0-9]{4}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(f"{value}-01")

    def to_url(self, value: date) -> str:
        return value.isoformat()[:7]


def last_day_of(first: date) -> date:
    """Return the last day of the month that begins on `first`."""
    return first.replace(day=monthrange(first.year, first.month)[1])


def typed_day(text: str) -> date | None:
    """Return the day that `text` names, such as 2026-06-10; None where it names none."""
    if not re.fullmatch(ISO_DAY, text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def now_of(profile: Profile) -> datetime:
    """Return the time now, on the person's clock."""
    return timezone.now().astimezone(zone_of(profile))
