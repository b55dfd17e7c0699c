from itertools import combinations
from math import inf, isnan, nan

import numpy as np
import pytest

from tracker.domain.experiment import Schedule, draw
from tracker.domain.experiment.randomization import Randomization
from tracker.domain.experiment.result import exact_test, is_responder

ALTERNATING = Schedule.of([True, False] * 4, 7)


def days_of(*block_values, block_days=7):
    return np.repeat(np.array(block_values, dtype=float), block_days)


def interval(estimate, low, high):
    return Randomization(estimate=estimate, p=0.01, low=low, high=high, schedules=924)


# --- what is compared ---


def test_the_estimate_is_the_mean_of_block_means_whatever_number_of_days_they_have():
    scores = days_of(2, 6, 2, 6, 2, 6, 8, 6)
    scores[43:49] = nan  # One day is left of the last on-block.

    result = exact_test(scores, ALTERNATING)

    assert (result.on_mean, result.off_mean, result.estimate) == (3.5, 6.0, -2.5)


def test_a_block_without_a_score_is_left_out_of_the_means():
    scores = days_of(2, 6, 2, 6, 2, 6, 9, 6)
    scores[42:49] = nan

    result = exact_test(scores, ALTERNATING)

    assert (result.on_mean, result.blocks_without_score) == (2.0, 1)
    assert isnan(result.block_means[6])


def test_a_block_without_a_score_stays_in_the_schedule():
    scores = days_of(2, 6, 2, 6, 2, 6, 9, 6)
    scores[42:49] = nan

    # 2 of the 70 ways put the three 2s alone on one side with the missing block; no other split
    # of three 2s and four 6s lies as far apart.
    assert exact_test(scores, ALTERNATING).p == pytest.approx(2 / 70)


def test_scored_days_are_counted_by_side():
    scores = days_of(2, 6, 2, 6, 2, 6, 2, 6)
    scores[:3] = nan
    scores[7] = nan

    result = exact_test(scores, ALTERNATING)

    assert (result.scored_on, result.days_on) == (25, 28)
    assert (result.scored_off, result.days_off) == (27, 28)


def test_none_is_a_day_without_a_score():
    scores = [None if day % 2 else 5.0 for day in range(56)]

    result = exact_test(scores, ALTERNATING)

    assert result.scored_on + result.scored_off == 28


def test_another_number_of_days_than_the_schedule_has_is_refused():
    with pytest.raises(ValueError, match=r"scores: shape \(55,\); must be one number a day, 56"):
        exact_test([5.0] * 55, ALTERNATING)


def test_an_infinite_score_is_refused():
    with pytest.raises(ValueError, match="scores: a number is infinite"):
        exact_test([5.0] * 55 + [inf], ALTERNATING)


@pytest.mark.parametrize("blocks", [-1, 9])
def test_more_completed_blocks_than_there_are_are_refused(blocks):
    with pytest.raises(ValueError, match=f"completed_blocks: {blocks}; must be from 0 to 8"):
        exact_test([5.0] * 56, ALTERNATING, completed_blocks=blocks)


def test_no_score_at_all_has_no_answer():
    result = exact_test([nan] * 56, ALTERNATING)

    assert all(map(isnan, (result.estimate, result.p, result.low, result.high, result.off_mean)))
    assert result.responder is None


def test_a_side_without_a_score_keeps_the_mean_of_the_other():
    result = exact_test(days_of(nan, 6, nan, 6, nan, 6, nan, 6), ALTERNATING)

    assert (result.off_mean, isnan(result.on_mean), isnan(result.estimate)) == (6.0, True, True)


# --- stopped early ---


def differences_of_whole_draws_cut_after(blocks, means):
    """Every schedule that could have been drawn, of which only the first blocks were lived."""
    for on in combinations(range(8), 4):
        with_it = [means[block] for block in range(blocks) if block in on]
        without = [means[block] for block in range(blocks) if block not in on]
        both = with_it and without
        yield np.mean(with_it) - np.mean(without) if both else inf


@pytest.mark.parametrize("blocks", [2, 3, 5, 6, 7])
def test_after_a_stop_the_whole_draws_count_cut_at_the_same_day(blocks):
    means = [3.0, 6.5, 2.0, 7.0, 4.5, 5.0, 3.5, 6.0]
    scores = days_of(*means)
    scores[7 * blocks :] = nan

    result = exact_test(scores, ALTERNATING)

    extremes = [
        abs(difference) >= abs(result.estimate) - 1e-9
        for difference in differences_of_whole_draws_cut_after(blocks, means)
    ]
    assert result.p == pytest.approx(np.mean(extremes))


