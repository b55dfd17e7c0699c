from decimal import Decimal

from tests.domain.diaries import meal
from tracker.domain.diary import FoodPortion
from tracker.domain.often_eaten import often_eaten


def eaten(at, *foods):
    portions = tuple(FoodPortion(food, grams and Decimal(grams)) for food, grams in foods)
    return meal(at, foods=portions)


def often(*meals, most=9):
    return [(one.food, one.grams) for one in often_eaten(meals, most)]


def test_what_is_in_most_meals_comes_first():
    found = often(eaten("08:00", ("oats", 40)), eaten("09:00", ("milk", 200), ("oats", 40)))
    assert [food for food, _ in found] == ["oats", "milk"]


def test_of_two_as_often_the_later_one_comes_first():
    found = often(eaten("12:00", ("rice", 150)), eaten("08:00", ("oats", 40)))
    assert [food for food, _ in found] == ["rice", "oats"]


def test_it_is_as_much_as_the_last_time():
    assert often(eaten("18:00", ("oats", 60)), eaten("08:00", ("oats", 40))) == [("oats", 60)]


def test_a_time_without_grams_leaves_those_before():
    assert often(eaten("08:00", ("oats", 40)), eaten("18:00", ("oats", None))) == [("oats", 40)]


def test_grams_that_were_never_known_stay_unknown():
    assert often(eaten("08:00", ("oats", None))) == [("oats", None)]


def test_a_food_twice_in_a_meal_is_one_time():
    meals = [eaten("08:00", ("oats", 40), ("oats", 40)), eaten("09:00", ("milk", 200))]
    assert [food for food, _ in often(*meals)] == ["milk", "oats"]


def test_no_more_than_asked_for():
    assert len(often(eaten("08:00", ("a", 1), ("b", 1), ("c", 1)), most=2)) == 2


def test_a_food_without_a_name_is_none():
    assert often(eaten("08:00", (None, 40))) == []
