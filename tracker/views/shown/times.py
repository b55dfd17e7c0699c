"""Clock times as pages show them: 24 hours, and the place where it was not home."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tracker.document.zones import ZONE_NAMES
from tracker.domain.diary import Precision, Profile


@dataclass(frozen=True, slots=True)
class Moment:
    """A time for `<time>`: what a machine reads, and what a person reads."""

    iso: str
    text: str


def zone_of(profile: Profile, others: Iterable[str] = ()) -> ZoneInfo:
    """Return the person's zone: the profile's, else the first of the others, else UTC."""
    known = (name for name in (profile.timezone, *others) if name in ZONE_NAMES)
    return ZoneInfo(next(known, None) or timezone.get_default_timezone_name())


def moment_shown(at: datetime, home: ZoneInfo, precision: Precision = "minute") -> Moment:
    """Return the clock time of `at` in its own zone, which is named where it is not home's.

    An entry keeps the clock that it was written by: it decides which day the entry is of.
    """
    if precision == "day":
        return Moment(at.date().isoformat(), _("no time"))
    text = clock(at, home)
    return Moment(
        at.isoformat(), _("about %(time)s") % {"time": text} if precision == "about" else text
    )


def clock(at: datetime, home: ZoneInfo) -> str:
    text = f"{at:%H:%M}"
    if is_twice(at):
        text = f"{text} {at.tzname()}"
    if at.utcoffset() != at.astimezone(home).utcoffset():
        text = _("%(time)s in %(place)s") % {"time": text, "place": place(at)}
    return text


def is_twice(at: datetime) -> bool:
    """Does this clock time come twice that night, because the clocks go back?"""
    return at.replace(fold=0).utcoffset() != at.replace(fold=1).utcoffset()


def place(at: datetime) -> str:
    """Return the city of a zone.

    >>> place(datetime(2026, 6, 10, tzinfo=ZoneInfo("America/New_York")))
    'New York'
    """
    return str(at.tzinfo).rpartition("/")[2].replace("_", " ")


def moment_near(at: datetime, home: ZoneInfo, day: date) -> Moment:
    """Return the clock time of `at`, with its date where it is not of `day`."""
    text = clock(at, home)
    if at.date() != day:
        text = _("%(time)s on %(day)s") % {"time": text, "day": date_format(at.date(), "j F")}
    return Moment(at.isoformat(), text)
