"""Randomised single-case data that others published, and what they print for it."""

from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest

from tests.domain.experiment.brute_force import share_as_extreme
from tracker.domain.experiment.randomization import among_all, randomization_test


def test_stripling_2013_prints_2_of_6():
    # E. Stripling (2013), Distribution-free statistical inference for the comparison of central
    # tendencies, KU Leuven: A 5, 6; B 8, 10; two-sided, all 6 assignments.
    result = randomization_test([5, 6, 8, 10], [True, True, False, False])

    assert (result.estimate, result.schedules) == (-3.5, 6)
    assert result.p == pytest.approx(2 / 6)


# P. Onghena (2020), One by one: the design and analysis of replicated randomized single-case
# experiments, doi 10.4324/9780429273872-8: dizziness on 14 days with (E) and without (C) a
# sleeping pill.
SLEEPING_PILL_DAYS = "ECECCECEECCEEC"
DIZZINESS = [6, 5, 7, 4, 5, 6, 5, 7, 4, 5, 4, 6, 7, 6]


def test_onghena_2020_sleeping_pills_and_dizziness():
    on = [day == "E" for day in SLEEPING_PILL_DAYS]

    result = randomization_test(DIZZINESS, on)

    assert result.estimate == pytest.approx(43 / 7 - 34 / 7)
    assert result.schedules == 3432
    assert Fraction(result.p).limit_denominator(3432) == share_as_extreme(
        DIZZINESS, {day for day, is_on in enumerate(on) if is_on}
    )


# P. Onghena (1992), Randomization tests for extensions and variations of ABAB single-case
# experimental designs: a rejoinder, Behavioral Assessment 14, 153-171: 24 measurements, A1 B1 A2
# B2, the three changes drawn at random with at least 4 measurements a phase. I. Bulte and
# P. Onghena's R package SCRT 1.2 gives 0.0242424242424242 for it (pvalue.systematic, "AA-BB").
ABAB = [6, 2, 5, 3, 4, 4, 1, 2, 3, 1, 3, 2, 2, 3, 4, 2, 4, 3, 0, 1, 2, 0, 2, 1]
DRAWN_CHANGES = (6, 12, 18)


def means_of_a_minus_means_of_b(values, changes):
    a1, b1, a2, b2 = np.split(np.array(values, dtype=float), changes)
    return a1.mean() + a2.mean() - b1.mean() - b2.mean()


def test_onghena_1992_abab_has_a_p_of_4_in_165():
    drawable = [
        changes for changes in combinations(range(25), 3) if min(np.diff([0, *changes, 24])) >= 4
    ]
    is_a = np.isin(np.arange(24) // 6, [0, 2]).astype(float)
    seen, overlap = (
        np.array([means_of_a_minus_means_of_b(values, changes) for changes in drawable])
        for values in (ABAB, is_a)
    )
    estimate = means_of_a_minus_means_of_b(ABAB, DRAWN_CHANGES)

    p, _, _ = among_all(estimate, seen, overlap / 2, hair=1e-9)

    assert len(drawable) == 165
    assert p == pytest.approx(0.0242424242424242)
