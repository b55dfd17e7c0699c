"""What is written down of a day: what was taken, eaten and felt, and what was not taken."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from decimal import Decimal

from tracker.domain.diary.vocabulary import (
    Basis,
    Better,
    MealRelation,
    Precision,
    ProductClass,
    Route,
    Source,
    Tolerance,
    Unit,
)


@dataclass(frozen=True, slots=True)
class Content:
    """One substance in an intake, as the label said it."""

    substance: str | None = None
    form: str | None = None
    amount: Decimal | None = None
    unit: Unit | None = None
    basis: Basis = "unknown"
    compound: str | None = None

    def times(self, servings: Decimal) -> "Content":
        """Return what so many servings hold."""
        return self if self.amount is None else replace(self, amount=self.amount * servings)


@dataclass(frozen=True, slots=True)
class Intake:
    """One product or substance taken at one instant; a multivitamin has many contents.

    `covers_days` is 7 for a weekly capsule: its amount is spread over that many days where
    daily limits are looked at. `contents` are what was swallowed, all servings together;
    `product_id` names the product of the shelf that it was taken from, whatever became of that.
    No `tolerance` means that nobody said how it was borne.
    """

    id: str
    taken_at: datetime
    timezone: str
    contents: tuple[Content, ...] = ()
    precision: Precision = "minute"
    route: Route | None = None
    source: Source | None = None
    meal: MealRelation = "unknown"
    as_needed: bool | None = None
    product: str | None = None
    product_class: ProductClass | None = None
    prescribed: bool = False
    covers_days: int = 1
    product_id: str | None = None
    servings: Decimal | None = None
    tolerance: tuple[Tolerance, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class FoodPortion:
    """Some grams of one food; `food` is `usda-sr28:` and the food's number."""

    food: str | None = None
    grams: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Meal:
    id: str
    eaten_at: datetime
    timezone: str
    precision: Precision = "minute"
    tags: tuple[str, ...] = ()
    foods: tuple[FoodPortion, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """The ends of a symptom's scale, and which of them is the better one."""

    min: Decimal = Decimal(0)
    max: Decimal = Decimal(10)
    better: Better = "low"
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Site:
    site: str | None = None
    side: str | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """A symptom felt at one time.

    A value of 0 is a score. An entry without a value says that the symptom was there: this
    is how a warning sign is logged.
    """

    id: str
    felt_at: datetime
    timezone: str
    symptom: str | None = None
    value: Decimal | None = None
    scale: Scale = field(default_factory=Scale)
    precision: Precision = "minute"
    sites: tuple[Site, ...] = ()
    qualities: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class NoneTaken:
    """The person says that a substance (`None`: anything at all) was not taken that day."""

    id: str
    day: date
    timezone: str
    substance: str | None = None


@dataclass(frozen=True, slots=True)
class SkippedDose:
    """The person says that the dose of a product that is usual at `at` is not taken that day."""

    id: str
    day: date
    timezone: str
    product_id: str
    at: time
