"""A month as a table of days, each told in a few signs and in one sentence."""

from calendar import Calendar
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from django.urls import reverse
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.day_summary import DayFlag, DaySummary, WorstScore, most_serious_first
from tracker.domain.rules.model import Severity
from tracker.domain.rules.words import amount
from tracker.forms.scales import OwnSymptoms, symptom_label
from tracker.views.shown.addresses import day_address
from tracker.views.shown.buttons import Link
from tracker.views.shown.calendar_words import day_in_words

BAR_HEIGHT = 20


@dataclass(frozen=True, slots=True)
class Bar:
    """The worst symptom of a day: its number, its name, and the bar in a box of `BAR_HEIGHT`."""

    number: str
    name: str
    top: int
    height: int


@dataclass(frozen=True, slots=True)
class FlagMark:
    """The shape of the most serious flag of a day, and how many flags there are."""

    severity: Severity
    number: int
    words: str


@dataclass(frozen=True, slots=True)
class ShownDay:
    """A cell. `says` is the whole of it in words, for who does not see the signs."""

    number: int
    href: str
    says: str
    doses: int
    doses_words: str
    worst: Bar | None
    flags: FlagMark | None
    is_none_taken: bool
    none_words: str
    is_blank: bool
    is_today: bool
    is_to_come: bool


@dataclass(frozen=True, slots=True)
class Weekday:
    short: str
    name: str


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """Everything that the template shows; None in a week is a day of another month."""

    heading: str
    previous: Link | None
    next: Link | None
    is_this_month: bool
    is_blank: bool
    weekdays: tuple[Weekday, ...]
    weeks: tuple[tuple[ShownDay | None, ...], ...]
    example_bar: Bar


def calendar_page(
    summaries: Sequence[DaySummary], *, today: date, own: OwnSymptoms
) -> CalendarPage:
    """Return the month whose days are `summaries`, from its first to its last."""
    first, last = summaries[0].day, summaries[-1].day
    return CalendarPage(
        heading=date_format(first, "F Y"),
        previous=_month_of(first, timedelta(days=-1)),
        next=_month_of(last, timedelta(days=1)),
        is_this_month=first <= today <= last,
        is_blank=all(summary.is_empty for summary in summaries),
        weekdays=tuple(
            Weekday(str(WEEKDAYS_ABBR[number]), str(WEEKDAYS[number])) for number in range(7)
        ),
        weeks=tuple(_weeks([_day(summary, today, own) for summary in summaries], first)),
        example_bar=Bar("", "", top=8, height=12),
    )


def month_address(first: date) -> str:
    return reverse("tracker:calendar_of", args=[first])


def _month_of(day: date, by: timedelta) -> Link | None:
    try:
        first = (day + by).replace(day=1)
    except OverflowError:  # the calendar ends here
        return None
    return Link(month_address(first), date_format(first, "M Y"))


def _weeks(days: Sequence[ShownDay], first: date) -> Iterator[tuple[ShownDay | None, ...]]:
    """Yield the weeks from Monday on, with None for the days of other months."""
    for numbers in Calendar().monthdayscalendar(first.year, first.month):
        yield tuple(days[number - 1] if number else None for number in numbers)


def _day(summary: DaySummary, today: date, own: OwnSymptoms) -> ShownDay:
    worst = worst_of(summary.worst)
    return ShownDay(
        number=summary.day.day,
        href=day_address(summary.day),
        says=day_in_words(summary, worst, today, own),
        doses=summary.intakes,
        doses_words=ngettext("dose", "doses", summary.intakes),
        worst=None if worst is None else _bar(worst, own),
        flags=_flag_mark(summary.flags),
        is_none_taken=bool(summary.none_taken),
        none_words=_("none taken"),
        is_blank=summary.is_empty,
        is_today=summary.day == today,
        is_to_come=summary.day > today,
    )


def worst_of(scores: Collection[WorstScore]) -> WorstScore | None:
    """Return the worst of those scales on which more is worse: number and bar say the same then.

    A night of sleep of 8 out of 10 is good, and would stand in the month like a pain of 8.
    """
    return next((score for score in scores if score.scale.better == "low"), None)


def _bar(worst: WorstScore, own: OwnSymptoms) -> Bar:
    height = int(worst.share * BAR_HEIGHT + Fraction(1, 2))
    return Bar(
        number=amount(worst.value),
        name=symptom_label(worst.symptom, own),
        top=BAR_HEIGHT - height,
        height=height,
    )


def _flag_mark(flags: Collection[DayFlag]) -> FlagMark | None:
    if not flags:
        return None
    severest = most_serious_first(flag.severity for flag in flags)[0]
    words = ngettext("flag", "flags", len(flags))
    return FlagMark(severest, len(flags), words)
