"""Recommended intakes by region, and amounts in foods, as the sums of a day take them."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

from tracker.domain.diary import Region
from tracker.domain.references import ReferenceBand, RegionReference
from tracker.knowledge import usda
from tracker.knowledge.facts import Reference
from tracker.knowledge.intake_facts import Nutrient, OtherValue, RecommendedBand
from tracker.knowledge.loader import knowledge

OF_REGION: Mapping[str, tuple[Region, Decimal, Decimal]] = {
    "efsa_ai": ("EU", Decimal(18), Decimal(200)),
    "uk_rni": ("UK", Decimal(19), Decimal(65)),
}
"""Which of the other values are a region's own recommendation, and for which ages."""

IU_PER_MCG = 40


@cache
def reference_intakes() -> Mapping[str, Mapping[Region, RegionReference]]:
    """Return what each region recommends, by substance, in the substance's base unit."""
    return {
        nutrient.substance: {one.region: one for one in _by_region(nutrient)}
        for nutrient in knowledge().reference_intakes.nutrients
    }


def reference_sources(substance: str, region: Region) -> tuple[Reference, ...]:
    """Return the sources of what `region` recommends of a substance."""
    nutrient = knowledge().reference_intakes.of(substance)
    if nutrient is None:
        return ()
    for other in nutrient.other:
        if other.id in OF_REGION and OF_REGION[other.id][0] == region:
            return other.references
    return () if nutrient.recommended is None else nutrient.recommended.references


def amount_in_food(food: str, substance: str) -> Decimal | None:
    """Return what 100 g of a food hold, in the substance's base unit; `None`: not known."""
    # The table is read when the first food is asked for.
    found = usda.foods().get(food)
    if found is None:
        return None
    if substance == "vitamin_d":
        return None if found.vitamin_d_mcg is None else found.vitamin_d_mcg * IU_PER_MCG
    in_mg: Mapping[str, Decimal | None] = {
        "magnesium": found.magnesium_mg,
        "calcium": found.calcium_mg,
        "iron": found.iron_mg,
        "zinc": found.zinc_mg,
        "vitamin_b6": found.vitamin_b6_mg,
    }
    return in_mg.get(substance)


def _by_region(nutrient: Nutrient) -> Iterator[RegionReference]:
    recommended = nutrient.recommended
    if recommended is not None:
        bands = tuple(_band(band, nutrient.limit_unit) for band in recommended.bands)
        yield RegionReference("US", nutrient.limit_unit, bands)
    for other in nutrient.other:
        if other.id in OF_REGION:
            yield _regions_own(other, nutrient.limit_unit)


def _band(band: RecommendedBand, unit: str) -> ReferenceBand:
    both = band.iu if unit == "IU" else band.value
    female = both if band.female is None else band.female
    male = both if band.male is None else band.male
    if female is None or male is None:
        raise ValueError(f"a recommended intake from {band.age_from} years has no number")
    return ReferenceBand(
        age_from=band.age_from,
        age_below=band.age_below,
        female=female,
        male=male,
        pregnant=band.pregnant,
        lactating=band.lactating,
        kind=band.kind,
    )


def _regions_own(other: OtherValue, unit: str) -> RegionReference:
    region, age_from, age_below = OF_REGION[other.id]
    if other.women is None or other.men is None:
        raise ValueError(f"the recommended intake {other.id!r} has no number")
    band = ReferenceBand(age_from, age_below, other.women, other.men, kind=other.label)
    return RegionReference(region, unit, (band,))
