"""The usual doses of a day: which were taken, which the person leaves out, which are open.

An open dose never counts as taken. It is shown as what it is, and "fine next" says "if you took
it", because nobody logs a thyroid tablet every day, and its hours matter all the same.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from tracker.domain.diary import Diary, Intake, Product, UsualTime, instant
from tracker.domain.substances import normalised

DoseState = Literal["taken", "skipped", "open"]

FURTHEST = timedelta(hours=12)
"""An intake further from the usual time than this is another one."""


@dataclass(frozen=True, slots=True)
class UsualDose:
    """One usual dose of a product on one day; `intake` is the one that was it, if any was."""

    product: Product
    usual: UsualTime
    at: datetime
    state: DoseState = "open"
    intake: Intake | None = None

    @property
    def as_taken(self) -> Intake:
        """The intake that this would be, at its usual time."""
        return self.product.taken(
            intake_id=f"usual {self.product.id} {self.at.isoformat()}",
            at=self.at,
            timezone=str(self.at.tzinfo),
            servings=self.usual.servings,
        )


def usual_doses(diary: Diary, day: date, zone: ZoneInfo) -> list[UsualDose]:
    """Return the usual doses of the local day, in order of time.

    An intake belongs to the usual dose that is nearest to it in time, of the days around too:
    a tablet for the night taken at half past midnight is that of the evening before.
    """
    doses = [dose for product in diary.products for dose in _of(product, diary, day, zone)]
    return sorted(doses, key=lambda dose: (instant(dose.at), dose.product.name))


def _of(product: Product, diary: Diary, day: date, zone: ZoneInfo) -> Iterator[UsualDose]:
    if product.is_put_away or not product.usual_times:
        return
    around = [
        UsualDose(product, usual, datetime.combine(on, usual.at, zone))
        for on in (day - timedelta(days=1), day, day + timedelta(days=1))
        for usual in product.usual_times
        if usual.is_on(on)
    ]
    taken = _nearest(around, [one for one in diary.intakes if is_of(product, one)])
    skipped = {(one.day, one.at) for one in diary.skipped_doses if one.product_id == product.id}
    for number, dose in enumerate(around):
        if dose.at.date() != day:
            continue
        if number in taken:
            yield UsualDose(product, dose.usual, dose.at, "taken", taken[number])
        elif (day, dose.usual.at) in skipped:
            yield UsualDose(product, dose.usual, dose.at, "skipped")
        else:
            yield dose


def is_of(product: Product, intake: Intake) -> bool:
    """Is it this product, by its id, or by what it holds where no product is named?"""
    if intake.product_id is not None:
        return intake.product_id == product.id
    return bool(intake.contents) and _substances(intake) == _substances(product)


def _substances(one: Intake | Product) -> set[str]:
    return {normalised(content.substance) for content in one.contents}


def _nearest(doses: list[UsualDose], intakes: Iterable[Intake]) -> dict[int, Intake]:
    """Pair doses, by their number, with intakes: the nearest pair first, each of them once."""
    pairs = sorted(
        (
            (_distance(dose, intake), number, position, intake)
            for number, dose in enumerate(doses)
            for position, intake in enumerate(intakes)
            if _distance(dose, intake) <= FURTHEST
        ),
        key=lambda pair: pair[:3],
    )
    found: dict[int, Intake] = {}
    used: set[int] = set()
    for _, number, position, intake in pairs:
        if number not in found and position not in used:
            found[number] = intake
            used.add(position)
    return found


def _distance(dose: UsualDose, intake: Intake) -> timedelta:
    """Return how far apart the two are; an intake that knows its day only is of that day."""
    if intake.precision == "day":
        is_of_day = intake.taken_at.date() == dose.at.date()
        return FURTHEST if is_of_day else FURTHEST + timedelta(1)
    return abs(timedelta(microseconds=instant(intake.taken_at) - instant(dose.at)))
