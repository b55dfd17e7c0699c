"""Least squares among days that resemble each other: one coefficient, and how sure it is."""

from dataclasses import dataclass
from math import nan

import numpy as np

from tracker.domain.effect import noise
from tracker.domain.effect.noise import GRID, Days, Floats, Pairs
from tracker.domain.effect.student import Mixture

FEWEST_DAYS = 10
SAME = 1e-6
"""What is left of a column beside others, as a share of it, below which it says nothing new."""

EXACT = 1e-12
"""The least share of the variation that counts as left over, so that a perfect fit has a width."""


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient, its interval of 95 %, its p, and the noise it was found in.

    All are NaN where the days cannot tell: too few of them, scores that never change, or a
    column that others already contain.
    """

    estimate: float = nan
    low: float = nan
    high: float = nan
    p: float = nan
    rho: float = nan
    of_its_day: float = nan


UNKNOWN = Coefficient()


def coefficient(days: Days, scores: Floats, beside: Floats, candidates: Floats) -> Coefficient:
    """Return the coefficient of `candidates`, averaged over them and over all pairs of noise.

    `days` are numbers of days, ascending, and every other argument has a row for each of them.
    `beside` are columns that everyone shares, the first of them constant. Each column of
    `candidates` is one way to say what is asked about; they are weighed by how well they
    foretell the scores, not picked.
    """
    if len(days) < FEWEST_DAYS or _is_told_by(beside, scores, candidates):
        return UNKNOWN
    return _summary(posterior(days, scores, beside, candidates))


def _is_told_by(beside: Floats, scores: Floats, candidates: Floats) -> bool:
    """Whether the scores or a candidate are nothing but a sum of the columns `beside`."""
    asked = np.column_stack([scores, candidates])
    return bool(np.any(_lengths(_without(beside, asked)) <= SAME * _lengths(asked)))


def _without(beside: Floats, columns: Floats) -> Floats:
    return columns - beside @ np.linalg.lstsq(beside, columns)[0]


def _lengths(columns: Floats) -> Floats:
    lengths: Floats = np.linalg.norm(columns, axis=0)
    return lengths


@dataclass(frozen=True, slots=True)
class Posterior:
    """What is known of a coefficient, and how likely each pair of the noise is."""

    mixture: Mixture
    tried: Pairs
    weights: Floats


def posterior(
    days: Days, scores: Floats, beside: Floats, candidates: Floats, tried: Pairs = GRID
) -> Posterior:
    """Return the coefficient of `candidates` as a mixture, of one t for each pair and candidate.

    The arguments are those of `coefficient`. The weights are the restricted likelihood (Harville
    1974), all candidates on the same days.
    """
    sums, log_likelihood = _sums(days, beside, np.column_stack([scores, candidates]), tried)
    yy, xy, xx = sums[:, :1, 0], sums[:, 0, 1:], np.diagonal(sums, axis1=1, axis2=2)[:, 1:]
    df = len(days) - beside.shape[1] - 1
    left_over = np.maximum(yy - xy**2 / xx, EXACT * yy)
    scales = np.sqrt(left_over / df / xx)
    log_weights = log_likelihood[:, None] - (df * np.log(left_over) + np.log(xx)) / 2
    weights = np.exp(log_weights - log_weights.max())
    weights /= weights.sum()
    mixture = Mixture((xy / xx).ravel(), scales.ravel(), weights.ravel(), df)
    return Posterior(mixture, tried, weights.sum(axis=1))


def _sums(days: Days, beside: Floats, asked: Floats, tried: Pairs) -> tuple[Floats, Floats]:
    """Return the products of the columns `asked` without those `beside`, for each pair tried.

    With them comes what the restricted likelihood of each pair has whichever candidate is
    asked about, and the logarithm of its prior.
    """
    # Taking the columns out before the filter, too, changes no answer and keeps the sums small.
    columns = np.hstack([beside, _without(beside, asked)])
    innovations, log_variances = noise.innovations(days, columns, tried)
    gram = innovations.transpose(1, 2, 0) @ innovations.transpose(1, 0, 2)
    shared = beside.shape[1]
    inner, cross = gram[:, :shared, :shared], gram[:, :shared, shared:]
    sums = gram[:, shared:, shared:] - cross.transpose(0, 2, 1) @ np.linalg.solve(inner, cross)
    return sums, tried.log_prior - (log_variances + np.linalg.slogdet(inner)[1]) / 2


def _summary(found: Posterior) -> Coefficient:
    low, high = found.mixture.quantiles(0.025, 0.975)
    below = float(found.mixture.below(np.zeros(1))[0])
    return Coefficient(
        estimate=found.mixture.mean,
        low=low,
        high=high,
        # A sum of weights can be a little over 1.
        p=max(2 * min(below, 1 - below), 0.0),
        rho=float(found.weights @ found.tried.carried),
        of_its_day=float(found.weights @ found.tried.of_its_day),
    )
