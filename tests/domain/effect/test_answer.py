from decimal import Decimal

import numpy as np
import pytest

from tests.domain.effect.diaries import NAN, noise, numbers, pain, weeks, without
from tracker.domain.diary import Scale
from tracker.domain.effect import Effect, answer, days_needed, exposure_effect


def said(scores, dose, *, as_needed=None, **rest):
    never = np.zeros(len(scores), dtype=bool)
    return answer(scores, dose, as_needed=never if as_needed is None else as_needed, **rest)


def effect(low, high, *, days=60):
    middle = (low + high) / 2
    return Effect(middle, low, high, p=0.5, rho=0.5, days=days, scored=days)


# Because it hurt ---------------------------------------------------------------------------------


def because_it_hurt(days, count):
    """Return flags on the first `count` days with a dose of `weeks(days)`."""
    flags = np.zeros(days, dtype=bool)
    flags[np.flatnonzero(weeks(days))[:count]] = True
    return flags


def test_a_fifth_of_the_doses_because_it_hurt_may_be_compared():
    # 70 days in turns have 35 days with a dose.
    assert said(pain(70, seed=1), weeks(70), as_needed=because_it_hurt(70, 7)).kind != "as_needed"


def test_more_than_a_fifth_because_it_hurt_is_not_compared_at_all():
    answered = said(pain(70, seed=1), weeks(70), as_needed=because_it_hurt(70, 8))
    assert answered.kind == "as_needed"
    assert (answered.effect, answered.averaged, dict(answered.missing)) == (None, None, {})


def test_because_it_hurt_comes_before_not_enough():
    assert said(pain(5, seed=1), np.ones(5), as_needed=[True] * 5).kind == "as_needed"


def test_days_without_a_dose_do_not_thin_out_the_share():
    flags = because_it_hurt(280, 29)
    assert said(pain(280, seed=1), weeks(280), as_needed=flags).kind == "as_needed"
    flags = because_it_hurt(280, 28)
    assert said(pain(280, seed=1), weeks(280), as_needed=flags).kind != "as_needed"


def test_an_unknown_dose_because_it_hurt_counts_as_a_dose():
    dose, flags = without(weeks(70), *range(10)), np.arange(70) < 10
    assert said(pain(70, seed=1), dose, as_needed=flags).kind == "as_needed"


# Not enough --------------------------------------------------------------------------------------


def test_60_days_are_enough_and_59_are_one_too_few():
    assert said(pain(60, seed=1), weeks(60)).kind != "not_enough"
    assert said(pain(59, seed=1), weeks(59)).missing == {"days": 1}


def test_what_builds_up_needs_120_days():
    assert said(pain(120, seed=1), weeks(120), half_life=2).kind != "not_enough"
    assert said(pain(119, seed=1), weeks(119), half_life=2).missing == {"days": 1}
    assert said(pain(100, seed=1), weeks(100), half_life=0.5).missing == {"days": 20}


def test_days_before_the_first_and_after_the_last_that_say_anything_are_no_window():
    scores, dose = without(pain(60, seed=1), 0, 59), without(weeks(60), 0, 59)
    assert said(scores, dose).missing == {"days": 2}


def test_a_day_with_a_dose_and_no_score_belongs_to_the_window():
    assert said(without(pain(60, seed=1), 0), weeks(60)).kind != "not_enough"


def on_days(*days, window=70):
    dose = np.zeros(window)
    dose[list(days)] = 300
    return dose


def test_14_days_with_are_enough_and_13_are_one_too_few():
    dose = on_days(*range(10, 17), *range(30, 37))
    assert said(pain(70, seed=1), dose).kind != "not_enough"
    assert said(without(pain(70, seed=1), 12), dose).missing == {"on": 1}
    assert said(pain(70, seed=1), without(dose, 12)).missing == {"on": 1}


def test_14_days_without_are_enough_and_13_are_one_too_few():
    dose = 300 - on_days(*range(10, 17), *range(30, 37))
    assert said(pain(70, seed=1), dose).kind != "not_enough"
    assert said(without(pain(70, seed=1), 12), dose).missing == {"off": 1}
    assert said(pain(70, seed=1), without(dose, 12)).missing == {"off": 1}


def test_4_switches_are_enough_and_3_are_one_too_few():
    assert said(pain(70, seed=1), on_days(*range(10, 20), *range(30, 40))).kind != "not_enough"
    assert said(pain(70, seed=1), on_days(*range(20), *range(40, 60))).missing == {"switches": 1}


def test_a_switch_hidden_by_days_that_are_not_known_counts_once():
    dose = without(on_days(*range(20), *range(40, 60)), 18, 19, 20, 21)
    assert said(pain(70, seed=1), dose).missing == {"switches": 1}


