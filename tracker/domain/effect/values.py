"""What a comparison says, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import nan
from typing import Literal


def only_missing(short: Mapping[str, int]) -> Mapping[str, int]:
    """Return what is short of its gate: of `short`, what is above 0."""
    return {name: count for name, count in short.items() if count > 0}


Kind = Literal["as_needed", "not_enough", "clear", "none", "cannot_tell"]


@dataclass(frozen=True, slots=True)
class Effect:
    """How much a score differs with what is asked about, and how sure that is.

    `estimate`, `low` and `high` are in points of the score: for each `reference` dose taken day
    after day (`exposure_effect`), or after against before (`step_effect`). The interval is one
    of 95 %; `p` is the share of chance, two-sided. All four are NaN where the days cannot tell.

    `rho` is what lasts of a good or bad spell from a day to the next, and `of_its_day` the
    share of the scatter that does not last at all, both as averaged over the fit. `days` are
    all the days handed in, `scored` those that were used: with a score and a known dose.
    `missing` says how many more are needed of what, where too few were there to look at all.
    """

    estimate: float
    low: float
    high: float
    p: float
    rho: float
    days: int
    scored: int
    of_its_day: float = nan
    half_lives: tuple[float, ...] = (0.0,)
    reference: float = nan
    missing: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out 0. Ends at 0 do not, and NaN never does."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What may be said to "does it help me?".

    - `as_needed`: it was often taken because it hurt, so a comparison would blame it.
    - `not_enough`: `missing` says how many more are needed of what.
    - `clear`: the interval leaves out 0.
    - `none`: all of the interval is too small to matter.
    - `cannot_tell`: anything else.

    `effect` is the comparison with the half-life that was declared. `averaged`, over half-lives
    of 0, 1, 2 and 4 days, is for the clinician and decides nothing. Both are `None` where they
    may not be shown: as needed, and not enough.
    """

    kind: Kind
    effect: Effect | None = None
    averaged: Effect | None = None
    missing: Mapping[str, int] = field(default_factory=dict)
