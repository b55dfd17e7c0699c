"""What was taken, beneath the curves: a lane for each thing, its bars as high as the dose."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from tracker.domain.series import Doses, Truths
from tracker.forms.choices import substance_label
from tracker.views.shown.chart import Axis, DayAxis, boxes_of, dots_of, nice_top, stems_of
from tracker.views.shown.signs import sign_of
from tracker.views.shown.trends.grain import Grain
from tracker.views.shown.trends.words import dose_words
from tracker.views.shown.words import capitalised

MOST_LANES = 4
NAME, BARS, GAP = 15, 18, 9
"""The height of a lane's name, of its bars, and of what is left free above the next one."""
LANE = NAME + BARS + GAP

WIDEST_BAR, SHARE_OF_DAY = 8, 0.7
TOO_NARROW = 2
"""Days narrower than this have no room between their bars."""

DOT = 4
"""How far below its bar the dot of a dose stands that was taken because it hurt."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane to draw. `bars` are doses of a known amount, `open` of one that is not known,
    `as_needed` dots below doses that were taken because it hurt, `blank` days of which nothing
    is written.
    """

    sign: str
    name: str
    most: str
    y: float
    name_y: float
    foot: float
    bar_width: float
    bars: str
    open: str
    as_needed: str
    blank: str


@dataclass(frozen=True)
class Taken:
    """One of the things that were taken most, with its days."""

    substance: str
    doses: Doses

    @property
    def name(self) -> str:
        return capitalised(substance_label(self.substance))


def most_taken(substances: Iterable[str]) -> list[str]:
    """Return the substances of the lanes: magnesium first, then the first of `substances`."""
    magnesium_first = sorted(substances, key=lambda name: name != "magnesium")
    return magnesium_first[:MOST_LANES]


def lanes_of(taken: Sequence[Taken], grain: Grain, axis: DayAxis, top: float) -> tuple[Lane, ...]:
    return tuple(_lane(one, grain, axis, top + number * LANE) for number, one in enumerate(taken))


def height_of(lanes: int) -> int:
    return lanes * LANE


def _lane(taken: Taken, grain: Grain, axis: DayAxis, y: float) -> Lane:
    doses = taken.doses
    amounts, is_taken = grain.means(doses.amount), grain.most(doses.taken) == 1
    highest = float(np.nanmax(amounts, initial=0))
    foot = y + NAME + BARS
    heights = Axis(0, nice_top(highest), start=foot, end=y + NAME)
    tops = heights.all_at(np.where(amounts > 0, amounts, np.nan))
    xs = axis.all_at(grain.middles)
    place = axis.day_width * grain.days_a_group
    width = round(min(place if place < TOO_NARROW else SHARE_OF_DAY * place, WIDEST_BAR), 1)
    is_open = is_taken & np.isnan(amounts)
    return Lane(
        sign=sign_of(taken.substance),
        name=taken.name,
        most=_most(highest, doses.unit, grain) if highest else "",
        y=y,
        name_y=y + NAME - 4,
        foot=foot,
        bar_width=width,
        bars=stems_of(xs, [foot] * len(xs), tops),
        open=boxes_of(_only(xs, is_open), width, y + NAME, foot),
        as_needed=dots_of(_only(xs, grain.number(doses.as_needed) > 0), [foot + DOT] * len(xs)),
        blank=_blank(np.isnan(grain.means(doses.taken)), grain, axis, y + NAME, foot),
    )


def _most(highest: float, unit: str | None, grain: Grain) -> str:
    """Return what the highest bar stands for."""
    text = _("up to %(dose)s") if grain.days_a_group == 1 else _("mean up to %(dose)s")
    return text % {"dose": dose_words(highest, unit)}


def _only(xs: Sequence[float], wanted: Truths) -> list[float]:
    found: list[float] = np.where(wanted, xs, np.nan).tolist()
    return found


def _blank(is_blank: Truths, grain: Grain, axis: DayAxis, top: float, foot: float) -> str:
    """Return the boxes of the days of which nothing is written, those in a row as one."""
    edges = np.flatnonzero(np.diff(is_blank.astype(np.int8), prepend=0, append=0))
    starts = np.append(grain.starts, len(grain.group))
    ends = (axis.before(float(place)) for place in starts[edges])
    return "".join(
        f"M{begin:g} {top:g}H{end:g}V{foot:g}H{begin:g}Z"
        for begin, end in zip(ends, ends, strict=True)
    )
