"""Months of a span: where they begin, and the numbers of each as a table."""

from collections.abc import Iterator
from datetime import date

import numpy as np
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tracker.domain.series import Days, Floats
from tracker.views.shown.calendar import month_address
from tracker.views.shown.chart import number
from tracker.views.shown.tables import Head, Row, Table


def month_after(day: date) -> date:
    """Return the first day of the month after the one of `day`."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def months_of(days: Days) -> Iterator[tuple[int, int, date]]:
    """Yield (number of its first day, number of days, its first day) of each month.

    The first and the last month may have fewer days than the calendar's.
    """
    place = 0
    while place < days.length:
        day = days.day(place)
        length = min((month_after(day) - day).days, days.length - place)
        yield place, length, day
        place += length


def month_table(values: Floats, days: Days) -> Table:
    """Return a row a month; its name leads to the month's page."""
    heads = (_("Month"), _("Days with a score"), _("Mean of the worst"), _("From, to"))
    rows = (
        _month_row(values[place : place + length], day) for place, length, day in months_of(days)
    )
    return Table(_("The worst score of each day, by month."), tuple(map(Head, heads)), tuple(rows))


def _month_row(of_month: Floats, day: date) -> Row:
    known = of_month[~np.isnan(of_month)]
    scored = _("%(scored)d of %(days)d") % {"scored": len(known), "days": len(of_month)}
    return Row(
        Head(date_format(day, "F Y"), month_address(day.replace(day=1))),
        (scored, number(float(known.mean())) if len(known) else "", _range(known)),
    )


def _range(known: Floats) -> str:
    if not len(known):
        return ""
    low, high = number(float(known.min())), number(float(known.max()))
    return low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}


def year_table(values: Floats, days: Days, first_year: int) -> Table:
    """Return a row for each month of the calendar and a column a year, which its January heads."""
    months = list(months_of(days))
    begins = [place for place, _length, _day in months]
    sums = np.add.reduceat(np.nan_to_num(values), begins)
    counts = np.add.reduceat((~np.isnan(values)).astype(int), begins)
    means = {
        (day.year, day.month): number(total / count)
        for (_place, _length, day), total, count in zip(
            months, sums.tolist(), counts.tolist(), strict=True
        )
        if count
    }
    years = range(first_year, days.day(days.length - 1).year + 1)
    rows = tuple(
        Row(
            Head(date_format(date(2001, month, 1), "M")),
            tuple(means.get((year, month), "") for year in years),
        )
        for month in range(1, 13)
    )
    heads = (Head(_("Month")), *(Head(str(y), month_address(date(y, 1, 1))) for y in years))
    caption = _("The mean of each day's worst score, by month.")
    return Table(caption, heads, rows, is_wide=True)
