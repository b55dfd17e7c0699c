"""Student's t distribution, and mixtures of it, in NumPy alone.

SciPy has both and takes most of a second to import, so it only checks this in the tests.
"""

from dataclasses import dataclass
from math import exp, lgamma, log, pi, sqrt

import numpy as np
from numpy.typing import NDArray

_Floats = NDArray[np.float64]

CENTRE = 2.0
"""Up to here, in standard errors, the series of the centre is quick; beyond, that of the tails."""

SERIES_TERMS = 48
FRACTION_TERMS = 64
NEWTON_STEPS = 60
CLOSE = 1e-7
"""A last step of so many spreads: Newton's next one would be about the square of it."""

TINY = 1e-300


def cdf(t: _Floats, df: int) -> _Floats:
    """Return the share of Student's t with `df` degrees of freedom that lies below each `t`.

    The share between -t and t is an incomplete beta function, here by its power series; the
    share outside is its complement, here by its continued fraction (Abramowitz & Stegun 1964,
    26.5.4 and 26.5.8). Each is used where it needs few terms.
    """
    size = np.abs(t)
    outside = np.where(
        size <= CENTRE,
        1 - _share_within(np.minimum(size, CENTRE), df),
        _share_outside(np.maximum(size, CENTRE), df),
    )
    return np.where(t < 0, outside, 2 - outside) / 2


def density(t: _Floats, df: int) -> _Floats:
    """Return the density of Student's t with `df` degrees of freedom at each `t`."""
    height: float = exp(-_log_beta(df)) / sqrt(df)
    return height * np.exp(-(df + 1) / 2 * np.log1p(t * t / df))


def _share_within(size: _Floats, df: int) -> _Floats:
    a, y = df / 2, size**2 / (df + size**2)
    total = np.ones_like(y)
    for k in range(SERIES_TERMS, -1, -1):
        total = 1 + (a + 0.5 + k) / (1.5 + k) * y * total
    return 2 * _beta_kernel(size, df) * total


def _share_outside(size: _Floats, df: int) -> _Floats:
    a, x = df / 2, df / (df + size**2)
    fraction = np.ones_like(x)
    for m in range(FRACTION_TERMS // 2, 0, -1):
        fraction = 1 + m * (0.5 - m) / ((a + 2 * m - 1) * (a + 2 * m)) * x / fraction
        odd = (a + m - 1) * (a + m - 0.5) / ((a + 2 * m - 2) * (a + 2 * m - 1))
        fraction = 1 - odd * x / fraction
    return _beta_kernel(size, df) / a / fraction


def _beta_kernel(size: _Floats, df: int) -> _Floats:
    """Return x**a * (1 - x)**(1/2) / B(a, 1/2), where a = df / 2 and x = df / (df + size**2)."""
    of_square = np.log1p(size**2 / df)
    return np.exp(-df / 2 * of_square - _log_beta(df)) * np.sqrt(-np.expm1(-of_square))


def _log_beta(df: int) -> float:
    return lgamma(df / 2) + log(pi) / 2 - lgamma((df + 1) / 2)


@dataclass(frozen=True, slots=True)
class Mixture:
    """Shifted and widened t distributions with the same `df`, of which one is right.

    `centres`, `scales` and `weights` are one-dimensional and of one length; `weights` sum to 1.
    """

    centres: _Floats
    scales: _Floats
    weights: _Floats
    df: int

    @property
    def mean(self) -> float:
        return float(self.weights @ self.centres)

    def below(self, points: _Floats) -> _Floats:
        """Return the share of the mixture that lies below each of `points`."""
        return cdf(self._standard(points), self.df) @ self.weights

    def quantiles(self, *shares: float) -> tuple[float, ...]:
        """Return the points below which `shares` of the mixture lie.

        Newton's method, kept between bounds that close in, so it cannot run away.
        """
        wanted = np.array(shares)
        low, high = (np.full(wanted.shape, bound) for bound in self._bounds())
        points = self.mean + self._spread() * 2 * np.sign(wanted - 0.5)
        for _ in range(NEWTON_STEPS):
            excess = self.below(points) - wanted
            low, high = np.where(excess < 0, points, low), np.where(excess < 0, high, points)
            step = points - excess / np.maximum(self._density(points), TINY)
            last, points = points, np.where((low <= step) & (step <= high), step, (low + high) / 2)
            if np.all(np.abs(points - last) < CLOSE * self._spread()):
                break
        return tuple(points.tolist())

    def _standard(self, points: _Floats) -> _Floats:
        return (points[:, None] - self.centres) / self.scales

    def _density(self, points: _Floats) -> _Floats:
        return density(self._standard(points), self.df) @ (self.weights / self.scales)

    def _spread(self) -> float:
        variance = self.weights @ (self.scales**2 + (self.centres - self.mean) ** 2)
        return sqrt(float(variance))

    def _bounds(self) -> tuple[float, float]:
        reach = 1e3 * self.scales
        return float(np.min(self.centres - reach)), float(np.max(self.centres + reach))
