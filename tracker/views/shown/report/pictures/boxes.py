"""A row of a symptom: for each group of its scores the range, the middle half and the median."""

from collections.abc import Iterator, Sequence
from math import isnan

from django.utils.translation import gettext as _

from tracker.domain.handover.groups import Spread
from tracker.domain.series import Scale
from tracker.views.shown.chart import Axis, nice_top, number
from tracker.views.shown.report.pictures.svg import (
    LEFT,
    RIGHT,
    SMALL,
    coloured,
    element_of,
    fitting,
    stroked,
    text,
)
from tracker.views.shown.trends.tables import UNKNOWN

WIDEST = 12.0
LARGEST_WHOLE_SCALE = 10
FEW = 3
"""Fewer values than this have no middle half."""


def box_row(
    name: str,
    scale: Scale,
    spreads: Sequence[Spread],
    xs: Sequence[float],
    *,
    top: float,
    foot: float,
    room: float,
) -> Iterator[str]:
    """Yield a symptom's row; `room` is how wide a group is. What is not known stays empty."""
    axis = _axis(scale, spreads, top, foot)
    yield coloured("line", [stroked(f"M{LEFT:g} {y:g}H{RIGHT:g}", 0.5) for y in (top, foot)])
    yield coloured("ink", [text(0, (top + foot) / 2 + 3, fitting(name))])
    ends = ((top + 6, axis.high), (foot, axis.low))
    yield coloured(
        "muted", [text(LEFT - 4, y, number(value), anchor="end", size=SMALL) for y, value in ends]
    )
    width = min(WIDEST, 0.7 * room)
    drawn = (
        part
        for spread, x in zip(spreads, xs, strict=True)
        if spread.is_known
        for part in _box(spread, x, width, axis)
    )
    yield coloured("symptom", drawn)


def spread_words(one: Spread, counted: str) -> str:
    """Return the median and the range; `counted` says of how many, such as "5 days"."""
    if not one.is_known:
        return UNKNOWN
    return _("%(median)s (%(least)s to %(most)s), %(counted)s") % {
        "median": number(one.median),
        "least": number(one.least),
        "most": number(one.most),
        "counted": counted,
    }


def _axis(scale: Scale, spreads: Sequence[Spread], top: float, foot: float) -> Axis:
    """The whole scale where it is short: a small change is not to look large."""
    low, high, _better, unit = scale
    if unit is None and high - low <= LARGEST_WHOLE_SCALE:
        return Axis(low, high, start=foot, end=top)
    highest = max((one.most for one in spreads if one.is_known), default=high)
    return Axis(min(low, 0), nice_top(highest), start=foot, end=top)


def _box(spread: Spread, x: float, width: float, axis: Axis) -> Iterator[str]:
    left, right = x - width / 2, x + width / 2
    median = axis.at(spread.median)
    if not isnan(spread.least) and spread.least != spread.most:
        yield stroked(f"M{x:.1f} {axis.at(spread.least):g}V{axis.at(spread.most):g}", 0.8)
    if spread.number >= FEW and spread.low != spread.high:
        high, low = axis.at(spread.high), axis.at(spread.low)
        yield element_of(
            "rect",
            x=f"{left:.1f}",
            y=f"{high:g}",
            width=f"{width:.1f}",
            height=f"{low - high:.1f}",
            fill="currentColor",
            fill_opacity="0.35",
        )
    yield stroked(f"M{left:.1f} {median:g}H{right:.1f}", 1.8)
