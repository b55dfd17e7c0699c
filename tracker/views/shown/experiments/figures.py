"""The figures of an experiment, for a clinician."""

from collections.abc import Iterator
from math import isfinite, isnan

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.diary import Scale
from tracker.domain.effect import Effect
from tracker.domain.experiment.reading import Finding, Followed, Reading
from tracker.domain.experiment.result import Result
from tracker.views.shown.experiments.words import block_words
from tracker.views.shown.statistics_words import (
    interval,
    number,
    percent,
    points,
    signed,
)


def figures(reading: Reading, finding: Finding) -> Iterator[tuple[str, str]]:
    """Yield the figures for a clinician."""
    one, at, result = reading.experiment, reading.at, finding.result
    half = at.schedule.blocks // 2
    yield (
        _("Design"),
        _(
            "One person, open label; %(blocks)d blocks of %(length)s, %(half)d with and %(half)d "
            "without, drawn completely at random from %(schedules)s schedules"
        )
        % {
            "blocks": at.schedule.blocks,
            "length": block_words(one.block_days),
            "half": half,
            "schedules": f"{result.schedules:,}",
        },
    )
    yield _("Estimate"), _estimate(result)
    yield _("95 % interval"), _interval(result)
    yield _("Exact p, two-sided"), _exact_p(result)
    yield _("Mean of block means"), _means(result)
    yield _("Responder (Farrar 2001)"), _responder(result)
    yield _("Allowing for carry-over"), averaged_words(finding.averaged)
    yield _("Scored days"), _scored(result)
    yield _("As planned"), _as_planned(reading)
    if finding.tipping_point is not None:
        yield _("Tipping point"), _tipping_point(finding.tipping_point, one.scale)


def _tipping_point(worse: float, scale: Scale) -> str:
    if worse > float(scale.max - scale.min):
        return _("none on this scale: the days without a score alone cannot undo the difference")
    return _("%(points)s: by so much the unscored days with it would have to be worse") % {
        "points": points(worse, scale.unit)
    }


def _estimate(result: Result) -> str:
    return _("%(estimate)s, mean of blocks with minus mean of blocks without") % {
        "estimate": signed(result.estimate, 2)
    }


def _interval(result: Result) -> str:
    if not (isfinite(result.low) and isfinite(result.high)):
        return _("not bounded by the data")
    return _("%(interval)s, by inversion of the exact test") % {
        "interval": interval(result.low, result.high, 2)
    }


def _exact_p(result: Result) -> str:
    if isnan(result.p):
        return _("not computed")
    words = {
        "p": p_words(result.p),
        "extreme": f"{round(result.p * result.schedules):,}",
        "all": f"{result.schedules:,}",
    }
    return _("%(p)s: %(extreme)s of the %(all)s schedules are at least as extreme") % words


def p_words(p: float) -> str:
    return f"{p:.3f}" if p >= 0.001 else "< 0.001"


def _means(result: Result) -> str:
    return _("with %(on)s, without %(off)s") % {
        "on": signed(result.on_mean, 2),
        "off": signed(result.off_mean, 2),
    }


def _responder(result: Result) -> str:
    words = {True: _("yes"), False: _("no"), None: _("not defined here")}
    return words[result.responder]


def averaged_words(effect: Effect) -> str:
    if isnan(effect.estimate):
        return _("not computed")
    return _(
        "%(estimate)s (%(interval)s), half-lives of 0, 1, 2 and 4 days averaged by restricted "
        "likelihood; correlation from day to day %(rho)s; days used %(scored)d of %(days)d"
    ) % {
        "estimate": signed(effect.estimate, 2),
        "interval": interval(effect.low, effect.high, 2),
        "rho": signed(effect.rho, 2),
        "scored": effect.scored,
        "days": effect.days,
    }


def _scored(result: Result) -> str:
    words = {
        "on": result.scored_on,
        "off": result.scored_off,
        "empty": result.blocks_without_score,
    }
    return _("with %(on)d, without %(off)d; blocks without a score: %(empty)d") % words


def _as_planned(reading: Reading) -> str:
    return _("with: %(on)s; without: %(off)s") % {
        "on": _followed(reading.kept.on),
        "off": _followed(reading.kept.off),
    }


def _followed(followed: Followed) -> str:
    words = {
        "planned": followed.as_planned,
        "days": followed.days,
        "otherwise": len(followed.otherwise),
        "unknown": len(followed.unknown),
    }
    share = percent(followed.as_planned / followed.days) if followed.days else number(0)
    said = ngettext(
        "%(planned)d of %(days)d day (%(share)s), otherwise %(otherwise)d, not known %(unknown)d",
        "%(planned)d of %(days)d days (%(share)s), otherwise %(otherwise)d, not known %(unknown)d",
        followed.days,
    )
    return said % (words | {"share": share})
