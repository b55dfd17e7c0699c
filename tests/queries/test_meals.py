from datetime import UTC, datetime
from decimal import Decimal

import pytest

from tests.factories import make_meal, make_person, save
from tracker import queries
from tracker.domain.diary import FoodPortion

pytestmark = pytest.mark.django_db

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
FOODS = (FoodPortion("usda-sr28:12061", Decimal(30)),)


def latest(person, since=LONG_AGO, most=9):
    return queries.latest_meals(person, since=since, most=most)


def test_the_latest_comes_first():
    person = make_person()
    meals = [make_meal(f"2026-06-{day}T12:00", foods=FOODS) for day in (10, 12, 11)]
    save(person, *meals)

    assert [meal.eaten_at.day for meal in latest(person)] == [12, 11, 10]


def test_no_more_than_asked_for():
    person = make_person()
    save(person, *(make_meal(foods=FOODS) for _ in range(3)))

    assert len(latest(person, most=2)) == 2


def test_meals_without_foods_say_nothing():
    person = make_person()
    save(person, make_meal())

    assert latest(person) == ()


def test_meals_before_that_time_are_left_aside():
    person = make_person()
    save(person, make_meal("2026-06-10T12:00", foods=FOODS))

    assert latest(person, since=datetime(2026, 6, 11, tzinfo=UTC)) == ()


def test_another_persons_meals_are_not_there():
    save(make_person(), make_meal(foods=FOODS))

    assert latest(make_person()) == ()
