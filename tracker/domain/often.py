"""What is offered for one tap: favourites, and what is usual at this time of day.

An offer is made of intakes as they would be taken now. Two intakes are the same thing where
their labels say the same: what it is, how much of it, and how it is taken.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from tracker.domain.diary import Diary, Favourite, Intake, Product, instant
from tracker.domain.substances import normalised

OfferKind = Literal["favourite", "of", "product"]
Label = tuple[object, ...]

NEAR = timedelta(hours=2)
"""What was taken at most this far from the present time of day is usual at it."""

HALVES_IN_DAYS = 7
"""An intake of a week ago counts half as much as one of today."""

TWICE_WITHIN = timedelta(minutes=5)
"""The same thing again within these minutes may be a slip, so it is asked about."""

MINUTES_OF_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Offer:
    """What one tap logs. `kind` and `id` say what it was made of: a favourite, an earlier
    intake, or a product. `name` is the favourite's; the others go by their label."""

    kind: OfferKind
    id: str
    intakes: tuple[Intake, ...]
    name: str = ""

    @property
    def labels(self) -> tuple[Label, ...]:
        return tuple(label_of(intake) for intake in self.intakes)


def label_of(intake: Intake) -> Label:
    """Return what two intakes have in common that are the same thing in the same amount."""
    return (
        intake.product_id,
        normalised(intake.product),
        intake.contents,
        intake.servings,
        intake.source,
        intake.route,
        intake.product_class,
        intake.covers_days,
    )


def again(
    intake: Intake, products: Mapping[str, Product], *, intake_id: str, at: datetime
) -> Intake:
    """Return `intake` taken once more, at `at`, in the zone of that time.

    A product that is still on the shelf is taken as its label is now, in as many servings. What
    was said of that one time (a meal, a reason, how it was borne, a note) is not said again.
    """
    product = products.get(intake.product_id or "")
    if product is not None and intake.servings is not None:
        return product.taken(
            intake_id=intake_id, at=at, timezone=str(at.tzinfo), servings=intake.servings
        )
    return replace(
        intake,
        id=intake_id,
        taken_at=at,
        timezone=str(at.tzinfo),
        precision="minute",
        meal="unknown",
        as_needed=None,
        tolerance=(),
        note="",
    )


def taken_of(
    favourite: Favourite, products: Mapping[str, Product], *, at: datetime
) -> tuple[Intake, ...]:
    """Return the doses of a favourite, taken at `at`; a product that is not there is left out."""
    return tuple(
        product.taken(intake_id="", at=at, timezone=str(at.tzinfo), servings=dose.servings)
        for dose in favourite.doses
        if (product := products.get(dose.product_id)) and not product.is_put_away
    )


def offers(diary: Diary, *, now: datetime) -> list[Offer]:
    """Return what is offered at `now`, each thing once.

    First the favourites, then what is usual at this time of day (`often`), then the rest of the
    shelf, and last what was taken at other times. What was logged today moves nothing: a button
    stays where it was when it was tapped.
    """
    found: dict[tuple[Label, ...], Offer] = {}
    for offer in _all_offers(diary, now):
        if offer.intakes:
            found.setdefault(offer.labels, offer)
    return list(found.values())


def _all_offers(diary: Diary, now: datetime) -> Iterator[Offer]:
    products = {product.id: product for product in diary.products}
    for favourite in diary.favourites:
        taken = taken_of(favourite, products, at=now)
        yield Offer("favourite", favourite.id, taken, favourite.name)
    usual, others = _ranked(_repeatable(diary.intakes, products), now)
    yield from (_once_more(intake, products, now) for intake in usual)
    for product in diary.products:
        if not product.is_put_away:
            taken = (product.taken(intake_id="", at=now, timezone=str(now.tzinfo)),)
            yield Offer("product", product.id, taken)
    yield from (_once_more(intake, products, now) for intake in others)


def _once_more(intake: Intake, products: Mapping[str, Product], now: datetime) -> Offer:
    return Offer("of", intake.id, (again(intake, products, intake_id="", at=now),))


def _repeatable(
    intakes: Iterable[Intake], products: Mapping[str, Product]
) -> dict[Label, list[Intake]]:
    """Return the intakes of each label, in order of time, without what was put away."""
    by_label: dict[Label, list[Intake]] = defaultdict(list)
    for intake in sorted(intakes, key=lambda one: instant(one.taken_at)):
        product = products.get(intake.product_id or "")
        is_put_away = product is not None and product.is_put_away
        if not is_put_away and (intake.product or intake.contents):
            by_label[_label_now(intake, product)].append(intake)
    return by_label


def _label_now(intake: Intake, product: Product | None) -> Label:
    """A product's label of now stands for what it said earlier, as in `again`."""
    if product is None or intake.servings is None:
        return label_of(intake)
    return (product.id, intake.servings)


def _ranked(
    by_label: Mapping[Label, list[Intake]], now: datetime
) -> tuple[list[Intake], list[Intake]]:
    """Return the last intake of what is usual at this time, and of the rest; most used first."""
    usual: list[tuple[float, Intake]] = []
    others: list[tuple[float, Intake]] = []
    for same in by_label.values():
        at_this_time = sum(_weight(one, now.date()) for one in same if is_near(one, now))
        if at_this_time:
            usual.append((at_this_time, same[-1]))
        else:
            others.append((sum(_weight(one, now.date()) for one in same), same[-1]))
    return _most_used_first(usual), _most_used_first(others)


def _most_used_first(weighed: list[tuple[float, Intake]]) -> list[Intake]:
    # The sort is stable: of two that are used as much, the one that was first taken earlier.
    return [intake for _, intake in sorted(weighed, key=lambda pair: -pair[0])]


def _weight(intake: Intake, today: date) -> float:
    """Return how much an earlier day's intake counts; today's do not, or buttons would jump."""
    days = (today - intake.taken_at.date()).days
    return 0.5 ** (days / HALVES_IN_DAYS) if days > 0 else 0.0


def is_near(intake: Intake, now: datetime) -> bool:
    """Was it taken at about this time of day, by the clock that it was written by?

    >>> from tracker.domain.diary import Intake
    >>> late = Intake("a", datetime(2026, 6, 9, 23, 30, tzinfo=UTC), "UTC")
    >>> is_near(late, datetime(2026, 6, 11, 1, 30, tzinfo=UTC))
    True
    """
    if intake.precision == "day":
        return False
    apart = abs(_minute_of_day(intake.taken_at) - _minute_of_day(now))
    return min(apart, MINUTES_OF_A_DAY - apart) <= NEAR / timedelta(minutes=1)


def _minute_of_day(at: datetime) -> int:
    return at.hour * 60 + at.minute


def logged_already(intake: Intake, intakes: Iterable[Intake], *, now: datetime) -> Intake | None:
    """Return the same thing where it was logged minutes before `intake`, or from then to `now`.

    Five minutes before are still asked about; `now` is the time of the tap, which can be later
    than that of the intake.
    """
    earliest = intake.taken_at.astimezone(UTC) - TWICE_WITHIN
    label = label_of(intake)
    found = (
        one
        for one in intakes
        if one.precision != "day"
        and earliest <= one.taken_at.astimezone(UTC) <= now.astimezone(UTC)
        and label_of(one) == label
    )
    return max(found, key=lambda one: instant(one.taken_at), default=None)


def earlier(now: datetime, minutes: int) -> datetime:
    """Return the time `minutes` ago, on the same clock: real minutes, whatever the clock did."""
    return (now.astimezone(UTC) - timedelta(minutes=minutes)).astimezone(now.tzinfo)
