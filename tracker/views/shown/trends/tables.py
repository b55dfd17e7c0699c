"""The numbers behind the pictures, in so many rows that one still reads them."""

from collections.abc import Sequence
from math import isnan

import numpy as np
from django.utils.translation import gettext as _

from tracker.domain.series import Days, Scores
from tracker.views.shown.chart import number
from tracker.views.shown.tables import Table, table_of
from tracker.views.shown.trends.grain import Grain, grain_of_rows, row_label
from tracker.views.shown.trends.lanes import Taken
from tracker.views.shown.trends.words import dose_words

__all__ = ["Table", "table_of_doses", "table_of_scores"]

UNKNOWN = "\N{EN DASH}"


def table_of_scores(name: str, scores: Scores, days: Days) -> Table:
    """Return the scores; rows in which nothing is known are left out."""
    grain = grain_of_rows(days)
    means, scored = grain.means(scores.mean), grain.number(~np.isnan(scores.mean))
    high = scores.scale is not None and scores.scale[2] == "high"
    worst = grain.least(scores.worst) if high else grain.most(scores.worst)
    rows = zip(means.tolist(), worst.tolist(), scored.tolist(), strict=True)
    is_by_day = grain.days_a_group == 1
    return table_of(
        _of_rows(_("%(what)s, %(rows)s"), name, grain),
        (_("Days"), _("Mean"), _("Worst"), *([] if is_by_day else [_("Days with a score")])),
        (
            (label, number(mean), _known(bad), *([] if is_by_day else [str(of)]))
            for label, (mean, bad, of) in zip(_labels(days, grain), rows, strict=True)
            if of
        ),
    )


def table_of_doses(taken: Sequence[Taken], days: Days) -> Table:
    """Return what was taken; rows in which nothing is known are left out."""
    grain = grain_of_rows(days)
    columns = [_dose_cells(one, grain) for one in taken]
    rows = zip(_labels(days, grain), zip(*columns, strict=True), strict=True)
    what = _("Taken") if grain.days_a_group == 1 else _("Taken, a day on average")
    return table_of(
        _of_rows(_("%(what)s, %(rows)s; a dash: nothing written"), what, grain),
        (_("Days"), *(one.name for one in taken)),
        ((label, *cells) for label, cells in rows if {*cells} != {UNKNOWN}),
    )


def _dose_cells(taken: Taken, grain: Grain) -> list[str]:
    amounts = grain.means(taken.doses.amount).tolist()
    was_taken = (grain.most(taken.doses.taken) == 1).tolist()
    return [
        _dose_cell(amount, taken.doses.unit, is_taken=is_taken)
        for amount, is_taken in zip(amounts, was_taken, strict=True)
    ]


def _dose_cell(amount: float, unit: str | None, *, is_taken: bool) -> str:
    if isnan(amount):
        return _("not known") if is_taken else UNKNOWN
    return dose_words(amount, unit) if amount else _("none")


def _known(value: float) -> str:
    return UNKNOWN if isnan(value) else number(value)


def _labels(days: Days, grain: Grain) -> list[str]:
    return [row_label(days, int(start), grain.days_a_group) for start in grain.starts]


def _of_rows(text: str, what: str, grain: Grain) -> str:
    rows = {1: _("day by day"), 7: _("week by week"), 30: _("month by month")}
    return text % {
        "what": what,
        "rows": rows.get(grain.days_a_group)
        or (_("by quarter") if grain.days_a_group < 300 else _("by year")),
    }
