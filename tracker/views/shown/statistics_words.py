"""Numbers of statistics as a person reads them: points, intervals, shares, and what is missing.

A change is a number of points, negative where the score went down. Which way is better is a
matter of the symptom; whether something is lower or higher is not. Numbers come without a sign
beside a word that says the direction, and with a true minus where a clinician reads them.
"""

from collections.abc import Mapping
from math import ceil, floor, isnan

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.diary import Better

LEAST = 0.05
"""What is smaller would be rounded to 0.0, which it is not."""

MINUS = "\N{MINUS SIGN}"
NO_BREAK = "\N{NO-BREAK SPACE}"


def number(value: float) -> str:
    """Return how large a change is, to one decimal; a change never becomes "0".

    >>> number(-1.94), number(2.0), number(0.04), number(0.05), number(134.4), number(0)
    ('1.9', '2', 'less than 0.1', '0.1', '134', '0')
    """
    size = _known(abs(value))
    if size == 0:
        return "0"
    return _("less than 0.1") if size < LEAST else _rounded(size)


def points(value: float, unit: str | None = None) -> str:
    """Return a change with its unit: "1.9 points", or what the scale counts.

    >>> points(-1.9), points(1), points(0.01), points(-0.5, "hours")
    ('1.9 points', '1 point', 'less than 0.1 points', '0.5 hours')
    """
    text = number(value)
    if unit is not None:
        return f"{text} {unit}"
    # Of 0.1 there are "points": the singular is for exactly 1.
    return ngettext("%(number)s point", "%(number)s points", 1 if text == "1" else 2) % {
        "number": text
    }


def direction(change: float) -> str:
    """Return "lower" or "higher".

    >>> direction(-0.3), direction(2)
    ('lower', 'higher')
    """
    return _("lower") if _known(change) < 0 else _("higher")


def quantity(change: float) -> str:
    """Return "less" or "more", for what is felt: "less pain".

    >>> quantity(-0.3), quantity(2)
    ('less', 'more')
    """
    return _("less") if _known(change) < 0 else _("more")


def is_better(change: float, better: Better) -> bool | None:
    """Return whether a change is for the better; None where neither end is, or nothing changes.

    >>> is_better(-1, "low"), is_better(-1, "high"), is_better(-1, "none"), is_better(0, "low")
    (True, False, None, None)
    """
    if better == "none" or _known(change) == 0:
        return None
    return (change < 0) == (better == "low")


def change(value: float) -> str:
    """Return a change with its direction: "1.2 lower".

    >>> change(-1.2), change(0.6), change(0.01), change(0)
    ('1.2 lower', '0.6 higher', 'less than 0.1 higher', 'no different')
    """
    if _known(value) == 0:
        return _("no different")
    return _("%(number)s %(direction)s") % {
        "number": number(value),
        "direction": direction(value),
    }


def likely(low: float, high: float) -> str:
    """Return an interval in words; where it leaves out 0, the direction was said before it.

    >>> likely(-2.9, -0.9), likely(0.9, 2.94), likely(0.02, 2), likely(-1.21, -1.19)
    ('likely between 0.9 and 2.9', 'likely between 0.9 and 2.9', 'likely at most 2', 'likely 1.2')
    >>> likely(-1.2, 0.6)
    'likely between 1.2 lower and 0.6 higher'
    """
    if low <= 0 <= high:
        return _("likely between %(low)s and %(high)s") % {
            "low": change(low),
            "high": change(high),
        }
    near, far = sorted((abs(low), abs(high)))
    if near < LEAST:
        return _("likely at most %(high)s") % {"high": number(far)}
    words = {"low": number(near), "high": number(far)}
    if words["low"] == words["high"]:
        return _("likely %(high)s") % words
    return _("likely between %(low)s and %(high)s") % words


def anything_from(low: float, high: float) -> str:
    """Return what an interval around 0 leaves open: "anything from 1.2 lower to 0.6 higher".

    >>> anything_from(-1.2, 0.6), anything_from(-2, 0)
    ('anything from 1.2 lower to 0.6 higher', 'anything from 2 lower to no different')
    >>> anything_from(-0.11, -0.09), anything_from(0, 0)
    ('only 0.1 lower', 'only no difference')
    """
    if low == high == 0:
        return _("only no difference")
    words = {"low": change(low), "high": change(high)}
    if words["low"] == words["high"]:
        return _("only %(high)s") % words
    return _("anything from %(low)s to %(high)s") % words


def signed(value: float, decimals: int = 1) -> str:
    """Return a number for a clinician, with its sign; NaN is a dash.

    >>> [signed(value).replace(MINUS, "-") for value in (-1.94, 1.06, -0.01)]
    ['-1.9', '1.1', '0.0']
    """
    if isnan(value):
        return "\N{EN DASH}"
    text = f"{abs(value):.{decimals}f}"
    is_negative = value < 0 and float(text) != 0
    return f"{MINUS}{text}" if is_negative else text


