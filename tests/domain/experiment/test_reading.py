"""What the diary says of an experiment: its lock, its scores, and how the plan was followed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from math import inf, nan

import numpy as np
import pytest

from tracker.domain.daily import Daily, DailyDose, DailyScore
from tracker.domain.diary import Scale
from tracker.domain.diary.experiments import Experiment
from tracker.domain.experiment import schedule_of
from tracker.domain.experiment.reading import (
    blocks_needed,
    followed,
    read,
    scores_in,
    verdict_of,
)
from tracker.domain.experiment.result import exact_test

FIRST = date(2026, 6, 1)
PLAN = Experiment(
    id="e1",
    fixed_at=datetime(2026, 5, 28, 9, tzinfo=UTC),
    timezone="Europe/Berlin",
    symptom="burning",
    substance="magnesium",
    form="citrate",
    first_day=FIRST,
    block_days=7,
    blocks=(True, False) * 6,
    seed=1,
)


def day(number):
    """Return the day of that number, counted from 1."""
    return FIRST + timedelta(days=number - 1)


def scored(number, mean, *, symptom="burning", high=10.0):
    return Daily(day(number), scores=(DailyScore(symptom, 0.0, high, "low", None, mean, mean, 1),))


def taken(number, *, form="citrate", substance="magnesium"):
    return Daily(day(number), doses=(DailyDose(substance, form, "mg", 200.0, 1, 0, 0, 0),))


def none(number, substance="magnesium"):
    return Daily(day(number), none_taken=(substance,))


def all_days(effect=-2.0):
    return [
        scored(number + 1, 6 + effect * PLAN.blocks[number // 7] + number % 7 / 7)
        for number in range(84)
    ]


# The lock


@pytest.mark.parametrize("number", [-5, 1, 7, 42, 84])
def test_nothing_is_found_until_the_last_day_is_over(number):
    assert read(PLAN, all_days(), today=day(number)).finding is None


def test_the_finding_is_there_on_the_day_after_the_last():
    finding = read(PLAN, all_days(), today=day(85)).finding

    assert finding.verdict == "clear"
    assert finding.result.estimate == pytest.approx(-2)


def test_the_finding_of_one_that_was_stopped_is_there_from_that_day_on():
    stopped = replace(PLAN, stopped_on=day(60))

    assert read(stopped, all_days(), today=day(59)).finding is None
    assert read(stopped, all_days(), today=day(60)).finding.verdict == "clear"


# Scores


def test_days_without_a_score_are_nan():
    scores = scores_in(PLAN, [scored(2, 5.0)])

    assert len(scores) == 84
    assert scores[1] == 5
    assert np.isnan(np.delete(scores, 1)).all()


@pytest.mark.parametrize(
    "other",
    [scored(3, 5.0, symptom="sleep"), scored(3, 50.0, high=100.0), scored(0, 5.0), scored(85, 5.0)],
)
def test_other_symptoms_scales_and_days_do_not_count(other):
    assert np.isnan(scores_in(PLAN, [other])).all()


def test_the_result_is_that_of_the_exact_test():
    finding = read(PLAN, all_days(), today=day(85)).finding

    assert finding.result == exact_test(scores_in(PLAN, all_days()), schedule_of(PLAN))


def test_days_behind_and_days_with_a_score_are_counted_without_today():
    reading = read(PLAN, [scored(1, 5.0), scored(4, 5.0)], today=day(4))

    assert (reading.days, reading.scored) == (3, 1)


def test_after_a_stop_no_day_is_counted():
    reading = read(replace(PLAN, stopped_on=day(10)), all_days(), today=day(80))

    assert (reading.days, reading.scored) == (9, 9)


def test_the_block_that_a_stop_cut_short_is_left_out():
    finding = read(replace(PLAN, stopped_on=day(60)), all_days(), today=day(80)).finding

    assert finding.scored_by_block == (7,) * 8 + (0,) * 4
    assert finding.averaged.days == 56


# The verdict


def result_with(low, high):
    found = exact_test(scores_in(PLAN, all_days()), schedule_of(PLAN))
    return replace(found, estimate=(low + high) / 2, low=low, high=high)


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (-3, -0.1, "clear"),
        (0.1, 3, "clear"),
        (-3, 0, "cannot_tell"),
        (0, 3, "cannot_tell"),
        (-1, 1, "none"),
        (-1, 0, "none"),
        (-1.1, 1, "cannot_tell"),
        (-inf, inf, "too_few"),
        (-3, inf, "too_few"),
        (nan, nan, "too_few"),
    ],
)
def test_what_may_be_said_of_an_interval(low, high, verdict):
    assert verdict_of(result_with(low, high), 10) == verdict


def test_what_is_small_goes_by_the_length_of_the_scale():
    assert verdict_of(result_with(-4, 4), 100) == "none"


def test_a_scale_of_another_length_is_used():
    scale = Scale(max=Decimal(100))
    days = [scored(number + 1, 50.0 + number % 7, high=100.0) for number in range(84)]

    assert read(replace(PLAN, scale=scale), days, today=day(85)).finding.verdict == "none"


@pytest.mark.parametrize(
    ("half", "blocks"),
    [(1.4, None), (1.5, 14), (1.7, 18), (1.8, 20), (1.9, None), (inf, None), (nan, None)],
)
def test_how_many_blocks_would_tell_two_points(half, blocks):
    assert blocks_needed(result_with(-half, half), 2) == blocks


def test_the_estimate_for_carry_over_is_near_the_other_where_nothing_is_carried_over():
    finding = read(PLAN, all_days(), today=day(85)).finding

    assert finding.averaged.estimate == pytest.approx(finding.result.estimate, abs=0.3)


def test_where_every_day_has_a_score_there_is_no_tipping_point():
    assert read(PLAN, all_days(), today=day(85)).finding.tipping_point is None


def test_the_tipping_point_goes_by_the_days_with_it():
    """One day in seven with it has no score, so these would have to be 14 points worse."""
    days = [one for one in all_days() if (one.day - FIRST).days % 14 != 3]
    finding = read(PLAN, days, today=day(85)).finding

    assert finding.tipping_point == pytest.approx(7 * abs(finding.result.estimate))


def test_the_tipping_point_of_one_that_was_stopped_goes_by_its_complete_blocks():
    days = [one for one in all_days() if (one.day - FIRST).days % 14 != 3]
    finding = read(replace(PLAN, stopped_on=day(60)), days, today=day(85)).finding

    assert finding.tipping_point == pytest.approx(7 * abs(finding.result.estimate))


# How the plan was followed


def kept(*written, today=15, **settings):
    return followed(PLAN, written, today=day(today), **settings)


def test_a_day_with_it_is_as_planned_where_it_was_taken():
    assert kept(taken(1)).on.as_planned == 1


def test_another_form_is_not_what_was_planned():
    assert kept(taken(1, form="oxide")).on.otherwise == (day(1),)


def test_a_day_without_it_is_as_planned_where_none_was_taken():
    assert kept(none(8)).off.as_planned == 1


@pytest.mark.parametrize("form", ["citrate", "oxide", ""])
def test_on_a_day_without_it_no_form_is_as_planned(form):
    assert kept(taken(8, form=form)).off.otherwise == (day(8),)


def test_a_day_of_which_nothing_is_written_is_not_known():
    there = kept(taken(1), none(8))

    assert there.on.unknown == tuple(day(number) for number in range(2, 8))
    assert there.off.unknown == tuple(day(number) for number in range(9, 15))


def test_who_logs_every_dose_leaves_no_day_unknown():
    there = kept(taken(1), every_dose_logged_from=FIRST)

    assert (there.on.otherwise, there.on.unknown) == (
        tuple(day(number) for number in range(2, 8)),
        (),
    )
    assert there.off.as_planned == 7


def test_today_is_not_over_and_not_counted():
    there = kept(taken(1), today=1)

    assert (there.on.days, there.off.days) == (0, 0)


def test_before_the_first_day_nothing_is_counted():
    assert kept(today=-3).on.days == 0
