"""What is said of trends, of what is missing, and of changes of what was taken."""

from math import nan

import numpy as np
import pytest

from tracker.domain.diary import CustomSymptom
from tracker.domain.regimen import Turn
from tracker.domain.trend import Trend
from tracker.views.shown.trends.words import (
    axis_words,
    dose_words,
    marked_line,
    missing_line,
    other_scales_line,
    scored_words,
    trend_words,
    turn_words,
)

SCALE = (0.0, 10.0, "low", None)


def a_trend(estimate=nan, low=nan, high=nan, *, days=90, scored=64):
    return Trend(estimate, low, high, np.full(days, nan), days, scored)


def too_short():
    return Trend(nan, nan, nan, np.full(20, nan), 20, 12, {"days": 40, "scores": 18})


def said(trend, scale=SCALE, *, may_grow=True):
    return trend_words("Pain", trend, scale, may_grow=may_grow)


def test_a_clear_fall_is_said_with_what_is_likely():
    title = said(a_trend(-1, -1.7, -0.3)).title

    assert title == "Pain: falling by about 1 point a month, likely between 0.3 and 1.7"


@pytest.mark.parametrize(
    ("estimate", "better", "more"),
    [
        (-1, "low", "That is for the better."),
        (1, "low", "That is for the worse."),
        (1, "high", "That is for the better."),
        (1, "none", ""),
    ],
)
def test_better_and_worse_follow_the_better_end(estimate, better, more):
    trend = a_trend(estimate, *sorted((estimate * 0.5, estimate * 1.5)))

    assert said(trend, (0.0, 10.0, better, None)).more == more


def test_a_clear_one_that_is_tiny_is_not_about_less_than_something():
    title = said(a_trend(0.01, 0.001, 0.02)).title

    assert title == "Pain: rising by less than 0.1 points a month"


def test_what_is_counted_is_said_in_its_unit():
    title = said(a_trend(0.5, 0.2, 0.8), (0.0, 24.0, "none", "hours")).title

    assert title == "Pain: rising by about 0.5 hours a month, likely between 0.2 and 0.8"


@pytest.mark.parametrize(("low", "high"), [(-1, 0.5), (0, 1), (-1, 0)])
def test_an_interval_that_holds_no_change_is_no_clear_change(low, high):
    assert said(a_trend(0.1, low, high)).title == "Pain: no clear change"


def test_what_still_fits_is_said_beneath():
    assert (
        said(a_trend(-0.2, -1.2, 0.6)).more == "Anything from 1.2 lower to 0.6 higher a month fits."
    )


def test_a_narrow_interval_around_no_change_is_said_as_that():
    assert said(a_trend(0.0, -0.02, 0.03)).more == "Less than 0.1 a month, up or down."


def test_missing_scores_are_named_before_missing_days():
    title = said(too_short()).title

    assert title == "Pain: not enough days yet for a trend: 18 more days with a score"


def test_a_window_that_does_not_grow_asks_for_nothing():
    assert said(too_short(), may_grow=False).title == "Pain: 20 days are too short for a trend"


def test_no_score_at_all_is_said_as_that():
    assert said(a_trend(), None).title == "Pain: no score in these days"


@pytest.mark.parametrize(
    ("symptom", "scale", "words"),
    [
        (
            "nerve_pain",
            SCALE,
            "0 is “no pain”, 10 is “worst pain you can imagine”. Lower is better.",
        ),
        ("sleep", (0.0, 10.0, "high", None), "0 is “worst”, 10 is “best”. Higher is better."),
        ("sleep", (0.0, 24.0, "none", "hours"), "Upwards: hours."),
        ("else", (1.0, 7.0, "none", None), "Upwards: from 1 to 7."),
        (None, (0.0, 100.0, "low", None), "Upwards: from 0 to 100. Lower is better."),
    ],
)
def test_what_goes_upwards_is_said_in_plain_words(symptom, scale, words):
    assert axis_words(symptom, scale, {}) == words


def test_a_symptom_of_ones_own_has_its_own_ends():
    legs = CustomSymptom("legs", "Legs", lowest="light", highest="like lead")
    words = axis_words("legs", SCALE, {"legs": legs})

    assert words == "0 is “light”, 10 is “like lead”. Lower is better."


def test_large_numbers_of_days_can_be_read():
    assert scored_words(a_trend(days=3652, scored=3163)) == "3,163 of 3,652 days with a score"


def test_without_a_better_end_no_day_is_bad():
    assert missing_line(np.array([1.0, nan, 9.0] * 40), "none") == ""


def test_ten_bad_and_ten_good_days_are_needed_to_compare_them():
    assert missing_line(np.array([8.0, nan, 2.0, 2.0] * 4), "low") == ""


def test_a_difference_that_chance_could_make_is_not_told():
    # 8 of 12 against 11 of 12
    bad = [8.0, 2.0] * 8 + [8.0, nan] * 4
    good = [2.0, 2.0]

    assert missing_line(np.array(bad + good), "low") == ""


def test_silence_after_good_days_is_told_too():
    assert missing_line(np.array([8.0, 8.0, 2.0, nan, 2.0, nan] * 20), "low").endswith(
        "So good stretches may be missing here."
    )


@pytest.mark.parametrize(
    ("turn", "words"),
    [
        (
            Turn(9, "change", ("oxide", "glycinate"), (400.0, 200.0)),
            "magnesium from oxide to glycinate, from 400 mg to 200 mg a day",
        ),
        (
            Turn(9, "change", ("oxide", "oxide"), (400.0, 200.0)),
            "magnesium from 400 mg to 200 mg a day",
        ),
        (Turn(9, "begin", ("", "citrate"), (nan, 150.0)), "magnesium citrate begins, 150 mg a day"),
        (Turn(9, "begin", ("", "")), "magnesium begins"),
        (Turn(9, "end", ("citrate", ""), (150.0, nan)), "magnesium ends"),
    ],
)
def test_a_change_is_told_as_what_changed(turn, words):
    assert turn_words("magnesium", turn, "mg") == words


@pytest.mark.parametrize(
    ("amount", "unit", "words"),
    [
        (141.4, "mg", "141 mg"),
        (12.55, "mg", "12.6 mg"),
        (1285.7, "IU", "1,286 IU"),
        (1, None, "1 dose"),
        (2, None, "2 doses"),
        (0, "mg", "0 mg"),
    ],
)
def test_amounts_are_as_exact_as_one_reads_them(amount, unit, words):
    assert dose_words(amount, unit) == words


def test_what_is_all_there_needs_no_line():
    assert other_scales_line(0) == marked_line(3, 3) == ""
