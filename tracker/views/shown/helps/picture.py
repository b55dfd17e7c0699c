"""The interval as a picture: what fits, where nothing is, and what is too small to matter."""

from dataclasses import dataclass
from math import isfinite

from django.utils.translation import gettext as _

from tracker.domain.effect import Effect
from tracker.domain.effect.answers import TOO_SMALL
from tracker.views.shown.chart import Axis, Tick, nice_top
from tracker.views.shown.helps.topics import Topic
from tracker.views.shown.statistics_words import change, points

WIDTH = 358
MARGIN = 14
"""Half of the widest tick label, so that none is cut."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Places in units of the viewBox; `band` is the part too small to matter, if there is one."""

    title: str
    description: str
    caption: str
    zero: float
    low: float
    high: float
    estimate: float
    band: tuple[float, float] | None
    ticks: tuple[Tick, ...]
    ends: tuple[str, str]

    @property
    def band_width(self) -> float:
        return round(self.band[1] - self.band[0], 1) if self.band else 0


def picture_of(topic: Topic, effect: Effect, ends: tuple[str, str]) -> Picture | None:
    """Return the picture of an effect; None where there is no interval."""
    if not isfinite(effect.low) or not isfinite(effect.high):
        return None
    small = TOO_SMALL * topic.length if topic.length else 0
    reach = nice_top(max(abs(effect.low), abs(effect.high), small * 1.5))
    axis = Axis(-reach, reach, MARGIN, WIDTH - MARGIN)
    words = {
        "estimate": change(effect.estimate),
        "low": change(effect.low),
        "high": change(effect.high),
        "small": points(small, topic.unit),
    }
    text = _("From %(low)s to %(high)s fits; the middle of it is %(estimate)s.")
    caption = _("The line is what fits your days, the diamond its middle.")
    if small:
        tinted = _("Tinted: up to %(small)s either way, which counts as no difference.")
        text, caption = f"{text} {tinted}", f"{caption} {tinted}"
    return Picture(
        title=_("What fits the days: %(symptom)s with %(what)s") % topic.words,
        description=text % words,
        caption=caption % words,
        zero=axis.at(0),
        low=axis.at(effect.low),
        high=axis.at(effect.high),
        estimate=axis.at(effect.estimate),
        band=(axis.at(-small), axis.at(small)) if small else None,
        ticks=_ticks(axis),
        ends=ends,
    )


def _ticks(axis: Axis) -> tuple[Tick, ...]:
    """Return ticks with the size of the change alone: the ends say which way it goes."""
    return tuple(Tick(tick.at, tick.label.lstrip("-")) for tick in axis.ticks(5))
