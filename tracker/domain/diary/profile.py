"""What is known of the person, which can change over time."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tracker.domain.diary.vocabulary import Kidney, Region, Sex


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
