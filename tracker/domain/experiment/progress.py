"""Where in an experiment a day stands."""

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.domain.diary.experiments import Experiment
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
