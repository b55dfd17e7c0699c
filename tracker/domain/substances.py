"""Substances, the forms and compounds they come in, and how much of them an amount holds.

All amounts are exact rationals. A substance is counted in its `base_unit`: mg, and IU for
vitamin D.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Literal

from tracker.domain.diary import Content

BaseUnit = Literal["mg", "IU"]

MG_PER_UNIT: Mapping[str, Fraction] = {
    "mg": Fraction(1),
    "mcg": Fraction(1, 1000),
    "g": Fraction(1000),
}


def normalised(name: str | None) -> str:
    """Return `name` as names are compared: lower-cased, without space around it."""
    return "" if name is None else name.strip().lower()


@dataclass(frozen=True, slots=True)
class Compound:
    """A salt of a mineral. `elemental_fraction` is mg of the mineral in a mg of the salt."""

    name: str
    formula: str
    molar_mass_g_mol: Decimal
    element_atoms: int
    elemental_fraction: Decimal


@dataclass(frozen=True)
class Substance:
    """A substance that the rules know by name.

    `needs_basis`: a label's mg can mean the mineral or the whole salt, so an amount counts
    only where the entry says which. `default_compounds` maps a form, by id or by one of its
    names, to the compound meant where only the form is known.
    """

    id: str
    names: frozenset[str]
    base_unit: BaseUnit = "mg"
    needs_basis: bool = False
    mg_per_mmol: Decimal | None = None
    mcg_per_iu: Decimal | None = None
    compounds: Mapping[str, Compound] = field(default_factory=dict)
    default_compounds: Mapping[str, str] = field(default_factory=dict)

    def amount_of(self, content: Content) -> Fraction | None:
        """Return the amount of this substance in `content`, in `base_unit`.

        `None` where it cannot be said: no amount, or a label that tells too little (`per_unit`).
        """
        per_unit = self.per_unit(content)
        if content.amount is None or per_unit is None:
            return None
        return Fraction(content.amount) * per_unit

    def per_unit(self, content: Content) -> Fraction | None:
        """Return how much of this substance, in `base_unit`, one unit of the label holds.

        `None` where it cannot be said: no unit, a basis that is not known though it matters,
        a compound that knowledge does not hold, or a unit with no conversion.
        """
        if content.unit is None:
            return None
        if content.unit == "IU":
            return Fraction(1) if self.mcg_per_iu is not None else None
        if content.unit == "mmol":
            return self._mg_per_mmol(content)
        mg = MG_PER_UNIT[content.unit]
        if self.mcg_per_iu is not None:
            return mg * 1000 / Fraction(self.mcg_per_iu)
        if not self.needs_basis or content.basis == "elemental":
            return mg
        compound = self.compound_of(content) if content.basis == "compound" else None
        return None if compound is None else mg * Fraction(compound.elemental_fraction)

    def compound_of(self, content: Content) -> Compound | None:
        """Return the compound that `content` names, or else the usual one of its form."""
        if content.compound is not None:
            return self.compounds.get(normalised(content.compound))
        return self.compounds.get(self.default_compounds.get(normalised(content.form), ""))

    def _mg_per_mmol(self, content: Content) -> Fraction | None:
        """A mmol is of the mineral, or of a compound with one or more atoms of it."""
        if self.mg_per_mmol is None:
            return None
        mg = Fraction(self.mg_per_mmol)
        if content.basis != "compound":
            return mg
        compound = self.compound_of(content)
        return None if compound is None else mg * compound.element_atoms


@dataclass(frozen=True)
class Substances:
    """Every known substance, found by its id or any of its names."""

    all: tuple[Substance, ...]
    magnesium_forms: Mapping[str, str]
    """A form's id, by that id and by each of its names."""

    @cached_property
    def _by_name(self) -> dict[str, Substance]:
        return {name: one for one in self.all for name in (one.id, *one.names)}

    def find(self, name: str | None) -> Substance | None:
        return self._by_name.get(normalised(name))

    def id_of(self, name: str | None) -> str:
        """Return the id of the substance; a name that is not known stays, as names are compared."""
        known = self.find(name)
        return normalised(name) if known is None else known.id

    def form_id(self, content: Content) -> str:
        """Return the id of the form in `content`; a form that is not known stays as written."""
        form = normalised(content.form)
        return self.magnesium_forms.get(form, form)
