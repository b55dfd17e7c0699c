"""How much of a product is left, and how long it will do.

Nothing of this is stored. What was counted last stands with the product; what was taken since
is the diary's to say, so that a corrected entry corrects the count.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from tracker.domain.diary import Product, Stock, instant

AVERAGED = timedelta(days=28)
"""How far back one looks where no usual times say how much is taken."""

SHORTEST_AVERAGE = timedelta(days=7)
"""From fewer days than these, nothing is said of the days to come."""

FURTHEST = timedelta(days=730)
"""Beyond this an end of the stock is of no use to anybody."""


@dataclass(frozen=True, slots=True)
class Left:
    """The servings that are left; below zero where more were taken than counted.

    `is_at_most`: of some intakes nobody knows how many servings they were.
    """

    servings: Decimal
    is_at_most: bool = False


def counted(servings: Decimal, now: datetime) -> Stock:
    """Return what was counted at `now`, to the minute, as taps are kept.

    What is taken within that minute is taken off: a bottle is counted, then opened.
    """
    return Stock(servings, now.replace(second=0, microsecond=0))


def left_of(stock: Stock, used: Decimal, unknown: int = 0) -> Left:
    """Return what is left of what was counted, after `used` servings since then.

    `unknown` is the number of intakes since then of which the servings are not known.
    """
    return Left(stock.servings - used, is_at_most=unknown > 0)


def last_day_of(
    product: Product, left: Left, now: datetime, per_day: Fraction | None = None
) -> date | None:
    """Return the last day on which what is left still does; None where nothing says so.

    Usual times say it, from `now` on, which stands in the person's zone; else `per_day`
    servings a day. It is the day before the first dose that is not there in full, and `date.max`
    where it does for longer than two years.
    """
    if product.usual_times:
        return _last_day_by_times(product, left.servings, now)
    if per_day is None or per_day <= 0:
        return None
    days = int(Fraction(max(left.servings, Decimal(0))) / per_day)
    return date.max if days > FURTHEST.days else now.date() + timedelta(days=days)


def average_per_day(
    servings: Decimal, first_at: datetime, now: datetime, unknown: int = 0
) -> Fraction | None:
    """Return how many servings a day were taken since `first_at`; None where too little says so.

    A dose whose servings are not known would make the average too small.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 6, 29, 12, tzinfo=UTC)
    >>> average_per_day(Decimal(28), noon - timedelta(days=14), noon)
    Fraction(2, 1)
    """
    microseconds = instant(now) - instant(first_at)
    length = timedelta(microseconds=microseconds)
    if unknown or servings <= 0 or length < SHORTEST_AVERAGE:
        return None
    return Fraction(servings) / Fraction(length / timedelta(days=1))


def _last_day_by_times(product: Product, servings: Decimal, now: datetime) -> date:
    for day, dose in _doses_to_come(product, now):
        servings -= dose
        if servings < 0:
            return day - timedelta(days=1)
    return date.max


def _doses_to_come(product: Product, now: datetime) -> Iterator[tuple[date, Decimal]]:
    """Yield each usual dose from `now` on: its day and its servings."""
    for days in range(FURTHEST.days + 1):
        day = now.date() + timedelta(days=days)
        for usual in sorted(product.usual_times, key=lambda usual: usual.at):
            is_over = days == 0 and usual.at <= now.time()
            if usual.is_on(day) and not is_over:
                yield day, product.usual_servings if usual.servings is None else usual.servings
