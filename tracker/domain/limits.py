"""Reference intakes and tolerable upper intake levels, by age and region."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from tracker.domain.amounts import quanta
from tracker.domain.diary import Profile, Region, Source

ADULT_AGE = Fraction(30)
"""Stands in for an age that is not known: any age in the 19 to 50 band does."""

DEFAULT_REGION: Region = "US"
REGION_FALLBACK: Mapping[Region, Region] = {"UK": "EU"}
"""Where a UK value is missing the EU one is used; nowhere else is a region replaced."""


@dataclass(frozen=True, slots=True)
class LimitBand:
    """A limit for `age_from <= age < age_below` years; `None`: no number was set."""

    age_from: Decimal
    age_below: Decimal
    value: Decimal | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class RegionLimits:
    """The limits that one region's authority set for one substance, in `unit` a day."""

    region: Region
    unit: str
    counts_sources: frozenset[Source]
    bands: tuple[LimitBand, ...]
    counts: str
    citations: tuple[str, ...]
    kind: str = "tolerable upper intake level"
    note: str = ""

    def band_at(self, age: Fraction) -> LimitBand | None:
        return next((band for band in self.bands if band.age_from <= age < band.age_below), None)


@dataclass(frozen=True)
class Limit:
    """The limit that holds for a person on one day, and whose it is."""

    value: Decimal
    unit: str
    region: Region
    counts_sources: frozenset[Source]
    age_known: bool

    @cached_property
    def quanta(self) -> int:
        return quanta(self.value)


@dataclass(frozen=True, slots=True)
class SubstanceLimits:
    """The limits of one substance, by region."""

    substance: str
    by_region: Mapping[Region, RegionLimits]

    def for_person(self, profile: Profile, age: Fraction | None) -> Limit | None:
        """Return the limit for someone of `age` years; `None` where no number was set."""
        return self.in_region(profile.region or DEFAULT_REGION, age)

    def in_region(self, region: Region, age: Fraction | None) -> Limit | None:
        limits = self.by_region.get(region)
        band = None if limits is None else limits.band_at(ADULT_AGE if age is None else age)
        if limits is None or band is None:
            other = REGION_FALLBACK.get(region)
            return self.in_region(other, age) if other else None
        if band.value is None:
            return None
        return Limit(band.value, limits.unit, region, limits.counts_sources, age is not None)
