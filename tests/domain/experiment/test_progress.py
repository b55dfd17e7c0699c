from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from math import isnan

import numpy as np
import pytest

from tracker.domain.diary import Scale
from tracker.domain.diary.experiments import Experiment
from tracker.domain.experiment import course, schedule_of
from tracker.domain.experiment.result import exact_test, result_of

JUNE_1 = date(2026, 6, 1)
ON_OFF = (True, False) * 6


def experiment(**fields):
    return Experiment(
        **{
            "id": "e1",
            "fixed_at": datetime(2026, 5, 28, 9, tzinfo=UTC),
            "timezone": "Europe/Berlin",
            "symptom": "burning",
            "substance": "magnesium",
            "first_day": JUNE_1,
            "block_days": 7,
            "blocks": ON_OFF,
            "seed": 1,
        }
        | fields
    )


def on_day(number, **fields):
    """Where the experiment stands on its day of that number, counted from 1."""
    return course(experiment(**fields), JUNE_1 + timedelta(days=number - 1))


def test_the_stored_blocks_are_the_schedule_even_if_the_seed_would_draw_others():
    assert schedule_of(experiment(seed=99)).block_on == ON_OFF


def test_the_last_day_is_the_84th():
    assert on_day(1).last_day == JUNE_1 + timedelta(days=83) == experiment().last_day


@pytest.mark.parametrize(
    ("number", "block"), [(0, None), (1, 0), (7, 0), (8, 1), (84, 11), (85, None)]
)
def test_a_day_knows_its_block(number, block):
    assert on_day(number).block == block


@pytest.mark.parametrize(
    ("number", "is_on"), [(0, None), (1, True), (8, False), (84, False), (85, None)]
)
def test_a_day_knows_whether_it_is_with_or_without(number, is_on):
    at = on_day(number)

    assert at.is_on(at.today) is is_on


def test_a_block_knows_its_days():
    assert on_day(1).days_of(1) == (date(2026, 6, 8), date(2026, 6, 14))


def test_on_its_last_day_it_is_running_and_locked():
    assert (on_day(84).is_running, on_day(84).is_over) == (True, False)


def test_the_day_after_its_last_it_is_over():
    assert (on_day(85).is_running, on_day(85).is_over) == (False, True)


def test_before_its_first_day_it_has_not_begun():
    assert (on_day(0).has_begun, on_day(0).is_running, on_day(0).is_over) == (False, False, False)


def test_the_day_of_a_stop_is_no_longer_a_day_of_it():
    stop = JUNE_1 + timedelta(days=30)

    at = on_day(31, stopped_on=stop)

    assert (at.is_over, at.block) == (True, None)
    assert at.is_on(stop - timedelta(days=1)) is True


def test_a_stop_after_the_last_day_is_none():
    at = on_day(90, stopped_on=JUNE_1 + timedelta(days=84))

    assert (at.is_stopped, at.completed_blocks) == (False, 12)


@pytest.mark.parametrize(("number", "completed"), [(-5, 0), (7, 0), (8, 1), (85, 12), (200, 12)])
def test_a_block_is_completed_on_the_day_after_it(number, completed):
    assert on_day(number).completed_blocks == completed


def test_a_stop_completes_no_further_block():
    assert on_day(85, stopped_on=JUNE_1 + timedelta(days=27)).completed_blocks == 3


def test_a_stop_on_the_first_day_of_a_block_leaves_those_before_it():
    assert on_day(85, stopped_on=JUNE_1 + timedelta(days=28)).completed_blocks == 4


# --- result ---


SCORES = np.repeat([3.0, 6.0] * 6, 7) + np.tile([0.0, 1.0, -1.0, 0.5, 0.0, -0.5, 0.0], 12)


def test_the_result_of_a_whole_experiment_is_the_exact_test():
    assert result_of(experiment(), SCORES) == exact_test(SCORES, schedule_of(experiment()))


def test_the_result_of_a_stopped_one_is_of_its_completed_blocks():
    stopped = experiment(stopped_on=JUNE_1 + timedelta(days=60))

    result = result_of(stopped, SCORES)

    assert [isnan(mean) for mean in result.block_means] == [False] * 8 + [True] * 4
    assert (result.blocks, result.schedules) == (8, 924)


def test_days_and_blocks_after_a_stop_are_not_missing():
    stopped = experiment(stopped_on=JUNE_1 + timedelta(days=60))

    result = result_of(stopped, SCORES)

    assert (result.scored_on, result.days_on) == (28, 28)
    assert (result.scored_off, result.days_off) == (28, 28)
    assert result.blocks_without_score == 0


def test_scores_after_the_stop_make_no_difference():
    stopped = experiment(stopped_on=JUNE_1 + timedelta(days=60))
    others = np.where(np.arange(84) >= 56, 10.0, SCORES)

    assert result_of(stopped, others).p == result_of(stopped, SCORES).p


def test_a_stop_within_the_first_block_has_no_answer():
    assert isnan(result_of(experiment(stopped_on=JUNE_1 + timedelta(days=3)), SCORES).estimate)


def test_the_scores_that_were_handed_in_stay_as_they_were():
    scores = SCORES.copy()

    result_of(experiment(stopped_on=JUNE_1 + timedelta(days=3)), scores)

    assert np.array_equal(scores, SCORES)


def test_the_responder_follows_the_scale_of_the_symptom():
    sleep = Scale(min=Decimal(0), max=Decimal(10), better="high")

    assert result_of(experiment(), SCORES).responder is True
    assert result_of(experiment(scale=sleep), SCORES).responder is False
