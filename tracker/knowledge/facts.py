"""What the knowledge files hold besides rules: sources, codes, foods, what words mean.

Each class is the schema of one kind of table (see reading.py). Texts are for people; numbers
are `Decimal`, with their unit in the name or beside them. Substances and forms stand in
form_facts.py, amounts in intake_facts.py, symptoms in symptom_facts.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from tracker.domain.diary import ProductClass
from tracker.domain.rules.model import Grade, Level, MineralGroup, Severity

Verified = Literal["read", "memory"]
ReadKind = Literal["primary", "abstract", "copy", "secondary"]
Confidence = Literal["read", "seen_in_public_repositories", "memory_confident", "memory_unsure"]
CodeSystem = Literal["LOINC", "SNOMED CT", "UNII", "ATC", "RxNorm"]
FoodGroup = Literal["leafy_greens", "nuts", "seeds", "whole_grains"]

NOT_RECHECKED = "source named, not re-checked"
PLACE_NOT_RECORDED = "place not recorded"


@dataclass(frozen=True, kw_only=True)
class SourceRecord:
    """A source. `verified` is `read` where its text or abstract was seen in a stored copy."""

    id: str
    name: str
    publisher: str
    year: str
    url: str
    verified: Verified
    read_kind: ReadKind | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A source and the place in it, for facts that are not rules."""

    source: str
    locator: str = PLACE_NOT_RECORDED
    claim: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class SeenCode:
    """A terminology code as it was seen or remembered; see `Knowledge.is_shippable`."""

    code: str
    confidence: Confidence
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Code:
    """A terminology code. Only one of confidence `read` may be shipped in an export."""

    concept: str
    system: CodeSystem
    code: str
    confidence: Confidence
    references: tuple[Reference, ...]
    note: str = ""

    @property
    def is_shippable(self) -> bool:
        return self.confidence == "read"


@dataclass(frozen=True, kw_only=True)
class CodesFile:
    codes: tuple[Code, ...]
    owners: Mapping[CodeSystem, str]
    licences: Mapping[str, str]
    licence_references: tuple[Reference, ...]
    notes: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class SerumBand:
    range_meq_per_l: str
    signs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Hypermagnesaemia:
    """Too much magnesium in the blood: what a person can notice, and what a laboratory sees."""

    signs_to_notice: tuple[str, ...]
    note: str
    serum_bands: tuple[SerumBand, ...]
    references: tuple[Reference, ...]
    meq_per_mmol: Decimal
    mg_per_dl_per_mmol_per_l: Decimal
    usual_range: str
    units_note: str
    units_verified: Verified
    units_references: tuple[Reference, ...]


@dataclass(frozen=True, kw_only=True)
class Food:
    """A serving of a food and the magnesium in it, for the food-first tip.

    `usda` and `grams` are the same serving in the food table, where its magnesium there is about
    the same: a meal can be made of it.
    """

    name: str
    serving: str
    magnesium_mg: Decimal
    references: tuple[Reference, ...]
    group: FoodGroup | None = None
    usda: str = ""
    grams: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class FoodTable:
    """A table of foods that stands beside the knowledge files as a compressed CSV."""

    file: str
    sha256: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, kw_only=True)
class FoodsFile:
    foods: tuple[Food, ...]
    notes: Mapping[str, str]
    table: FoodTable
    portions: FoodTable
    names: FoodTable


@dataclass(frozen=True, kw_only=True)
class MineralGroupFacts:
    substance: str
    forms: frozenset[str] = frozenset()
    product_classes: frozenset[ProductClass] = frozenset()

    def group(self, group_id: str) -> MineralGroup:
        return MineralGroup(
            id=group_id,
            substance=self.substance,
            forms=self.forms,
            product_classes=self.product_classes,
        )


@dataclass(frozen=True, kw_only=True)
class Semantics:
    """What the words and numbers of the rules mean, for people and for the engine."""

    occasion_minutes: int
    combination_window_minutes: int
    mineral_groups: Mapping[str, MineralGroupFacts]
    spacing_does_not_apply_to: tuple[str, ...]
    severity: Mapping[Severity, str]
    no_severity: str
    evidence_grade: Mapping[Grade, str]
    level: Mapping[Level, str]
    notes: Mapping[str, str]
    disclaimer: str
