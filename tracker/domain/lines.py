"""Entries as lines of a table, for files that hold thousands of them: as they are stored.

A line is a content of an intake (an intake without any has one too), a meal or a score. In what
is said, a number is text with all its digits, as it was typed, and a list is the text of its JSON:
a diary says the same few things again and again, so whoever reads a line reads them once.
"""

import json
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias


class Timed(NamedTuple):
    """When it was; `at` stands in the zone, and `day` is the day of `at` there."""

    id: str
    at: datetime
    timezone: str
    day: date
    precision: str


class SaidOfIntake(NamedTuple):
    """What is said of a whole intake; see `diary.Intake`."""

    route: str | None
    source: str | None
    meal: str
    as_needed: bool | None
    prescribed: bool
    product: str | None
    product_id: str | None
    product_class: str | None
    servings: str | None
    covers_days: int
    tolerance: str
    note: str


class SaidOfContent(NamedTuple):
    """One content of an intake; where the basis is None, the intake has none."""

    substance: str | None
    form: str | None
    amount: str | None
    unit: str | None
    basis: str | None
    compound: str | None


class SaidOfMeal(NamedTuple):
    tags: str
    foods: str
    note: str


class SaidOfScore(NamedTuple):
    symptom: str | None
    value: str | None
    scale_min: str
    scale_max: str
    scale_better: str
    scale_unit: str | None
    sites: str
    qualities: str
    note: str


Said: TypeAlias = SaidOfIntake | SaidOfMeal | SaidOfScore


class IntakeLine(NamedTuple):
    timed: Timed
    said: SaidOfIntake
    content: SaidOfContent


class MealLine(NamedTuple):
    timed: Timed
    said: SaidOfMeal


class ScoreLine(NamedTuple):
    timed: Timed
    said: SaidOfScore


@lru_cache(maxsize=1000)
def items_in(text: str) -> tuple[Any, ...]:
    """Return the items of a list in a line.

    >>> items_in('["fat", "dairy"]'), items_in("[]")
    (('fat', 'dairy'), ())
    """
    return tuple(json.loads(text))
