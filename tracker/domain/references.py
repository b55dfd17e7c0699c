"""Recommended intakes: what an authority calls enough in a day, by age, sex and region."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tracker.domain.diary import Profile, Region
from tracker.domain.limits import DEFAULT_REGION

ADULT_FROM = Fraction(19)
"""Where the age is not known, the bands of this age and over make the range."""


@dataclass(frozen=True, slots=True)
class ReferenceBand:
    """What is recommended for `age_from <= age < age_below` years; `None`: no own number."""

    age_from: Decimal
    age_below: Decimal
    female: Decimal
    male: Decimal
    pregnant: Decimal | None = None
    lactating: Decimal | None = None
    kind: str = "RDA"


@dataclass(frozen=True, slots=True)
class RegionReference:
    """What one region's authority recommends of a substance, in its base unit a day."""

    region: Region
    unit: str
    bands: tuple[ReferenceBand, ...]

    def bands_at(self, age: Fraction | None) -> list[ReferenceBand]:
        if age is None:
            return [band for band in self.bands if band.age_below > ADULT_FROM]
        return [band for band in self.bands if band.age_from <= age < band.age_below]


@dataclass(frozen=True, slots=True)
class ReferenceRange:
    """What is recommended for a person on one day: a range where sex or age is not known."""

    low: Decimal
    high: Decimal
    unit: str
    region: Region
    kind: str
    age_known: bool
    sex_known: bool


def reference_for(
    by_region: Mapping[Region, RegionReference], profile: Profile, age: Fraction | None
) -> ReferenceRange | None:
    """Return what is recommended for someone of `age` years; `None` where nothing is.

    Where the person's region has no number, the US one is used, and `region` says so.
    """
    for region in (profile.region or DEFAULT_REGION, DEFAULT_REGION):
        reference = by_region.get(region)
        bands = [] if reference is None else reference.bands_at(age)
        if reference is not None and bands:
            values = list(_of_this_time(bands, profile)) or list(_of_sex(bands, profile))
            return ReferenceRange(
                low=min(values),
                high=max(values),
                unit=reference.unit,
                region=region,
                kind=bands[0].kind,
                age_known=age is not None,
                sex_known=_is_sex_known(profile),
            )
    return None


def _of_this_time(bands: Iterable[ReferenceBand], profile: Profile) -> Iterable[Decimal]:
    """Yield the numbers of a pregnancy, or of breast-feeding, where the bands have some."""
    for band in bands:
        if profile.pregnant and band.pregnant is not None:
            yield band.pregnant
        if profile.lactating and band.lactating is not None:
            yield band.lactating


def _of_sex(bands: Iterable[ReferenceBand], profile: Profile) -> Iterable[Decimal]:
    for band in bands:
        if profile.sex != "male" or _is_of_women(profile):
            yield band.female
        if profile.sex != "female" and not _is_of_women(profile):
            yield band.male


def _is_sex_known(profile: Profile) -> bool:
    return profile.sex in ("female", "male") or _is_of_women(profile)


def _is_of_women(profile: Profile) -> bool:
    return bool(profile.pregnant or profile.lactating)
