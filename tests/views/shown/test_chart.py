"""Places, ticks and paths of charts."""

import doctest
import re
from datetime import date, timedelta
from math import isnan, nan

import pytest

from tracker.views.shown import chart
from tracker.views.shown.chart import (
    Axis,
    DayAxis,
    boxes_of,
    dots_of,
    nice_top,
    nice_values,
    number,
    path_of,
    stems_of,
)


def days_from(first, length):
    return DayAxis(first, length, start=30, end=350)


def labels(axis):
    return [tick.label for tick in axis.ticks() if tick.label]


def test_the_examples_hold():
    assert doctest.testmod(chart).failed == 0


def test_an_axis_that_points_up_has_its_highest_value_at_its_end():
    axis = Axis(0, 10, start=120, end=20)

    assert [axis.at(value) for value in (0, 10, 5)] == [120, 20, 70]


def test_places_are_rounded_to_a_tenth():
    assert Axis(0, 3, start=0, end=10).all_at([1, 2]) == [3.3, 6.7]


def test_a_value_that_is_not_known_has_no_place():
    known, unknown = Axis(0, 1, start=0, end=10).all_at([1, nan])

    assert known == 10
    assert isnan(unknown)


def test_an_axis_of_one_value_does_not_divide_by_zero():
    assert Axis(5, 5, start=100, end=0).at(5) == 100


@pytest.mark.parametrize(
    ("low", "high", "at_most", "values"),
    [
        (0, 10, 6, [0, 2, 4, 6, 8, 10]),
        (0, 100, 6, [0, 20, 40, 60, 80, 100]),
        (1, 5, 6, [1, 2, 3, 4, 5]),
        (-5, 5, 3, [-5, 0, 5]),
        (4, 4, 6, [4]),
    ],
)
def test_ticks_stand_at_round_values(low, high, at_most, values):
    assert nice_values(low, high, at_most) == values


@pytest.mark.parametrize("high", [0.003, 0.7, 1, 3, 9.99, 24, 100, 1500, 123_456])
@pytest.mark.parametrize("at_most", [3, 4, 6])
def test_ticks_are_never_more_than_asked_and_never_outside(high, at_most):
    values = nice_values(0, high, at_most)

    assert 2 <= len(values) <= at_most
    assert 0 <= values[0] < values[-1] <= high


@pytest.mark.parametrize("highest", [0.3, 1, 7, 99, 101, 372, 4321])
def test_the_top_of_an_axis_is_round_and_holds_the_highest(highest):
    assert highest <= nice_top(highest) <= 2 * highest


def test_nothing_taken_has_an_axis_too():
    assert nice_top(0) == nice_top(nan) == 1


def test_a_month_has_ticks_at_its_mondays():
    assert labels(days_from(date(2026, 11, 1), 30)) == [
        "2 Nov",
        "9 Nov",
        "16 Nov",
        "23 Nov",
        "30 Nov",
    ]


def test_a_quarter_has_ticks_at_its_months_and_small_ones_at_its_weeks():
    axis = days_from(date(2026, 8, 24), 90)

    assert labels(axis) == ["Sep", "Oct", "Nov"]
    assert len(axis.ticks()) == 3 + 13


def test_in_a_row_of_months_january_bears_the_year():
    assert labels(days_from(date(2025, 11, 22), 120)) == ["Dec", "2026", "Feb", "Mar"]


def test_ten_years_have_ticks_at_years():
    assert labels(days_from(date(2016, 11, 23), 3653)) == ["2018", "2020", "2022", "2024", "2026"]


@pytest.mark.parametrize(
    "length", [1, 2, 7, 30, 45, 60, 90, 180, 365, 400, 731, 1826, 3653, 40_000]
)
def test_ticks_of_days_fit_and_stand_in_order_within_the_axis(length):
    axis = days_from(date(1990, 2, 27), length)
    places = [tick.at for tick in axis.ticks()]

    assert len(labels(axis)) <= 7
    assert places == sorted(set(places))
    assert all(30 <= at <= 350 for at in places)


def test_a_month_to_ten_years_always_have_two_ticks_or_more():
    for length in range(30, 3654, 7):
        for first in (date(2016, 1, 1), date(2015, 12, 31), date(2016, 5, 2)):
            assert len(days_from(first, length).ticks()) >= 2


def test_years_up_to_the_last_of_the_calendar_have_ticks():
    first = date(9999, 12, 31) - timedelta(days=89)

    assert labels(days_from(first, 90)) == ["Nov", "Dec"]


def test_labels_near_an_end_lean_away_from_it():
    anchors = [tick.anchor for tick in days_from(date(2026, 9, 1), 91).ticks() if tick.label]

    assert anchors == ["start", "middle", "middle"]


def test_a_day_stands_in_its_own_middle():
    axis = DayAxis(date(2026, 1, 1), 10, start=0, end=100)

    assert [axis.at(0), axis.at(9), axis.before(1)] == [5, 95, 10]
    assert axis.all_at([0, 9]) == [5, 95]


def test_a_line_breaks_where_a_value_is_not_known():
    assert path_of([0, 1, 2, 3, 4], [1, 2, nan, 3, 4]) == "m0 1l1 1m2 1l1 1"


def test_a_value_alone_is_a_dot():
    assert path_of([0, 1, 2], [nan, 2, nan]) == "m1 2h0"


def test_nothing_known_is_no_line():
    assert path_of([0, 1], [nan, nan]) == path_of([], []) == dots_of([0], [nan]) == ""


def test_dots_and_stems_leave_out_what_is_not_known():
    assert dots_of([1, 2, 3], [4, nan, 6.04]) == "m1 4h0m2 2h0"
    assert stems_of([1, 2, 3], [9, 9, 9], [3.5, nan, 4]) == "m1 9v-5.5m2 5.5v-5"


def test_boxes_stand_around_their_places():
    assert boxes_of([10, nan, 20.5], 4, 1, 9) == "m8 1h4v8h-4zm10.5 0h4v8h-4z"


def test_steps_add_up_however_many_there_are():
    xs = [0.37 * n for n in range(1000)]
    steps = re.findall(r"m(\S+) 0h0", dots_of(xs, [0] * 1000))

    assert sum(map(float, steps)) == pytest.approx(round(xs[-1], 1))


def test_a_path_is_as_short_as_it_can_be_written():
    assert path_of([0.5, 0, -0.5], [-0.5, 0, 0.25]) == "m.5-.5l-.5 .5-.5 .2"


def test_numbers_are_written_as_a_person_reads_them():
    assert [number(value) for value in (10, 2.04, -1.25, 1234.5)] == ["10", "2", "-1.2", "1,234.5"]
