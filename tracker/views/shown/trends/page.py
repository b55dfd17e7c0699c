"""The trends page: for each symptom a sentence, its picture, and the numbers behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.forms.scales import symptom_label
from tracker.forms.trends import ALL, LENGTHS, DatesForm, Span
from tracker.views.shown.chart import Tick
from tracker.views.shown.trend_pictures import TrendPictures
from tracker.views.shown.trends.figures import Figure, Figures
from tracker.views.shown.trends.grain import Grain
from tracker.views.shown.trends.lanes import Lane
from tracker.views.shown.trends.plot import DAY_NAMES, FOOT, LEFT, RIGHT, TOP, WIDTH, day_axis
from tracker.views.shown.trends.read import (
    NO_NAME,
    Read,
    days_of,
    offered_symptoms,
    shown_symptoms,
)
from tracker.views.shown.trends.tables import Table, table_of_doses
from tracker.views.shown.trends.words import dates_words

A_YEAR = 365


@dataclass(frozen=True, slots=True)
class SpanLink:
    label: str
    query: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A symptom that can be shown."""

    id: str
    label: str
    is_picked: bool


@dataclass(frozen=True, slots=True)
class TrendsPage:
    """What templates/tracker/trends/_page.html shows."""

    span: Span
    dates: str
    marks: str
    spans: tuple[SpanLink, ...]
    form: DatesForm
    choices: tuple[Choice, ...]
    figures: tuple[Figure, ...]
    teller: int  # the number of the figure that tells what changed
    caution: int  # the number of the first figure with doses beneath it
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    doses: Table | None
    is_blank: bool
    has_entries: bool
    pictures: TrendPictures | None
    has_stems: bool
    has_open: bool
    has_as_needed: bool
    has_blank: bool

    width, left, right, top, foot = WIDTH, LEFT, RIGHT, TOP, FOOT
    day_names = DAY_NAMES


def trends_page(
    read: Read, span: Span, form: DatesForm, *, picked: Sequence[str] | None
) -> TrendsPage:
    """Return the page; `picked` None is nothing picked yet."""
    days = days_of(span, read)
    offered = offered_symptoms(read, days, picked or ())
    shown = shown_symptoms(read, days, picked)
    made = Figures.of(read, days, shown)
    figures = tuple(made.figure(number, one) for number, one in enumerate(shown, 1))
    caution = next((one.number for one in figures if one.has_lanes), 0)
    lanes = made.lanes
    return TrendsPage(
        span=span,
        dates=dates_words(days),
        marks=_marks(made.grain),
        spans=span_links(span),
        form=form,
        choices=tuple(
            Choice(one or NO_NAME, symptom_label(one, read.own), one in shown) for one in offered
        ),
        figures=figures,
        caution=caution,
        teller=next((one.number for one in figures if one.turns), 0),
        lanes=lanes,
        ticks=tuple(tick for tick in day_axis(days).ticks() if tick.label),
        # Beside the numbers of a symptom whose experiment runs, they would compare its weeks.
        doses=table_of_doses(made.taken, days) if caution or (lanes and not figures) else None,
        is_blank=not any(one.scores or one.doses for one in days.written),
        has_entries=read.begin is not None,
        pictures=made.pictures(),
        has_stems=any(one.plot.stems for one in figures if one.plot),
        has_open=any(lane.open for lane in lanes),
        has_as_needed=any(lane.as_needed for lane in lanes),
        has_blank=any(lane.blank for lane in lanes),
    )


def span_links(span: Span) -> tuple[SpanLink, ...]:
    lengths = [
        (name, ngettext("%(count)d day", "%(count)d days", days) % {"count": days})
        for name, days in LENGTHS.items()
        if days < A_YEAR
    ]
    named = [*lengths, (str(A_YEAR), _("1 year")), (ALL, _("All"))]
    return tuple(SpanLink(label, f"span={name}", name == span.name) for name, label in named)


def _marks(grain: Grain) -> str:
    """Return what one mark stands for, where that is more than a day."""
    weeks = grain.days_a_group // 7
    if not weeks:
        return ""
    return ngettext(
        "Each mark is the mean of a week.", "Each mark is the mean of %(count)d weeks.", weeks
    ) % {"count": weeks}
