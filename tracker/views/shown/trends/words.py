"""What the pictures of the trends page say in words: first of all, a sentence with its doubt."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import isnan

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.diary import Better, Experiment
from tracker.domain.diary import Scale as ExactScale
from tracker.domain.missing_days import ScoredAfter, scored_after
from tracker.domain.regimen import Turn
from tracker.domain.series import Days, Floats, Scale
from tracker.domain.trend import FEWEST_DAYS, FEWEST_SCORED, Trend
from tracker.forms.choices import form_label, substance_label
from tracker.forms.scales import OwnSymptoms, ends_of
from tracker.views.shown import chart
from tracker.views.shown.amounts import unit_word
from tracker.views.shown.statistics_words import (
    LEAST,
    anything_from,
    is_better,
    likely,
    missing_words,
    points,
)
from tracker.views.shown.words import capitalised, long_day, span_words

FEWEST_DAYS_AFTER = 10
"""So many bad days, and as many good ones, before what follows them is compared."""

WHOLE_FROM = 100
"""An amount from here on is said without decimals."""

TELLING_DIFFERENCE = 0.15
"""A smaller difference between what is scored after bad and after good days is left unsaid."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is to be said of a symptom's trend: the sentence over its picture, and beneath it."""

    title: str
    more: str = ""


def trend_words(name: str, trend: Trend, scale: Scale | None, *, may_grow: bool) -> Spoken:
    """Return what the trend of the symptom `name` is; `may_grow`: the window ends today and
    begins with the diary, so that more days will come.
    """
    if scale is None or not trend.scored:
        return Spoken(_("%(name)s: no score in these days") % {"name": name})
    if trend.missing:
        return _too_short(name, trend, may_grow=may_grow)
    if isnan(trend.per_30_days):
        same = _("%(name)s: the same all the time")
        by_week = _("%(name)s: the same from week to week, apart from weekends")
        return Spoken((same if trend.is_constant else by_week) % {"name": name})
    if trend.low > 0 or trend.high < 0:
        return _clear(name, trend, scale)
    title = _("%(name)s: no clear change") % {"name": name}
    if max(-trend.low, trend.high) < LEAST:
        return Spoken(title, _("Less than 0.1 a month, up or down."))
    spread = anything_from(trend.low, trend.high)
    return Spoken(title, _("%(spread)s a month fits.") % {"spread": capitalised(spread)})


def _clear(name: str, trend: Trend, scale: Scale) -> Spoken:
    falling = _("%(name)s: falling by about %(points)s a month, %(likely)s")
    rising = _("%(name)s: rising by about %(points)s a month, %(likely)s")
    if max(-trend.low, trend.high) < LEAST:
        falling = _("%(name)s: falling by %(points)s a month")
        rising = _("%(name)s: rising by %(points)s a month")
    words = {
        "name": name,
        "points": points(trend.per_30_days, scale[3]),
        "likely": likely(trend.low, trend.high),
    }
    title = (falling if trend.per_30_days < 0 else rising) % words
    better = is_better(trend.per_30_days, scale[2])
    if better is None:
        return Spoken(title)
    return Spoken(title, _("That is for the better.") if better else _("That is for the worse."))


def _too_short(name: str, trend: Trend, *, may_grow: bool) -> Spoken:
    needs = _("A trend needs %(days)d days, and a score on %(scored)d of them.") % {
        "days": FEWEST_DAYS,
        "scored": FEWEST_SCORED,
    }
    if may_grow:
        # Days with a score are days: where they are missing too, the line below says the rest.
        first = {name: trend.missing[name] for name in ("scores", "days") if name in trend.missing}
        words = {"name": name, "missing": missing_words(first)[0]}
        return Spoken(_("%(name)s: not enough days yet for a trend: %(missing)s") % words, needs)
    if "days" in trend.missing:
        title = ngettext(
            "%(name)s: %(days)d day is too short for a trend",
            "%(name)s: %(days)d days are too short for a trend",
            trend.days,
        )
    else:
        title = ngettext(
            "%(name)s: %(scored)d day with a score is too few for a trend",
            "%(name)s: %(scored)d days with a score are too few for a trend",
            trend.scored,
        )
    return Spoken(title % {"name": name, "days": trend.days, "scored": trend.scored}, needs)


def scored_words(trend: Trend) -> str:
    words = {"scored": f"{trend.scored:,}", "days": f"{trend.days:,}"}
    return (
        ngettext(
            "%(scored)s of %(days)s day with a score",
            "%(scored)s of %(days)s days with a score",
            trend.days,
        )
        % words
    )


def missing_line(means: Floats, better: Better) -> str:
    """Return what the days without a score could hide, where it is enough to matter."""
    after = scored_after(means.tolist(), better=better)
    if after is None or not _matters(after):
        return ""
    words = {
        "bad": _times(after.bad.scored, after.bad.days),
        "good": _times(after.good.scored, after.good.days),
    }
    line = _("The day after a bad day has a score %(bad)s, the day after a good one %(good)s.")
    if (after.bad.share or 0) < (after.good.share or 0):
        return f"{line % words} {_('So bad stretches may be missing here.')}"
    return f"{line % words} {_('So good stretches may be missing here.')}"


