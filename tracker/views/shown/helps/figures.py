"""The figures of an answer, for a clinician: all that is in the sentence, and how it was made."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.asked import Compared
from tracker.domain.daily import Exposure
from tracker.domain.diary import Question, Settings
from tracker.domain.effect import Answer, Effect
from tracker.domain.missing_days import Scored
from tracker.knowledge import Knowledge
from tracker.views.shown.helps.notes import blank_days
from tracker.views.shown.helps.topics import Topic, dose_of
from tracker.views.shown.statistics_words import (
    interval,
    percent,
    points,
    share_between,
    signed,
)
from tracker.views.shown.words import long_day

DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Figure:
    label: str
    value: str


def figures_of(
    topic: Topic,
    question: Question,
    compared: Compared,
    found: Answer,
    *,
    settings: Settings | None,
    known: Knowledge,
) -> tuple[Figure, ...]:
    """Return the figures of an answer in which there is an effect."""
    if found.effect is None:
        return ()
    return (
        *_effects(topic, question, compared, found, known),
        *_model(found.effect),
        *_days(topic, compared),
        *_missing(topic, compared, found.effect),
        Figure(_("Blank days"), blank_days(settings.every_dose_logged_from if settings else None)),
    )


def _effects(
    topic: Topic, question: Question, compared: Compared, found: Answer, known: Knowledge
) -> Iterator[Figure]:
    if found.effect is None:
        return
    what = Exposure(question.substance, question.form)
    dose = dose_of(what, found.effect.reference, compared.doses.unit, known)
    label = _("Difference for %(dose)s a day") % {"dose": dose}
    yield Figure(label, with_interval(topic, found.effect))
    declared = (
        _("2 days, declared before anything was seen")
        if question.half_life
        else _("0 (same day), declared before anything was seen")
    )
    yield Figure(_("Half-life"), declared)
    if found.averaged is not None:
        averaged = _("%(effect)s; averaged by likelihood, decides nothing here") % {
            "effect": with_interval(topic, found.averaged)
        }
        yield Figure(_("Averaged over half-lives of 0, 1, 2 and 4 days"), averaged)


def with_interval(topic: Topic, effect: Effect) -> str:
    """Return an effect for a clinician, in points or in what the scale counts."""
    return _("%(estimate)s %(unit)s (95 %% interval %(interval)s)") % {
        "estimate": signed(effect.estimate, DECIMALS),
        "unit": topic.unit or _("points"),
        "interval": interval(effect.low, effect.high, DECIMALS),
    }


def _model(effect: Effect) -> Iterator[Figure]:
    yield Figure(
        _("Model"),
        _(
            "Linear in the dose, with time and weekend; errors AR(1) plus independent, weighed by"
            " restricted likelihood over a grid; mixture of t distributions"
        ),
    )
    if isfinite(effect.rho):
        yield Figure(
            _("What lasts to the next day (r)"),
            _("%(rho)s; of the scatter, %(share)s belongs to its day alone")
            % {"rho": signed(effect.rho, DECIMALS), "share": percent(effect.of_its_day)},
        )


def _days(topic: Topic, compared: Compared) -> Iterator[Figure]:
    days = compared.days
    span = {"first": long_day(days.first), "last": long_day(days.day(days.length - 1))}
    yield Figure(
        _("Days"),
        ngettext(
            "%(count)d, from %(first)s to %(last)s",
            "%(count)d, from %(first)s to %(last)s",
            days.length,
        )
        % (span | {"count": days.length}),
    )
    used = {
        "used": compared.scored_on + compared.scored_off,
        "on": compared.scored_on,
        "off": compared.scored_off,
        "what": topic.what,
    }
    yield Figure(
        _("Used: with a score and a known dose"),
        _("%(used)d: %(on)d with %(what)s, %(off)d without") % used,
    )
    taken = compared.adherence
    if taken.share is not None and taken.low is not None and taken.high is not None:
        share = share_between(taken.share, taken.low, taken.high)
        words = {"share": share, "known": taken.known, "unknown": taken.unknown}
        yield Figure(
            _("Taken"),
            _("on %(share)s of %(known)d days that are known; %(unknown)d are not known") % words,
        )
    yield Figure(
        _("Because it hurt"),
        _("marked on %(marked)d of %(on)d days with a dose")
        % {"marked": compared.days_as_needed, "on": compared.days_on},
    )


def _missing(topic: Topic, compared: Compared, effect: Effect) -> Iterator[Figure]:
    yield Figure(_("Days with a score"), _of(compared.scored))
    after = compared.scored_after
    if after is not None:
        text = _("%(bad)s after a worse day than usual, %(good)s after another")
        yield Figure(
            _("Scored the day after"), text % {"bad": _of(after.bad), "good": _of(after.good)}
        )
    tipping = compared.tipping_point(effect.estimate)
    if tipping is not None and isfinite(tipping):
        yield Figure(_("Tipping point"), tipping_words(topic, tipping))
    if compared.scores.on_other_scales:
        yield Figure(_("Left out: scored on another scale"), str(compared.scores.on_other_scales))


def tipping_words(topic: Topic, tipping: float) -> str:
    """Return how other the days without a score would have to be to undo the difference."""
    if topic.length is not None and tipping > topic.length:
        return _(
            "none: the days with %(what)s and without a score are too few to undo the difference,"
            " whatever they were like"
        ) % {"what": topic.what}
    return _(
        "the days with %(what)s and without a score would have to differ from the scored ones by"
        " %(points)s on average for the difference to be gone"
    ) % {"what": topic.what, "points": points(tipping, topic.unit)}


def _of(scored: Scored) -> str:
    if scored.share is None:
        return _("none to look at")
    words = {"share": percent(scored.share), "scored": scored.scored, "days": scored.days}
    return _("%(share)s (%(scored)d of %(days)d)") % words
