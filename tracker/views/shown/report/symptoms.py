"""How symptoms are now against how they were in the first weeks."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isnan

from django.utils.translation import gettext as _

from tracker.domain.diary import Experiment
from tracker.domain.handover.then_and_now import (
    FEWEST_SCORED,
    ThenAndNow,
    Weeks,
    then_and_now,
    windows,
)
from tracker.domain.series import Scale, Scores
from tracker.domain.trend import Trend
from tracker.exports.report.values import Column, Section, Table
from tracker.forms.scales import PAIN
from tracker.views.shown.chart import number
from tracker.views.shown.experiments.words import days_between
from tracker.views.shown.report.material import Material
from tracker.views.shown.score_words import name_inside
from tracker.views.shown.statistics_words import (
    change,
    interval,
    is_better,
    missing_words,
    percent,
    signed,
)
from tracker.views.shown.trends.tables import UNKNOWN
from tracker.views.shown.words import capitalised, long_day

HIGH = 4.0
"""From here on pain of 0 to 10 is called more than mild."""

SMALL = 0.1
"""A trend with an interval that is smaller than this would be told as 0.0 to 0.0."""


@dataclass(frozen=True)
class Told:
    """A symptom with its scores, and what was made of them.

    `locked` says why its weeks are not compared, where an experiment about it runs.
    """

    symptom: str | None
    name: str
    scores: Scores
    scale: Scale
    compared: ThenAndNow | None
    trend: Trend
    locked: str = ""

    @property
    def is_pain_of_ten(self) -> bool:
        return self.symptom in PAIN and is_of_ten(self.scale)


def is_of_ten(scale: Scale) -> bool:
    """Is it 0 to 10 with the low end the better one?"""
    return scale == (0, 10, "low", None)


def symptoms(material: Material) -> Section:
    heading = _("Symptoms, the last weeks against the first")
    told = list(_told(material))
    if not told:
        return Section(heading, nothing=_("No score in these days."))
    return Section(
        heading,
        lines=tuple(_lines(material, told)),
        table=Table(_caption(material), _columns(material), tuple(map(_row, told))),
        doubt=_doubt(),
        references=material.sources.cite_methods("meaningful", "worst_first", "neighbours"),
    )


def _told(material: Material) -> Iterator[Told]:
    over = material.days_over
    for symptom in material.symptoms:
        scores = material.scores[symptom]
        if scores.scale is None:
            continue
        locked = material.running(symptom)
        yield Told(
            symptom,
            capitalised(name_inside(symptom, material.own)),
            scores,
            scores.scale,
            None if locked else _compared(scores, scores.scale, over),
            material.trends[symptom],
            _locked(locked, material) if locked else "",
        )


def _compared(scores: Scores, scale: Scale, days: int) -> ThenAndNow | None:
    return then_and_now(
        scores.mean[:days],
        scores.worst[:days],
        better=scale[2],
        high_from=HIGH if is_of_ten(scale) else None,
    )


def _locked(experiment: Experiment, material: Material) -> str:
    """Return why weeks are not compared; an experiment that is not chosen stays unsaid."""
    if not material.may_name(experiment):
        return _("not compared now")
    words = {"day": long_day(experiment.last_day)}
    return _("not compared: an experiment runs until %(day)s") % words


def _doubt() -> str:
    return _(
        "What is at its worst at first often eases by itself. A difference between the first and "
        "the last weeks does not say what it comes from."
    )


def _caption(material: Material) -> str:
    found = windows(material.days_over)
    if found is None:
        return _("Too few days to compare: %(days)d.") % {"days": material.days_over}
    then, now = (
        days_between(material.days.day(one.start), material.days.day(one.stop - 1)) for one in found
    )
    return _("At first: %(then)s. Now: %(now)s.") % {"then": then, "now": now}


def _columns(material: Material) -> tuple[Column, ...]:
    found = windows(material.days_over)
    days = len(found[0]) if found else 0
    return (
        Column(_("Symptom"), share=6),
        Column(_("First %(days)d days") % {"days": days} if days else _("At first"), share=6),
        Column(_("Last %(days)d days") % {"days": days} if days else _("Now"), share=6),
        Column(_("Days at 4 or more"), share=5),
        Column(_("Median, change"), share=6),
        Column(_("Trend in 30 days (95 %)"), share=6),
    )


def _lines(material: Material, told: list[Told]) -> Iterator[str]:
    found = windows(material.days_over)
    if found and len(found[0]) < 28:
        yield _(
            "Fewer than 8 weeks: the first half of the days stands against the last half, "
            "%(days)d days each."
        ) % {"days": len(found[0])}
    for one in told:
        if one.is_pain_of_ten and one.compared and one.compared.is_enough:
            yield _marks(one, one.compared)


def _marks(one: Told, compared: ThenAndNow) -> str:
    """Return whether what studies of pain call much better was reached."""
    said = {True: _("yes"), False: _("no")}
    return _("%(name)s: 30 %% less: %(share)s; 2 points less: %(points)s.") % {
        "name": one.name,
        "share": said[compared.has_share_less],
        "points": said[compared.has_two_points_less],
    }


def _row(one: Told) -> tuple[str, ...]:
    compared = one.compared
    return (
        f"{one.name}, {_scale(one.scale)}",
        _weeks(compared.then) if compared else UNKNOWN,
        _weeks(compared.now) if compared else UNKNOWN,
        _high_days(compared),
        _change(one),
        _trend(one.trend),
    )


def _scale(scale: Scale) -> str:
    low, high, better, unit = scale
    ends = f"{number(low)}\N{EN DASH}{number(high)} {unit or ''}".strip()
    words = {"low": _("low is better"), "high": _("high is better"), "none": ""}
    return ", ".join(filter(None, (ends, words[better])))


def _weeks(weeks: Weeks) -> str:
    counted = {"scored": weeks.scored, "days": weeks.days}
    if not weeks.scored:
        return _("no score")
    if not weeks.is_enough:
        return _("scored on %(scored)d of %(days)d: too few") % counted
    numbers = {"median": number(weeks.median), "worst": number(weeks.worst)}
    if isnan(weeks.worst):
        return _("median %(median)s (%(scored)d of %(days)d days)") % (counted | numbers)
    return _("median %(median)s, worst %(worst)s (%(scored)d of %(days)d days)") % (
        counted | numbers
    )


def _high_days(compared: ThenAndNow | None) -> str:
    if compared is None or not compared.is_enough or compared.then.high_days is None:
        return UNKNOWN
    return _("%(then)d of %(scored_then)d, now %(now)d of %(scored_now)d") % {
        "then": compared.then.high_days,
        "scored_then": compared.then.scored,
        "now": compared.now.high_days,
        "scored_now": compared.now.scored,
    }


def _change(one: Told) -> str:
    compared = one.compared
    if one.locked:
        return one.locked
    if compared is None or not compared.is_enough:
        return _("not enough days: %(count)d scored on each side") % {"count": FEWEST_SCORED}
    if compared.change == 0:
        return _("the same")
    better = is_better(compared.change, one.scale[2])
    words = {True: _("better"), False: _("worse"), None: ""}[better]
    share = ""
    if not isnan(compared.share) and one.scale[0] == 0:
        share = f"({percent(abs(compared.share))})"
    moved = " ".join(filter(None, (change(compared.change), share)))
    return ", ".join(filter(None, (moved, words)))


def _trend(found: Trend) -> str:
    if found.missing:
        return _("not enough days: %(missing)s") % {"missing": missing_words(found.missing)[0]}
    if isnan(found.per_30_days):
        return _("the same all the time")
    is_small = max(abs(found.low), abs(found.high)) < SMALL
    decimals = 2 if is_small else 1
    between = interval(found.low, found.high, decimals)
    return f"{signed(found.per_30_days, decimals)} ({between})"
