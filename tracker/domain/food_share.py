"""How much of a day's recommended magnesium came from food, and which food group was missing.

The food groups are those of the source document ("leafy greens, nuts, seeds, and whole
grains"). A meal belongs to a group by its own tags, or by a food that certainly does.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from tracker.domain.amounts import quanta, reaches
from tracker.domain.diary import Diary, FoodPortion, Meal, Profile
from tracker.domain.references import ADULT_FROM, ReferenceRange, reference_for
from tracker.domain.rules.book import RuleBook
from tracker.domain.substances import Substance, normalised
from tracker.domain.totals import (
    Amount,
    AmountInFood,
    References,
    eaten_in,
    held_by,
    parts_of,
    sum_of,
)

FOOD_GROUPS = ("leafy_greens", "nuts", "seeds", "whole_grains")
WEEK = timedelta(days=7)
HEALTHY_EGFR_FROM = 60
VITAMIN_K_ANTAGONISTS = frozenset({"warfarin", "phenprocoumon", "acenocoumarol", "fluindione"})

TagsOfFood = Callable[[str], Collection[str]]
"""Takes a food; returns the tags of a meal that are certain with it."""


@dataclass(frozen=True, slots=True)
class FoodShare:
    """The magnesium of a day's food, in mg, beside what is recommended from all sources.

    `foods` are the portions of meals that are written down; of `not_counted` of them it is not
    known how much magnesium they held. `meals_without_foods` say only that something was eaten.
    """

    eaten: Amount
    foods: int
    not_counted: int
    meals: int
    meals_without_foods: int
    reference: ReferenceRange | None

    @property
    def is_reached(self) -> bool:
        """Is food alone at what is recommended, at the upper end where that is a range?

        Supplements are left aside: the source document puts food first, and magnesium from
        food has no upper limit with healthy kidneys.
        """
        return self.reference is not None and reaches(
            self.eaten.quanta, quanta(self.reference.high)
        )


@dataclass(frozen=True, slots=True)
class MissingGroup:
    """A food group of which nothing is written down, that day or for a whole week."""

    group: str
    is_all_week: bool


def food_share(
    diary: Diary,
    rules: RuleBook,
    day: date,
    *,
    references: References,
    amount_in_food: AmountInFood,
) -> FoodShare:
    magnesium = rules.substances.find("magnesium")
    if magnesium is None:
        raise LookupError("the rule book knows no magnesium")
    meals = meals_from(diary, day, day)
    portions = [portion for meal in meals for portion in meal.foods]
    intakes = [intake for intake in diary.intakes if intake.taken_at.date() == day]
    profile = diary.profile_on(day)
    as_entries = sum_of(parts_of(magnesium, intakes, rules), {"food"})
    return FoodShare(
        eaten=as_entries + eaten_in(magnesium, meals, amount_in_food),
        foods=len(portions),
        not_counted=sum(not _is_counted(magnesium, one, amount_in_food) for one in portions),
        meals=len(meals),
        meals_without_foods=sum(not meal.foods for meal in meals),
        reference=reference_for(references.get(magnesium.id, {}), profile, profile.age_on(day)),
    )


def missing_groups(diary: Diary, day: date, tags_of_food: TagsOfFood) -> list[MissingGroup]:
    """Return the groups not eaten on `day`, those of the whole week before it first.

    Leafy greens are left out for who takes a vitamin K antagonist: how much of them is eaten is a
    matter of the dose, and for whoever adjusts it.
    """
    of_day = set(groups_in(meals_from(diary, day, day), tags_of_food))
    of_week = set(groups_in(meals_from(diary, day - WEEK + timedelta(days=1), day), tags_of_food))
    left_out = of_day | ({"leafy_greens"} if _takes_antagonist(diary, day) else set())
    missing = [MissingGroup(one, one not in of_week) for one in FOOD_GROUPS if one not in left_out]
    return sorted(missing, key=lambda one: not one.is_all_week)


def _takes_antagonist(diary: Diary, day: date) -> bool:
    owned = [content.substance for product in diary.products for content in product.contents]
    names = {normalised(name) for name in (*diary.profile_on(day).medicines, *owned)}
    return not VITAMIN_K_ANTAGONISTS.isdisjoint(names)


def may_suggest_food(profile: Profile, age: Fraction | None) -> bool:
    """May more of a food be named to this person?

    Not with reduced kidneys: they may not get rid of the magnesium, nor of the potassium that
    these foods hold, and the rules ask for a clinician's word first. The cut at an eGFR of 60 is
    that of the rules. Not to children either: the servings are those of adults, and nuts are
    not for the smallest. What is not known of the person stands in nobody's way.
    """
    has_healthy_kidneys = profile.kidney in (None, "normal") and (
        profile.egfr is None or profile.egfr >= HEALTHY_EGFR_FROM
    )
    return has_healthy_kidneys and (age is None or age >= ADULT_FROM)


def meals_from(diary: Diary, first: date, last: date) -> list[Meal]:
    """Return the meals of the local days `first` to `last`, both included."""
    return [meal for meal in diary.meals if first <= meal.eaten_at.date() <= last]


def groups_in(meals: Iterable[Meal], tags_of_food: TagsOfFood) -> Iterator[str]:
    for meal in meals:
        yield from map(normalised, meal.tags)
        for portion in meal.foods:
            if portion.food is not None and portion.grams != Decimal(0):
                yield from tags_of_food(portion.food)


def _is_counted(substance: Substance, portion: FoodPortion, amount_in_food: AmountInFood) -> bool:
    return not held_by(substance, portion, amount_in_food).is_at_least
