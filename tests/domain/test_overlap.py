from math import isnan, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu

from tracker.domain.overlap import overlap

SCORES = st.lists(st.integers(0, 10), min_size=1, max_size=15)

# Parker, Vannest & Davis (2011), Effect size in single-case research: a review of nine
# nonoverlap techniques, Behavior Modification 35, 303-322: the example and what they print.
PARKER_A = [20, 20, 26, 25, 22, 23]
PARKER_B = [28, 25, 24, 27, 30, 30, 29]


def test_parker_vannest_and_davis_print_nap_38_5_of_42():
    assert overlap(PARKER_A, PARKER_B, better="high").nap == 38.5 / 42


def test_parker_vannest_and_davis_print_tau_35_of_42():
    assert overlap(PARKER_A, PARKER_B, better="high").tau == 35 / 42


def test_parker_vannest_and_davis_print_pnd_5_of_7():
    assert overlap(PARKER_A, PARKER_B, better="high").pnd == 5 / 7


def test_their_second_example_has_a_tau_of_16_of_20():
    assert overlap([3, 3, 4, 5], [4, 5, 6, 7, 7], better="high").tau == 16 / 20


def test_where_lower_is_better_less_is_an_improvement():
    measures = overlap([7, 8, 6], [2, 6, 5], better="low")

    assert measures.nap == 8.5 / 9
    assert measures.pnd == 2 / 3  # The 6 is no better than the best day before.


@given(SCORES, SCORES)
def test_turning_the_scale_round_gives_the_same(before, after):
    upside_down = overlap([-a for a in before], [-b for b in after], better="high")

    assert overlap(before, after, better="low") == upside_down


@given(SCORES, SCORES)
def test_nap_is_the_mann_whitney_u_as_a_share_of_pairs(before, after):
    measures = overlap(before, after, better="high")

    assert measures.nap == pytest.approx(mannwhitneyu(after, before).statistic / measures.pairs)


@given(SCORES, SCORES)
def test_tau_is_nap_from_minus_1_to_1(before, after):
    measures = overlap(before, after, better="low")

    assert measures.tau == pytest.approx(2 * measures.nap - 1)


def test_days_without_a_score_are_left_out():
    assert overlap([5, nan, 6], [nan, 4], better="low").pairs == 2


def test_a_phase_without_any_score_has_no_overlap():
    measures = overlap([5, 6], [nan], better="low")

    assert measures.pairs == 0
    assert all(map(isnan, (measures.nap, measures.tau, measures.pnd)))


def test_where_neither_end_is_better_nothing_improves():
    assert overlap([5], [4], better="none") is None
