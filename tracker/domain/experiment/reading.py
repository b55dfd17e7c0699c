"""What the diary says of an experiment: how far its plan was followed, and what it found.

What it found is closed until it is over. `read` is the one place that keeps this lock: before
that, a `Reading` holds nothing in which days with and days without are compared.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil, isfinite, isnan
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from tracker.domain.daily import Daily
from tracker.domain.diary.experiments import BLOCKS, Experiment
from tracker.domain.effect import Effect, exposure_effect
from tracker.domain.effect.answers import CERTAINTY, TOO_SMALL
from tracker.domain.experiment.progress import Course, course
from tracker.domain.experiment.result import Result, of_completed_blocks, result_of
from tracker.domain.missing_days import tipping_point
from tracker.domain.series import Days, doses_of

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Followed:
    """How the days of one kind, with or without, went: as planned, otherwise, or not known."""

    as_planned: int = 0
    otherwise: tuple[date, ...] = ()
    unknown: tuple[date, ...] = ()

    @property
    def days(self) -> int:
        return self.as_planned + len(self.otherwise) + len(self.unknown)

    @property
    def known(self) -> int:
        return self.as_planned + len(self.otherwise)


@dataclass(frozen=True, slots=True)
class Kept:
    """How the plan was followed on the days with it, and on the days without it."""

    on: Followed = field(default_factory=Followed)
    off: Followed = field(default_factory=Followed)


Verdict = Literal["clear", "none", "cannot_tell", "too_few"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What an experiment that is over found.

    `verdict` is `clear` where the interval leaves out 0, `none` where all of it is too small to
    matter, `too_few` where blocks or scores are missing so that anything fits. `averaged` is the
    same contrast where what was taken may go on working for days. `tipping_point` is how much
    worse the days with it that have no score would have to be to undo the difference.
    `scored_by_block` counts the days with a score of each block; those left out have none.
    """

    result: Result
    scored_by_block: tuple[int, ...]
    verdict: Verdict
    averaged: Effect
    tipping_point: float | None


@dataclass(frozen=True, slots=True)
class Reading:
    """An experiment as the diary tells it on some day; `finding` is None until it is over.

    `days` are those behind, `scored` those of them with a score.
    """

    experiment: Experiment
    at: Course
    kept: Kept
    days: int
    scored: int
    finding: Finding | None


def read(
    experiment: Experiment,
    written: Iterable[Daily],
    *,
    today: date,
    every_dose_logged_from: date | None = None,
) -> Reading:
    """Return what `written`, the days of the experiment, says of it on `today`."""
    of_days, at = list(written), course(experiment, today)
    scores = scores_in(experiment, of_days)
    days = max((min(today, at.opens_on) - experiment.first_day).days, 0)
    return Reading(
        experiment=experiment,
        at=at,
        kept=followed(
            experiment, of_days, today=today, every_dose_logged_from=every_dose_logged_from
        ),
        days=days,
        scored=int(np.count_nonzero(~np.isnan(scores[:days]))),
        finding=_finding(experiment, at, scores) if at.is_over else None,
    )


def _finding(experiment: Experiment, at: Course, scores: Floats) -> Finding:
    result = result_of(experiment, scores)
    counted = (~np.isnan(of_completed_blocks(scores, at))).reshape(at.schedule.blocks, -1).sum(1)
    completed_on = sum(at.schedule.block_on[: at.completed_blocks]) * experiment.block_days
    return Finding(
        result=result,
        scored_by_block=tuple(map(int, counted)),
        verdict=verdict_of(result, float(experiment.scale.max - experiment.scale.min)),
        averaged=carried_over(experiment, at, scores),
        tipping_point=tipping_point(
            result.estimate, days_on=completed_on, scored_on=result.scored_on
        ),
    )


def verdict_of(result: Result, scale_length: float) -> Verdict:
    """Return what may be said of a result; see `Finding`. An end at 0 does not leave it out."""
    if isnan(result.estimate) or not (isfinite(result.low) and isfinite(result.high)):
        return "too_few"
    if result.low > 0 or result.high < 0:
        return "clear"
    widest = max(abs(result.low), abs(result.high))
    return "none" if widest <= TOO_SMALL * scale_length else "cannot_tell"


def blocks_needed(result: Result, points: float) -> int | None:
    """Return about how many blocks would tell a difference of `points`, or None.

    A rough figure, as `effect.days_needed`: with blocks like these an interval narrows with the
    square root of their number. None where so many are not offered, and where these were enough.
    """
    half = (result.high - result.low) / 2
    if not isfinite(half):
        return None
    blocks = len(result.block_means)
    needed = ceil(blocks * (half / (CERTAINTY * points)) ** 2)
    even = needed + needed % 2
    return even if blocks < even <= BLOCKS[-1] else None


def carried_over(experiment: Experiment, at: Course, scores: Floats) -> Effect:
    """Return the difference between with and without where an effect may build up and last.

    By the plan, not by what was taken, as the exact test is; averaged over half-lives.
    """
    behind = at.completed_blocks * experiment.block_days
    return exposure_effect(
        of_completed_blocks(scores, at)[:behind],
        at.schedule.on[:behind].astype(float),
        reference=1,
        weekdays=Days(experiment.first_day, behind, ()).weekdays,
    )


def scores_in(experiment: Experiment, written: Iterable[Daily]) -> Floats:
    """Return the day's mean score of each planned day, NaN without one.

    Only scores on the scale that the protocol names: another scale counts something else.
    """
    scale = experiment.scale
    named = (float(scale.min), float(scale.max), scale.better, scale.unit)
    found = np.full(experiment.days, np.nan)
    for one in written:
        place = (one.day - experiment.first_day).days
        if 0 <= place < experiment.days:
            for score in one.scores_of(experiment.symptom):
                if score.scale == named:
                    found[place] = score.mean
    return found


def followed(
    experiment: Experiment,
    written: Iterable[Daily],
    *,
    today: date,
    every_dose_logged_from: date | None = None,
) -> Kept:
    """Return how the plan was followed on the days before `today`, which is not over yet.

    A day with it is as planned where the form of the protocol was taken, in any amount; a day
    without it, where the substance was not taken in any form. A day of which nothing is written
    is not known.
    """
    at = course(experiment, today)
    last = min(today, at.opens_on) - timedelta(days=1)
    days = Days.between(experiment.first_day, last, written)
    form, any_form = (
        doses_of(
            experiment.substance, one, days, every_dose_logged_from=every_dose_logged_from
        ).taken
        for one in (experiment.form, None)
    )
    return Kept(
        on=_followed(at, days, form, is_on=True), off=_followed(at, days, any_form, is_on=False)
    )


def _followed(at: Course, days: Days, taken: Floats, *, is_on: bool) -> Followed:
    of_kind = [
        (days.day(place), taken[place])
        for place in range(days.length)
        if at.is_on(days.day(place)) == is_on
    ]
    return Followed(
        as_planned=sum(bool(value == is_on) for _, value in of_kind),
        otherwise=tuple(day for day, value in of_kind if value == (not is_on)),
        unknown=tuple(day for day, value in of_kind if np.isnan(value)),
    )