def _matters(after: ScoredAfter) -> bool:
    """Is the difference large enough to be told, and more than chance could make?"""
    bad, good = after.bad, after.good
    if min(bad.days, good.days) < FEWEST_DAYS_AFTER:
        return False
    if bad.share is None or good.share is None or bad.interval is None or good.interval is None:
        return False
    is_large = abs(bad.share - good.share) >= TELLING_DIFFERENCE
    return (
        is_large and not _holds(bad.interval, good.share) and not _holds(good.interval, bad.share)
    )


def _holds(interval: tuple[float, float], share: float) -> bool:
    return interval[0] <= share <= interval[1]


def _times(scored: int, days: int) -> str:
    return _("%(scored)d of %(days)d times") % {"scored": scored, "days": days}


def other_scales_line(days: int) -> str:
    if not days:
        return ""
    return ngettext(
        "%(count)d day with a score on another scale is not in this picture.",
        "%(count)d days with scores on another scale are not in this picture.",
        days,
    ) % {"count": days}


def marked_line(marked: int, found: int) -> str:
    """Return that not all changes of what was taken are marked, where that is so."""
    if marked == found:
        return ""
    line = _(
        "Of %(found)d changes of what you took, the %(marked)d that lasted longest are marked."
    )
    return line % {"found": found, "marked": marked}


def locked_line(experiment: Experiment) -> str:
    """Return why there are no doses under a curve."""
    return _(
        "Your experiment with %(what)s runs until %(day)s. Until then no doses stand under this"
        " curve, so that the answer comes at the end and not half-way."
    ) % {
        "what": substance_inside(experiment.substance),
        "day": long_day(experiment.last_day),
    }


def axis_words(symptom: str | None, scale: Scale, own: OwnSymptoms) -> str:
    """Return what goes upwards: "0 is “no pain”, 10 is “worst pain you can imagine”."."""
    low, high, better, unit = scale
    exact = ExactScale(min=Decimal(low), max=Decimal(high), better=better, unit=unit)
    lowest, highest = ends_of(symptom or "", exact)
    if symptom is not None and symptom in own and own[symptom].scale == exact:
        lowest, highest = own[symptom].lowest or lowest, own[symptom].highest or highest
    better_end = {"low": _("Lower is better."), "high": _("Higher is better."), "none": ""}[better]
    words = {
        "low": chart.number(low),
        "high": chart.number(high),
        "lowest": lowest,
        "highest": highest,
        "unit": unit,
    }
    if unit is not None:
        ends = _("Upwards: %(unit)s.")
    elif lowest and highest:
        ends = _("%(low)s is “%(lowest)s”, %(high)s is “%(highest)s”.")
    else:
        ends = _("Upwards: from %(low)s to %(high)s.")
    return f"{ends % words} {better_end}".strip()


def substance_inside(substance: str) -> str:
    """Return a substance's name inside a sentence; an unknown one as it is kept."""
    label = substance_label(substance)
    return label[:1].lower() + label[1:]


def turn_words(substance: str, turn: Turn, unit: str | None) -> str:
    """Return what changed: "magnesium from oxide to glycinate, from 400 mg to 200 mg a day"."""
    name = substance_inside(substance)
    if turn.kind == "end":
        return _("%(what)s ends") % {"what": name}
    if turn.kind == "begin":
        what = " ".join(filter(None, [name, form_label(substance, turn.forms[1])]))
        dose = _dose(turn.amounts[1], unit)
        begins = _("%(what)s begins, %(dose)s a day") if dose else _("%(what)s begins")
        return begins % {"what": what, "dose": dose}
    return f"{name} {', '.join(_differences(substance, turn, unit))}"


def _differences(substance: str, turn: Turn, unit: str | None) -> Iterator[str]:
    from_to = _("from %(before)s to %(after)s")
    if turn.is_of_form:
        before, after = (form_label(substance, form) for form in turn.forms)
        yield from_to % {"before": before, "after": after}
    if turn.is_of_amount:
        low, high = (_dose(amount, unit) for amount in turn.amounts)
        yield _("from %(before)s to %(after)s a day") % {"before": low, "after": high}


def _dose(amount: float, unit: str | None) -> str:
    if isnan(amount):
        return ""
    return dose_words(amount, unit)


def dose_words(amount: float, unit: str | None) -> str:
    """Return an amount of a day; where labels say none, how many doses it were."""
    if unit is not None:
        return f"{chart.number(amount, 0 if amount >= WHOLE_FROM else 1)} {unit_word(unit)}"
    return ngettext("%(count)s dose", "%(count)s doses", round(amount)) % {
        "count": chart.number(amount)
    }


def day_words(day: date, *, with_year: bool) -> str:
    return date_format(day, "j F Y" if with_year else "j F")


def dates_words(days: Days) -> str:
    """Return the first and the last day: "24 August to 22 November 2026"."""
    return span_words(days.first, days.day(days.length - 1))
