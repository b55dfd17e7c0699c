"""Which tags of a meal are certain from a food of the table."""

import pytest

from tracker.knowledge import usda
from tracker.knowledge.usda_groups import certain_tags

CERTAIN = {
    "Nuts, almonds": {"nuts", "fat"},
    "Nuts, coconut water (liquid from coconuts)": set(),
    "Peanut butter, smooth style, with salt": {"nuts", "fat"},
    "Seeds, pumpkin and squash seed kernels, roasted, without salt": {"seeds", "fat"},
    "Spinach, raw": {"leafy_greens"},
    "Spinach souffle": set(),
    "Cabbage, chinese (pak-choi), raw": set(),
    "Milk, whole, 3.25% milkfat, with added vitamin D": {"dairy"},
    "Milk, human, mature, fluid": set(),
    "Milk, imitation, non-soy": set(),
    "Butter, salted": {"dairy", "fat"},
    "Egg, whole, raw, fresh": set(),
    "Rice, brown, long-grain, cooked": {"whole_grains"},
    "Rice, white, long-grain, regular, enriched, cooked": set(),
    "Bread, whole-wheat, commercially prepared": {"whole_grains"},
    "Crackers, standard snack-type, with whole wheat": set(),
    "Bananas, raw": set(),
}
NAMES = {food.description: food.id for food in usda.foods().values()}


@pytest.mark.parametrize("name", CERTAIN)
def test_only_what_the_name_says_is_certain(name):
    assert certain_tags(NAMES[name]) == CERTAIN[name]


def test_a_food_of_no_table_has_no_certain_tags():
    assert certain_tags("usda-sr28:99999") == frozenset()