def test_after_a_stop_too_early_the_interval_is_without_end():
    scores = days_of(0, 10, 0, 10, nan, nan, nan, nan)

    result = exact_test(scores, ALTERNATING)

    assert (result.low, result.high, result.responder) == (-inf, inf, False)


# --- responder (Farrar 2001) ---


def test_exactly_2_points_less_is_a_responder():
    assert is_responder(interval(-2.0, -3.0, -0.5), off_mean=8.0)


def test_a_little_less_than_2_points_of_a_high_pain_is_not():
    assert not is_responder(interval(-1.99, -3.0, -0.5), off_mean=8.0)


def test_exactly_30_percent_less_is_a_responder():
    assert is_responder(interval(-0.9, -1.5, -0.1), off_mean=3.0)


def test_an_interval_that_touches_0_is_no_responder():
    assert not is_responder(interval(-4.0, -8.0, 0.0), off_mean=8.0)


def test_more_pain_is_no_responder():
    assert not is_responder(interval(3.0, 2.0, 4.0), off_mean=5.0)


def test_where_higher_is_better_it_is_mirrored():
    assert is_responder(interval(2.0, 0.5, 3.0), off_mean=8.0, better="high")
    assert not is_responder(interval(-2.0, -3.0, -0.5), off_mean=8.0, better="high")


def test_where_neither_end_is_better_nobody_is_a_responder_or_not():
    assert is_responder(interval(-4.0, -5.0, -3.0), off_mean=8.0, better="none") is None


def test_2_points_are_a_fifth_of_a_scale_of_another_length():
    assert is_responder(interval(-0.6, -1.0, -0.1), off_mean=2.9, scale_length=3)
    assert not is_responder(interval(-0.59, -1.0, -0.1), off_mean=2.9, scale_length=3)


def test_30_percent_are_counted_from_where_the_scale_starts():
    on_1_to_5 = {"scale_length": 4, "scale_start": 1}

    assert is_responder(interval(-0.3, -0.5, -0.1), off_mean=2.0, **on_1_to_5)
    assert not is_responder(interval(-0.29, -0.5, -0.1), off_mean=2.0, **on_1_to_5)


def test_an_exact_test_tells_the_responder_of_its_scale():
    scores = days_of(4, 7, 4, 7, 4, 7, 4, 7) + np.tile([0, 0.5, -0.5, 0, 0.5, -0.5, 0], 8)

    assert exact_test(scores, ALTERNATING).responder is True
    assert exact_test(scores, ALTERNATING, better="high").responder is False
    assert exact_test(scores, ALTERNATING, scale_length=100).responder is True  # 43 %


# --- what it must hold; benchmarks/experiment_power.py has the whole table ---


def pain(random, days, r):
    """Daily 0-10 scores in whole points that resemble the day before by r, and no effect."""
    steps = random.normal(0, 1.5 * np.sqrt(1 - r * r), days)
    steps[0] = random.normal(0, 1.5)
    for day in range(1, days):
        steps[day] += r * steps[day - 1]
    return np.clip(np.round(steps + 5), 0, 10)


def share_clear(random, *, blocks, r, runs, effect=0.0, scored_on_good_days=1.0):
    clear = 0
    for seed in range(runs):
        schedule = draw(blocks, 7, seed)
        scores = pain(random, schedule.days, r) + effect * schedule.on
        is_lost = (scores <= 5) & (random.random(schedule.days) > scored_on_good_days)
        result = exact_test(np.where(is_lost, nan, scores), schedule)
        clear += not result.low <= 0 <= result.high
    return clear / runs


@pytest.mark.parametrize("blocks", [8, 10, 12, 14, 16])
@pytest.mark.parametrize("r", [0.5, 0.8])
def test_where_nothing_is_there_it_says_clear_in_5_percent(blocks, r):
    assert share_clear(np.random.default_rng(blocks), blocks=blocks, r=r, runs=600) <= 0.065


def test_also_when_good_days_are_scored_less_often():
    random = np.random.default_rng(7)

    assert share_clear(random, blocks=12, r=0.8, runs=600, scored_on_good_days=0.3) <= 0.065


def test_12_weeks_find_2_points_nine_times_in_ten():
    assert share_clear(np.random.default_rng(1), blocks=12, r=0.5, runs=300, effect=-2) >= 0.9


def test_12_weeks_find_1_point_less_than_every_other_time():
    found = share_clear(np.random.default_rng(2), blocks=12, r=0.5, runs=300, effect=-1)

    assert 0.35 <= found <= 0.52
