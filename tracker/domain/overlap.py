"""How far two phases of a diary lie apart: measures that the single-case literature reports.

They describe; they test nothing, and a trend that was there anyway counts as improvement.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isnan, nan

from tracker.domain.diary import Better


@dataclass(frozen=True, slots=True)
class Overlap:
    """Nonoverlap of a phase B with a phase A; NaN where a phase has no score.

    `nap`: of all pairs of a day of A and a day of B, the share in which B is better, ties as
    half; .5 is no difference. `tau`: the same from -1 to 1, better minus worse. `pnd`: the share
    of B that is better than the best day of A. `pairs`: how many pairs there are.
    """

    nap: float
    tau: float
    pnd: float
    pairs: int


def overlap(before: Iterable[float], after: Iterable[float], *, better: Better) -> Overlap | None:
    """Compare phase A (`before`) with phase B (`after`); NaN scores are left out.

    `better` is the end of the scale that is good; None comes back where neither is. Source:
    Parker, Vannest & Davis (2011), Behavior Modification 35, 303-322; NAP: Parker & Vannest
    (2009), Behavior Therapy 40, 357-367. Tau is theirs without correction of a trend.

    >>> overlap([20, 20, 26, 25, 22, 23], [28, 25, 24, 27, 30, 30, 29], better="high").pnd
    0.7142857142857143
    """
    if better == "none":
        return None
    upwards = 1 if better == "high" else -1
    a = [upwards * score for score in before if not isnan(score)]
    b = [upwards * score for score in after if not isnan(score)]
    pairs = len(a) * len(b)
    if not pairs:
        return Overlap(nap=nan, tau=nan, pnd=nan, pairs=0)
    higher, lower = pairs_apart(a, b)
    return Overlap(
        nap=(higher + (pairs - higher - lower) / 2) / pairs,
        tau=(higher - lower) / pairs,
        pnd=sum(score > max(a) for score in b) / len(b),
        pairs=pairs,
    )


def pairs_apart(a: Sequence[float], b: Sequence[float]) -> tuple[int, int]:
    """Return in how many pairs b is higher than a, and in how many it is lower."""
    higher = sum(after > before for before in a for after in b)
    lower = sum(after < before for before in a for after in b)
    return higher, lower
