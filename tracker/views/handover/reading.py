"""Reads what a report is made of."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from tracker import actions, queries
from tracker.domain.diary import Experiment
from tracker.domain.selection import Selection
from tracker.knowledge import knowledge
from tracker.queries.entries import REACH_AHEAD, REACH_BACK
from tracker.views.dates import now_of
from tracker.views.shown.report.read import ReportRead


def read_of(person: Any, selection: Selection) -> ReportRead:
    """Return the days of the selection, and those around them on which their flags depend."""
    diary = queries.diary(
        person,
        start=_moved(selection.first, -REACH_BACK),
        end=_moved(selection.last, REACH_AHEAD),
    )
    first = min([selection.first, *begun_before(selection, diary.experiments)])
    daily = actions.daily_of(person=person, first=first, last=selection.last)
    return ReportRead(
        selection=selection,
        diary=diary,
        daily=[one for one in daily if one.day >= selection.first],
        now=now_of(diary.profile),
        known=knowledge(),
        before=[one for one in daily if one.day < selection.first],
    )


def begun_before(selection: Selection, experiments: Iterable[Experiment]) -> Iterator[date]:
    """Yield the first days of the experiments that ended in the days of the selection."""
    for one in experiments:
        if selection.holds_day(one.ended_on):
            yield one.first_day


def _moved(day: date, by: timedelta) -> date:
    """Return the day so much later, or the last one of the calendar on that side."""
    try:
        return day + by
    except OverflowError:
        return date.min if by < timedelta() else date.max
