import numpy as np
import pytest
from scipy import optimize, stats

from tracker.domain.effect.student import Mixture, cdf, density

DEGREES = [6, 7, 25, 56, 361, 3648]


@pytest.mark.parametrize("df", DEGREES)
def test_the_distribution_is_that_of_scipy(df):
    t = np.concatenate([np.linspace(-60, 60, 1201), np.linspace(-4, 4, 1601)])
    np.testing.assert_allclose(cdf(t, df), stats.t.cdf(t, df), rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("df", DEGREES)
def test_the_density_is_that_of_scipy(df):
    t = np.linspace(-30, 30, 1201)
    np.testing.assert_allclose(density(t, df), stats.t.pdf(t, df), rtol=1e-9, atol=1e-15)


@pytest.mark.parametrize("df", DEGREES)
def test_quantiles_of_a_single_t_are_those_of_scipy(df):
    single = Mixture(np.array([1.5]), np.array([0.3]), np.ones(1), df)
    wanted = stats.t.ppf([0.001, 0.025, 0.5, 0.975], df, loc=1.5, scale=0.3)
    np.testing.assert_allclose(single.quantiles(0.001, 0.025, 0.5, 0.975), wanted, atol=1e-10)


def test_quantiles_of_two_far_apart_are_found_though_the_middle_is_empty():
    two = Mixture(np.array([-5.0, 5.0]), np.array([1e-4, 1e-4]), np.array([0.4, 0.6]), 30)
    low, high = two.quantiles(0.025, 0.975)
    np.testing.assert_allclose(two.below(np.array([low, high])), [0.025, 0.975], atol=1e-9)


def test_quantiles_agree_with_a_search_on_scipy():
    draw = np.random.default_rng(4)
    centres, scales, weights = draw.normal(size=9), draw.uniform(0.2, 2, 9), np.full(9, 1 / 9)
    found = Mixture(centres, scales, weights, 17).quantiles(0.025)[0]
    wanted = optimize.brentq(
        lambda x: weights @ stats.t.cdf((x - centres) / scales, 17) - 0.025, -50, 50, xtol=1e-13
    )
    assert found == pytest.approx(wanted, abs=1e-9)
