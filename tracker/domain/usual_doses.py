"""The usual doses of a day: which were taken, which the person leaves out, which are open.

An open dose never counts as taken. It is shown as what it is, and "fine next" says "if you took
it", because nobody logs a thyroid tablet every day, and its hours matter all the same.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from operator import itemgetter
from typing import Literal
from zoneinfo import ZoneInfo

from tracker.domain.diary import Diary, Intake, Product, UsualTime, instant
from tracker.domain.substances import normalised

DoseState = Literal["taken", "skipped", "open"]

FURTHEST = timedelta(hours=12)
"""An intake further from the usual time than this is another one."""

NEAR = timedelta(days=3)
"""Twelve hours from a time of the next day, on a clock at the other end of the world."""


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
    products = [one for one in diary.products if one.usual_times and not one.is_put_away]
    if not products:
        return []
    around = [dose for product in products for dose in _around(product, day, zone)]
    taken = _nearest(around, [*_near(diary.intakes, day)])
    skipped = {(one.product_id, one.day, one.at) for one in diary.skipped_doses}
    doses = [
        _as_it_went(dose, taken.get(number), skipped)
        for number, dose in enumerate(around)
        if dose.at.date() == day
    ]
    return sorted(doses, key=lambda dose: (instant(dose.at), dose.product.name))


def open_doses_around(diary: Diary, day: date, zone: ZoneInfo) -> list[UsualDose]:
    """Return the open doses of the local day and of the days beside it, in order of time."""
    around = (day - timedelta(days=1), day, day + timedelta(days=1))
    return [dose for on in around for dose in usual_doses(diary, on, zone) if dose.state == "open"]


def _near(intakes: Iterable[Intake], day: date) -> Iterator[Intake]:
    """Yield the intakes of which a dose of `day`, or of the days beside it, could be one."""
    for intake in intakes:
        if abs(intake.taken_at.date() - day) <= NEAR:
            yield intake


def _around(product: Product, day: date, zone: ZoneInfo) -> Iterator[UsualDose]:
    """Yield the usual doses of the day and of the days beside it."""
    for on in (day - timedelta(days=1), day, day + timedelta(days=1)):
        for usual in product.usual_times:
            if usual.is_on(on):
                yield UsualDose(product, usual, datetime.combine(on, usual.at, zone))


def _as_it_went(
    dose: UsualDose, intake: Intake | None, skipped: Collection[tuple[str, date, time]]
) -> UsualDose:
    if intake is not None:
        return replace(dose, state="taken", intake=intake)
    is_skipped = (dose.product.id, dose.at.date(), dose.usual.at) in skipped
    return replace(dose, state="skipped") if is_skipped else dose


def is_of(product: Product, intake: Intake) -> bool:
    """Is it this product, by its id, or by what it holds where no product is named?"""
    if intake.product_id is not None:
        return intake.product_id == product.id
    return bool(intake.contents) and _substances(intake) == _substances(product)


def _substances(one: Intake | Product) -> set[str]:
    return {normalised(content.substance) for content in one.contents}


def _nearest(doses: Sequence[UsualDose], intakes: Iterable[Intake]) -> dict[int, Intake]:
    """Pair doses, by their number, with intakes: the nearest pair first, each of them once.

    Of two products that hold the same, an intake that names neither is a dose of one.
    """
    found: dict[int, Intake] = {}
    used: set[int] = set()
    for _, number, position, intake in sorted(_pairs(doses, intakes), key=itemgetter(0, 1, 2)):
        if number not in found and position not in used:
            found[number] = intake
            used.add(position)
    return found


def _pairs(
    doses: Sequence[UsualDose], intakes: Iterable[Intake]
) -> Iterator[tuple[int, int, int, Intake]]:
    """Yield each dose and intake that are near enough, as (distance, number, position, intake)."""
    products = {dose.product.id: dose.product for dose in doses}
    moments = [instant(dose.at) for dose in doses]
    furthest = FURTHEST // timedelta(microseconds=1)
    for position, intake in enumerate(intakes):
        at = instant(intake.taken_at)
        meant = {one.id for one in products.values() if is_of(one, intake)}
        for number, dose in enumerate(doses if meant else ()):
            if dose.product.id not in meant:
                continue
            if intake.precision != "day":
                distance = abs(at - moments[number])
            # One that knows its day only is of that day, and further than any with a time.
            elif intake.taken_at.date() == dose.at.date():
                distance = furthest
            else:
                continue
            if distance <= furthest:
                yield distance, number, position, intake
