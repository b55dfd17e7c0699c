"""What one person's days have in common with their neighbours, and how to take it out.

    y_t = (what is asked about) + a_t + e_t
    a_t = r a_{t-1} + noise, Var(a) = s2 (1 - l);   Var(e) = s2 l

`r` says how much of a good or bad spell is left the day after, `l` how much of what is left over
belongs to its day only. Neither is known, so each of 46 pairs is tried and weighed.

The Kalman filter foretells each day from the days before it. What comes differently, the
innovations, resembles no neighbour any more, so ordinary least squares may be used on it. The
filter is linear and its gains depend only on which days there are. So they are found once, and
columns that stand beside the scores (the dose, the time) go through the same filter with them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Days = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of `r` (`carried`) and `l` (`of_its_day`) to try, and how likely each pair is.

    All three are one-dimensional and of one length.
    """

    carried: Floats
    of_its_day: Floats
    log_prior: Floats


def pairs(carried: Sequence[float], of_its_day: Sequence[float]) -> Pairs:
    """Return every pair: each `r` is as likely as any other, and within it each `l`.

    Where nothing is carried over, `l` has no meaning, and 0 stands for all.
    """
    shares = {r: tuple(of_its_day) if r else (0.0,) for r in carried}
    both = [(r, share) for r in carried for share in shares[r]]
    chances = [1 / len(carried) / len(shares[r]) for r, _ in both]
    r, share = np.array(both).T
    return Pairs(r, share, np.log(np.array(chances)))


GRID = pairs(
    carried=(0.0, 0.15, 0.3, 0.45, 0.6, 0.7, 0.8, 0.88, 0.94, 0.98),
    of_its_day=(0.0, 0.2, 0.4, 0.6, 0.8),
)
"""The 46 pairs that are tried."""


def innovations(days: Days, columns: Floats, tried: Pairs = GRID) -> tuple[Floats, Floats]:
    """Return what each column brings that the days before did not foretell, for each pair.

    `days` are the numbers of the days there is something from, ascending; days between them are
    gaps of their exact length. `columns` has a row for each of them. The innovations come
    divided by their standard deviation, as (days, pairs, columns); with them comes the sum over
    the days of the logarithms of their variances, one for each pair, in units of s2.
    """
    variances, decays = _variances(days, tried)
    kept = tried.of_its_day / variances[:-1]
    held, taken = decays * kept, decays * (1 - kept)
    foretold = np.zeros((*variances.shape, columns.shape[1]))
    step = np.empty(foretold.shape[1:])
    for t, (holding, taking) in enumerate(zip(held[..., None], taken[..., None], strict=True)):
        np.multiply(holding, foretold[t], out=foretold[t + 1])
        np.multiply(taking, columns[t], out=step)
        foretold[t + 1] += step
    fresh = np.subtract(columns[:, None, :], foretold, out=foretold)
    fresh /= np.sqrt(variances)[..., None]
    return fresh, np.log(variances).sum(axis=0)


def _variances(days: Days, tried: Pairs) -> tuple[Floats, Floats]:
    """Return the variance of each day's innovation, and how much lasts to the next day there is."""
    share = tried.of_its_day
    decays = tried.carried ** np.diff(days)[:, None]
    lasting, arriving = decays**2, (1 - share) * (1 - decays**2)
    variances = np.ones((len(days), len(share)))
    unknown = 1 - share
    for t in range(len(days) - 1):
        unknown = lasting[t] * (unknown * share / variances[t]) + arriving[t]
        np.add(unknown, share, out=variances[t + 1])
    return variances, decays
