"""Where in an experiment a day stands, and which of its scores count."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tracker.domain.diary.experiments import Experiment
from tracker.domain.experiment.result import Result, exact_test
from tracker.domain.experiment.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Course:
    """An experiment as it stands on `today`, in the local days of its own time zone.

    Blocks are counted from 0. `stopped_on` is the first day that no longer belongs to it.
    """

    schedule: Schedule
    first_day: date
    today: date
    stopped_on: date | None = None

    @property
    def last_day(self) -> date:
        """The last day, as it was planned: also of an experiment that was stopped."""
        return self.first_day + timedelta(days=self.schedule.days - 1)

    @property
    def has_begun(self) -> bool:
        return self.today >= self.first_day

    @property
    def is_stopped(self) -> bool:
        """Was it stopped before its end? A stop after the last day changes nothing."""
        return self.stopped_on is not None and self.stopped_on <= self.last_day

    @property
    def opens_on(self) -> date:
        """The first day on which the result is open: the one after the last, or the stop."""
        if self.is_stopped and self.stopped_on is not None:
            return self.stopped_on
        return self.last_day + timedelta(days=1)

    @property
    def is_over(self) -> bool:
        return self.today >= self.opens_on

    @property
    def is_running(self) -> bool:
        return self.has_begun and not self.is_over

    @property
    def block(self) -> int | None:
        """The block of today."""
        return self.block_at(self.today)

    @property
    def completed_blocks(self) -> int:
        """How many blocks lie behind: before today, and before the stop."""
        done = (min(self.today, self.opens_on) - self.first_day).days // self.schedule.block_days
        return min(max(done, 0), self.schedule.blocks)

    def block_at(self, day: date) -> int | None:
        """Return the block of the day; None before the first day, after the last, from the stop."""
        since = (day - self.first_day).days
        if not 0 <= since < self.schedule.days:
            return None
        if self.stopped_on is not None and day >= self.stopped_on:
            return None
        return since // self.schedule.block_days

    def is_on(self, day: date) -> bool | None:
        """Is the day one with the substance? None where it is no day of the experiment."""
        block = self.block_at(day)
        return None if block is None else self.schedule.block_on[block]

    def days_of(self, block: int) -> tuple[date, date]:
        """Return the first and the last day of a block."""
        first = self.first_day + timedelta(days=block * self.schedule.block_days)
        return first, first + timedelta(days=self.schedule.block_days - 1)


def schedule_of(experiment: Experiment) -> Schedule:
    """Return the schedule as it was drawn and stored. Never draws again."""
    return Schedule.of(experiment.blocks, experiment.block_days)


def course(experiment: Experiment, today: date) -> Course:
    """Return where the experiment stands on `today`, a day in the experiment's time zone."""
    return Course(
        schedule=schedule_of(experiment),
        first_day=experiment.first_day,
        today=today,
        stopped_on=experiment.stopped_on,
    )


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


def of_completed_blocks(scores: ArrayLike, at: Course) -> NDArray[np.float64]:
    """Return the scores with NaN from the first block on that was not completed."""
    by_day = np.array(scores, dtype=float)
    by_day[at.completed_blocks * at.schedule.block_days :] = np.nan
    return by_day
