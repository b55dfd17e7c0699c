"""What the person wants to find out: questions to the days that were, and planned experiments."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from tracker.domain.diary.entries import Scale
from tracker.domain.diary.vocabulary import Unit

BLOCKS = range(8, 21, 2)
"""How many blocks an experiment can have: an even number, half of them with the substance."""
BLOCK_DAYS = (7, 14)
"""How many days a block can have; 14 are for forms that work slowly."""


@dataclass(frozen=True, slots=True)
class Question:
    """Does this help with that? Declared before any answer is seen.

    `half_life` is the declared speed in days: 0 for the same day, 2 for what builds up. `form`
    None means any form of the substance. A question that is asked after another one was answered
    counts days `from_day` on only: the days that were seen already cannot answer it.
    `sometimes_because_it_hurts` is what the person says when asked; None: not asked yet.
    """

    id: str
    asked_at: datetime
    timezone: str
    symptom: str
    substance: str
    form: str | None = None
    half_life: int = 0
    from_day: date | None = None
    sometimes_because_it_hurts: bool | None = None


@dataclass(frozen=True, slots=True)
class Experiment:
    """An N-of-1 experiment: weeks with and weeks without, in an order that was drawn.

    It is fixed at `fixed_at`, before its first day, and from that day on nothing of it changes
    but `stopped_on`, the first day that no longer belongs to it. `blocks` are what was drawn, in
    order, True for a block with the substance: kept beside the `seed`, because a later version of
    a generator may draw otherwise. `amount` in `unit` is the dose of a day with it, elemental for
    a mineral. `cautions` are the ids of the rules that were shown before it was fixed.
    """

    id: str
    fixed_at: datetime
    timezone: str
    symptom: str
    substance: str
    first_day: date
    block_days: int
    blocks: tuple[bool, ...]
    seed: int
    scale: Scale = field(default_factory=Scale)
    form: str | None = None
    amount: Decimal | None = None
    unit: Unit | None = None
    product_id: str | None = None
    cautions: tuple[str, ...] = ()
    has_asked_clinician: bool | None = None
    note: str = ""
    stopped_on: date | None = None
    stopped_because: str = ""

    @property
    def days(self) -> int:
        return len(self.blocks) * self.block_days

    @property
    def last_day(self) -> date:
        """The last day as it was planned."""
        return date.fromordinal(self.first_day.toordinal() + self.days - 1)

    @property
    def ended_on(self) -> date:
        """The day of its end: the last one as planned, or the one on which it was stopped."""
        return min(self.last_day, self.stopped_on or self.last_day)

    def overlaps(self, other: "Experiment") -> bool:
        """Would both claim one day, about the same symptom or with the same substance?

        Two at once about a symptom could not be told apart, and two with a substance could ask
        for it and forbid it on the same day.
        """
        return (
            (self.symptom == other.symptom or self.substance == other.substance)
            and self.first_day <= other.last_day
            and other.first_day <= self.last_day
            and other.first_day < (self.stopped_on or date.max)
            and self.first_day < (other.stopped_on or date.max)
        )

    def is_running(self, today: date) -> bool:
        """Has it begun, and is it not over yet? Until then, what compares its weeks is locked."""
        return self.first_day <= today <= self.last_day and (
            self.stopped_on is None or today < self.stopped_on
        )


@dataclass(frozen=True, slots=True)
class Settings:
    """How the person keeps the diary. There is one of these.

    From `every_dose_logged_from` on, a day without a dose is a day on which none was taken.
    """

    every_dose_logged_from: date | None = None

    @property
    def id(self) -> str:
        return "settings"
