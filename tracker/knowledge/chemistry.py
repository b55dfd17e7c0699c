"""Molar masses from formulas, to check the numbers of the knowledge files."""

import re
from collections.abc import Mapping
from decimal import Decimal

FORMULA = re.compile(r"(?:[A-Z][a-z]?\d*)+")
ELEMENT_AND_COUNT = re.compile(r"([A-Z][a-z]?)(\d*)")


def atoms(formula: str) -> dict[str, int] | None:
    """Return how often each element stands in a plain formula; `None` if it is not one.

    >>> atoms("C4H8MgN2O4")
    {'C': 4, 'H': 8, 'Mg': 1, 'N': 2, 'O': 4}
    """
    if not FORMULA.fullmatch(formula):
        return None
    counts: dict[str, int] = {}
    for element, count in ELEMENT_AND_COUNT.findall(formula):
        counts[element] = counts.get(element, 0) + int(count or 1)
    return counts


def molar_mass(counts: Mapping[str, int], atomic_weights: Mapping[str, Decimal]) -> Decimal | None:
    """Return g/mol; `None` where the weight of an element is not listed."""
    if not counts.keys() <= atomic_weights.keys():
        return None
    return sum((atomic_weights[element] * count for element, count in counts.items()), Decimal(0))
