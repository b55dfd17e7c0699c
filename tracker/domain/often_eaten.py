"""The foods that somebody eats often, as much of each as the last time."""

from collections import Counter
from collections.abc import Iterable

from tracker.domain.diary import FoodPortion, Meal, instant


def often_eaten(meals: Iterable[Meal], most: int) -> list[FoodPortion]:
    """Return the `most` foods that are in most meals; of two in as many, the later one.

    Each with the grams of the last time that they were known, or None.
    """
    times: Counter[str] = Counter()
    last: dict[str, FoodPortion] = {}
    for meal in sorted(meals, key=lambda meal: instant(meal.eaten_at)):
        portions = {one.food: one for one in meal.foods if one.food is not None}
        times.update(portions.keys())
        for food, portion in portions.items():
            before = last.pop(food, portion)  # taken out and put back: in order of the last time
            last[food] = portion if portion.grams else before
    latest_first = reversed(last.values())
    ordered = sorted(latest_first, key=lambda portion: -times[portion.food or ""])
    return ordered[:most]
