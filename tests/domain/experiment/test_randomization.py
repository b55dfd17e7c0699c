from fractions import Fraction
from math import comb, inf, isnan, nan

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.domain.experiment.brute_force import mean_difference, share_as_extreme
from tracker.domain.experiment.randomization import assignments, randomization_test

HALF_POINTS = st.integers(0, 20)
OR_MISSING = st.one_of(HALF_POINTS, HALF_POINTS, HALF_POINTS, st.none())


@st.composite
def blocks(draw, values=OR_MISSING):
    """Eight values, some of them missing, and which four of them are on; each side has one."""
    y = draw(st.lists(values, min_size=8, max_size=8))
    on = set(draw(st.permutations(range(8)))[:4])
    assume(mean_difference(y, on) is not None)
    return y, on


def answer_of(y, on):
    values = [nan if value is None else float(value) for value in y]
    return randomization_test(values, [place in on for place in range(len(y))])


@given(blocks())
def test_p_is_the_share_of_all_draws_that_are_at_least_as_extreme(case):
    assert answer_of(*case).p == pytest.approx(float(share_as_extreme(*case)), abs=1e-12)


@given(blocks())
def test_the_estimate_is_the_difference_of_means(case):
    assert answer_of(*case).estimate == pytest.approx(float(mean_difference(*case)), abs=1e-9)


@given(blocks(), st.fractions(-12, 12, max_denominator=7))
def test_the_interval_holds_exactly_the_effects_that_the_same_test_does_not_reject(case, effect):
    result = answer_of(*case)
    # At an end itself, rounding decides.
    assume(min(abs(effect - end) for end in (result.low, result.high)) > 1e-9)

    is_kept = share_as_extreme(*case, effect=effect) > Fraction(1, 20)

    assert (result.low < effect < result.high) == is_kept


@given(blocks())
def test_the_ends_of_the_interval_are_where_the_test_turns(case):
    result = answer_of(*case)
    a_hair = Fraction(1, 10**6)

    for end, outwards in ((result.low, -a_hair), (result.high, a_hair)):
        if abs(end) != inf:
            beyond = Fraction(end) + outwards
            within = Fraction(end) - outwards
            assert share_as_extreme(*case, effect=beyond) <= Fraction(1, 20)
            if result.low < within < result.high:
                assert share_as_extreme(*case, effect=within) > Fraction(1, 20)


@given(blocks())
def test_p_is_at_most_5_percent_exactly_where_0_is_outside_of_the_interval(case):
    result = answer_of(*case)

    assert (result.p <= 0.05) == (not result.low <= 0 <= result.high)


@given(st.lists(st.floats(0, 10), min_size=12, max_size=12))
def test_so_it_is_with_scores_of_any_number_of_places(y):
    result = randomization_test(y, [True, False] * 6)

    assert (result.p <= 0.05) == (not result.low <= 0 <= result.high)
    assert result.low <= result.estimate <= result.high


@given(blocks())
def test_the_interval_holds_the_estimate(case):
    result = answer_of(*case)

    assert result.low <= result.estimate <= result.high


@given(blocks(), st.integers(-1000, 1000))
def test_adding_the_same_to_every_value_changes_nothing(case, shift):
    y, on = case
    moved = answer_of([None if value is None else value + shift for value in y], on)
    result = answer_of(y, on)

    assert (moved.p, moved.low, moved.high) == pytest.approx((result.p, result.low, result.high))


@given(blocks(), st.integers(-5, 5))
def test_adding_an_effect_moves_the_interval_by_it(case, effect):
    y, on = case
    more = [
        value + effect if place in on and value is not None else value
        for place, value in enumerate(y)
    ]
    result, moved = answer_of(y, on), answer_of(more, on)

    assert moved.low == pytest.approx(result.low + effect, abs=1e-8)
    assert moved.high == pytest.approx(result.high + effect, abs=1e-8)


@given(blocks())
def test_exchanging_on_and_off_turns_the_interval_round(case):
    y, on = case
    result, other = answer_of(y, on), answer_of(y, set(range(8)) - on)

    assert other.p == result.p
    assert (other.low, other.high) == pytest.approx((-result.high, -result.low))


@settings(max_examples=30)
@given(st.lists(HALF_POINTS, min_size=9, max_size=9), st.integers(2, 7))
def test_another_share_than_half_may_be_on(y, on):
    first = set(range(on))

    assert answer_of(y, first).p == pytest.approx(float(share_as_extreme(y, first)), abs=1e-12)


def test_two_values_that_binary_adds_differently_are_a_tie():
    # .1 + .2 + .3 is not .3 + .2 + .1 in floating point; the mirrored schedule must count.
    y = [0.1, 0.2, 0.3, 0.4, 0.4, 0.3, 0.2, 0.1]

    assert randomization_test(y, [True] * 4 + [False] * 4).p == 1.0


def test_the_least_p_of_12_blocks_is_2_in_924():
    result = randomization_test([0.0, 9.0] * 6, [True, False] * 6)

    assert (result.p, result.schedules) == (2 / 924, 924)


def test_values_that_are_all_the_same_give_p_1_and_no_width():
    result = randomization_test([3.3] * 8, [True, False] * 4)

    assert (result.p, result.low, result.high) == (1.0, 0.0, 0.0)


def test_a_side_without_any_value_has_no_answer():
    result = randomization_test([nan, 1, nan, 2, nan, 3, nan, 4], [True, False] * 4)

    assert all(map(isnan, (result.estimate, result.p, result.low, result.high)))
    assert result.schedules == 70


def test_too_few_values_bound_nothing():
    y = [5.0, 1.0, *[nan] * 6]

    result = randomization_test(y, [True, False] * 4)

    # Both sides empty, or either way round: every one of the 70 schedules is extreme.
    assert (result.estimate, result.p, result.low, result.high) == (4.0, 1.0, -inf, inf)


def test_more_than_20_values_are_refused():
    with pytest.raises(ValueError, match="22 values; an exact test lists every draw of at most 20"):
        randomization_test(np.arange(22.0), [True, False] * 11)


def test_half_of_20_are_listed_once_each_with_their_mirror_images_left_out():
    rows = assignments(20, 10)

    assert len(np.unique(rows, axis=0)) == len(rows) == comb(20, 10) // 2
    assert set(rows.sum(axis=1)) == {10}


def test_what_is_listed_cannot_be_changed_by_who_asks():
    with pytest.raises(ValueError, match="read-only"):
        assignments(8, 4)[0, 0] = 1
