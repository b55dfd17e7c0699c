import numpy as np
import pytest
from scipy import stats

from tests.domain.effect import dense
from tests.domain.effect.diaries import NAN, noise, pain, without
from tracker.domain.trend import curve, trend


def slope_of(scores, weekdays=None):
    """Return estimate, low and high per 30 days by dense matrices and SciPy."""
    used = np.flatnonzero(~np.isnan(scores))
    columns = [np.ones(len(used)), used * 1.0]
    if weekdays is not None:
        columns.insert(1, (weekdays[used] >= 5) * 1.0)
    parts = [
        (dense.component(used, scores[used], np.column_stack(columns), r, share), r, prior)
        for r, share, prior in dense.grid()
    ]
    logs = np.array([part.log_restricted + np.log(prior) for part, _, prior in parts])
    weights = np.exp(logs - logs.max())
    carried = np.array([r for _, r, _ in parts])
    found = dense.summary([part for part, *_ in parts], weights / weights.sum(), carried)
    return [30 * number for number in found[:3]]


# The slope ---------------------------------------------------------------------------------------


def test_the_slope_is_that_of_the_whole_model():
    scores = without(pain(75, seed=1) + np.arange(75) / 30, 3, 4, 5, 40)
    found = trend(scores)
    wanted = slope_of(scores)
    assert (found.per_30_days, found.low, found.high) == pytest.approx(wanted, abs=1e-6)


def test_so_it_is_with_weekends():
    scores, weekdays = pain(75, seed=2), (np.arange(75) + 2) % 7
    found = trend(scores, weekdays=weekdays)
    wanted = slope_of(scores, weekdays)
    assert (found.per_30_days, found.low, found.high) == pytest.approx(wanted, abs=1e-6)


def test_a_weekend_term_does_not_make_a_week_look_like_a_trend():
    weekdays = np.arange(63) % 7
    scores = noise(63, seed=3, spread=0.1) + 3 * (weekdays >= 5)
    plain, with_term = trend(scores), trend(scores, weekdays=weekdays)
    assert with_term.high - with_term.low < (plain.high - plain.low) / 2


def test_turning_the_days_round_turns_the_slope_round():
    scores = without(pain(75, seed=4), 8, 9)
    found, turned = trend(scores), trend(scores[::-1])
    assert (turned.low, turned.high) == pytest.approx((-found.high, -found.low), abs=1e-6)


def test_days_that_resemble_each_other_leave_more_doubt_than_least_squares_has():
    scores = noise(90, seed=5, r=0.9)
    naive = stats.linregress(np.arange(90), scores)
    found = trend(scores)
    assert found.high - found.low > 2 * 30 * 1.96 * 2 * naive.stderr / 2


def test_60_days_with_30_scores_are_enough():
    found = trend(without(pain(60, seed=6), *range(0, 60, 2)))
    assert (found.missing, found.days, found.scored) == ({}, 60, 30)
    assert np.isfinite([found.per_30_days, found.low, found.high]).all()


def test_59_days_are_one_too_few():
    assert trend(pain(59, seed=6)).missing == {"days": 1}


def test_29_scores_are_one_too_few():
    assert trend(without(pain(60, seed=6), *range(0, 60, 2), 1)).missing == {"scores": 1}


def test_below_the_gate_there_is_only_the_curve():
    found = trend(pain(20, seed=6))
    assert np.isnan([found.per_30_days, found.low, found.high]).all()
    assert np.isfinite(found.curve).all()


def test_ten_years_are_weighed_by_weeks_and_find_the_same():
    scores = noise(3650, seed=7) + 0.1 * np.arange(3650) / 30
    found = trend(scores)
    assert found.low < 0.1 < found.high
    assert found.per_30_days == pytest.approx(
        30 * stats.linregress(np.arange(3650), scores).slope, abs=0.005
    )


def test_scores_in_few_weeks_of_many_years_are_weighed_by_days():
    scores = without(pain(1000, seed=9), *range(40, 1000))
    by_days = [30 * number for number in _by_days(scores)]
    assert [trend(scores).low, trend(scores).high] == pytest.approx(by_days, abs=1e-9)


def test_scores_that_only_follow_the_weekend_have_no_slope_and_are_not_constant():
    weekdays = np.arange(70) % 7
    found = trend(3.0 + (weekdays >= 5), weekdays=weekdays)
    assert (np.isnan(found.per_30_days), found.is_constant) == (True, False)


def test_two_years_are_weighed_by_days():
    scores = without(pain(731, seed=8), 100, 101)
    by_days = [30 * number for number in _by_days(scores)]
    assert [trend(scores).low, trend(scores).high] == pytest.approx(by_days, abs=1e-9)


def _by_days(scores):
    from tracker.domain.effect.regression import coefficient

    used = np.flatnonzero(~np.isnan(scores))
    found = coefficient(used, scores[used], np.ones((len(used), 1)), used[:, None] * 1.0)
    return found.low, found.high


def test_scores_that_never_change_have_no_slope_but_a_curve():
    found = trend(np.full(90, 3.0))
    assert np.isnan(found.per_30_days)
    assert found.curve == pytest.approx(np.full(90, 3.0))


def test_what_is_not_a_diary_is_refused():
    with pytest.raises(ValueError, match="infinite"):
        trend([1.0, float("inf")])
    with pytest.raises(ValueError, match="weekdays"):
        trend([1.0, 2.0], weekdays=[1])


# The curve ---------------------------------------------------------------------------------------


def test_a_straight_line_is_its_own_curve():
    line = np.linspace(2, 8, 100)
    assert curve(without(line, 10, 11, 50)) == pytest.approx(line)


def test_the_curve_is_a_weighted_line_through_the_days_around():
    scores = without(pain(60, seed=9), 20, 21, 29)
    used = np.flatnonzero(~np.isnan(scores))
    near = np.clip(1 - (np.abs(used - 25) / 15) ** 3, 0, None) ** 3
    line = np.polynomial.Polynomial.fit(used, scores[used], 1, w=np.sqrt(near))
    assert curve(scores, reach=14)[25] == pytest.approx(line(25))


def test_14_days_without_a_score_are_crossed():
    assert np.isfinite(curve(without(pain(80, seed=9), *range(30, 44)))).all()


def test_15_days_without_a_score_are_not_crossed():
    drawn = np.isfinite(curve(without(pain(80, seed=9), *range(30, 45))))
    assert np.flatnonzero(~drawn).tolist() == list(range(30, 45))


def test_before_the_first_and_after_the_last_score_there_is_no_curve():
    drawn = np.isfinite(curve(without(pain(40, seed=9), 0, 1, 38, 39)))
    assert np.flatnonzero(~drawn).tolist() == [0, 1, 38, 39]


def test_two_scores_are_no_curve_and_three_are():
    assert np.isnan(curve([1.0, 2.0])).all()
    assert curve([1.0, 2.0, 3.0]) == pytest.approx([1, 2, 3])


def test_the_curve_stays_within_the_scores():
    drawn = curve([0.0, 0.0, 0.0, 0.0, 10.0, 10.0, 10.0, 0.0, 0.0])
    assert drawn.min() >= 0
    assert drawn.max() <= 10


def test_a_score_a_week_is_enough_for_a_curve():
    scores = np.where(np.arange(80) % 7 == 0, 5.0 + np.arange(80) / 40, NAN)
    assert np.isfinite(curve(scores)[:78]).all()


@pytest.mark.parametrize("scores", [[], [NAN] * 5])
def test_without_scores_there_is_no_curve(scores):
    assert np.isnan(curve(scores)).all()
    assert len(curve(scores)) == len(scores)
