"""Simulated diaries of 0-10 scores: what a person writes down, with a known truth."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Draw = np.random.Generator

MIDDLE = 5.0
SPREAD = 2.0
"""Points that a day differs from the middle, as a standard deviation."""

WEEK = 7


@dataclass(frozen=True, slots=True)
class Diary:
    """Scores and doses, one a day, NaN where not known, and the doses taken because it hurt."""

    scores: Floats
    dose: Floats
    as_needed: NDArray[np.bool_]

    def whole(self) -> "Diary":
        """Return the diary as it would be tapped: whole scores from 0 to 10."""
        return replace(self, scores=np.clip(np.round(self.scores), 0, 10))


Noise = Callable[[Draw, int], Floats]
Dosing = Callable[[Draw, Floats], Floats]


# Noise, around 0 ---------------------------------------------------------------------------------


def carried(r: float, of_its_day: float = 0.0, spread: float = SPREAD) -> Noise:
    """AR(1) with autocorrelation `r`, and a share of the variance that belongs to its day only."""

    def noise(draw: Draw, days: int) -> Floats:
        lasting = _autoregressive(draw, days, [r])
        passing = draw.normal(size=days)
        return spread * (np.sqrt(1 - of_its_day) * lasting + np.sqrt(of_its_day) * passing)

    return noise


def second_order(first: float, second: float) -> Noise:
    """AR(2): what a filter made for AR(1) does not expect."""
    return lambda draw, days: SPREAD * _autoregressive(draw, days, [first, second])


def drifting(noise: Noise, points: float) -> Noise:
    """`noise` on a straight slope of `points` over the diary, up or down."""

    def drifted(draw: Draw, days: int) -> Floats:
        return noise(draw, days) + draw.choice([-1, 1]) * points * np.linspace(-0.5, 0.5, days)

    return drifted


def flaring(noise: Noise, points: float = 3.0, every: int = 25) -> Noise:
    """`noise` with flares: about every `every` days it is worse for three days to ten."""

    def flared(draw: Draw, days: int) -> Floats:
        extra = np.zeros(days)
        for start in np.flatnonzero(draw.random(days) < 1 / every):
            extra[start : start + draw.integers(3, 11)] = points
        return noise(draw, days) + extra - extra.mean()

    return flared


def cycling(noise: Noise, points: float = 1.5, period: int = 28) -> Noise:
    """`noise` on a wave that is `points` up and down, from anywhere in it."""

    def cycled(draw: Draw, days: int) -> Floats:
        phase = draw.uniform(0, 2 * np.pi)
        return noise(draw, days) + points * np.sin(2 * np.pi * np.arange(days) / period + phase)

    return cycled


def _autoregressive(draw: Draw, days: int, lags: list[float], before: int = 300) -> Floats:
    """Return noise of variance 1 that has forgotten its start."""
    shocks = draw.normal(size=days + before).tolist()
    values = [0.0] * len(lags)
    for shock in shocks:
        values.append(sum(lag * values[-k] for k, lag in enumerate(lags, start=1)) + shock)
    return np.array(values[-days:]) / np.sqrt(_variance(lags))


def _variance(lags: list[float]) -> float:
    if len(lags) == 1:
        return 1 / (1 - lags[0] ** 2)
    first, second = lags
    return (1 - second) / ((1 + second) * ((1 - second) ** 2 - first**2))


# Doses; they see the noise, since people do -----------------------------------------------------


def at_random(draw: Draw, noise: Floats) -> Floats:
    return draw.integers(0, 2, len(noise)).astype(np.float64)


def by_weeks(draw: Draw, noise: Floats) -> Floats:
    """A week with and a week without in turns, from anywhere in it."""
    return ((np.arange(len(noise)) + draw.integers(2 * WEEK)) // WEEK % 2).astype(np.float64)


def in_spells(draw: Draw, noise: Floats) -> Floats:
    """With and without in spells of any length, a week on average."""
    changes = draw.random(len(noise)) < 1 / WEEK
    return (draw.integers(2) + np.cumsum(changes)) % 2.0


def after_bad_days(draw: Draw, noise: Floats) -> Floats:
    """Mostly on the day after one that was worse than usual."""
    yesterday = np.concatenate([[0.0], noise[:-1]])
    return (draw.random(len(noise)) < np.where(yesterday > 0, 0.8, 0.2)).astype(np.float64)


def because_it_hurt(draw: Draw, noise: Floats) -> Floats:
    """Mostly on days that are worse than usual: what no method can repair."""
    return (draw.random(len(noise)) < np.where(noise > 0, 0.8, 0.2)).astype(np.float64)


def from_the_worst_week(draw: Draw, noise: Floats) -> Floats:
    """Every day from some day on in the worst week of the middle half of the diary."""
    return _from(_start_in_worst_week(draw, noise), noise)


def in_turns_from_the_worst_week(draw: Draw, noise: Floats) -> Floats:
    """From some day in that week on, in turns of a week."""
    start = _start_in_worst_week(draw, noise)
    return _from(start, noise) * ((np.arange(len(noise)) - start) // WEEK % 2 == 0)


def on_the_eve_of_the_worst(_: Draw, noise: Floats) -> Floats:
    """From the first of the seven days that are the worst of all in the middle half.

    Nobody knows that beforehand, so nobody starts like this. It is here to see how a start
    that looks ahead breaks any comparison.
    """
    quarter = len(noise) // 4
    weeks = np.convolve(noise, np.ones(WEEK) / WEEK, mode="valid")[quarter : 3 * quarter]
    return _from(quarter + int(np.argmax(weeks)), noise)


def _start_in_worst_week(draw: Draw, noise: Floats) -> int:
    weeks = noise[: len(noise) // WEEK * WEEK].reshape(-1, WEEK).mean(axis=1)
    quarter = len(weeks) // 4
    worst = quarter + int(np.argmax(weeks[quarter : len(weeks) - quarter]))
    return int(WEEK * worst + draw.integers(WEEK))


def _from(start: int, noise: Floats) -> Floats:
    return (np.arange(len(noise)) >= start).astype(np.float64)


# A diary ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Person:
    """What is true of somebody: how pain goes by itself, when they take it, and what it does."""

    noise: Noise
    dosing: Dosing
    days: int
    effect: float = 0.0
    half_life: float = 0.0
    middle: float = MIDDLE
    unscored: float = 0.0
    unscored_when_good: float = 0.0

    def diary(self, draw: Draw) -> Diary:
        noise = self.noise(draw, self.days)
        dose = self.dosing(draw, noise)
        scores = self.middle + noise + self.effect * _built_up(dose, self.half_life)
        silent = np.where(noise < 0, self.unscored_when_good, self.unscored)
        scores[draw.random(self.days) < silent] = np.nan
        hurt = (noise > 0) & (self.dosing is because_it_hurt)
        return Diary(scores, dose, hurt & (dose > 0))


def _built_up(dose: Floats, half_life: float) -> Floats:
    if half_life == 0:
        return dose
    share = 1 - 2 ** (-1 / half_life)
    built = [dose[0]]
    for day in dose[1:]:
        built.append(built[-1] + share * (day - built[-1]))
    return np.array(built)
