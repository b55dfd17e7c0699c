import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from tracker.domain.adherence import adherence, wilson_interval

# Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3.
NEWCOMBE = [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611)]


@pytest.mark.parametrize(("successes", "n", "low", "high"), NEWCOMBE)
def test_the_examples_of_newcombe(successes, n, low, high):
    assert wilson_interval(successes, n) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_it_agrees_with_scipy(case):
    theirs = binomtest(*case).proportion_ci(method="wilson")

    assert wilson_interval(*case) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


def test_all_of_n_reach_up_to_exactly_1():
    assert wilson_interval(20, 20)[1] == 1.0


def test_a_higher_level_is_wider():
    assert wilson_interval(7, 10, level=0.99)[0] < wilson_interval(7, 10)[0]


def test_nothing_counted_yet_has_no_interval():
    assert wilson_interval(0, 0) is None


@pytest.mark.parametrize(("successes", "n"), [(3, 2), (-1, 2)])
def test_more_than_all_and_less_than_none_are_refused(successes, n):
    with pytest.raises(ValueError, match=f"successes: {successes}; must be from 0 to n"):
        wilson_interval(successes, n)


@pytest.mark.parametrize("level", [0, 1, 95])
def test_a_level_that_is_no_share_is_refused(level):
    with pytest.raises(ValueError, match=r"level: .*; must be between 0 and 1"):
        wilson_interval(1, 2, level=level)


def test_days_of_which_nothing_is_known_are_neither_taken_nor_missed():
    taken = adherence([True, None, True, False, None])

    assert (taken.taken, taken.known, taken.unknown) == (2, 3, 2)
    assert taken.share == pytest.approx(2 / 3)


def test_the_interval_stands_around_the_share():
    taken = adherence([True] * 12 + [False] * 2)

    assert taken.low < taken.share < taken.high


def test_a_diary_of_unknown_days_has_no_share():
    taken = adherence([None] * 30)

    assert (taken.share, taken.low, taken.high, taken.unknown) == (None, None, None, 30)


@pytest.mark.parametrize(("days", "is_enough"), [(13, False), (14, True)])
def test_14_known_days_are_enough(days, is_enough):
    assert adherence([True] * days + [None] * 5).is_enough is is_enough
