"""How many days one mark, or one row, stands for."""

from datetime import date, timedelta

import numpy as np
import pytest

from tracker.domain.series import Days
from tracker.views.shown.trends.grain import Grain, grain_of_marks, grain_of_rows, row_label

WEDNESDAY = date(2026, 9, 2)


def days(length, first=WEDNESDAY):
    return Days.between(first, first + timedelta(length - 1), ())


def labels(length):
    grain = grain_of_rows(days(length))
    return [row_label(days(length), int(start), grain.days_a_group) for start in grain.starts]


@pytest.mark.parametrize(
    ("length", "size"), [(1, 1), (400, 1), (401, 7), (3653, 7), (3780, 7), (3781, 14)]
)
def test_marks_stand_for_days_then_weeks_then_several_weeks(length, size):
    assert grain_of_marks(days(length)).days_a_group == size


@pytest.mark.parametrize("length", [1, 90, 400, 401, 731, 3653, 14_640])
def test_there_are_never_more_marks_than_a_picture_can_show(length):
    assert 1 <= grain_of_marks(days(length)).count <= 541


def test_weeks_begin_on_monday():
    weeks = grain_of_marks(days(500)).starts

    assert [days(500).day(int(start)).weekday() for start in weeks] == [2] + [0] * (len(weeks) - 1)


@pytest.mark.parametrize(
    ("length", "some"),
    [
        (31, ["Wed 2 Sep", "Thu 3 Sep"]),
        (60, ["from 2 Sep 2026", "from 7 Sep 2026"]),
        (900, ["Sep 2026", "Oct 2026"]),
        (2000, ["Jul to Sep 2026", "Oct to Dec 2026"]),
        (6000, ["2026", "2027"]),
    ],
)
def test_rows_are_days_weeks_months_quarters_or_years(length, some):
    assert labels(length)[:2] == some


@pytest.mark.parametrize("length", [31, 32, 90, 366, 401, 1000, 1500, 3653, 5000, 14_640])
def test_a_table_has_so_few_rows_that_one_still_reads_them(length):
    assert len(labels(length)) <= 61


def test_what_is_not_known_is_left_out_of_means_and_is_no_zero():
    grain = Grain(np.array([0, 0, 0, 1, 1]), 7)
    values = np.array([2, np.nan, 4, np.nan, np.nan])

    assert grain.means(values)[0] == 3
    assert np.isnan(grain.means(values)[1])


def test_the_highest_and_the_lowest_of_a_group_are_those_known():
    grain = Grain(np.array([0, 0, 1, 1]), 7)
    values = np.array([2, 5, np.nan, 1])

    assert grain.most(values).tolist() == [5, 1]
    assert grain.least(values).tolist() == [2, 1]


def test_days_are_counted_by_group():
    grain = Grain(np.array([0, 0, 1]), 7)

    assert grain.number(np.array([True, True, False])).tolist() == [2, 0]
