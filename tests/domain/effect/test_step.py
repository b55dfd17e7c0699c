import numpy as np
import pytest

from tests.domain.effect import dense
from tests.domain.effect.diaries import NAN, numbers, pain, without
from tracker.domain.effect import step_effect


def after(days, start):
    return (np.arange(days) >= start) * 1.0


def test_it_is_the_whole_model_with_a_step_for_a_dose():
    scores = without(pain(80, seed=1, effect=-2, dose=after(80, 35)), 3, 4, 60)
    wanted = dense.mixture(scores, after(80, 35), (0,))
    np.testing.assert_allclose(numbers(step_effect(scores, 35)), wanted, atol=1e-6)


def test_so_it_is_with_weekends():
    scores, weekdays = pain(80, seed=2), (np.arange(80) + 4) % 7
    wanted = dense.mixture(scores, after(80, 40), (0,), weekdays)
    found = step_effect(scores, 40, weekdays=weekdays)
    np.testing.assert_allclose(numbers(found), wanted, atol=1e-6)


def test_28_days_to_each_side_are_enough():
    effect = step_effect(pain(56, seed=3), 28)
    assert effect.missing == {}
    assert np.isfinite(effect.estimate)


@pytest.mark.parametrize(("start", "missing"), [(27, "days_before"), (29, "days_after")])
def test_27_days_are_one_too_few(start, missing):
    effect = step_effect(pain(56, seed=3), start)
    assert effect.missing == {missing: 1}
    assert np.isnan(numbers(effect)).all()


def test_14_scores_to_each_side_are_enough():
    effect = step_effect(without(pain(56, seed=3), *range(14), *range(42, 56)), 28)
    assert effect.missing == {}
    assert (effect.days, effect.scored) == (56, 28)


@pytest.mark.parametrize(("extra", "missing"), [(14, "scores_before"), (41, "scores_after")])
def test_13_scores_are_one_too_few(extra, missing):
    effect = step_effect(without(pain(56, seed=3), *range(14), *range(42, 56), extra), 28)
    assert effect.missing == {missing: 1}
    assert not effect.is_clear


def test_a_start_on_the_first_day_has_nothing_before():
    effect = step_effect(pain(60, seed=3), 0)
    assert effect.missing == {"days_before": 28, "scores_before": 14}


def test_a_drift_all_along_is_not_a_step():
    slope = np.linspace(8, 2, 90)
    effect = step_effect(slope + pain(90, seed=4) / 10, 45)
    assert not effect.is_clear


def test_scores_that_never_change_are_nan():
    assert np.isnan(numbers(step_effect(np.full(60, 5.0), 30))).all()


@pytest.mark.parametrize("start", [-1, 61])
def test_a_start_outside_of_the_diary_is_refused(start):
    with pytest.raises(ValueError, match="start_index"):
        step_effect([NAN] * 60, start)
