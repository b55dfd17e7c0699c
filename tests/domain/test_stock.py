"""How much is left of a product, and until when it does."""

from datetime import date, time, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.factories import local, make_product
from tracker.domain.diary import Stock, UsualTime
from tracker.domain.stock import Left, average_per_day, counted, last_day_of, left_of

NOON = local("2026-06-10T12:00")  # a Wednesday
COUNTED = Stock(Decimal(60), local("2026-06-01T08:00"))


def last_day(left, *times, now=NOON, per_day=None, **fields):
    product = make_product(usual_times=times, **fields)
    return last_day_of(product, Left(Decimal(left)), now, per_day)


def at(clock, *weekdays, servings=None):
    number = None if servings is None else Decimal(servings)
    return UsualTime(time.fromisoformat(clock), weekdays, number)


# What is left


def test_what_was_taken_is_taken_off():
    assert left_of(COUNTED, Decimal("1.5")) == Left(Decimal("58.5"))


def test_an_intake_of_unknown_size_makes_it_at_most():
    assert left_of(COUNTED, Decimal(2), unknown=1) == Left(Decimal(58), is_at_most=True)


def test_more_taken_than_counted_is_below_zero():
    assert left_of(COUNTED, Decimal(63)) == Left(Decimal(-3))


def test_a_count_is_kept_to_the_minute_as_what_is_taken_after_it():
    assert counted(Decimal(60), NOON.replace(second=40)) == Stock(Decimal(60), NOON)


# By usual times


def test_one_a_day_does_for_as_many_days():
    assert last_day("10", at("07:00")) == date(2026, 6, 20)


def test_a_dose_of_today_that_is_still_to_come_counts():
    assert last_day("10", at("22:00")) == date(2026, 6, 19)


def test_two_a_day_end_before_the_first_day_without_both():
    assert last_day("5", at("07:00"), at("22:00")) == date(2026, 6, 12)


def test_a_weekday_is_waited_for():
    assert last_day("2", at("08:00", 0)) == date(2026, 6, 28)


def test_a_dose_of_its_own_size_counts_as_that():
    assert last_day("3", at("22:00", servings="2")) == date(2026, 6, 10)


def test_the_usual_servings_of_the_product_count():
    assert last_day("4", at("22:00"), usual_servings=Decimal(2)) == date(2026, 6, 11)


def test_too_little_for_the_next_dose_ends_before_it():
    assert last_day("1", at("22:00", servings="2")) == date(2026, 6, 9)


def test_what_does_for_years_has_no_end_that_matters():
    assert last_day("100000", at("22:00")) == date.max


def test_a_day_of_25_hours_is_one_day():
    before = local("2026-10-24T12:00")
    assert last_day("2", at("02:30"), now=before) == date(2026, 10, 26)


# By what was taken lately


def test_an_average_says_it_where_no_times_do():
    assert last_day("21", per_day=Fraction(2)) == date(2026, 6, 20)


def test_without_times_and_average_nothing_is_said():
    assert last_day("21") is None


def test_usual_times_are_believed_before_an_average():
    assert last_day("10", at("07:00"), per_day=Fraction(5)) == date(2026, 6, 20)


def test_an_average_of_little_has_no_end_that_matters():
    assert last_day("100", per_day=Fraction(1, 28)) == date.max


def test_nothing_left_ends_today():
    assert last_day("0", per_day=Fraction(1)) == date(2026, 6, 10)


def test_the_average_is_of_the_days_since_the_first_dose():
    assert average_per_day(Decimal(20), NOON - timedelta(days=10), NOON) == 2


@pytest.mark.parametrize(("days", "is_said"), [(6, False), (7, True)])
def test_less_than_a_week_says_nothing(days, is_said):
    average = average_per_day(Decimal(9), NOON - timedelta(days=days), NOON)

    assert (average is not None) == is_said


def test_a_dose_of_unknown_size_says_nothing():
    assert average_per_day(Decimal(9), NOON - timedelta(days=10), NOON, unknown=1) is None
