"""Weeks at a glance: how each symptom was, week by week, and what was taken beneath it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.handover.groups import Spread, spreads
from tracker.domain.series import Scale
from tracker.exports.report.values import Column, Picture, Table
from tracker.views.shown.chart import DayAxis
from tracker.views.shown.report.changes import changes
from tracker.views.shown.report.material import Material
from tracker.views.shown.report.pictures.boxes import box_row, spread_words
from tracker.views.shown.report.pictures.signs import sign_in
from tracker.views.shown.report.pictures.svg import (
    LANE,
    LANE_BAR,
    LEFT,
    RIGHT,
    ROW,
    ROW_GAP,
    SMALL,
    TOP,
    coloured,
    document,
    filled,
    lane_name,
    stroked,
    text,
    uprights,
)
from tracker.views.shown.score_words import name_inside
from tracker.views.shown.trend_pictures.taken import exposure_name
from tracker.views.shown.trends.grain import Grain, grain_of_rows, row_label
from tracker.views.shown.trends.tables import UNKNOWN
from tracker.views.shown.trends.words import trend_words
from tracker.views.shown.words import capitalised, every

MOST_SYMPTOMS, MOST_LANES = 3, 3
MARKS, AXIS = 3.0, 10.0
WIDEST_BAR = 10.0


@dataclass(frozen=True)
class Row:
    """A symptom, and the spread of its days in each group."""

    name: str
    scale: Scale
    spreads: tuple[Spread, ...]


@dataclass(frozen=True)
class Lane:
    """What was taken: on how many days of each group, of how many that are known."""

    name: str
    sign: str
    taken: tuple[int, ...]
    known: tuple[int, ...]


@dataclass(frozen=True)
class Glance:
    """All that the picture shows: the days in groups, the symptoms, and what was taken."""

    material: Material
    grain: Grain
    rows: tuple[Row, ...]
    lanes: tuple[Lane, ...]

    @property
    def lanes_top(self) -> float:
        return TOP + len(self.rows) * (ROW + ROW_GAP)

    @property
    def foot(self) -> float:
        """Where the lowest row ends; the days are named beneath it."""
        return self.lanes_top + (MARKS + len(self.lanes) * LANE if self.lanes else 0)


def weeks(material: Material) -> Picture | None:
    """Return the picture; None where no chosen symptom has a score.

    While an experiment about one of the symptoms runs, nothing that was taken stands beneath.
    """
    shown = material.symptoms[:MOST_SYMPTOMS]
    if not shown:
        return None
    grain = grain_of_rows(material.days)
    is_locked = any(material.running(one) for one in shown)
    glance = Glance(
        material,
        grain,
        tuple(_rows(shown, grain, material)),
        () if is_locked else tuple(_lanes(grain, material)),
    )
    title, description = _title(material), _description(glance)
    return Picture(
        svg=document(_height(glance), title, description, _drawn(glance)),
        title=title,
        description=description,
        table=_table(glance),
    )


def _rows(shown: Iterable[str | None], grain: Grain, material: Material) -> Iterator[Row]:
    starts = grain.starts.tolist()
    for symptom in shown:
        scores = material.scores[symptom]
        if scores.scale is not None:
            name = capitalised(name_inside(symptom, material.own))
            yield Row(name, scores.scale, spreads(scores.mean, starts))


def _lanes(grain: Grain, material: Material) -> Iterator[Lane]:
    ordered = sorted(material.exposures, key=lambda one: one.substance != "magnesium")
    for one in ordered[:MOST_LANES]:
        taken = material.doses(one).taken
        yield Lane(
            capitalised(exposure_name(one, material.known)),
            sign_in(one, material),
            tuple(grain.number(taken == 1).tolist()),
            tuple(grain.number(~np.isnan(taken)).tolist()),
        )


def _title(material: Material) -> str:
    """Return a sentence with its doubt for each of the symptoms."""
    return ". ".join(
        trend_words(
            capitalised(name_inside(symptom, material.own)),
            material.trends[symptom],
            material.scores[symptom].scale,
            may_grow=False,
        ).title
        for symptom in material.symptoms[:MOST_SYMPTOMS]
    )


def _each(grain: Grain) -> str:
    words = {1: _("day"), 7: _("week"), 30: _("month"), 90: _("quarter")}
    return words.get(grain.days_a_group) or _("year")


def _description(glance: Glance) -> str:
    shown = every(row.name for row in glance.rows)
    said = _(
        "For each %(each)s: a line from the lowest to the highest day, a box for the middle half "
        "of the days, a stroke for the median. Empty: no score. Symptoms: %(names)s."
    ) % {"each": _each(glance.grain), "names": shown}
    if not glance.lanes:
        return said
    beneath = _(
        "Beneath, the share of its days on which it was taken: %(names)s. A triangle marks a "
        "change of a form or a dose that held for a %(each)s or longer."
    )
    words = {"names": every(lane.name for lane in glance.lanes), "each": _each(glance.grain)}
    return f"{said} {beneath % words}"


def _height(glance: Glance) -> float:
    return glance.foot + 2 + 2 * AXIS


def _drawn(glance: Glance) -> Iterator[str]:
    days, grain = glance.material.days, glance.grain
    axis = DayAxis(days.first, days.length, start=LEFT, end=RIGHT)
    yield from _ticks(axis, TOP, glance.foot + 2)
    xs, room = axis.all_at(grain.middles), (RIGHT - LEFT) / max(grain.count, 1)
    for place, row in enumerate(glance.rows):
        top = TOP + place * (ROW + ROW_GAP)
        yield from box_row(row.name, row.scale, row.spreads, xs, top=top, foot=top + ROW, room=room)
    if glance.lanes:
        yield from _marks(axis, glance)
    for place, lane in enumerate(glance.lanes, 1):
        yield from _lane(lane, grain, axis, glance.lanes_top + MARKS + place * LANE)
    key = text(LEFT, glance.foot + 2 * AXIS - 1, _key(glance), size=SMALL)
    yield coloured("muted", [key])


def _key(glance: Glance) -> str:
    words = {"each": _each(glance.grain)}
    said = _("Each %(each)s: range, middle half and median of its days") % words
    return f"{said}; {_('beneath, the share of days taken')}" if glance.lanes else said


def _lane(lane: Lane, grain: Grain, axis: DayAxis, foot: float) -> Iterator[str]:
    """Yield a bar as high as the share of days taken; where nothing is known, no ground either."""
    yield lane_name(lane.name, foot)
    bars, ground = [], []
    for begin, end, taken, known in zip(*_edges(grain), lane.taken, lane.known, strict=True):
        left, right = axis.before(begin), axis.before(end)
        if known:
            ground.append(f"M{left:g} {foot:g}H{right:g}")
        if taken:
            width, high = min(WIDEST_BAR, 0.7 * (right - left)), LANE_BAR * taken / (end - begin)
            x = (left + right - width) / 2
            bars.append(f"M{x:.1f} {foot:g}v{-high:.1f}h{width:.1f}v{high:.1f}z")
    yield coloured("line", [stroked("".join(ground), 0.5)])
    yield coloured(lane.sign, [filled("".join(bars))])


def _edges(grain: Grain) -> tuple[list[int], list[int]]:
    """Return with which day each group begins, and before which it ends."""
    begins = grain.starts.tolist()
    return begins, [*begins[1:], len(grain.group)]


def _marks(axis: DayAxis, glance: Glance) -> Iterator[str]:
    """Yield the marks of what held at least as long as a bar is wide: others would only crowd."""
    lasting = (one for one in changes(glance.material) if one.lasted >= glance.grain.days_a_group)
    places = [axis.before(one.place) for one in lasting]
    top = glance.lanes_top + 1
    if places:
        lines = "".join(f"M{x:g} {top + 3:g}V{glance.foot:g}" for x in places)
        heads = "".join(f"M{x - 3:g} {top - 3:g}h6l-3 5z" for x in places)
        yield coloured("ink", [stroked(lines, 0.5, stroke_dasharray="2 2"), filled(heads)])


def _ticks(axis: DayAxis, top: float, foot: float) -> Iterator[str]:
    ticks = [one for one in axis.ticks() if one.label]
    labels = (text(one.at, foot + 9, one.label, anchor=one.anchor, size=SMALL) for one in ticks)
    yield uprights((one.at for one in ticks), top, foot)
    yield coloured("muted", labels)


def _table(glance: Glance) -> Table:
    names = [*(row.name for row in glance.rows), *(lane.name for lane in glance.lanes)]
    groups = enumerate(zip(*_edges(glance.grain), strict=True))
    caption = _(
        "Median, range and number of scored days of each %(each)s; days on which it was taken."
    )
    return Table(
        caption % {"each": _each(glance.grain)},
        (
            Column(capitalised(_each(glance.grain)), share=3),
            *(Column(name, share=3) for name in names),
        ),
        tuple(_table_row(glance, place, begin, end) for place, (begin, end) in groups),
    )


def _table_row(glance: Glance, place: int, begin: int, end: int) -> tuple[str, ...]:
    return (
        row_label(glance.material.days, begin, glance.grain.days_a_group),
        *(_days(row.spreads[place]) for row in glance.rows),
        *(_lane_words(lane, place, end - begin) for lane in glance.lanes),
    )


def _days(one: Spread) -> str:
    days = ngettext("%(count)d day", "%(count)d days", one.number) % {"count": one.number}
    return spread_words(one, days)


def _lane_words(lane: Lane, place: int, size: int) -> str:
    if not lane.known[place]:
        return UNKNOWN
    return _("%(taken)d of %(days)d") % {"taken": lane.taken[place], "days": size}
