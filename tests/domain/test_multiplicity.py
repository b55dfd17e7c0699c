from math import isnan, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.multiplicity import holm

P_VALUES = st.lists(st.floats(0, 1), max_size=20)


def test_the_smallest_pays_for_all_and_none_falls_below_one_before_it():
    # R: p.adjust(c(0.01, 0.02, 0.03, 0.04, 0.05), "holm")
    assert holm([0.01, 0.02, 0.03, 0.04, 0.05]) == pytest.approx([0.05, 0.08, 0.09, 0.09, 0.09])


def test_the_order_of_the_questions_is_kept():
    assert holm([0.04, 0.01, 0.03]) == pytest.approx([0.06, 0.03, 0.06])


def test_no_adjusted_p_is_over_1():
    assert holm([0.5, 0.9]) == [1.0, 1.0]


def test_one_question_alone_pays_nothing():
    assert holm([0.04]) == [0.04]


def test_no_question_gives_no_answer():
    assert holm([]) == []


def test_a_question_without_an_answer_stays_so_and_costs_the_others_nothing():
    first, unanswered, second = holm([0.02, nan, 0.03])

    assert isnan(unanswered)
    assert (first, second) == (0.04, 0.04)


@given(P_VALUES)
def test_adjusting_never_makes_a_p_smaller(p_values):
    assert all(after >= before for before, after in zip(p_values, holm(p_values), strict=True))


@given(P_VALUES)
def test_adjusting_keeps_who_is_before_whom(p_values):
    pairs = sorted(zip(p_values, holm(p_values), strict=True))

    assert [after for _, after in pairs] == sorted(after for _, after in pairs)


@pytest.mark.parametrize("wrong", [-0.1, 1.1])
def test_what_is_no_share_is_refused(wrong):
    with pytest.raises(ValueError, match=r"p_values: number 2 is .*; must be from 0 to 1, or NaN"):
        holm([0.5, wrong])


def test_a_p_that_rounding_left_a_hair_below_0_is_0():
    assert holm([-4.4e-16, 0.5]) == [0.0, 0.5]
