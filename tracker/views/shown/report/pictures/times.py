"""The times of day: when symptoms are scored and how they are then, and when things are taken."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.daily import Exposure
from tracker.domain.habits import habit_of
from tracker.domain.handover.groups import Spread, by_hour
from tracker.domain.series import Scale
from tracker.exports.report.values import Column, Picture, Table
from tracker.views.shown.chart import Axis
from tracker.views.shown.report.material import Material
from tracker.views.shown.report.pictures.boxes import box_row, spread_words
from tracker.views.shown.report.pictures.shapes import shape
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
from tracker.views.shown.trend_pictures.clocks import clock_time
from tracker.views.shown.trend_pictures.taken import exposure_name
from tracker.views.shown.words import capitalised, every

MOST_SYMPTOMS, MOST_LANES = 2, 4
AXIS = 11.0
FEWEST = 3
"""Fewer scores than this in an hour are not drawn."""

HOURS = Axis(0, 24, start=LEFT, end=RIGHT)


@dataclass(frozen=True)
class Row:
    name: str
    scale: Scale
    hours: tuple[Spread, ...]


@dataclass(frozen=True)
class Lane:
    """What was taken, by the hour; `usual` are its usual times, in minutes after midnight."""

    name: str
    sign: str
    doses: Counter[int]
    usual: tuple[float, ...]


def times(material: Material) -> Picture | None:
    """Return the picture; None where neither a score nor a dose has a time."""
    rows, lanes = list(_rows(material)), list(_lanes(material))[:MOST_LANES]
    if not rows and not lanes:
        return None
    title, description = _title(lanes), _description(rows, lanes)
    return Picture(
        svg=_drawn(title, description, rows, lanes),
        title=title,
        description=description,
        table=_table(rows, lanes),
    )


def _rows(material: Material) -> Iterator[Row]:
    for symptom in material.symptoms[:MOST_SYMPTOMS]:
        scale = material.scores[symptom].scale
        felt = [
            (felt.minute, felt.value)
            for _place, score in material.days.scores_by_symptom[symptom]
            if score.scale == scale
            for felt in score.felt
        ]
        if felt and scale is not None:
            yield Row(capitalised(name_inside(symptom, material.own)), scale, by_hour(felt))


def _lanes(material: Material) -> Iterator[Lane]:
    for exposure in _in_order(material):
        habit = habit_of(exposure, material.days, material.doses(exposure).taken)
        if habit is not None and habit.minutes:
            yield Lane(
                capitalised(exposure_name(exposure, material.known)),
                sign_in(exposure, material),
                Counter(minute // 60 for minute in habit.minutes),
                tuple(one.usual.minutes for one in habit.clocks),
            )


def _in_order(material: Material) -> list[Exposure]:
    """Return what was taken in any form: magnesium and calcium, and the medicines beside them."""
    first = ("magnesium", *material.medicines, "calcium")
    return sorted(map(Exposure, material.substances), key=lambda one: one.substance not in first)


def _title(lanes: Sequence[Lane]) -> str:
    usual = [
        _("%(name)s about %(times)s")
        % {"name": lane.name, "times": every(map(clock_time, lane.usual))}
        for lane in lanes
        if lane.usual
    ]
    if not usual:
        return _("Times of day; nothing has a usual time")
    return _("Times of day: %(usual)s") % {"usual": "; ".join(usual)}


def _description(rows: Sequence[Row], lanes: Sequence[Lane]) -> str:
    parts = []
    if rows:
        parts.append(
            _(
                "For each hour of the day with at least %(few)d scores: a line from the lowest to "
                "the highest, a box for the middle half, a stroke for the median. Symptoms: "
                "%(names)s. When somebody writes is not when it hurts most."
            )
            % {"few": FEWEST, "names": every(row.name for row in rows)}
        )
    if lanes:
        parts.append(
            _(
                "Beneath, how often each thing was taken in each hour, its usual time marked: "
                "%(names)s."
            )
            % {"names": every(lane.name for lane in lanes)}
        )
    return " ".join(parts)


def _drawn(title: str, description: str, rows: Sequence[Row], lanes: Sequence[Lane]) -> str:
    room = (RIGHT - LEFT) / 24
    xs = HOURS.all_at([hour + 0.5 for hour in range(24)])
    y = TOP
    parts: list[str] = []
    for row in rows:
        hours = [one if one.number >= FEWEST else Spread(0) for one in row.hours]
        parts += box_row(row.name, row.scale, hours, xs, top=y, foot=y + ROW, room=room)
        y += ROW + ROW_GAP
    for lane in lanes:
        parts += _lane(lane, y + LANE, room)
        y += LANE
    parts += _ticks(TOP, y + 2)
    return document(y + 2 + AXIS, title, description, parts)


def _lane(lane: Lane, foot: float, room: float) -> Iterator[str]:
    yield lane_name(lane.name, foot)
    yield coloured("line", [stroked(f"M{LEFT:g} {foot:g}H{RIGHT:g}", 0.5)])
    most = max(lane.doses.values())
    bars = "".join(
        f"M{HOURS.at(hour) + 1:.1f} {foot:g}v{-LANE_BAR * count / most:.1f}h{room - 2:.1f}"
        f"v{LANE_BAR * count / most:.1f}z"
        for hour, count in sorted(lane.doses.items())
    )
    marks = "".join(shape(lane.sign, HOURS.at(one / 60), foot - LANE_BAR / 2) for one in lane.usual)
    parts = [filled(bars, fill_opacity="0.35")]
    if marks:
        parts.append(filled(marks))
    yield coloured(lane.sign, parts)


def _ticks(top: float, foot: float) -> Iterator[str]:
    hours = [(hour, HOURS.at(hour)) for hour in range(0, 25, 3)]
    yield uprights((x for _hour, x in hours), top, foot)
    labels = (
        text(x, foot + 9, f"{hour}:00", anchor="end" if hour == 24 else "middle", size=SMALL)
        for hour, x in hours
    )
    yield coloured("muted", labels)


def _table(rows: Sequence[Row], lanes: Sequence[Lane]) -> Table:
    hours = [
        hour
        for hour in range(24)
        if any(row.hours[hour].is_known for row in rows) or any(lane.doses[hour] for lane in lanes)
    ]
    names = [*(row.name for row in rows), *(lane.name for lane in lanes)]
    return Table(
        _("Median, range and number of scores of each hour; doses of each hour."),
        (Column(_("Hour"), share=2), *(Column(name, share=3) for name in names)),
        tuple(
            (
                f"{hour}\N{EN DASH}{hour + 1}",
                *(_scores(row.hours[hour]) for row in rows),
                *(_doses(lane.doses[hour]) for lane in lanes),
            )
            for hour in hours
        ),
    )


def _scores(one: Spread) -> str:
    scores = ngettext("%(count)d score", "%(count)d scores", one.number) % {"count": one.number}
    return spread_words(one, scores)


def _doses(count: int) -> str:
    return ngettext("%(count)d dose", "%(count)d doses", count) % {"count": count}
