"""Several questions to one diary: p-values that stay honest when they are shown together."""

from collections.abc import Sequence
from math import isnan, nan

HAIR = 1e-9
"""What rounding may leave of a p of 0: 1 minus a sum of shares can be a little less."""


def holm(p_values: Sequence[float]) -> list[float]:
    """Return the p-values adjusted together, in their order, by Holm's step-down method.

    At .05 of the adjusted ones, the chance that any of them is wrong, where nothing is there, is
    at most 5 %, however they hang together. NaN stands for a question that the diary could not
    answer: it stays NaN, and as nothing was tested, the others do not pay for it. (What makes a
    NaN is how many days there are, not how they compare.) An empty list gives an empty one.

    Raises ValueError for a number outside of 0 to 1, but for a hair of rounding. Source: Holm
    (1979), Scandinavian Journal of Statistics 6, 65-70.

    >>> holm([0.01, 0.04, 0.03])
    [0.03, 0.06, 0.06]
    """
    check_p_values(p_values)
    adjusted = [nan] * len(p_values)
    in_order = sorted((max(0.0, p), place) for place, p in enumerate(p_values) if not isnan(p))
    highest = 0.0
    for step, (p, place) in enumerate(in_order):
        highest = max(highest, min(1.0, p * (len(in_order) - step)))
        adjusted[place] = highest
    return adjusted


def check_p_values(p_values: Sequence[float]) -> None:
    for place, p in enumerate(p_values):
        if not isnan(p) and not -HAIR <= p <= 1 + HAIR:
            raise ValueError(f"p_values: number {place + 1} is {p}; must be from 0 to 1, or NaN")
