"""The first weeks against the last ones, worked out by hand."""

from math import isnan, nan

import numpy as np
import pytest

from tracker.domain.handover.then_and_now import then_and_now, windows


def compared(scores, worst=None, **options):
    means = np.array(scores, dtype=float)
    return then_and_now(means, means if worst is None else np.array(worst, dtype=float), **options)


@pytest.mark.parametrize(
    ("days", "then", "now"),
    [
        (14, (0, 7), (7, 14)),
        (55, (0, 27), (28, 55)),
        (56, (0, 28), (28, 56)),
        (90, (0, 28), (62, 90)),
    ],
)
def test_four_weeks_stand_at_either_end_and_halves_where_there_are_fewer_than_eight(
    days, then, now
):
    found = windows(days)

    assert [(one.start, one.stop) for one in found] == [then, now]


def test_less_than_two_weeks_are_not_compared():
    assert compared([5] * 13) is None


def test_the_median_is_of_the_days_and_the_worst_of_single_scores():
    found = compared([6, 6, 7, 8, 5, 6, 6, 3, 3, 4, 5, 2, 3, 3], [9] * 7 + [4] * 7)

    assert (found.then.median, found.then.worst, found.now.median, found.now.worst) == (6, 9, 3, 4)
    assert (found.change, found.share) == (-3, -0.5)


def test_days_without_a_score_are_counted_and_in_no_median():
    found = compared([nan, 2, 2, 2, 4, 4, 4, 4, nan] * 2)

    assert (found.then.days, found.then.scored, found.then.median) == (9, 7, 4)


def test_six_scored_days_on_a_side_are_too_few_and_seven_are_enough():
    enough, too_few = [5] * 7, [5] * 6 + [nan]

    assert compared(enough * 2).is_enough
    found = compared(enough + too_few)
    assert not found.is_enough
    assert isnan(found.change)
    assert isnan(found.share)


def test_high_days_are_those_whose_worst_score_is_at_least_so_much():
    found = compared([3] * 14, [3, 4, 5, 3, 3, 3, 3] + [3] * 7, high_from=4)

    assert (found.then.high_days, found.now.high_days) == (2, 0)


def test_without_a_bound_no_high_days_are_counted():
    assert compared([3] * 14).then.high_days is None


def test_the_worst_is_the_lowest_where_high_is_better():
    assert compared([5] * 14, [2, *[6] * 13], better="high").then.worst == 2


@pytest.mark.parametrize(
    ("then", "now", "points", "share"),
    [
        (6, 4, True, True),
        (10, 8, True, False),
        (10, 7, True, True),
        (5, 3.5, False, True),
        (5, 3.6, False, False),
        (4, 6, False, False),
        (0, 0, False, False),
    ],
)
def test_the_marks_are_two_points_less_and_thirty_per_cent_less(then, now, points, share):
    found = compared([then] * 7 + [now] * 7)

    assert (found.has_two_points_less, found.has_share_less) == (points, share)


def test_nothing_is_a_share_of_nothing():
    assert isnan(compared([0] * 7 + [3] * 7).share)
