"""Household portions of the food table: a cup of it, a slice, an ounce, in grams.

Source: the household weights (file WEIGHT) of USDA SR28, the release of the food table itself:
the numbers and descriptions of all 8,789 foods are the same in both. Public domain. Of them
8,492 have at least one portion; scripts/make_usda_tables.py made the table. Amounts, measures
and grams stand as published, but for idle zeros and doubled spaces.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from tracker.knowledge.usda import foods, lines_of, number_of
from tracker.knowledge.usda_lines import Lines

TABLE = Path(__file__).parent / "usda_portions.csv.gz"

BY_THE_OUNCE = frozenset({"Nut and Seed Products", "Snacks", "Sweets"})
"""Groups of which a handful is eaten, where the table often begins with a whole cup."""

ONE_HELPING_G = range(15, 301)
"""What one sitting may hold of most foods; a whole bird or a bunch is for others as well."""


@dataclass(frozen=True, slots=True)
class Portion:
    """Some of a measure and what that weighs: 1 `oz (23 whole kernels)` is 28.35 g."""

    amount: Decimal
    measure: str
    grams: Decimal


@cache
def _lines() -> Lines:
    return lines_of(TABLE)


def portions_of(food: str) -> tuple[Portion, ...]:
    """Return the household portions of a food, the likeliest first; none where none is known."""
    portions = [
        Portion(Decimal(amount), measure, Decimal(grams))
        for _, amount, measure, grams in csv.reader(_lines().of(number_of(food)))
    ]
    usual = _usual(portions, foods()[food].group) if portions else None
    return tuple(sorted(portions, key=lambda portion: portion != usual))


def _usual(portions: Iterable[Portion], group: str) -> Portion | None:
    """Return the portion to offer first: of one helping, and an ounce where that is the habit."""
    helpings = [one for one in portions if int(one.grams) in ONE_HELPING_G]
    ounces = [one for one in helpings if one.measure.split()[0] == "oz"]
    wanted = ounces if group in BY_THE_OUNCE and ounces else helpings
    return next(iter(wanted), None)
