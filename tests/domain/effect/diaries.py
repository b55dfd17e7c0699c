"""Made-up diaries for the tests of effects; every draw is seeded."""

import numpy as np

NAN = float("nan")


def noise(days, *, seed, r=0.6, spread=1.5):
    """Return AR(1) noise around 0."""
    draw = np.random.default_rng(seed)
    values = [draw.normal()]
    for shock in draw.normal(size=days - 1):
        values.append(r * values[-1] + np.sqrt(1 - r * r) * shock)
    return spread * np.array(values)


def weeks(days, dose=1.0):
    """Return a week without and a week with in turns."""
    return (np.arange(days) // 7 % 2) * dose


def pain(days, *, seed, effect=0.0, dose=None):
    """Return whole scores from 0 to 10."""
    taken = weeks(days) if dose is None else dose
    return np.clip(np.round(5 + noise(days, seed=seed) + effect * taken), 0, 10)


def without(values, *places):
    """Return `values` with NaN in `places`."""
    holey = np.array(values, dtype=float)
    holey[list(places)] = NAN
    return holey


def numbers(effect):
    """Return what an effect says, for comparing."""
    return (effect.estimate, effect.low, effect.high, effect.p, effect.rho)
