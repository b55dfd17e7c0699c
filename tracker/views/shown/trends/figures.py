"""The figures of the trends page: each is a symptom, in words, as a picture and as numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from django.utils.translation import gettext as _

from tracker.domain.asked import running
from tracker.domain.daily import Exposure
from tracker.domain.series import Days, Scores, doses_of, scores_of, substances_in
from tracker.domain.trend import FEWEST_DAYS, Trend, trend
from tracker.forms.scales import symptom_label
from tracker.views.shown.trend_pictures import TrendPictures, pictures_page
from tracker.views.shown.trends.grain import Grain, grain_of_marks
from tracker.views.shown.trends.lanes import Lane, Taken, height_of, lanes_of, most_taken
from tracker.views.shown.trends.plot import LANES_TOP, Plot, day_axis, plot
from tracker.views.shown.trends.read import Read
from tracker.views.shown.trends.tables import Table, table_of_scores
from tracker.views.shown.trends.turns import Turned, Turns, marked_turns
from tracker.views.shown.trends.words import (
    Spoken,
    axis_words,
    dates_words,
    locked_line,
    marked_line,
    missing_line,
    other_scales_line,
    scored_words,
    trend_words,
)
from tracker.views.shown.words import every

TRENDS_KEPT = 128
"""How many trends a worker holds: a write of something else leaves those of a symptom as they are,
and nothing of a figure takes as long. Each has a number for each day."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One symptom. Without a `plot` there is no score of it in these days.

    `turns` are marked in the picture; the first figure with any tells what they are.
    """

    number: int
    name: str
    spoken: Spoken
    axis: str
    scored: str
    lines: tuple[str, ...]
    description: str
    plot: Plot | None
    has_lanes: bool
    turns: tuple[Turned, ...]
    height: float
    locked: str
    table: Table | None


@dataclass(frozen=True)
class Figures:
    """Makes the figures of some days; the doses beneath them are the same for all."""

    read: Read
    days: Days
    grain: Grain
    scores: Mapping[str | None, Scores]
    taken: tuple[Taken, ...]
    lanes: tuple[Lane, ...]
    turns: Turns

    @classmethod
    def of(cls, read: Read, days: Days, shown: Sequence[str | None]) -> "Figures":
        grain = grain_of_marks(days)
        scores = {symptom: scores_of(symptom, days) for symptom in shown}
        since = read.settings.every_dose_logged_from
        taken = tuple(
            Taken(name, doses_of(name, None, days, every_dose_logged_from=since))
            for name in most_taken(substances_in(days))
        )
        lanes = lanes_of(taken, grain, day_axis(days), LANES_TOP)
        return cls(read, days, grain, scores, taken, lanes, marked_turns(taken, days))

    def pictures(self) -> TrendPictures:
        return pictures_page(
            self.days,
            scores=self.scores,
            doses={Exposure(one.substance): one.doses for one in self.taken},
            own=self.read.own,
            known=self.read.known,
            today=self.read.today,
            experiments=self.read.belongings["experiments"],
            every_dose_logged_from=self.read.settings.every_dose_logged_from,
        )

    def figure(self, number: int, symptom: str | None) -> Figure:
        name = symptom_label(symptom, self.read.own)
        scores = self.scores[symptom]
        over = self._days_over
        found = kept_trend(scores.mean[:over].tobytes(), self.days.first.weekday())
        spoken = trend_words(name, found, scores.scale, may_grow=self._may_grow)
        experiments = self.read.belongings["experiments"]
        locked = next(running(experiments, symptom, self.read.today), None)
        drawn = plot(scores, found, self.days, self.grain)
        has_lanes = bool(self.lanes) and locked is None
        return Figure(
            number=number,
            name=name,
            spoken=spoken,
            axis=axis_words(symptom, scores.scale, self.read.own) if scores.scale else "",
            scored=scored_words(found),
            lines=self._lines(scores, has_lanes=has_lanes),
            description=self._description(drawn, found, has_lanes=has_lanes),
            plot=drawn,
            has_lanes=has_lanes,
            turns=self.turns.marked if has_lanes else (),
            height=LANES_TOP + (height_of(len(self.lanes)) if has_lanes else 0),
            locked=locked_line(locked) if locked else "",
            table=table_of_scores(name, scores, self.days) if drawn else None,
        )

    @property
    def _days_over(self) -> int:
        """How many of the days are over: today's scores are not all there yet."""
        is_today = self.days.day(self.days.length - 1) >= self.read.today
        return self.days.length - is_today

    @property
    def _may_grow(self) -> bool:
        """Will more days come to these: do they begin with the diary, and end now?"""
        ends_now = self._days_over < self.days.length
        return ends_now and (
            self.days.length > FEWEST_DAYS
            or (self.read.begin is not None and self.read.begin >= self.days.first)
        )

    def _lines(self, scores: Scores, *, has_lanes: bool) -> tuple[str, ...]:
        if scores.scale is None:
            return ()
        lines = (
            missing_line(scores.mean[: self._days_over], scores.scale[2]),
            other_scales_line(scores.on_other_scales),
            marked_line(len(self.turns.marked), self.turns.found) if has_lanes else "",
        )
        return tuple(filter(None, lines))

    def _description(self, drawn: Plot | None, found: Trend, *, has_lanes: bool) -> str:
        if drawn is None:
            return ""
        parts = [
            _("Left to right: %(dates)s.") % {"dates": dates_words(self.days)},
            _("Upwards: %(foot)s to %(top)s.")
            % {"foot": drawn.values[0].label, "top": drawn.values[-1].label},
            f"{scored_words(found)}.",
        ]
        if has_lanes:
            names = every([lane.name for lane in self.lanes])
            parts.append(_("Beneath, what was taken: %(names)s.") % {"names": names})
        return " ".join(parts)


@lru_cache(maxsize=TRENDS_KEPT)
def kept_trend(scores: bytes, first_weekday: int) -> Trend:
    """Return the trend of days that begin on this weekday. The same scores have the same trend."""
    means = np.frombuffer(scores)
    return trend(means, weekdays=(first_weekday + np.arange(len(means))) % 7)
