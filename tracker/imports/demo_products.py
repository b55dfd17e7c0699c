"""What stands on the shelf and on the table of a generated diary."""

from datetime import time
from decimal import Decimal
from typing import Any

from tracker.domain.diary import Content, FoodPortion, Product


def _product(name: str, content: Content, **fields: Any) -> Product:
    return Product(id="", name=name, contents=(content,), **fields)


GLYCINATE = _product(
    "Magnesium Glycinate 200",
    Content("magnesium", "glycinate", Decimal(200), "mg", "elemental"),
    serving="tablet",
    meal="without",
)
OXIDE = _product(
    "Magnesium Oxide 500 mg tablets",
    Content("magnesium", "oxide", Decimal(500), "mg", "compound"),
    serving="tablet",
    meal="without",
)
CITRATE = _product(
    "Magnesium Citrate powder",
    Content("magnesium", "citrate", Decimal(100), "mg", "elemental"),
    serving="scoop",
)
VITAMIN_D = _product(
    "Vitamin D3 1000",
    Content("vitamin_d", None, Decimal(1000), "IU"),
    serving="drop",
    meal="with",
)
CALCIUM = _product(
    "Calcium 600",
    Content("calcium", "carbonate", Decimal(600), "mg", "elemental"),
    serving="tablet",
    meal="with",
)
LEVOTHYROXINE = _product(
    "Levothyroxine 75",
    Content("levothyroxine", None, Decimal(75), "mcg"),
    serving="tablet",
    source="medicine",
    meal="without",
    prescribed=True,
)
GABAPENTIN = _product(
    "Gabapentin 300",
    Content("gabapentin", None, Decimal(300), "mg"),
    serving="capsule",
    source="medicine",
    prescribed=True,
)
VITAMIN_D_AT = time(7, 50)

FOODS = {
    "leafy_greens": FoodPortion("usda-sr28:11457", Decimal(100)),
    "nuts": FoodPortion("usda-sr28:12061", Decimal(30)),
    "seeds": FoodPortion("usda-sr28:12014", Decimal(20)),
    "dairy": FoodPortion("usda-sr28:01077", Decimal(244)),
}
