"""The names of the IANA time zones, and whether a zone has an offset at some time."""

from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo


@cache
def zone_names() -> frozenset[str]:
    """Return the names in the pinned tz database.

    Asked of the package and not of the machine, so that a document is right or wrong
    everywhere alike, and a name never becomes a path on the machine's disk.
    """
    return frozenset((files("tzdata") / "zones").read_text("utf-8").split())


ZONE_NAMES = zone_names()


@cache
def zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def has_offset(name: str, at: datetime) -> bool:
    """Does the zone have, at that instant, the offset from UTC that `at` stands in?"""
    return at.astimezone(UTC).astimezone(zone(name)).utcoffset() == at.utcoffset()