def interval(low: float, high: float, decimals: int = 1) -> str:
    """Return an interval for a clinician.

    >>> interval(-2.9, 0.9).replace(MINUS, "-")
    '-2.9 to 0.9'
    """
    return _("%(low)s to %(high)s") % {
        "low": signed(low, decimals),
        "high": signed(high, decimals),
    }


def percent(share: float) -> str:
    """Return a share of 0 to 1 in whole percent; what is not none or all does not become it.

    >>> [percent(share).replace(NO_BREAK, " ") for share in (0.944, 0.001, 0, 0.999, 1)]
    ['94 %', 'under 1 %', '0 %', 'over 99 %', '100 %']
    """
    hundredths = 100 * _known(share)
    if 0 < hundredths < 0.5:
        return _("under %(share)s") % {"share": f"1{NO_BREAK}%"}
    if 99.5 <= hundredths < 100:
        return _("over %(share)s") % {"share": f"99{NO_BREAK}%"}
    return f"{_half_up(hundredths)}{NO_BREAK}%"


def share_between(share: float, low: float, high: float) -> str:
    """Return a share with its interval.

    >>> share_between(0.62, 0.481, 0.744).replace(NO_BREAK, " ")
    '62 % (likely 48 to 74 %)'
    """
    words = {"share": percent(share), "low": _half_up(100 * low), "high": percent(high)}
    return _("%(share)s (likely %(low)s to %(high)s)") % words


def times_in_100(p: float) -> str:
    """Return how often chance alone would do something, of an experiment only.

    >>> times_in_100(0.023), times_in_100(0.01), times_in_100(0.002), times_in_100(0.999)
    ('about 2 times in 100', 'about 1 time in 100', 'less than 1 time in 100', 'nearly always')
    """
    times = _half_up(100 * _known(p))
    if times == 0 or p < 0.01:
        return _("less than 1 time in 100")
    if times >= 100:
        return _("nearly always")
    return ngettext("about %(count)d time in 100", "about %(count)d times in 100", times) % {
        "count": times
    }


def missing_words(missing: Mapping[str, int], substance: str = "") -> list[str]:
    """Return what a gate still waits for, by name, one line each.

    `missing` is what `Answer`, `Trend` or `step_effect` say, `substance` its name inside a
    sentence. Where days with and without the substance are named, the days with a score that
    they sum up to are not named again.

    >>> missing_words({"scores": 18})
    ['18 more days with a score']
    >>> for line in missing_words({"scores": 12, "on": 3, "off": 9}, "magnesium"):
    ...     print(line)
    3 more days with a score and with magnesium
    9 more days with a score and without magnesium
    """
    is_counted_apart = "on" in missing or "off" in missing
    named = [name for name in missing if not (name == "scores" and is_counted_apart)]
    return [_missing_line(name, missing[name], substance) for name in named]


def _missing_line(name: str, count: int, substance: str) -> str:
    texts = {
        "days": ngettext("%(count)d more day of diary", "%(count)d more days of diary", count),
        "scores": ngettext(
            "%(count)d more day with a score", "%(count)d more days with a score", count
        ),
        "on": ngettext(
            "%(count)d more day with a score and with %(substance)s",
            "%(count)d more days with a score and with %(substance)s",
            count,
        ),
        "off": ngettext(
            "%(count)d more day with a score and without %(substance)s",
            "%(count)d more days with a score and without %(substance)s",
            count,
        ),
        "switches": ngettext(
            "%(count)d more change between days with and days without %(substance)s",
            "%(count)d more changes between days with and days without %(substance)s",
            count,
        ),
        "days_before": ngettext(
            "%(count)d more day before the change", "%(count)d more days before the change", count
        ),
        "scores_before": ngettext(
            "%(count)d more day with a score before the change",
            "%(count)d more days with a score before the change",
            count,
        ),
        "days_after": ngettext(
            "%(count)d more day after the change", "%(count)d more days after the change", count
        ),
        "scores_after": ngettext(
            "%(count)d more day with a score after the change",
            "%(count)d more days with a score after the change",
            count,
        ),
    }
    return texts[name] % {"count": count, "substance": substance or _("it")}


def _rounded(size: float) -> str:
    """Return a size to one decimal, without one from 100 on and where it is 0."""
    if size >= 100:
        return f"{_half_up(size):,}"
    text = f"{_half_up(size * 10) / 10:.1f}"
    return text.removesuffix(".0")


def _half_up(value: float) -> int:
    """Round as people do: 2.5 is 3, and not the even 2. The rest of a float's digits is noise."""
    steady = round(value, 9)
    return floor(steady + 0.5) if steady >= 0 else ceil(steady - 0.5)


def _known(value: float) -> float:
    if isnan(value):
        raise ValueError("a number that is not known has no words; say what is missing")
    return value
