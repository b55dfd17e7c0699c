"""The food table: USDA SR28, 8,789 foods with their minerals and vitamins per 100 g.

Source: USDA National Nutrient Database for Standard Reference, Release 28 (`USDA_SR28` in
sources.toml), public domain. It is read when first asked for, never while knowledge loads.
"""

import csv
import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType

TABLE = Path(__file__).parent / "usda_sr28.csv.gz"
PREFIX = "usda-sr28:"


@dataclass(frozen=True, slots=True)
class Food:
    """What 100 g of a food hold. `None`: not measured, which is not 0."""

    id: str
    """As meals name it: `usda-sr28:` and the food's number."""
    group: str
    description: str
    energy_kcal: Decimal | None
    magnesium_mg: Decimal | None
    calcium_mg: Decimal | None
    vitamin_d_mcg: Decimal | None
    phosphorus_mg: Decimal | None
    potassium_mg: Decimal | None
    zinc_mg: Decimal | None
    iron_mg: Decimal | None
    fibre_g: Decimal | None
    vitamin_b6_mg: Decimal | None
    vitamin_b12_mcg: Decimal | None


@cache
def foods() -> Mapping[str, Food]:
    """Return every food by its id, such as `usda-sr28:01077`."""
    with gzip.open(TABLE, "rt", encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)  # the names of the columns
        read = (_food(row) for row in rows)
        return MappingProxyType({food.id: food for food in read})


def _food(row: list[str]) -> Food:
    number, group, description, *amounts = row
    return Food(PREFIX + number, group, description, *map(_amount, amounts))


def _amount(cell: str) -> Decimal | None:
    return Decimal(cell) if cell else None


@cache
def _vitamin_d_foods() -> frozenset[str]:
    # Only two columns are wanted here: a diary with one meal should not wait for them all.
    with gzip.open(TABLE, "rt", encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        return frozenset(
            PREFIX + row["ndb_no"] for row in rows if row["vitd_ug"] and float(row["vitd_ug"]) > 0
        )


def is_vitamin_d_food(food: str) -> bool:
    """Is the food known to hold vitamin D? One that is not in the table is not."""
    return food.startswith(PREFIX) and food in _vitamin_d_foods()
