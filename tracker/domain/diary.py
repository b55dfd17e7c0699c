"""What a person writes down, as frozen values.

A time is always aware and stands in the entry's own IANA zone, so `.date()` of it is the
local day. `None` means "not known" and is never read as 0, as "no" or as "none".
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Literal

from tracker.domain.flag_notes import FlagNote

Unit = Literal["mg", "mcg", "g", "IU", "mmol"]
Basis = Literal["elemental", "compound", "unknown"]
Route = Literal["oral", "topical", "bath", "injection", "infusion"]
Source = Literal["supplement", "medicine", "food", "excipient"]
MealRelation = Literal["with", "without", "unknown"]
Precision = Literal["minute", "about", "day"]
ProductClass = Literal["antacid", "laxative"]
Region = Literal["US", "EU", "UK"]
Kidney = Literal["normal", "ckd", "dialysis"]
Sex = Literal["female", "male", "unspecified"]
Better = Literal["low", "high", "none"]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECONDS_PER_MINUTE = 60_000_000


def instant(at: datetime) -> int:
    """Return the microseconds from 1970-01-01T00:00Z to the aware time `at`.

    Gaps are taken between instants: two readings of one wall clock can be an hour further
    apart, or nearer, than they look.
    """
    since = at - EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


@dataclass(frozen=True, slots=True)
class Content:
    """One substance in an intake, as the label said it."""

    substance: str | None = None
    form: str | None = None
    amount: Decimal | None = None
    unit: Unit | None = None
    basis: Basis = "unknown"
    compound: str | None = None


@dataclass(frozen=True, slots=True)
class Intake:
    """One product or substance taken at one instant; a multivitamin has many contents.

    `covers_days` is 7 for a weekly capsule: its amount is spread over that many days where
    daily limits are looked at.
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
class Profile:
    """What is known of the person. `age` stands in where the birth date is not known."""

    birth_date: date | None = None
    age: Decimal | None = None
    sex: Sex | None = None
    pregnant: bool | None = None
    lactating: bool | None = None
    kidney: Kidney | None = None
    egfr: Decimal | None = None
    conditions: tuple[str, ...] = ()
    medicines: tuple[str, ...] = ()
    region: Region | None = None
    timezone: str | None = None
    new_to_supplements: bool | None = None

    def age_on(self, day: date) -> Fraction | None:
        """Return the age in years on `day`, in whole months; `None` where it is not known.

        >>> Profile(birth_date=date(2025, 12, 31)).age_on(date(2026, 6, 30))
        Fraction(5, 12)
        """
        months = self.months_on(day)
        if months is not None:
            return Fraction(months, 12) if months >= 0 else None
        return None if self.age is None or self.age < 0 else Fraction(self.age)

    def months_on(self, day: date) -> int | None:
        """Return the whole months from the birth date to `day`."""
        born = self.birth_date
        if born is None:
            return None
        return (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)


PROFILE_FACTS = tuple(fact.name for fact in fields(Profile))


@dataclass(frozen=True, slots=True)
class EarlierProfile:
    """The profile as it was up to and including the day `until`."""

    until: date
    profile: Profile


@dataclass(frozen=True)
class Diary:
    """A person's whole diary, or a stretch of it, in no particular order of time."""

    profile: Profile = field(default_factory=Profile)
    earlier_profiles: tuple[EarlierProfile, ...] = ()
    intakes: tuple[Intake, ...] = ()
    meals: tuple[Meal, ...] = ()
    symptoms: tuple[Score, ...] = ()
    none_taken: tuple[NoneTaken, ...] = ()
    flag_notes: tuple[FlagNote, ...] = ()

    @cached_property
    def _earlier(self) -> tuple[list[date], list[Profile]]:
        ordered = sorted(self.earlier_profiles, key=lambda earlier: earlier.until)
        return [earlier.until for earlier in ordered], [earlier.profile for earlier in ordered]

    def profile_on(self, day: date) -> Profile:
        """Return the profile that held on `day`."""
        untils, profiles = self._earlier
        position = bisect_left(untils, day)
        return profiles[position] if position < len(profiles) else self.profile

    def ids(self) -> Iterator[str]:
        """Yield the id of every entry, in the order of the document's lists."""
        for entries in (self.intakes, self.meals, self.symptoms, self.none_taken):
            for entry in entries:
                yield entry.id
