"""Reports of small diaries, made without a database."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.factories import BERLIN, diary_of, make_intake, make_score
from tracker.domain.daily import daily_values
from tracker.domain.selection import Selection
from tracker.knowledge import knowledge
from tracker.views.shown.report.material import Material
from tracker.views.shown.report.read import ReportRead
from tracker.views.shown.report.report import report_of

FIRST = date(2026, 1, 5)
"""A Monday."""


def read_of(*entries, days=90, first=FIRST, now=None, **selection):
    """Return what a report of `days` days from `first` on is made of; it is made a day later."""
    diary = diary_of(*entries)
    last = first + timedelta(days=days - 1)
    daily = daily_values(
        diary.intakes, diary.symptoms, diary.none_taken, knowledge().rule_book.substances
    )
    made = now or datetime.combine(last + timedelta(days=1), datetime.min.time())
    return ReportRead(
        selection=Selection(first, last, **selection),
        diary=diary,
        daily=[one for one in daily if first <= one.day <= last],
        now=made.replace(hour=9, tzinfo=ZoneInfo(BERLIN)),
        known=knowledge(),
        before=[one for one in daily if one.day < first],
    )


def material_of(*entries, **options):
    return Material(read_of(*entries, **options))


def report_for(*entries, **options):
    return report_of(read_of(*entries, **options))


def day_of(place, first=FIRST):
    return first + timedelta(days=place)


def scores_on(values, *, at="21:00", first=FIRST, **fields):
    """Return a score a day from `first` on; None is a day without."""
    return [
        make_score(f"{day_of(place, first)}T{at}", value=str(value), **fields)
        for place, value in enumerate(values)
        if value is not None
    ]


def doses_on(places, *, at="22:00", first=FIRST, **fields):
    """Return an intake on each of the days, by their number from `first` on."""
    return [make_intake(f"{day_of(place, first)}T{at}", **fields) for place in places]


def tablets_on(places, *, at="07:00", **fields):
    """Return doses of a thyroid tablet."""
    of_tablet = {"substance": "levothyroxine", "amount": None, "source": "medicine"}
    return doses_on(places, at=at, **of_tablet | fields)


def all_texts(report):
    """Return everything that a reader of the report could meet, as one text."""
    return repr(report)


def rows_of(section):
    """Return the rows of a section's table by what they are about."""
    return {row[0]: row[1:] for row in section.table.rows} if section.table else {}
