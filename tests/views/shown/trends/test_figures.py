"""The trend of a figure, which is worked out once for the same scores."""

import numpy as np
import pytest

from tracker.domain.trend import trend
from tracker.views.shown.trends.figures import kept_trend

DAYS = 90


def scores(level=0.0):
    """Return scores that are higher on some days of the week, and miss some."""
    numbers = level + np.arange(DAYS) % 7 + np.sin(np.arange(DAYS))
    numbers[::11] = np.nan
    return numbers


@pytest.mark.parametrize("first_weekday", range(7))
def test_it_is_that_of_the_days_with_their_weekdays(first_weekday):
    weekdays = (first_weekday + np.arange(DAYS)) % 7

    kept = kept_trend(scores().tobytes(), first_weekday)

    assert kept == trend(scores(), weekdays=weekdays)
    np.testing.assert_array_equal(kept.curve, trend(scores()).curve)


def test_other_scores_have_another_one():
    other = scores()
    other[-1] += 1

    assert kept_trend(other.tobytes(), 0) != kept_trend(scores().tobytes(), 0)


def test_the_same_scores_are_not_worked_out_twice():
    assert kept_trend(scores(2).tobytes(), 3) is kept_trend(scores(2).tobytes(), 3)
