"""A symptom day by day: weeks as columns, weekdays as rows, the worst score as size and depth.

Each year stands below the other. Where there are more than three of them, a year is a row and a
week is a square of it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import repeat

import numpy as np
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.patterns import STEPS, severity_steps
from tracker.domain.series import Days, Floats
from tracker.views.shown.chart import number
from tracker.views.shown.tables import Table
from tracker.views.shown.trend_pictures.months import month_after, month_table, year_table
from tracker.views.shown.trend_pictures.squares import OUTSIDE, StepPath, Steps, step_paths
from tracker.views.shown.trend_pictures.subject import Subject

WIDTH = 358
LEFT = 32
LABELS = 18
BETWEEN = 8
LARGEST_DAY = 24
YEAR_DEPTH = 16
WEEKS_OF_YEAR = 54
ONE_STRIP = 371
"""Days that fit into one strip: 53 weeks."""
MOST_STRIPS = 3
MOST_YEARS = 10
BAD_STEP = 4
"""From this step on a day is counted in the sentence: the worst two fifths of the scale."""
LABEL_WIDTH = 24.5


@dataclass(frozen=True, slots=True)
class Label:
    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Strip:
    """Squares beside each other; the paths are in units of one, moved down to `top`."""

    top: float
    steps: tuple[StepPath, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """`across` and `down` are the size of a square."""

    id: str
    title: str
    notes: tuple[str, ...]
    description: str
    height: float
    left: int
    across: float
    down: float
    strips: tuple[Strip, ...]
    labels: tuple[Label, ...]
    legend: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class _Span:
    """The days of one strip. Its columns reach from the week of `origin` to that of `ends`.

    `place` is the number of its first day.
    """

    origin: date
    ends: date
    place: int
    first: date
    length: int

    @property
    def before(self) -> int:
        """Return how many squares stand before its first day."""
        return (self.first - self.origin).days + self.origin.weekday()

    @property
    def weeks(self) -> int:
        return self.column(self.ends) + 1

    def column(self, day: date) -> int:
        return ((day - self.origin).days + self.origin.weekday()) // 7

    def of(self, values: Steps) -> Steps:
        return values[self.place : self.place + self.length]


@dataclass(frozen=True, slots=True)
class _Layout:
    """What is the same for all symptoms of a span: the strips, where each is, and their labels.

    `is_by_week` says that a square is a week, and a strip a row of them.
    """

    days: Days
    spans: tuple[_Span, ...]
    is_by_week: bool
    across: float
    down: float
    tops: tuple[float, ...]
    height: float
    labels: tuple[Label, ...]

    @classmethod
    def of(cls, days: Days) -> "_Layout":
        spans = tuple(_spans(days))
        is_by_week = len(spans) > MOST_STRIPS
        across = _across(spans)
        down = YEAR_DEPTH if is_by_week else across
        strip = down if is_by_week else 7 * down
        step = strip + (0 if is_by_week else BETWEEN)
        tops = tuple(round(LABELS + place * step, 1) for place in range(len(spans)))
        labels = (*_month_labels(spans[-1], across), *_row_labels(spans, tops, down, strip))
        height = round(tops[-1] + strip + 2, 1)
        return cls(days, spans, is_by_week, across, down, tops, height, labels)


def heat_maps(subjects: Iterable[Subject], days: Days) -> Iterator[HeatMap]:
    """Yield the days of the span for each symptom, at most of its latest ten calendar years."""
    layout = _Layout.of(days)
    return (_heat_map(one, layout) for one in subjects)


def _heat_map(subject: Subject, layout: _Layout) -> HeatMap:
    values = subject.mean if subject.better == "none" else subject.worst
    steps = _steps(values, subject)
    return HeatMap(
        id=f"{subject.key}-days",
        title=_title(subject, steps),
        notes=_notes(steps, layout.spans),
        description=_by_week_words() if layout.is_by_week else _by_day_words(),
        height=layout.height,
        left=LEFT,
        across=layout.across,
        down=layout.down,
        strips=(
            (_by_week(values, subject, layout.spans),)
            if layout.is_by_week
            else tuple(map(_by_day, repeat(steps), layout.spans, layout.tops))
        ),
        labels=layout.labels,
        legend=_legend(subject),
        tables=(_table(values, layout),),
    )


def _spans(days: Days) -> Sequence[_Span]:
    """Return the whole as one strip, or one for each of the latest calendar years."""
    last = days.day(days.length - 1)
    if days.length <= ONE_STRIP:
        return [_Span(days.first, last, 0, days.first, days.length)]
    years = range(max(days.first.year, last.year - MOST_YEARS + 1), last.year + 1)
    return [_year(year, days.first, last) for year in years]


def _year(year: int, first: date, last: date) -> _Span:
    """Return the days from `first` to `last` that are of this year."""
    january, december = date(year, 1, 1), date(year, 12, 31)
    begin, end = max(january, first), min(december, last)
    return _Span(january, december, (begin - first).days, begin, (end - begin).days + 1)


def _across(spans: Sequence[_Span]) -> float:
    weeks = WEEKS_OF_YEAR if len(spans) > 1 else spans[0].weeks
    return round(min((WIDTH - LEFT) / weeks, LARGEST_DAY), 2)


def _steps(values: Floats, subject: Subject) -> Steps:
    return severity_steps(values, *subject.ends, subject.better)


def _by_day(steps: Steps, span: _Span, top: float) -> Strip:
    """Return the days of a span, a week each column."""
    squares = np.full(span.weeks * 7, OUTSIDE)
    squares[span.before : span.before + span.length] = span.of(steps)
    return Strip(top, step_paths(squares, 7))


def _by_week(values: Floats, subject: Subject, spans: Sequence[_Span]) -> Strip:
    """Return all years as one strip, a square high each: the means of the weeks' days."""
    rows, size = len(spans), WEEKS_OF_YEAR * len(spans)
    numbers = [
        (span.before + np.arange(span.length)) // 7 * rows + row for row, span in enumerate(spans)
    ]
    at, of_days = np.concatenate(numbers), values[spans[0].place :]
    is_scored = ~np.isnan(of_days)
    counts = np.bincount(at[is_scored], minlength=size)
    sums = np.bincount(at[is_scored], weights=of_days[is_scored], minlength=size)
    means = np.divide(sums, counts, out=np.full(size, np.nan), where=counts > 0)
    squares = np.where(np.bincount(at, minlength=size) > 0, _steps(means, subject), OUTSIDE)
    return Strip(LABELS, step_paths(squares, rows))


