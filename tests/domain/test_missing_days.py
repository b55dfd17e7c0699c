from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.missing_days import Scored, scored, scored_after, tipping_point


def test_days_with_a_score_are_counted():
    assert scored([5, nan, 0, nan, nan]) == Scored(scored=2, days=5)


def test_no_day_has_no_share():
    assert (scored([]).share, scored([]).interval) == (None, None)


def test_silence_after_bad_days_shows():
    after = scored_after([8, nan, 2, 3, 9, nan, 1, 2, 8, nan], better="low")

    assert (after.bad.share, after.good.share) == (0.0, 1.0)


def test_the_median_itself_is_no_bad_day():
    after = scored_after([5, 5, 5, 9, 5], better="low")

    assert (after.good.days, after.bad.days) == (3, 1)


def test_where_higher_is_better_a_low_day_is_bad():
    after = scored_after([2, nan, 8, 8, 8], better="high")

    assert after.bad == Scored(scored=0, days=1)


def test_the_last_day_of_the_window_has_no_day_after_it():
    after = scored_after([2, 9], better="low")

    assert (after.good, after.bad) == (Scored(1, 1), Scored(0, 0))


def test_a_day_after_a_day_without_a_score_follows_neither():
    after = scored_after([nan, 4, nan, 4], better="low")

    assert after.good.days + after.bad.days == 1


def test_where_neither_end_is_better_no_day_is_bad():
    assert scored_after([1, 9, nan], better="none") is None


def test_a_diary_without_a_score_has_no_bad_days():
    assert scored_after([nan, nan], better="low").bad.days == 0


@given(st.lists(st.one_of(st.integers(0, 10), st.just(nan)), min_size=1, max_size=60))
def test_every_scored_day_but_the_last_of_the_window_is_bad_or_good(scores):
    after = scored_after(scores, better="low")

    assert after.bad.days + after.good.days == scored(scores[:-1]).scored


def test_unscored_days_that_much_worse_would_undo_the_effect():
    # 30 scored on-days at 3.0 and 10 unscored ones at 3.0 + 6.0 have the mean of the off-days.
    worse = tipping_point(-1.5, days_on=40, scored_on=30)

    assert (30 * 3.0 + 10 * (3.0 + worse)) / 40 == 3.0 + 1.5


def test_an_effect_upwards_has_the_same_tipping_point():
    assert tipping_point(1.5, days_on=40, scored_on=30) == 6.0


@pytest.mark.parametrize("days", [0, 40])
def test_where_no_on_day_is_missing_nothing_can_tip(days):
    assert tipping_point(-1.5, days_on=days, scored_on=days) is None


def test_without_an_effect_there_is_nothing_to_undo():
    assert tipping_point(nan, days_on=40, scored_on=30) is None


def test_more_scored_days_than_days_are_refused():
    with pytest.raises(ValueError, match="scored_on: 41; must be from 0 to days_on, which is 40"):
        tipping_point(-1.5, days_on=40, scored_on=41)
