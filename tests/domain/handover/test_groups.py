"""Groups of days: their median, their middle half and their ends."""

from math import nan

import numpy as np

from tracker.domain.handover.groups import Spread, by_hour, spreads


def test_each_group_has_its_own_median_and_ends():
    first, second = spreads(np.array([1.0, 2, 3, 8, 9]), [0, 3])

    assert (first.least, first.median, first.most, first.number) == (1, 2, 3, 3)
    assert (second.least, second.median, second.most, second.number) == (8, 8.5, 9, 2)


def test_a_group_without_a_value_is_not_known():
    assert spreads(np.array([nan, nan, 4.0]), [0, 2])[0] == Spread(0)
    assert not spreads(np.array([nan]), [0])[0].is_known


def test_quartiles_lie_between_values():
    (found,) = spreads(np.array([0.0, 10, 20, 30]), [0])

    assert (found.low, found.high) == (7.5, 22.5)


def test_scores_stand_in_the_hour_of_their_minute():
    hours = by_hour([(0, 3.0), (59, 5.0), (60, 7.0), (1439, 1.0)])

    assert [(hour, one.median) for hour, one in enumerate(hours) if one.is_known] == [
        (0, 4.0),
        (1, 7.0),
        (23, 1.0),
    ]
