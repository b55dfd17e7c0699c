"""Exact sums of amounts, as whole numbers of a small quantum.

A label's amount is a decimal and a weekly capsule's a seventh of one, so sums are exact to
10^-12 of the unit. Totals are compared as if rounded to 10^-9: three thirds of 350, each
written with fourteen digits, are 350 and not a trace over it.
"""

from decimal import Decimal
from fractions import Fraction

QUANTA_PER_UNIT = 10**12
TOLERANCE = 500


def quanta(amount: Fraction | Decimal) -> int:
    """Return `amount` (mg, or IU) in quanta, rounded to the nearest."""
    return round(Fraction(amount) * QUANTA_PER_UNIT)


def quanta_of(amount: Decimal, per_unit: Fraction, days: int = 1) -> int:
    """Return `amount` of a label that holds `per_unit` a unit, spread over `days`, in quanta."""
    over, under = amount.as_integer_ratio()
    under *= per_unit.denominator * days
    # Twice the numerator plus the denominator, over twice the denominator: rounds to nearest.
    return (2 * over * per_unit.numerator * QUANTA_PER_UNIT + under) // (2 * under)


def is_over(total: int, limit: int) -> bool:
    """Is `total` over `limit`, both in quanta? Equal is not over."""
    return total > limit + TOLERANCE


def reaches(total: int, threshold: int) -> bool:
    """Is `total` at least `threshold`, both in quanta?"""
    return total >= threshold - TOLERANCE


def shown(total: int) -> Decimal:
    """Return `total` quanta as a decimal amount without a meaningless last digit.

    >>> shown(quanta(Decimal("116.66666666666667")) * 3)
    Decimal('350')
    """
    rounded = Decimal(round(total, -3)) / QUANTA_PER_UNIT
    return Decimal(int(rounded)) if rounded == int(rounded) else rounded.normalize()
