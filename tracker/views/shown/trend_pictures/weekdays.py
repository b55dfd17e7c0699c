"""The weekdays of a symptom."""

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.patterns import ENOUGH_OF_EACH_WEEKDAY, Weekdays, WeekdayScores, weekdays_of
from tracker.domain.series import Days
from tracker.views.shown.chart import number
from tracker.views.shown.statistics_words import points
from tracker.views.shown.tables import Table, table_of
from tracker.views.shown.trend_pictures.bars import Bar, BarPicture, bars_of
from tracker.views.shown.trend_pictures.subject import Subject


def weekdays_picture(subject: Subject, days: Days) -> BarPicture:
    found = weekdays_of(subject.latest_mean, days.weekdays)
    key = f"{subject.key}-weekdays"
    if found.missing:
        title = _("%(symptom)s: not enough weeks yet") % {"symptom": subject.label}
        return BarPicture(key, title, (_missing(found),))
    return BarPicture(
        id=key,
        title=_title(found, subject),
        notes=_notes(found, subject),
        description=_("One bar for each weekday: the mean of its days, %(ends)s.")
        % {"ends": subject.ends_words},
        bars=bars_of([*map(_bar, found.each)], subject.ends),
        tables=(_table(found),),
    )


def _missing(found: Weekdays) -> str:
    fewest = min(found.each, key=lambda one: one.days)
    words = {"needed": ENOUGH_OF_EACH_WEEKDAY, "day": _name(fewest), "count": fewest.days}
    return (
        _("Each weekday needs %(needed)d days with a score; of %(day)s there are %(count)d.")
        % words
    )


def _title(found: Weekdays, subject: Subject) -> str:
    words = {"symptom": subject.label}
    if found.ends is None or not found.stands_out(subject.scale):
        return _("%(symptom)s: no weekday stands out") % words
    low, high = found.ends
    words |= {"high": _name(high), "low": _name(low)}
    return _("%(symptom)s: %(high)s is highest, %(low)s lowest") % words


def _notes(found: Weekdays, subject: Subject) -> tuple[str, ...]:
    apart = _("The highest and the lowest mean are %(points)s apart.") % {
        "points": points(found.apart, subject.scale[3])
    }
    return (apart,)


def _bar(one: WeekdayScores) -> Bar:
    count = ngettext("%(count)d day", "%(count)d days", one.days) % {"count": one.days}
    return Bar(label=_name(one), hint="", value=one.mean, count=count)


def _table(found: Weekdays) -> Table:
    rows = [
        (_name(one), "" if one.mean is None else number(one.mean, 2), str(one.days))
        for one in found.each
    ]
    return table_of(
        _("The mean of each day's mean score, by weekday."),
        (_("Weekday"), _("Mean"), _("Days with a score")),
        rows,
    )


def _name(one: WeekdayScores) -> str:
    return str(WEEKDAYS[one.weekday])