def test_28_scores_are_enough_if_half_of_them_are_on_days_with_it():
    scores, dose = np.full(60, NAN), weeks(60)
    kept = [*range(7, 14), *range(14, 21), *range(21, 28), *range(28, 35)]
    scores[kept] = pain(60, seed=1)[kept]
    assert said(scores, dose).missing == {"switches": 1}
    assert said(scores, without(dose, 28)).missing == {"scores": 1, "off": 1, "switches": 1}


def test_blank_days_as_unknown_are_not_enough():
    dose = np.where(weeks(433) > 0, 1.0, NAN)
    assert said(pain(433, seed=1), dose).missing == {"off": 14, "switches": 4}


def test_an_empty_diary_says_all_that_is_missing():
    assert said([], []).missing == {
        "days": 60,
        "scores": 28,
        "on": 14,
        "off": 14,
        "switches": 4,
    }


# Clear, none, cannot tell ------------------------------------------------------------------------


def test_a_large_effect_is_clear():
    answered = said(pain(84, seed=2, effect=-3), weeks(84), scale=10)
    assert answered.kind == "clear"
    assert answered.effect.high < 0


def test_the_declared_half_life_decides_and_the_average_stands_beside():
    scores, dose, weekdays = pain(140, seed=2, effect=-1), weeks(140), np.arange(140) % 7
    answered = said(scores, dose, half_life=2, weekdays=weekdays)
    declared = exposure_effect(scores, dose, half_lives=(2,), weekdays=weekdays)
    averaged = exposure_effect(scores, dose, weekdays=weekdays)
    assert numbers(answered.effect) == numbers(declared)
    assert numbers(answered.averaged) == numbers(averaged)
    assert (answered.effect.half_lives, answered.averaged.half_lives) == ((2,), (0, 1, 2, 4))


def narrow():
    """Return a diary whose interval is narrow, and contains 0."""
    return 5 + noise(365, seed=3, r=0.1), weeks(365)


def test_an_interval_within_a_tenth_of_the_scale_is_none():
    scores, dose = narrow()
    interval = said(scores, dose).effect
    reach = max(-interval.low, interval.high)
    assert said(scores, dose, scale=10.0001 * reach).kind == "none"
    assert said(scores, dose, scale=9.9999 * reach).kind == "cannot_tell"


def test_on_an_unknown_scale_nothing_is_none():
    assert said(*narrow()).kind == "cannot_tell"


@pytest.mark.parametrize("scale", [Scale(), (0, 10), [10, 0], 10, Scale(Decimal(-5), Decimal(5))])
def test_a_scale_may_be_one_of_the_diary_or_its_ends_or_its_length(scale):
    assert said(*narrow(), scale=scale).kind == "none"


def test_a_small_effect_that_is_sure_is_clear_and_not_none():
    scores, dose = narrow()
    assert said(scores / 100 + 0.3 * dose, dose, scale=10).kind == "clear"


def test_scores_that_never_change_cannot_tell():
    answered = said(np.full(60, 4.0), weeks(60), scale=10)
    assert answered.kind == "cannot_tell"
    assert np.isnan(answered.effect.estimate)


def test_doses_that_follow_the_weekend_cannot_tell():
    weekdays = np.arange(70) % 7
    dose = (weekdays >= 5) * 1.0
    assert said(pain(70, seed=1), dose, weekdays=weekdays, scale=1000).kind == "cannot_tell"


@pytest.mark.parametrize("scale", [0, -1, (3, 3), NAN])
def test_a_scale_without_length_is_refused(scale):
    with pytest.raises(ValueError, match="scale"):
        said(*narrow(), scale=scale)


def test_flags_of_another_length_are_refused():
    with pytest.raises(ValueError, match="as_needed: 3 days beside 60"):
        said(pain(60, seed=1), weeks(60), as_needed=[False] * 3)


@pytest.mark.parametrize(("low", "high"), [(-1, 0), (0, 1), (NAN, NAN), (-1, 1)])
def test_an_interval_that_touches_0_is_not_clear(low, high):
    assert not effect(low, high).is_clear


# How long it would take --------------------------------------------------------------------------


def test_half_of_the_width_needs_four_times_the_days():
    # Half of 2.8 * 2 is 2.8, twice the 1.4 that finds 2 points.
    assert days_needed(effect(-2.8, 2.8, days=60)) == 180


def test_a_width_that_is_enough_needs_no_more_days():
    assert days_needed(effect(-1.3, 1.3)) == 0


def test_a_smaller_effect_takes_longer():
    assert days_needed(effect(-1.4, 1.4), points=1) == 180


def test_more_than_a_year_is_no_figure():
    assert days_needed(effect(-4, 4)) is None
    assert days_needed(effect(-2.8, 2.8, days=60), longest=179) is None


def test_without_an_interval_there_is_no_figure():
    assert days_needed(effect(NAN, NAN)) is None
