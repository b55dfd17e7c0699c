"""When it was: a day with a clock time, a part of that day, or the day alone."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.domain.diary import Precision, zone_of_time
from tracker.forms.fields import (
    ClockField,
    DayField,
    ListedField,
    forget_problems,
    offer,
    offered,
    typed_clock,
    typed_day,
)

FIRST_YEAR = 1900
CLOCKS_DIFFER = timedelta(minutes=2)
"""A phone's clock may be a little ahead of the server's."""

NOON = time(12)
"""Where an entry of which only the day is known stands: the middle of its local day."""


@dataclass(frozen=True, slots=True)
class PartOfDay:
    """A part of the day, when it begins, and the time that stands for it."""

    name: str
    begins: time
    counts_as: time


PARTS = (
    PartOfDay("morning", time(5), time(8)),
    PartOfDay("noon", time(11), NOON),
    PartOfDay("afternoon", time(13), time(15)),
    PartOfDay("evening", time(17), time(19)),
    PartOfDay("night", time(21), time(23)),
)
HOW = (
    ("exact", gettext_lazy("at a time")),
    ("morning", gettext_lazy("in the morning")),
    ("noon", gettext_lazy("at noon")),
    ("afternoon", gettext_lazy("in the afternoon")),
    ("evening", gettext_lazy("in the evening")),
    ("night", gettext_lazy("at night")),
    ("day", gettext_lazy("that day, time not known")),
)


class Unclear(ValueError):
    """No one moment can be meant: at which field, why, and the moments it could be."""

    def __init__(self, field: str, message: str, readings: tuple[datetime, ...] = ()) -> None:
        super().__init__(message)
        self.field = field
        self.message = message
        self.readings = readings


def readings_of(clock: datetime, zone: ZoneInfo) -> tuple[datetime, ...]:
    """Return the moments at which clocks in `zone` show `clock`: one, none, or two."""
    found = {}
    for fold in (0, 1):
        reading = clock.replace(tzinfo=zone, fold=fold)
        as_instant = reading.astimezone(UTC)
        if as_instant.astimezone(zone).replace(tzinfo=None) == clock:
            found[as_instant] = reading
    return tuple(found[as_instant] for as_instant in sorted(found))


def last_of_now(now: datetime) -> datetime:
    """Return the last moment that is not to come; in UTC, since a clock shows some hours twice."""
    return now.astimezone(UTC) + CLOCKS_DIFFER


def moment_of(
    *, day: date, how: str, clock: time | None, which: str, zone: ZoneInfo, now: datetime
) -> tuple[datetime, Precision]:
    """Return the moment that is meant, in `zone`, and how exactly it is known; or raise Unclear."""
    today = now.astimezone(zone).date()
    if day.year < FIRST_YEAR:
        raise Unclear("day", _("Please check the year."))
    if day > today:
        raise Unclear("day", _("That day has not come yet. Today is %(day)s.") % {"day": today})
    if how == "day":
        return _only_reading(day, NOON, zone, "day"), "day"
    if how != "exact":
        return _part_of_day(day, how, zone, now), "about"
    if clock is None:
        raise Unclear("time", _("At what time? If you do not know, choose a part of the day."))
    return _exactly(day, clock, which, zone, now), "minute"


def _exactly(day: date, clock: time, which: str, zone: ZoneInfo, now: datetime) -> datetime:
    readings = readings_of(datetime.combine(day, clock), zone)
    words = {"time": typed_clock(clock), "now": f"{now.astimezone(zone):%H:%M}", "zone": zone.key}
    if not readings:
        raise Unclear(
            "time",
            _("There was no %(time)s that night: the clocks in %(zone)s went forward.") % words,
        )
    if len(readings) == 2 and which not in ("first", "second"):
        raise Unclear(
            "which", _("%(time)s came twice that night, as the clocks went back.") % words, readings
        )
    at = readings[-1] if which == "second" else readings[0]
    if at.astimezone(UTC) > last_of_now(now):
        raise Unclear(
            "time",
            _("That is still to come: it is %(now)s now in %(zone)s.") % words,
            readings if len(readings) == 2 else (),
        )
    return at


def _part_of_day(day: date, how: str, zone: ZoneInfo, now: datetime) -> datetime:
    """Return the time that stands for the part; its beginning while it is still going on."""
    part = next(part for part in PARTS if part.name == how)
    usual = _only_reading(day, part.counts_as, zone, "how")
    if usual.astimezone(UTC) <= last_of_now(now):
        return usual
    begin = _only_reading(day, part.begins, zone, "how")
    if begin.astimezone(UTC) > last_of_now(now):
        raise Unclear("how", _("That part of the day has not come yet."))
    return begin


def _only_reading(day: date, clock: time, zone: ZoneInfo, field: str) -> datetime:
    """Return the one moment, the first of two: here an hour more or less is not known anyway."""
    readings = readings_of(datetime.combine(day, clock), zone)
    if not readings:
        raise Unclear(field, _("That time did not exist in %(zone)s.") % {"zone": zone.key})
    return readings[0]


def how_said(at: datetime, precision: Precision) -> str:
    """Return the choice of HOW that says what is known of the local time `at`."""
    if precision != "about":
        return "day" if precision == "day" else "exact"
    begun = [part.name for part in PARTS if part.begins <= at.time()]
    return begun[-1] if begun else "night"


def typed_when(at: datetime, precision: Precision = "minute") -> dict[str, str]:
    """Return the local time `at` as the fields of a WhenForm hold it."""
    is_second = len(readings_of(at.replace(tzinfo=None, fold=0), zone_of_time(at))) == 2 and at.fold
    return {
        "day": typed_day(at.date()),
        "how": how_said(at, precision),
        "time": typed_clock(at.time()) if precision != "day" else "",
        "which": "second" if is_second else "first",
    }


class WhenForm(forms.Form):
    """The base of all forms of entries.

    `kept_at` is the time of the entry that is edited. Where the fields still say it, it is kept
    as it is: to the second, and at the minute that stands for a part of the day.
    """

    use_required_attribute = False

    day = DayField(label=gettext_lazy("Day"))
    how = ListedField(label=gettext_lazy("When"), choices=HOW)
    time = ClockField(label=gettext_lazy("Time"))
    which = ListedField(label=gettext_lazy("Which of the two?"), widget=forms.RadioSelect)

    def __init__(
        self,
        data: Any,
        *,
        zone: ZoneInfo,
        now: datetime,
        kept_at: tuple[datetime, Precision] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.zone = zone
        self.now = now
        self.kept_at = kept_at
        offer(self, "which", [("first", ""), ("second", "")])
        self.fields["day"].widget.attrs["max"] = typed_day(now.astimezone(zone).date())
        if kept_at is not None:
            self._ask_which(readings_of(kept_at[0].replace(tzinfo=None, fold=0), zone))

    @property
    def asks_which(self) -> bool:
        (_word, label), _second = offered(self, "which")
        return bool(label)

    def forget_problems(self) -> None:
        forget_problems(self)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors.keys() & {"day", "how", "time", "which"}:
            return cleaned
        if not cleaned["day"]:
            self.add_error("day", _("Which day was it?"))
            return cleaned
        try:
            cleaned["at"], cleaned["precision"] = self._moment(cleaned)
        except Unclear as unclear:
            self._ask_which(unclear.readings)
            self.add_error(unclear.field, unclear.message)
        return cleaned

    def _moment(self, cleaned: dict[str, Any]) -> tuple[datetime, Precision]:
        how = cleaned["how"] or "exact"
        if self.kept_at is not None and self._says_what_is_kept(cleaned, how, *self.kept_at):
            return self.kept_at
        return moment_of(
            day=cleaned["day"],
            how=how,
            clock=cleaned["time"],
            which=cleaned["which"],
            zone=self.zone,
            now=self.now,
        )

    def _says_what_is_kept(
        self, cleaned: dict[str, Any], how: str, at: datetime, precision: Precision
    ) -> bool:
        said = {"day": typed_day(cleaned["day"]), "how": how}
        if how == "exact":
            said |= {"time": typed_clock(cleaned["time"]) if cleaned["time"] else ""}
            said |= {"which": cleaned["which"] or "first"}
        return said.items() <= typed_when(at, precision).items()

    def _ask_which(self, readings: tuple[datetime, ...]) -> None:
        if len(readings) == 2:
            first, second = ({"time": f"{at:%H:%M}", "zone": at.tzname()} for at in readings)
            readable = [
                ("first", _("the first %(time)s (%(zone)s)") % first),
                ("second", _("the second %(time)s (%(zone)s)") % second),
            ]
            offer(self, "which", readable)
