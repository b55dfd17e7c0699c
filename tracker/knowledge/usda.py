"""The food table: USDA SR28, 8,789 foods with their minerals and vitamins per 100 g.

Source: USDA National Nutrient Database for Standard Reference, Release 28 (`USDA_SR28` in
sources.toml), public domain. It is read when first asked for, never while knowledge loads. A
food's numbers are made when that food is asked for: a diary names dozens of them, not thousands.
"""

import csv
import gzip
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

from tracker.knowledge.usda_lines import Lines

TABLE = Path(__file__).parent / "usda_sr28.csv.gz"
PREFIX = "usda-sr28:"
AFTER_VITAMIN_D = 7
"""How many columns stand to the right of vitamin D."""


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


class FoodTable(Mapping[str, Food]):
    """Every food by its id, such as `usda-sr28:01077`, in the order of the table."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines

    def __getitem__(self, food: str) -> Food:
        return _food(self.line(food))

    def __contains__(self, food: object) -> bool:
        return isinstance(food, str) and any(self._lines.of(number_of(food)))

    def __iter__(self) -> Iterator[str]:
        return map(PREFIX.__add__, self._lines.numbers())

    def __len__(self) -> int:
        return len(self._lines)

    def line(self, food: str) -> str:
        """Return the line of a food; raise KeyError where the table does not have it."""
        for line in self._lines.of(number_of(food)):
            return line
        raise KeyError(food)

    def names(self) -> Iterator[tuple[str, str, str]]:
        """Yield each food's id, group and description, without its numbers."""
        for line in self._lines:
            number, group, description, *_ = _cells(line)
            yield PREFIX + number, group, description


@cache
def foods() -> FoodTable:
    return FoodTable(lines_of(TABLE))


def lines_of(table: Path) -> Lines:
    """Return the lines below the names of the columns."""
    _, _, text = gzip.decompress(table.read_bytes()).decode().partition("\n")
    return Lines(text)


def number_of(food: str) -> str:
    """Return the number in a food's id; "" where that is not an id of this table.

    >>> number_of("usda-sr28:01077"), number_of("01077")
    ('01077', '')
    """
    return food.removeprefix(PREFIX) if food.startswith(PREFIX) else ""


@lru_cache(maxsize=1024)
def _food(line: str) -> Food:
    number, group, description, *amounts = _cells(line)
    return Food(PREFIX + number, group, description, *map(_amount, amounts))


def _cells(line: str) -> list[str]:
    # Most lines have a quoted description; no cell of the tables holds a line break.
    return next(csv.reader((line,)))


def _amount(cell: str) -> Decimal | None:
    return Decimal(cell) if cell else None


def _holds_vitamin_d(line: str) -> bool:
    # Read from the right, where no cell has a comma: a diary with one meal need not wait long.
    amount = line.rsplit(",", AFTER_VITAMIN_D + 1)[1]
    return bool(amount) and float(amount) > 0


@lru_cache(maxsize=1024)
def is_vitamin_d_food(food: str) -> bool:
    """Is the food known to hold vitamin D? One that is not in the table is not."""
    return food.startswith(PREFIX) and food in foods() and _holds_vitamin_d(foods().line(food))
