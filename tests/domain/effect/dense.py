"""The same model written out with dense matrices and SciPy: slow, plain, and made to compare."""

from dataclasses import dataclass

import numpy as np
from scipy import optimize, stats

NAN = float("nan")


@dataclass(frozen=True)
class Component:
    """Generalised least squares with one covariance that is taken as known."""

    estimate: float
    scale: float
    df: int
    log_restricted: float


def component(days, scores, columns, carried, of_its_day):
    """Return the coefficient of the last of `columns`, a row for each of `days`."""
    apart = np.abs(np.subtract.outer(days, days))
    covariance = (1 - of_its_day) * float(carried) ** apart + of_its_day * np.eye(len(days))
    inverse = np.linalg.inv(covariance)
    information = columns.T @ inverse @ columns
    estimates = np.linalg.solve(information, columns.T @ inverse @ scores)
    left = scores - columns @ estimates
    df = len(days) - columns.shape[1]
    squares = left @ inverse @ left
    log_restricted = -0.5 * (
        df * np.log(squares) + np.linalg.slogdet(covariance)[1] + np.linalg.slogdet(information)[1]
    )
    scale = np.sqrt(squares / df * np.linalg.inv(information)[-1, -1])
    return Component(estimates[-1], scale, df, log_restricted)


def built_up(dose, half_life):
    """Return E of statistics.md, day by day, over days with unknown doses too."""
    share = 1.0 if half_life == 0 else 1 - 2 ** (-1 / half_life)
    held = dose[~np.isnan(dose)][0]
    values = []
    for taken in dose:
        if not np.isnan(taken):
            held = (1 - share) * held + share * taken
        values.append(held)
    return np.array(values)


def mixture(scores, dose, half_lives, weekdays=None):
    """Return estimate, low, high, p and rho of the whole model, by its definition."""
    scores, dose = np.asarray(scores, float), np.asarray(dose, float)
    used = np.flatnonzero(~np.isnan(scores) & ~np.isnan(dose))
    shared = [np.ones(len(used)), used * 1.0]
    if weekdays is not None:
        shared.append((np.asarray(weekdays)[used] >= 5) * 1.0)
    parts, weights, carried = [], [], []
    for half_life in half_lives:
        reference = np.median(dose[dose > 0])
        columns = np.column_stack([*shared, built_up(dose / reference, half_life)[used]])
        for r, share, prior in grid():
            part = component(used, scores[used], columns, r, share)
            parts.append(part)
            weights.append(part.log_restricted + np.log(prior))
            carried.append(r)
    weights = np.exp(np.array(weights) - max(weights))
    return summary(parts, weights / weights.sum(), np.array(carried))


def grid():
    """Every r, l and prior chance: equal over the ten r, and equal over l within r."""
    for r in (0, 0.15, 0.3, 0.45, 0.6, 0.7, 0.8, 0.88, 0.94, 0.98):
        shares = (0, 0.2, 0.4, 0.6, 0.8) if r else (0,)
        for share in shares:
            yield r, share, 1 / 10 / len(shares)


def summary(parts, weights, carried):
    centres = np.array([part.estimate for part in parts])
    scales = np.array([part.scale for part in parts])

    def below(point):
        return weights @ stats.t.cdf((point - centres) / scales, parts[0].df)

    reach = 50 * scales.max()
    ends = (centres.min() - reach, centres.max() + reach)
    low, high = (
        optimize.brentq(lambda point, s=share: below(point) - s, *ends, xtol=1e-12)
        for share in (0.025, 0.975)
    )
    at_0 = below(0.0)
    return weights @ centres, low, high, 2 * min(at_0, 1 - at_0), weights @ carried
