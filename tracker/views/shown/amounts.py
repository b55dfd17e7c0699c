"""Amounts as a label says them, and what they come to."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from tracker.domain.diary import Content
from tracker.domain.rules.words import amount
from tracker.domain.substances import Substance
from tracker.knowledge import Knowledge
from tracker.views.shown.words import substance_name

UNIT_WORDS = {"mcg": "µg"}
IU_PER_MCG = 40
BEYOND_ALL_DOSES = 10**15
"""An imported file can say more; it has no digits after the point that would mean anything."""


def content_shown(content: Content, known: Knowledge) -> str:
    """Return one content as on the label, then elemental.

    For instance "1,000 mg glycinate, 141 mg magnesium", or "25 µg vitamin D, 1,000 IU".
    """
    substance = known.rule_book.substances.find(content.substance)
    name = _name(content, known, substance)
    if content.amount is None:
        return name
    label = f"{amount(content.amount)} {unit_word(content.unit)}".strip()
    if substance is None or content.unit is None:
        return f"{label} {name}"
    own = substance_name(substance.id, known)
    held = substance.amount_of(content)
    if held is None:
        return _("%(label)s %(name)s; how much %(own)s that is, is not known") % {
            "label": label,
            "name": name,
            "own": own,
        }
    if substance.base_unit == "IU":
        return f"{label} {name}, {_other_unit(content, held)}"
    if _is_of_compound(content, substance):
        of = content.compound or content.form or name
        return f"{label} {of}, {rounded(held)} mg {own}"
    elemental = "" if content.unit == "mg" else f", {rounded(held)} mg"
    form = f" ({content.form})" if content.form else ""
    return f"{label} {own}{elemental}{form}"


def _name(content: Content, known: Knowledge, substance: Substance | None) -> str:
    if substance is None:
        return content.substance or _("something")
    own = substance_name(substance.id, known)
    return f"{own} {content.form}" if content.form else own


def _is_of_compound(content: Content, substance: Substance) -> bool:
    return substance.needs_basis and content.basis == "compound"


def _other_unit(content: Content, iu: Fraction) -> str:
    if content.unit == "IU":
        return f"{amount(_decimal(iu / IU_PER_MCG))} µg"
    return f"{amount(_decimal(iu))} IU"


def unit_word(unit: str | None) -> str:
    return "" if unit is None else UNIT_WORDS.get(unit, unit)


def rounded(held: Fraction | Decimal) -> str:
    """Return an amount with three digits that mean something, and whole ones from 100 on.

    >>> rounded(Decimal("140.96")), rounded(Decimal("12.345")), rounded(Decimal("1.5"))
    ('141', '12.3', '1.5')
    """
    value = _decimal(Fraction(held))
    if value >= BEYOND_ALL_DOSES:
        return amount(value)
    step = Decimal(1) if value >= 100 else Decimal("0.1") if value >= 10 else Decimal("0.01")
    return amount(value.quantize(step, ROUND_HALF_UP))


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
