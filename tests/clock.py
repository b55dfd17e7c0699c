"""The time of the tests.

Tests write down what was logged "today" and ask pages about it. A run that begins before midnight
and ends after it would ask about another day. So where a midnight is near, the clock of the whole
run is put back some half hours, for the tests and, in conftest.py, for Django.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

ZONES = tuple(map(ZoneInfo, ("UTC", "Europe/Berlin", "America/New_York")))
"""The zones in which tests ask for today."""

LONGEST_RUN = timedelta(minutes=90)
A_STEP = timedelta(minutes=30)


def has_midnight(begin: datetime, end: datetime) -> bool:
    return any(begin.astimezone(zone).date() != end.astimezone(zone).date() for zone in ZONES)


def put_back(started: datetime) -> timedelta:
    """Return by how much the clock of a run that starts then is put back.

    >>> put_back(datetime(2026, 11, 22, 12, tzinfo=UTC))
    datetime.timedelta(0)
    >>> put_back(datetime(2026, 11, 22, 23, 40, tzinfo=UTC))
    datetime.timedelta(seconds=9000)
    """
    by = timedelta(0)
    while has_midnight(started - by, started - by + LONGEST_RUN):
        by += A_STEP
    return by


PUT_BACK = put_back(datetime.now(UTC))


def now() -> datetime:
    return datetime.now(UTC) - PUT_BACK
