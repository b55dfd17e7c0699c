"""Round numbers, and numbers as a person reads them."""

from math import ceil, floor, log10


def nice_values(low: float, high: float, at_most: int = 6) -> list[float]:
    """Return round values from `low` to `high`: multiples of 1, 2 or 5 times a power of ten.

    >>> nice_values(0, 10, 6), nice_values(0, 10, 5), nice_values(0.2, 0.7, 4)
    ([0, 2, 4, 6, 8, 10], [0, 5, 10], [0.2, 0.4, 0.6])
    """
    if high <= low:
        return [low]
    step = _nice_step((high - low) / max(at_most - 1, 1))
    while len(found := _multiples(step, low, high)) > at_most:
        step = _nice_step(step * 1.5)
    return found


def nice_top(highest: float) -> float:
    """Return a round number not below `highest`, for an axis that begins at 0.

    >>> nice_top(372), nice_top(0), nice_top(1.2)
    (400, 1, 1.5)
    """
    if not highest > 0:
        return 1
    step = _nice_step(highest / 4)
    return _short(ceil(highest / step - 1e-9) * step)


def _nice_step(at_least: float) -> float:
    power = 10.0 ** floor(log10(at_least))
    return next(size * power for size in (1, 2, 5, 10) if size * power >= at_least * (1 - 1e-9))


def _multiples(step: float, low: float, high: float) -> list[float]:
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return [_short(times * step) for times in range(first, last + 1)]


def _short(value: float) -> float:
    """Return the value without what floating point added, as a whole number where it is one."""
    value = round(value, 9)
    return int(value) if value == int(value) else value


def number(value: float, decimals: int = 1) -> str:
    """Return a number as a person reads it.

    >>> number(7.0), number(0.25, 2), number(1500.0), number(-0.04)
    ('7', '0.25', '1,500', '0')
    """
    text = f"{round(float(value), decimals) + 0.0:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
