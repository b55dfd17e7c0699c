"""The filter against the same model with dense matrices and SciPy (`dense.py`)."""

import numpy as np
import pytest

from tests.domain.effect import dense
from tests.domain.effect.diaries import noise, numbers, pain, weeks, without
from tracker.domain.effect import exposure_effect
from tracker.domain.effect.noise import GRID
from tracker.domain.effect.regression import posterior

HOLES = [0, 3, 4, 5, 20, 33, 34, 35, 36, 37, 38, 51]


def random_doses(days, seed):
    return np.random.default_rng(seed).choice([0.0, 150.0, 300.0, 450.0], days)


@pytest.mark.parametrize("place", range(len(GRID.carried)))
def test_each_pair_of_the_grid_is_generalised_least_squares(place):
    scores, dose = without(pain(60, seed=1, effect=-1), *HOLES), weeks(60)
    used = np.flatnonzero(~np.isnan(scores))
    beside, asked = np.column_stack([np.ones(len(used)), used / 365]), dose[used]
    found = posterior(used, scores[used], beside, asked[:, None]).mixture
    wanted = dense.component(
        used,
        scores[used],
        np.column_stack([beside, asked]),
        GRID.carried[place],
        GRID.of_its_day[place],
    )
    assert found.centres[place] == pytest.approx(wanted.estimate, abs=1e-8)
    assert found.scales[place] == pytest.approx(wanted.scale, abs=1e-8)


@pytest.mark.parametrize("half_lives", [(0,), (2,), (0.5, 3), (0, 1, 2, 4)])
@pytest.mark.parametrize("seed", range(4))
def test_the_whole_model_is_that_of_its_definition(half_lives, seed):
    scores, dose = without(pain(70, seed=seed, effect=-1), *HOLES), random_doses(70, seed)
    found = exposure_effect(scores, dose, half_lives=half_lives)
    np.testing.assert_allclose(numbers(found), dense.mixture(scores, dose, half_lives), atol=1e-6)


def test_so_it_is_with_weekends_and_unknown_doses():
    scores, weekdays = without(pain(90, seed=5), 7, 8, 60), (np.arange(90) + 3) % 7
    dose = without(random_doses(90, 5), 0, 1, 40, 41, 42, 60, 77)
    found = exposure_effect(scores, dose, weekdays=weekdays)
    wanted = dense.mixture(scores, dose, (0, 1, 2, 4), weekdays)
    np.testing.assert_allclose(numbers(found), wanted, atol=1e-6)


def test_so_it_is_for_few_days_and_for_scores_that_are_not_whole():
    scores, dose = 37 + noise(12, seed=8, spread=0.2), random_doses(12, 8)
    found = exposure_effect(scores, dose, half_lives=(0,))
    np.testing.assert_allclose(numbers(found), dense.mixture(scores, dose, (0,)), atol=1e-6)
