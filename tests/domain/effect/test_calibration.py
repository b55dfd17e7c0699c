"""A few hundred simulated diaries: bounds that a broken model would break, not fine ones.

The fine ones are in benchmarks/calibration.py, which takes its time.
"""

from functools import cache

import numpy as np
import pytest
from scipy import stats

from tests.domain.effect.diaries import NAN, noise, weeks
from tracker.domain.effect import exposure_effect
from tracker.domain.trend import trend

RUNS = 250


@cache
def compared(days, effect):
    """Return what is said of `RUNS` diaries, and the p of a plain correlation beside each."""
    said = []
    for seed in range(RUNS):
        scores = 5 + noise(days, seed=seed, r=0.8) + effect * weeks(days)
        found = exposure_effect(scores, weeks(days), half_lives=(0,))
        said.append((found, stats.pearsonr(scores, weeks(days)).pvalue))
    return said


def share(facts):
    return float(np.mean(list(facts)))


def test_where_nothing_helps_little_is_clear():
    assert share(found.is_clear for found, _ in compared(60, 0)) < 0.09


def test_a_plain_correlation_would_be_wrong_twice_as_often():
    assert share(p < 0.05 for _, p in compared(60, 0)) > 0.12


def test_p_is_below_a_half_in_half_of_the_diaries_where_nothing_helps():
    assert 0.42 < share(found.p < 0.5 for found, _ in compared(60, 0)) < 0.58


@pytest.mark.parametrize("effect", [0, -2])
def test_intervals_hold_the_truth(effect):
    assert share(found.low < effect < found.high for found, _ in compared(60, effect)) > 0.91


def test_two_points_are_found_in_60_days():
    assert share(found.is_clear for found, _ in compared(60, -2)) > 0.9


@pytest.mark.parametrize(("days", "slope"), [(90, 0.0), (90, 1.0), (1200, 0.2)])
def test_trends_hold_the_truth(days, slope):
    held = []
    for seed in range(RUNS // 2):
        scores = 5 + noise(days, seed=seed) + slope * np.arange(days) / 30
        scores[np.random.default_rng(seed).random(days) < 0.2] = NAN
        found = trend(scores)
        held.append(found.low < slope < found.high)
    assert share(held) > 0.88
