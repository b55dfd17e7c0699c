"""Recommended intakes and upper levels, by age and region (see facts.py)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from tracker.domain.diary import Source
from tracker.domain.substances import BaseUnit
from tracker.knowledge.facts import Reference, Verified

LimitRegion = Literal["US", "EU", "UK", "NORWAY"]


@dataclass(frozen=True, kw_only=True)
class RecommendedBand:
    """A recommended intake for `age_from <= age < age_below` years, by sex where it differs."""

    age_from: Decimal
    age_below: Decimal
    value: Decimal | None = None
    iu: Decimal | None = None
    male: Decimal | None = None
    female: Decimal | None = None
    pregnant: Decimal | None = None
    lactating: Decimal | None = None
    kind: str = "RDA"


@dataclass(frozen=True, kw_only=True)
class RecommendedIntake:
    unit: str
    counts: str
    kind: str
    bands: tuple[RecommendedBand, ...]
    references: tuple[Reference, ...]
    pregnancy_lactation: str = ""


@dataclass(frozen=True, kw_only=True)
class UpperBand:
    """An upper level for `age_from <= age < age_below`; without a value none was set."""

    age_from: Decimal
    age_below: Decimal
    value: Decimal | None = None
    iu: Decimal | None = None
    note: str = ""
    verified: Verified | None = None


@dataclass(frozen=True, kw_only=True)
class UpperLevel:
    """What one region's authority set as the most that is fine from the counted sources."""

    region: LimitRegion
    authority: str
    unit: str
    counts: str
    counts_sources: frozenset[Source]
    bands: tuple[UpperBand, ...]
    references: tuple[Reference, ...]
    kind: str = "tolerable upper intake level"
    pregnancy_lactation: str = ""
    basis: str = ""
    split_dose_advice: str = ""
    note: str = ""
    verified: Verified | None = None


@dataclass(frozen=True, kw_only=True)
class OtherValue:
    """A reference value that no rule uses: another region's recommendation, a label value."""

    id: str
    label: str
    unit: str
    references: tuple[Reference, ...]
    value: Decimal | None = None
    men: Decimal | None = None
    women: Decimal | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class PerDose:
    statement: str
    value: Decimal
    unit: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, kw_only=True)
class UnitConversion:
    iu_per_mcg: Decimal
    mcg_per_iu: Decimal
    applies_to: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, kw_only=True)
class Nutrient:
    """Reference intakes of one substance. Limits are compared in `limit_unit`."""

    substance: str
    limit_unit: BaseUnit
    limits: tuple[UpperLevel, ...]
    limits_count: str = ""
    recommended: RecommendedIntake | None = None
    other: tuple[OtherValue, ...] = ()
    per_dose: PerDose | None = None
    conversion: UnitConversion | None = None
    disagreement: str = ""
    why: str = ""
    why_references: tuple[Reference, ...] = ()
    older_values: str = ""
    rounding: str = ""


@dataclass(frozen=True, kw_only=True)
class LimitWindow:
    """The rolling window in which amounts are summed; a convention of this project."""

    minutes: int
    alternative_minutes: int
    rule: str
    reason: str
    comparison: str
    report: str
    entries: str
    applies_to: tuple[str, ...]
    references: tuple[Reference, ...]


@dataclass(frozen=True, kw_only=True)
class ReferenceIntakes:
    window: LimitWindow
    nutrients: tuple[Nutrient, ...]
    notes: Mapping[str, str]

    def of(self, substance: str) -> Nutrient | None:
        return next((one for one in self.nutrients if one.substance == substance), None)
