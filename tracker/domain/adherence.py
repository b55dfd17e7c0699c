"""On how many of the days it was taken, with the doubt that few days leave."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

ENOUGH_DAYS = 14


@dataclass(frozen=True, slots=True)
class Adherence:
    """On `taken` of the `known` days it was taken; of the other `unknown` ones nothing is known.

    `share` with `low` and `high`, its 95 % interval, are None where no day is known.
    """

    taken: int
    known: int
    unknown: int
    share: float | None
    low: float | None
    high: float | None

    @property
    def is_enough(self) -> bool:
        """Are there enough days to say it? Exactly 14 are."""
        return self.known >= ENOUGH_DAYS


def adherence(days: Iterable[bool | None]) -> Adherence:
    """Return the share of days on which it was taken; None is a day of which it is not known.

    Unknown days are neither taken nor missed: they are left out, and counted.

    >>> adherence([True, True, False, None]).share
    0.6666666666666666
    """
    every_day = list(days)
    known = [bool(was_taken) for was_taken in every_day if was_taken is not None]
    low, high = wilson_interval(sum(known), len(known)) or (None, None)
    return Adherence(
        taken=sum(known),
        known=len(known),
        unknown=len(every_day) - len(known),
        share=sum(known) / len(known) if known else None,
        low=low,
        high=high,
    )


def wilson_interval(successes: int, n: int, level: float = 0.95) -> tuple[float, float] | None:
    """Return the Wilson score interval of a share, from 0 to 1; None when there is nothing yet.

    Without continuity correction. None of n gives an interval from exactly 0, all of n one up to
    exactly 1. Raises ValueError when there are more successes than n, or fewer than 0, and for a
    level that is not between 0 and 1. Source: Wilson (1927), JASA 22, 209-212; Newcombe (1998),
    Statistics in Medicine 17, 857-872, method 3.

    >>> [round(end, 4) for end in wilson_interval(81, 263)]
    [0.2553, 0.3662]
    """
    if not 0 <= successes <= n:
        raise ValueError(f"successes: {successes}; must be from 0 to n, which is {n}")
    if not 0 < level < 1:
        raise ValueError(f"level: {level}; must be between 0 and 1")
    if n == 0:
        return None
    z = NormalDist().inv_cdf((1 + level) / 2)
    share = successes / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    low = 0.0 if successes == 0 else middle - half
    high = 1.0 if successes == n else middle + half
    return low, high
