"""Which of a meal's tags are certain from the name of a food in the table.

A tag is certain where the table's own words for the food say it; where one could argue, nothing
is said, and the person decides:

- `leafy_greens`: the leaves that are eaten as a vegetable, by the first part of the name;
- `nuts`: "Nuts, ..." but for coconut, and peanuts, as in the list of foods.toml;
- `seeds`: "Seeds, ...";
- `whole_grains`: oats, quinoa, brown and wild rice and the like by name, and breads, cereals and
  pasta that call themselves whole-wheat or whole-grain;
- `dairy`: milk, cheese, yogurt, cream and butter, of animals;
- `fat`: oils, butter, and nuts and seeds that are mostly fat.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache

from tracker.knowledge.usda import Food, foods

VEGETABLES = "Vegetables and Vegetable Products"
GRAINS = frozenset({"Cereal Grains and Pasta", "Baked Products", "Breakfast Cereals"})

LEAVES = re.compile(
    r"(spinach|new zealand spinach|mustard spinach|kale|collards|chard|lettuce|arugula|watercress|"
    r"endive|escarole|radicchio|cornsalad|purslane|cress|chicory greens|amaranth leaves|"
    r"(turnip|mustard|beet|dandelion) greens|cabbage, chinese)(,|$)",
    re.IGNORECASE,
)
NUTS = re.compile(r"nuts, (?!coconut)|peanuts?(,| butter)", re.IGNORECASE)
SEEDS = re.compile(r"seeds, ", re.IGNORECASE)
WHOLE_GRAINS = re.compile(
    r"(oats|quinoa|bulgur|buckwheat groats|buckwheat|millet|teff|amaranth grain|wild rice|"
    r"rice, brown|cereals, oats|sorghum grain|rye grain|barley, hulled)(,|$)",
    re.IGNORECASE,
)
SAYS_WHOLE = re.compile(r"(?<!with )(?<!includes )\bwhole[- ](wheat|grain)s?\b", re.IGNORECASE)
DAIRY = re.compile(
    r"(milk|cheese|yogurt|cream|butter|sour cream|kefir|whey)(,|$)"
    r"(?!.*(imitation|substitute|non-soy|human|dessert topping))",
    re.IGNORECASE,
)
FAT = re.compile(
    r"(oil|butter|butter oil|ghee|lard)(,|$)|"
    r"nuts, (almonds|brazilnuts|cashew nuts|hazelnuts|macadamia|mixed nuts|pecans|pine nuts|"
    r"pistachio nuts|walnuts)|peanuts?(, (all types|spanish|valencia|virginia)| butter)|"
    r"seeds, (?!.*(flour|meal|defatted))(pumpkin|sunflower|sesame|chia|flaxseed|hemp)",
    re.IGNORECASE,
)

TESTS: Mapping[str, Callable[[Food], object]] = {
    "fat": lambda food: FAT.match(food.description),
    "dairy": lambda food: _is_of(food, "Dairy and Egg Products") and DAIRY.match(food.description),
    "leafy_greens": lambda food: _is_of(food, VEGETABLES) and LEAVES.match(food.description),
    "nuts": lambda food: NUTS.match(food.description),
    "seeds": lambda food: SEEDS.match(food.description),
    "whole_grains": lambda food: (
        food.group in GRAINS
        and (WHOLE_GRAINS.match(food.description) or SAYS_WHOLE.search(food.description))
    ),
}


@cache
def certain_tags(food: str) -> frozenset[str]:
    """Return the tags of a meal that are certain with this food; none for one not in the table."""
    found = foods().get(food)
    if found is None:
        return frozenset()
    return frozenset(tag for tag, holds in TESTS.items() if holds(found))


def _is_of(food: Food, group: str) -> bool:
    return food.group == group
