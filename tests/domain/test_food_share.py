"""How much of the recommended magnesium came from food, and which food group was missing."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.domain.diaries import BOOK, meal, take
from tests.factories import make_product
from tracker.domain.diary import Diary, FoodPortion, Profile
from tracker.domain.food_share import food_share, may_suggest_food, missing_groups
from tracker.knowledge.reference_values import amount_in_food, reference_intakes
from tracker.knowledge.usda_groups import certain_tags

DAY = date(2026, 6, 10)
ALMONDS = FoodPortion("usda-sr28:12061", Decimal(100))
WOMAN_OF_40 = Profile(age=Decimal(40), sex="female")


def eat(*portions, at="12:00", tags=()):
    return meal(at, *tags, foods=portions)


def share(*meals, intakes=(), profile=WOMAN_OF_40):
    diary = Diary(profile=profile, meals=meals, intakes=intakes)
    return food_share(
        diary, BOOK, DAY, references=reference_intakes(), amount_in_food=amount_in_food
    )


def eaten(*meals, **lists):
    amount = share(*meals, **lists).eaten
    return float(amount.value), amount.is_at_least


def missing(*meals):
    found = missing_groups(Diary(meals=meals), DAY, certain_tags)
    return [(one.group, one.is_all_week) for one in found]


class TestShare:
    def test_foods_of_the_day_are_summed(self):
        assert eaten(eat(ALMONDS), eat(ALMONDS)) == (540, False)

    def test_it_stands_beside_the_persons_own_recommendation(self):
        reference = share().reference
        assert (reference.low, reference.high) == (320, 320)

    def test_food_that_was_logged_as_an_entry_is_food_too(self):
        assert eaten(intakes=(take("magnesium", 80, source="food"),)) == (80, False)

    def test_a_supplement_is_no_food(self):
        assert eaten(intakes=(take("magnesium", 200),)) == (0, False)

    def test_other_days_are_left_aside(self):
        assert eaten(eat(ALMONDS, at="2026-06-09 12:00")) == (0, False)

    def test_a_meal_without_foods_makes_it_at_least(self):
        found = share(eat(ALMONDS), eat())
        assert found.eaten.is_at_least
        assert (found.meals, found.meals_without_foods) == (2, 1)

    @pytest.mark.parametrize(
        "portion",
        [
            FoodPortion("usda-sr28:12061", None),
            FoodPortion("usda-sr28:99999", Decimal(50)),
            FoodPortion(None, Decimal(50)),
        ],
    )
    def test_a_food_of_unknown_amount_or_kind_is_counted_as_such(self, portion):
        found = share(eat(ALMONDS, portion))
        assert (found.foods, found.not_counted, found.eaten.is_at_least) == (2, 1, True)

    def test_exactly_what_is_recommended_is_reached(self):
        entry = take("magnesium", 320, source="food")
        assert share(intakes=(entry,)).is_reached

    def test_a_trace_less_is_not(self):
        entry = take("magnesium", "319.99", source="food")
        assert not share(intakes=(entry,)).is_reached

    def test_of_a_range_the_upper_end_has_to_be_reached(self):
        entry = take("magnesium", 400, source="food")
        assert not share(intakes=(entry,), profile=Profile()).is_reached

    def test_a_supplement_does_not_help_to_reach_it(self):
        assert not share(intakes=(take("magnesium", 400),)).is_reached


class TestMissingGroups:
    def test_without_meals_all_four_are_missing_in_their_order(self):
        assert missing() == [
            ("leafy_greens", True),
            ("nuts", True),
            ("seeds", True),
            ("whole_grains", True),
        ]

    def test_a_tag_of_the_day_is_a_group_eaten(self):
        assert ("nuts", True) not in missing(eat(tags=["Nuts "]))

    def test_so_is_a_food_that_certainly_belongs_to_it(self):
        assert "nuts" not in dict(missing(eat(ALMONDS)))

    def test_no_grams_of_it_are_not(self):
        none = FoodPortion("usda-sr28:12061", Decimal(0))
        assert "nuts" in dict(missing(eat(none)))

    def test_what_was_eaten_in_the_week_comes_after_what_was_not(self):
        found = missing(eat(at="2026-06-04 12:00", tags=["leafy_greens"]))
        assert found[-1] == ("leafy_greens", False)

    def test_the_week_is_seven_days_with_the_day_itself(self):
        found = missing(eat(at="2026-06-03 23:59", tags=["leafy_greens"]))
        assert found[0] == ("leafy_greens", True)

    @pytest.mark.parametrize(
        "diary",
        [
            Diary(profile=Profile(medicines=("Warfarin",))),
            Diary(products=(make_product("Marcumar", substance="phenprocoumon"),)),
        ],
        ids=["profile", "shelf"],
    )
    def test_leafy_greens_are_not_named_to_who_takes_a_vitamin_k_antagonist(self, diary):
        groups = [one.group for one in missing_groups(diary, DAY, certain_tags)]
        assert groups == ["nuts", "seeds", "whole_grains"]


class TestWhomToSuggestTo:
    @pytest.mark.parametrize(
        ("profile", "may"),
        [
            (Profile(), True),
            (Profile(kidney="normal"), True),
            (Profile(kidney="normal", egfr=Decimal(60)), True),
            (Profile(egfr=Decimal("59.9")), False),
            (Profile(kidney="ckd"), False),
            (Profile(kidney="dialysis"), False),
        ],
    )
    def test_nobody_with_reduced_kidneys(self, profile, may):
        assert may_suggest_food(profile, None) is may

    @pytest.mark.parametrize(("age", "may"), [(18, False), (19, True), (80, True)])
    def test_adults_only(self, age, may):
        assert may_suggest_food(Profile(), Fraction(age)) is may
