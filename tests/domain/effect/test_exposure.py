import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.effect.diaries import NAN, numbers, pain, weeks, without
from tracker.domain.effect import Effect, exposure_effect
from tracker.domain.effect.comparisons import exposure

seeds = st.integers(0, 10_000)
few_examples = settings(max_examples=15, deadline=None)


def of(scores, dose, **rest):
    return numbers(exposure_effect(scores, dose, **rest))


# What is not known -------------------------------------------------------------------------------


def test_an_unknown_dose_is_not_a_dose_of_0():
    scores, dose = pain(60, seed=1, effect=-2), weeks(60)
    unknown, none = without(dose, *range(7, 14)), np.where(np.arange(60) // 7 == 1, 0, dose)
    assert of(scores, unknown) != pytest.approx(of(scores, none), abs=1e-3)


def test_a_day_with_an_unknown_dose_says_nothing_whatever_was_felt():
    scores, dose = pain(60, seed=1), without(weeks(60), 20, 21, 40)
    assert of(without(scores, 20, 21, 40), dose) == pytest.approx(of(scores, dose), abs=1e-9)


def test_unknown_doses_leave_out_the_day_for_every_half_life():
    effect = exposure_effect(without(pain(60, seed=1), 5, 6), without(weeks(60), 6, 7, 8))
    assert (effect.days, effect.scored) == (60, 56)


def test_a_day_without_a_score_still_builds_up():
    scores, dose = without(pain(60, seed=1), 30), weeks(60)
    other = dose.copy()
    other[30] = 1 - other[30]
    assert of(scores, dose, half_lives=(2,)) != pytest.approx(of(scores, other, half_lives=(2,)))
    assert of(scores, dose, half_lives=(0,)) == pytest.approx(of(scores, other, half_lives=(0,)))


def test_none_in_a_list_is_not_known():
    scores, dose = pain(30, seed=2), weeks(30)
    listed = [None, *scores[1:].tolist()]
    assert of(listed, dose.tolist()) == of(without(scores, 0), dose)


def test_days_around_the_diary_that_say_nothing_change_nothing():
    scores, dose, empty = pain(60, seed=3), weeks(60), np.full(20, NAN)
    around = [np.concatenate([empty, values, empty]) for values in (scores, dose)]
    assert of(*around) == pytest.approx(of(scores, dose), abs=1e-8)


# What must not matter ----------------------------------------------------------------------------


@few_examples
@given(seeds, st.floats(-50, 50))
def test_shifting_all_scores_changes_nothing(seed, shift):
    scores, dose = pain(40, seed=seed), weeks(40)
    assert of(scores + shift, dose) == pytest.approx(of(scores, dose), abs=1e-6)


@few_examples
@given(seeds, st.floats(0.01, 100))
def test_scaling_all_scores_scales_the_points_only(seed, factor):
    scores, dose = pain(40, seed=seed), weeks(40)
    plain, scaled = exposure_effect(scores, dose), exposure_effect(scores * factor, dose)
    points = [plain.estimate * factor, plain.low * factor, plain.high * factor]
    assert [scaled.estimate, scaled.low, scaled.high] == pytest.approx(points, rel=1e-6, abs=1e-8)
    assert (scaled.p, scaled.rho) == pytest.approx((plain.p, plain.rho), rel=1e-6)


@few_examples
@given(seeds)
def test_turning_the_scale_round_turns_the_effect_round(seed):
    scores, dose = pain(40, seed=seed), weeks(40)
    plain, turned = exposure_effect(scores, dose), exposure_effect(10 - scores, dose)
    ends = (-turned.high, -turned.low)
    assert ends == pytest.approx((plain.low, plain.high), abs=1e-7)
    assert turned.p == pytest.approx(plain.p, abs=1e-9)


@few_examples
@given(seeds)
def test_time_may_run_backwards_for_a_dose_of_the_same_day(seed):
    scores, dose = without(pain(40, seed=seed), 3, 4, 17), weeks(40)
    turned = of(scores[::-1], dose[::-1], half_lives=(0,))
    assert turned == pytest.approx(of(scores, dose, half_lives=(0,)), abs=1e-6)


@few_examples
@given(seeds, st.floats(0.001, 1000))
def test_the_unit_of_the_dose_changes_nothing(seed, unit):
    scores, dose = pain(40, seed=seed), weeks(40, dose=300.0)
    assert of(scores, dose * unit) == pytest.approx(of(scores, dose), abs=1e-6)


def test_a_reference_of_half_the_dose_is_half_the_effect():
    scores, dose = pain(60, seed=4, effect=-2), weeks(60, dose=300.0)
    whole = exposure_effect(scores, dose)
    half = exposure_effect(scores, dose, reference=150)
    assert (half.estimate, half.low, half.p) == pytest.approx(
        (whole.estimate / 2, whole.low / 2, whole.p), abs=1e-9
    )


def test_the_reference_is_the_median_dose_above_0():
    dose = np.where(weeks(60) > 0, np.arange(60) + 100.0, 0)
    assert exposure_effect(pain(60, seed=4), dose).reference == np.median(dose[dose > 0])


# Building up -------------------------------------------------------------------------------------


def test_what_builds_up_is_half_way_there_after_its_half_life():
    held = exposure(np.array([0.0, *[1.0] * 12]), 4)
    assert held[[4, 8, 12]] == pytest.approx([0.5, 0.75, 0.875])


def test_without_a_half_life_it_is_the_dose_of_the_day():
    assert exposure(np.array([0.0, 2.0, 1.0]), 0).tolist() == [0.0, 2.0, 1.0]


def test_a_slow_effect_is_found_larger_with_its_own_half_life():
    dose = weeks(140)
    scores = pain(140, seed=2, effect=-4, dose=exposure(dose, 4))
    slow = exposure_effect(scores, dose, half_lives=(4,))
    same_day = exposure_effect(scores, dose, half_lives=(0,))
    assert slow.low < -4 < slow.high
    assert abs(same_day.estimate) < abs(slow.estimate)


# Where nothing can be told -----------------------------------------------------------------------


def is_unknown(effect: Effect) -> bool:
    return bool(np.isnan(numbers(effect)).all()) and not effect.is_clear


def test_10_usable_days_are_enough_and_9_are_not():
    scores, dose = pain(10, seed=7), np.tile([0.0, 1.0], 5)
    assert not is_unknown(exposure_effect(scores, dose, half_lives=(0,)))
    assert is_unknown(exposure_effect(without(scores, 4), dose, half_lives=(0,)))
    assert is_unknown(exposure_effect(scores, without(dose, 4), half_lives=(0,)))


@pytest.mark.parametrize("value", [0.0, 4.0, 36.6])
def test_scores_that_never_change_say_nothing(value):
    assert is_unknown(exposure_effect(np.full(60, value), weeks(60)))


@pytest.mark.parametrize("value", [0.0, 300.0, NAN])
def test_a_dose_that_never_changes_says_nothing(value):
    assert is_unknown(exposure_effect(pain(60, seed=8), np.full(60, value)))


def test_doses_at_weekends_only_cannot_be_told_from_the_weekend():
    weekdays = np.arange(60) % 7
    dose = (weekdays >= 5) * 300.0
    assert is_unknown(exposure_effect(pain(60, seed=9), dose, weekdays=weekdays))
    assert not is_unknown(exposure_effect(pain(60, seed=9), dose))


def test_one_half_life_that_cannot_be_told_leaves_no_average_over_the_others():
    weekdays = np.arange(60) % 7
    dose = (weekdays >= 5) * 300.0
    single = exposure_effect(pain(60, seed=9), dose, half_lives=(2,), weekdays=weekdays)
    averaged = exposure_effect(pain(60, seed=9), dose, half_lives=(0, 2), weekdays=weekdays)
    assert not is_unknown(single)
    assert is_unknown(averaged)


def test_a_dose_that_rises_in_a_straight_line_cannot_be_told_from_the_time():
    assert is_unknown(exposure_effect(pain(60, seed=9), np.arange(60.0), half_lives=(0,)))


def test_without_scores_at_weekends_there_is_no_weekend_to_tell_apart():
    weekdays = np.arange(60) % 7
    scores = np.where(weekdays >= 5, NAN, pain(60, seed=9))
    assert of(scores, weeks(60, 2.0), weekdays=weekdays) == of(scores, weeks(60, 2.0))


def test_a_perfect_fit_is_its_own_answer():
    effect = exposure_effect(7 - 2 * weeks(30), weeks(30), half_lives=(0,))
    assert (effect.estimate, effect.low, effect.high) == pytest.approx((-2, -2, -2), abs=1e-4)


def test_an_empty_diary_says_nothing():
    assert is_unknown(exposure_effect([], []))


# What is not a diary -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scores", "dose", "rest", "said"),
    [
        ([1.0] * 3, [1.0] * 4, {}, "dose: 4 days beside 3"),
        ([1.0, float("inf")], [0, 1], {}, "scores: a number is infinite"),
        ([1.0, 2.0], [0, float("inf")], {}, "dose: a number is infinite"),
        ([1.0, 2.0], [0, -1], {}, "dose: a dose is below 0"),
        ([[1.0], [2.0]], [0, 1], {}, "scores: one number a day"),
        ([1.0, 2.0], [0, 1], {"half_lives": ()}, "half_lives"),
        ([1.0, 2.0], [0, 1], {"half_lives": (-1,)}, "half_lives"),
        ([1.0, 2.0], [0, 1], {"half_lives": (NAN,)}, "half_lives"),
        ([1.0, 2.0], [0, 1], {"half_lives": (float("inf"),)}, "half_lives"),
        ([1.0, 2.0], [0, 1], {"reference": 0}, "reference"),
        ([1.0, 2.0], [0, 1], {"reference": NAN}, "reference"),
        ([1.0, 2.0], [0, 1], {"weekdays": [0]}, "weekdays: 1 days beside 2"),
        ([1.0, 2.0], [0, 1], {"weekdays": [0, 7]}, "weekdays: each is a whole number"),
        ([1.0, 2.0], [0, 1], {"weekdays": [0, 1.5]}, "weekdays: each is a whole number"),
    ],
)
def test_what_is_not_a_diary_is_refused_and_says_why(scores, dose, rest, said):
    with pytest.raises(ValueError, match=said):
        exposure_effect(scores, dose, **rest)
