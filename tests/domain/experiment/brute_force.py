"""The exact test once more, as slowly and as plainly as it can be written."""

from fractions import Fraction
from itertools import combinations


def mean_difference(values, on):
    """Return mean of on minus mean of off, leaving out None; None with an empty side."""
    with_it = [value for place, value in enumerate(values) if place in on and value is not None]
    without = [value for place, value in enumerate(values) if place not in on and value is not None]
    if not with_it or not without:
        return None
    return Fraction(sum(with_it), len(with_it)) - Fraction(sum(without), len(without))


def share_as_extreme(values, on, effect=0):
    """Return p of the hypothesis that being on adds exactly `effect`, as a Fraction."""
    adjusted = [
        None if value is None else Fraction(value) - (effect if place in on else 0)
        for place, value in enumerate(values)
    ]
    seen = mean_difference(adjusted, on)
    others = [
        mean_difference(adjusted, set(other)) for other in combinations(range(len(values)), len(on))
    ]
    return Fraction(sum(other is None or abs(other) >= abs(seen) for other in others), len(others))
