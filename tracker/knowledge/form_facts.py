"""Substances, the salts they come in, and the forms of magnesium (see facts.py)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from tracker.domain.rules.model import Grade
from tracker.domain.substances import BaseUnit, Compound
from tracker.knowledge.facts import Reference


@dataclass(frozen=True, kw_only=True)
class CompoundFacts:
    """A salt as its formula gives it; see `Compound`."""

    name: str
    formula: str
    molar_mass_g_mol: Decimal
    element_atoms: int
    elemental_fraction: Decimal
    note: str = ""

    def compound(self) -> Compound:
        return Compound(
            self.name,
            self.formula,
            self.molar_mass_g_mol,
            self.element_atoms,
            self.elemental_fraction,
        )


@dataclass(frozen=True, kw_only=True)
class MineralCompound(CompoundFacts):
    mineral: str


@dataclass(frozen=True, kw_only=True)
class SubstanceFacts:
    """A substance by its names. `default_compound_by_form` is the salt a form usually means."""

    id: str
    label: str
    names: tuple[str, ...]
    base_unit: BaseUnit = "mg"
    needs_basis: bool = False
    mg_per_mmol: Decimal | None = None
    mcg_per_iu: Decimal | None = None
    default_compound_by_form: Mapping[str, str] = field(default_factory=dict)
    not_names: tuple[str, ...] = ()
    is_excipient: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class SubstancesFile:
    atomic_weights: Mapping[str, Decimal]
    atomic_weights_references: tuple[Reference, ...]
    substances: tuple[SubstanceFacts, ...]
    compounds: tuple[MineralCompound, ...]
    mg_per_meq_magnesium: Decimal
    notes: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class LabelFraction:
    """The share of elemental magnesium that labels of a form usually state."""

    low: Decimal
    high: Decimal
    basis: Literal["computed", "read", "memory"]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Rating:
    """A sentence on what is known, its short form, and how sure it is."""

    statement: str
    rating: str
    evidence_grade: Grade


@dataclass(frozen=True, kw_only=True)
class LaxativeThreshold:
    statement: str
    evidence_grade: Grade
    elemental_mg_per_day: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class DocumentRow:
    """What the source document's table says of a form, in our own words."""

    label: str
    benefit: str
    bioavailability: str
    uses: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, kw_only=True)
class FormLimit:
    compound_mg_per_day: Decimal
    region: str
    not_for: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, kw_only=True)
class MagnesiumForm:
    """A form of magnesium: its names, its salts, and what is known of it."""

    id: str
    label: str
    names: tuple[str, ...]
    route: str
    compounds: tuple[CompoundFacts, ...]
    default_compound: str
    typical_label_fraction: LabelFraction
    relative_bioavailability: Rating
    gi_tolerance: Rating
    references: tuple[Reference, ...]
    laxative_threshold: LaxativeThreshold | None = None
    document_row: DocumentRow | None = None
    limit: FormLimit | None = None
    is_antacid: bool = False
    counts_toward_supplemental_limit: bool = True
    takes_part_in_gut_spacing: bool = True
    bath_counts_toward_limit: bool | None = None
    disagreement: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class FormsFile:
    forms: tuple[MagnesiumForm, ...]
    notes: Mapping[str, str]
