"""Against `nlme::gls`: numbers that R 4.2.2 with nlme 3.1-162 printed.

    library(nlme)
    fixed <- gls(y ~ day + dose, data = d, method = "REML",
                 correlation = corCAR1(phi, form = ~ day, fixed = TRUE))
    free  <- gls(y ~ day + dose, data = d, method = "REML",
                 correlation = corCAR1(0.5, form = ~ day))
    coef(f)["dose"]; sqrt(vcov(f)["dose", "dose"]); logLik(f)

`day` is 0, 1, 2, ...; `dose` is day %/% 7 %% 2; `y` are the scores below, "-" left out.
"""

import numpy as np
import pytest

from tests.domain.effect.diaries import NAN, weeks
from tracker.domain.effect import exposure_effect
from tracker.domain.effect.noise import Pairs
from tracker.domain.effect.regression import posterior

WHOLE = "342334443222235554433131133555346463034443455656743641355445"
HOLEY = "656-87544---5875445453323------4555755633457-7789457554454-3"
LONG = (
    "22366-----566412235544444334678654236665--54577555464467644423265665642555467"
    "-5422323465634446668575-----------444433556"
)

FIXED = [  # scores, phi, estimate, standard error, restricted log likelihood
    (WHOLE, 0.3, -1.511992110, 0.355648749, -94.335368793),
    (WHOLE, 0.6, -1.427806143, 0.441137359, -97.215101609),
    (WHOLE, 0.8, -1.384718661, 0.485561222, -100.850089977),
    (HOLEY, 0.3, -1.037856690, 0.472538540, -85.104904597),
    (HOLEY, 0.6, -0.994167108, 0.507272625, -82.624225581),
    (HOLEY, 0.8, -0.986226841, 0.527052573, -83.557506907),
    (LONG, 0.3, 0.369234350, 0.323758318, -175.579778697),
    (LONG, 0.6, 0.404826750, 0.353331509, -170.215904307),
    (LONG, 0.8, 0.415904070, 0.369427871, -173.248708284),
]

FREE = [  # scores, phi as estimated, estimate, interval of 95 %
    (WHOLE, 0.262161, -1.521058, -2.213877, -0.828238),
    (HOLEY, 0.612749, -0.992973, -2.017739, 0.031792),
    (LONG, 0.585958, 0.403378, -0.295033, 1.101788),
]


def scores_of(printed):
    return np.array([NAN if score == "-" else float(score) for score in printed])


def fitted(printed, *phis):
    scores = scores_of(printed)
    used = np.flatnonzero(~np.isnan(scores))
    beside = np.column_stack([np.ones(len(used)), used])
    asked = weeks(len(scores))[used, None]
    equal = np.zeros(len(phis))
    return posterior(used, scores[used], beside, asked, Pairs(np.array(phis), equal, equal))


@pytest.mark.parametrize(("printed", "phi", "estimate", "error", "_likelihood"), FIXED)
def test_a_fixed_correlation_gives_what_gls_gives(printed, phi, estimate, error, _likelihood):
    found = fitted(printed, phi).mixture
    assert found.mean == pytest.approx(estimate, abs=1e-6)
    assert found.scales[0] == pytest.approx(error, abs=1e-6)


@pytest.mark.parametrize("printed", [WHOLE, HOLEY, LONG])
def test_the_weights_are_the_restricted_likelihood_of_gls(printed):
    phis, likelihoods = zip(*[(row[1], row[4]) for row in FIXED if row[0] == printed], strict=True)
    relative = np.exp(np.array(likelihoods) - max(likelihoods))
    found = fitted(printed, *phis).weights
    np.testing.assert_allclose(found, relative / relative.sum(), atol=1e-7)


@pytest.mark.parametrize(("printed", "phi", "estimate", "low", "high"), FREE)
def test_the_correlation_that_gls_finds_is_the_likeliest_here_too(
    printed, phi, estimate, low, high
):
    near = (phi - 0.05, phi, phi + 0.05)
    assert np.argmax(fitted(printed, *near).weights) == 1
    found = fitted(printed, phi).mixture
    assert (found.mean, *found.quantiles(0.025, 0.975)) == pytest.approx(
        (estimate, low, high), abs=1e-2
    )


@pytest.mark.parametrize(("printed", "_phi", "estimate", "low", "high"), FREE)
def test_averaging_over_the_noise_stays_near_gls(printed, _phi, estimate, low, high):
    # Not equal: gls takes the correlation that it found for the true one.
    scores = scores_of(printed)
    found = exposure_effect(scores, weeks(len(scores)), half_lives=(0,))
    assert found.estimate == pytest.approx(estimate, abs=0.1)
    assert found.high - found.low == pytest.approx(high - low, rel=0.1)
