"""Numbers of statistics, as a person reads them. Most examples stand in the docstrings."""

from math import nan

import pytest

from tracker.views.shown import statistics_words as words

GATES = (
    "days",
    "scores",
    "on",
    "off",
    "switches",
    "days_before",
    "scores_before",
    "days_after",
    "scores_after",
)


@pytest.mark.parametrize("size", [0.001, 0.01, 0.0499, -0.001, -0.049])
def test_an_effect_is_never_called_zero(size):
    assert words.points(size) == "less than 0.1 points"


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.05, "0.1"), (0.949, "0.9"), (0.95, "1"), (1.25, "1.3"), (-2.04, "2"), (99.94, "99.9")],
)
def test_numbers_are_rounded_to_one_decimal_and_half_up(value, text):
    assert words.number(value) == text


def test_large_numbers_have_no_decimals():
    assert words.points(-1234.5, "minutes") == "1,235 minutes"


def test_exactly_one_is_a_point():
    assert (words.points(1), words.points(1.04), words.points(0.96)) == ("1 point",) * 3


def test_the_ends_of_an_interval_come_the_smaller_size_first():
    assert words.likely(-2.9, -0.9) == words.likely(0.9, 2.9) == "likely between 0.9 and 2.9"


def test_an_interval_that_begins_next_to_zero_says_how_far_it_reaches():
    assert words.likely(-1.4, -0.01) == "likely at most 1.4"


def test_an_interval_with_zero_says_both_directions():
    assert words.likely(-0.01, 2) == "likely between less than 0.1 lower and 2 higher"


@pytest.mark.parametrize("say", [words.number, words.change, words.percent, words.direction])
def test_what_is_not_known_has_no_words(say):
    with pytest.raises(ValueError, match="not known"):
        say(nan)


@pytest.mark.parametrize("name", GATES)
def test_every_gate_is_named_with_its_number(name):
    one, many = (words.missing_words({name: count}, "magnesium")[0] for count in (1, 18))

    assert one.startswith("1 more ")
    assert many.startswith("18 more ")
    assert one.removeprefix("1 ") != many.removeprefix("18 ")


def test_days_that_are_counted_with_and_without_are_not_counted_again():
    lines = words.missing_words({"scores": 12, "off": 12}, "magnesium")

    assert lines == ["12 more days with a score and without magnesium"]


def test_nothing_missing_has_no_lines():
    assert words.missing_words({}) == []


@pytest.mark.parametrize("share", [0.0001, 0.004])
def test_a_small_share_is_not_none(share):
    assert words.percent(share).startswith("under 1")


def test_a_share_never_breaks_before_its_sign():
    assert words.percent(0.5) == "50\N{NO-BREAK SPACE}%"