def _month_labels(span: _Span, across: float) -> Iterator[Label]:
    """Yield the names of months above their first week; of two that would touch, the later."""
    months = [span.origin]
    while (following := month_after(months[-1])) <= span.ends:
        months.append(following)
    places = [LEFT + span.column(month) * across for month in months]
    for month, x, next_x in zip(months, places, [*places[1:], WIDTH + LABEL_WIDTH], strict=True):
        if next_x - x >= LABEL_WIDTH:
            yield Label(round(x, 1), 8, date_format(month, "M"))


def _row_labels(
    spans: Sequence[_Span], tops: Sequence[float], down: float, strip: float
) -> Iterator[Label]:
    """Yield the weekdays beside a strip alone, else the year of each, in the middle of it."""
    if len(spans) == 1:
        for weekday in range(0, 7, 1 if down >= 12 else 2):
            yield Label(0, round(tops[0] + (weekday + 0.5) * down, 1), str(WEEKDAYS_ABBR[weekday]))
        return
    for span, top in zip(spans, tops, strict=True):
        yield Label(0, round(top + strip / 2, 1), str(span.first.year))


def _by_day_words() -> str:
    return _(
        "Weeks are columns, from Monday down to Sunday. The worse the day, the larger and deeper "
        "its square."
    )


def _by_week_words() -> str:
    return _(
        "Years are rows and weeks are columns: the mean of each day's worst score. The worse the "
        "week, the larger and deeper its square."
    )


def _title(subject: Subject, steps: Steps) -> str:
    """Say how many days were bad; where there is no worse end, only how many have a score."""
    scored = int(np.count_nonzero(steps >= 0))
    words = {"symptom": subject.label, "scored": scored, "all": len(steps)}
    if subject.better == "none" or subject.scale[3] is not None:
        return _("%(symptom)s: a score on %(scored)d of %(all)d days") % words
    words |= {
        "bad": int(np.count_nonzero(steps >= BAD_STEP)),
        "bound": number(_bound(subject, BAD_STEP - 1)),
    }
    text = (
        ngettext(
            "%(symptom)s: below %(bound)s on %(bad)d of %(scored)d day with a score",
            "%(symptom)s: below %(bound)s on %(bad)d of %(scored)d days with a score",
            scored,
        )
        if subject.better == "high"
        else ngettext(
            "%(symptom)s: above %(bound)s on %(bad)d of %(scored)d day with a score",
            "%(symptom)s: above %(bound)s on %(bad)d of %(scored)d days with a score",
            scored,
        )
    )
    return text % words


def _bound(subject: Subject, step: int) -> float:
    """Return the value at the worse end of a step."""
    low, high = subject.ends
    way = (high - low) * step / STEPS
    return high - way if subject.better == "high" else low + way


def _notes(steps: Steps, spans: Sequence[_Span]) -> tuple[str, ...]:
    notes = []
    if missing := int(np.count_nonzero(steps < 0)):
        words = ngettext("%(count)d day has no score.", "%(count)d days have no score.", missing)
        notes.append(words % {"count": missing})
    if spans[0].place:
        notes.append(_("The latest %(count)d years are drawn.") % {"count": len(spans)})
    return tuple(notes)


def _legend(subject: Subject) -> tuple[tuple[str, str], ...]:
    """Return (step, words), from none to the worst, and how a day without a score looks."""
    up_to = _("from %(value)s") if subject.better == "high" else _("to %(value)s")
    steps = [
        (f"step-{step}", up_to % {"value": number(_bound(subject, step))})
        for step in range(1, STEPS + 1)
    ]
    none = ("none", number(_bound(subject, 0)))
    return (none, *steps, ("no-score", _("no score")))


def _table(values: Floats, layout: _Layout) -> Table:
    if len(layout.spans) == 1:
        return month_table(values, layout.days)
    return year_table(values, layout.days, layout.spans[0].first.year)
