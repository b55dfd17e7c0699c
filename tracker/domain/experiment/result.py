"""What an experiment found."""

from dataclasses import dataclass
from datetime import timedelta
from math import isnan, nan

import numpy as np
from numpy.typing import ArrayLike

from tracker.domain.diary import Better
from tracker.domain.diary.experiments import Experiment
from tracker.domain.experiment.progress import Course, course
from tracker.domain.experiment.randomization import Floats, Randomization, randomization_test
from tracker.domain.experiment.schedule import Schedule

RESPONDER_POINTS = 2.0
RESPONDER_SHARE = 0.3
RESPONDER_SCALE = 10.0


@dataclass(frozen=True, slots=True)
class Result:
    """The answer of an experiment, in points of its scale: mean of on-blocks minus off-blocks.

    `low` and `high` are the 95 % interval; infinite where the data do not bound it. `p` is the
    share of the `schedules` that could have been drawn at least as extreme; it is at most .05
    exactly where 0 lies outside of the interval. Everything is NaN where one side has no score.
    `responder` is None on a scale where neither end is better, and where there is no estimate.
    `block_means` has one number for each block, NaN for one without a score. `blocks` were
    completed, all of them unless it was stopped; days and blocks without a score are counted of
    those.
    """

    estimate: float
    p: float
    low: float
    high: float
    responder: bool | None
    schedules: int
    on_mean: float
    off_mean: float
    block_means: tuple[float, ...]
    blocks: int
    days_on: int
    days_off: int
    scored_on: int
    scored_off: int

    @property
    def blocks_without_score(self) -> int:
        return sum(isnan(mean) for mean in self.block_means[: self.blocks])


def result_of(experiment: Experiment, scores: ArrayLike) -> Result:
    """Return what the experiment found; of one that was stopped, by its completed blocks.

    `scores` has one value a planned day, NaN (or None) without a score; those from the stop on
    and those of the block that the stop cut short are left out. The caller keeps the lock: this
    answers whenever it is asked.
    """
    at_the_end = course(experiment, experiment.last_day + timedelta(days=1))
    return exact_test(
        scores,
        at_the_end.schedule,
        completed_blocks=at_the_end.completed_blocks,
        better=experiment.scale.better,
        scale_length=float(experiment.scale.max - experiment.scale.min),
        scale_start=float(experiment.scale.min),
    )


def of_completed_blocks(scores: ArrayLike, at: Course) -> Floats:
    """Return the scores with NaN from the first block on that was not completed."""
    by_day = np.array(scores, dtype=float)
    by_day[at.completed_blocks * at.schedule.block_days :] = np.nan
    return by_day


def exact_test(
    scores: ArrayLike,
    schedule: Schedule,
    *,
    completed_blocks: int | None = None,
    better: Better = "low",
    scale_length: float = RESPONDER_SCALE,
    scale_start: float = 0.0,
) -> Result:
    """Compare on-blocks with off-blocks; a day without a score is NaN (or None).

    `scores` has one value a day of the schedule, from its first day. A block without a score
    stays in the schedule and out of the means. Missing scores need no assumption for p, where
    they do not depend on being on or off.

    An experiment that was stopped early is the same thing: `completed_blocks` says after how many
    (all, if None), scores from there on are left out, and every schedule that could have been
    drawn is cut at the same day. That is exact as long as the day of the stop was not chosen by
    how on- and off-blocks had compared. Nobody can know that, so an early stop is told beside p.
    (benchmarks/experiment_power.py: who stops when it looks good, or when a week without hurts,
    finds nothing-there clear in 4 %; who could look at p each week, in 12 %. So it is locked.)

    `better` says which end of the scale is good, `scale_length` how long it is and `scale_start`
    where it starts, for `responder` (Farrar 2001, Pain 94, 149-158: 2 points of 0-10, or 30 %).
    Raises ValueError when `scores` has another number of days than the schedule, or where one is
    infinite, and for a number of completed blocks that the schedule does not have.
    """
    blocks = schedule.blocks if completed_blocks is None else completed_blocks
    by_day = daily_scores(scores, schedule, blocks=blocks)
    is_scored = ~np.isnan(by_day)
    on, on_days = np.array(schedule.block_on, dtype=bool), schedule.on
    days_on = int(on_days[: blocks * schedule.block_days].sum())
    means = means_by_block(by_day, schedule.blocks)
    test = randomization_test(means, on)
    on_mean, off_mean = mean_of(means[on]), mean_of(means[~on])
    return Result(
        estimate=test.estimate,
        p=test.p,
        low=test.low,
        high=test.high,
        responder=is_responder(
            test,
            off_mean,
            better=better,
            scale_length=scale_length,
            scale_start=scale_start,
        ),
        schedules=test.schedules,
        on_mean=on_mean,
        off_mean=off_mean,
        block_means=tuple(float(mean) for mean in means),
        blocks=blocks,
        days_on=days_on,
        days_off=blocks * schedule.block_days - days_on,
        scored_on=int((is_scored & on_days).sum()),
        scored_off=int((is_scored & ~on_days).sum()),
    )


def is_responder(
    test: Randomization,
    off_mean: float,
    *,
    better: Better = "low",
    scale_length: float = RESPONDER_SCALE,
    scale_start: float = 0.0,
) -> bool | None:
    """Is it better by 2 points of 0-10 or by 30 % of the off mean, and the interval without 0?

    Farrar (2001) says it of pain. On a scale where higher is better it is mirrored: 2 points or
    30 % more. 2 points are a fifth of the scale, so .6 on a scale of 0 to 3; the 30 % are of what
    the off mean lies above the scale's start. Exactly 2 points and exactly 30 % are enough; an
    interval that touches 0 is not. None where neither end is better, and without an estimate.
    """
    if better == "none" or isnan(test.estimate):
        return None
    gain, least_gain = (
        (-test.estimate, -test.high) if better == "low" else (test.estimate, test.low)
    )
    # A mean of seventh parts that is 2 points on paper may be a hair less in binary.
    hair = 1e-9 * scale_length
    points = RESPONDER_POINTS / RESPONDER_SCALE * scale_length
    share = RESPONDER_SHARE * (off_mean - scale_start)
    return least_gain > 0 and gain >= min(points, share) - hair


def daily_scores(scores: ArrayLike, schedule: Schedule, *, blocks: int) -> Floats:
    """Return a copy of the scores as floats, NaN after the first so many blocks."""
    by_day = np.array(scores, dtype=float)
    if by_day.shape != (schedule.days,):
        raise ValueError(
            f"scores: shape {by_day.shape}; must be one number a day, {schedule.days} in all"
        )
    if np.isinf(by_day).any():
        raise ValueError("scores: a number is infinite; a day without a score is NaN")
    if not 0 <= blocks <= schedule.blocks:
        raise ValueError(f"completed_blocks: {blocks}; must be from 0 to {schedule.blocks}")
    by_day[blocks * schedule.block_days :] = nan
    return by_day


def means_by_block(by_day: Floats, blocks: int) -> Floats:
    """Return the mean of the scored days of each block; NaN for a block without a score."""
    days = by_day.reshape(blocks, -1)
    counts = (~np.isnan(days)).sum(axis=1)
    sums = np.where(np.isnan(days), 0.0, days).sum(axis=1)
    return np.where(counts > 0, sums / np.maximum(counts, 1), nan)


def mean_of(values: Floats) -> float:
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else nan
