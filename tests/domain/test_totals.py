from datetime import date
from decimal import Decimal

import pytest

from tests.domain.diaries import BOOK, content, intake, meal, take
from tracker.domain.diary import Diary, EarlierProfile, FoodPortion, NoneTaken, Profile
from tracker.domain.totals import day_totals
from tracker.knowledge.reference_values import amount_in_food, reference_intakes

DAY = date(2026, 6, 10)
ALMONDS = "usda-sr28:12061"


def totals(*intakes, day=DAY, profile=None, **lists):
    diary = Diary(profile=profile or Profile(), intakes=intakes, **lists)
    found = day_totals(
        diary, BOOK, day, references=reference_intakes(), amount_in_food=amount_in_food
    )
    return {total.substance: total for total in found}


def magnesium(*intakes, **lists):
    return totals(*intakes, **lists)["magnesium"]


def said(amount):
    return float(amount.value), amount.is_at_least


class TestSums:
    def test_doses_of_the_day_are_added(self):
        total = magnesium(take("magnesium", 200, "08:00"), take("magnesium", "150.5", "22:00"))
        assert said(total.on_purpose) == (350.5, False)

    def test_a_compound_counts_as_its_magnesium(self):
        total = magnesium(take("magnesium", 1000, form="oxide", basis="compound"))
        assert said(total.on_purpose) == (603, False)

    def test_three_thirds_are_the_whole(self):
        third = "116.66666666666667"
        doses = [take("magnesium", third, at) for at in ("08:00", "12:00", "18:00")]
        assert said(magnesium(*doses).on_purpose) == (350, False)

    def test_each_content_of_a_product_counts_for_its_substance(self):
        found = totals(intake([content("magnesium", 100), content("zinc", 10)]))
        assert {name: said(total.on_purpose) for name, total in found.items()} == {
            "magnesium": (100, False),
            "zinc": (10, False),
        }

    def test_micrograms_of_vitamin_d_are_summed_in_iu(self):
        total = totals(take("vitamin d3", 25, unit="mcg"))["vitamin_d"]
        assert (said(total.on_purpose), total.unit) == ((1000, False), "IU")

    def test_food_stands_apart_from_supplements(self):
        total = magnesium(take("magnesium", 200), take("magnesium", 80, source="food"))
        assert (said(total.on_purpose), said(total.from_food)) == ((200, False), (80, False))

    def test_foods_of_meals_are_food(self):
        portion = FoodPortion(ALMONDS, Decimal(50))
        total = magnesium(meals=(meal("12:00", foods=(portion,)),))
        assert said(total.from_food) == (135, False)

    def test_a_meal_without_weighed_foods_makes_food_at_least(self):
        eaten = (meal("08:00", foods=(FoodPortion(ALMONDS, Decimal(50)),)), meal("12:00"))
        assert said(magnesium(meals=eaten).from_food) == (135, True)

    def test_a_portion_of_unknown_weight_makes_food_at_least(self):
        foods = (FoodPortion(ALMONDS, Decimal(50)), FoodPortion(ALMONDS, None))
        assert said(magnesium(meals=(meal("12:00", foods=foods),)).from_food) == (135, True)

    def test_a_weekly_capsule_counts_one_days_share(self):
        total = totals(take("vitamin_d", 28_000, unit="IU", covers_days=7))["vitamin_d"]
        assert said(total.on_purpose) == (4000, False)
        assert len(total.spread) == 1


class TestLocalDay:
    def test_the_day_is_that_of_the_entrys_own_zone(self):
        tokyo = take("magnesium", 200, "2026-06-10 01:00", zone="Asia/Tokyo")
        assert "magnesium" in totals(tokyo)
        assert totals(tokyo, day=date(2026, 6, 9)) == {}

    def test_midnight_begins_the_next_day(self):
        late, early = (
            take("magnesium", 200, "23:59"),
            take("magnesium", 100, "2026-06-11 00:00"),
        )
        assert said(magnesium(late, early).on_purpose) == (200, False)

    def test_an_entry_without_a_time_counts(self):
        assert said(magnesium(take("magnesium", 200, precision="day")).on_purpose)[0] == 200


class TestWhatIsLeftOut:
    @pytest.mark.parametrize(
        ("details", "reason", "is_at_least"),
        [
            ({"route": "topical"}, "not_swallowed", False),
            ({"route": "bath"}, "not_swallowed", False),
            ({"source": "excipient"}, "excipient", False),
            ({"route": None}, "route_unknown", True),
            ({"source": None}, "source_unknown", True),
            ({"basis": "unknown"}, "label_unclear", True),
            ({"basis": "compound", "compound": "unobtainate"}, "label_unclear", True),
            ({"unit": "IU"}, "label_unclear", True),
        ],
    )
    def test_it_is_named_and_makes_the_total_at_least(self, details, reason, is_at_least):
        total = magnesium(take("magnesium", 200, "08:00"), take("magnesium", 300, **details))
        assert said(total.on_purpose) == (200, is_at_least)
        assert [part.left_out for part in total.left_out] == [reason]

    def test_an_amount_that_is_not_known_is_no_zero(self):
        total = magnesium(take("magnesium", source="supplement"))
        assert said(total.on_purpose) == (0, True)
        assert [part.left_out for part in total.left_out] == ["amount_unknown"]

    def test_an_amount_of_zero_is_no_intake(self):
        assert totals(take("magnesium", 0)) == {}

    def test_only_on_the_skin_is_nothing_swallowed(self):
        assert not magnesium(take("magnesium", 200, route="topical")).is_any_on_purpose


class TestNoneTaken:
    def test_none_is_known_and_zero(self):
        none = NoneTaken("n", DAY, "UTC", "magnesium")
        total = magnesium(none_taken=(none,))
        assert (total.is_none_taken, said(total.on_purpose)) == (True, (0, False))

    def test_nothing_at_all_speaks_of_every_substance_with_a_limit(self):
        none = NoneTaken("n", DAY, "UTC", None)
        assert set(totals(none_taken=(none,))) == set(BOOK.limits)

    def test_a_day_without_a_word_is_not_known(self):
        assert totals() == {}

    def test_an_intake_is_believed_before_none_taken(self):
        none = NoneTaken("n", DAY, "UTC", "magnesium")
        assert not magnesium(take("magnesium", 200), none_taken=(none,)).is_none_taken


class TestLimit:
    def test_equal_is_not_over(self):
        assert not magnesium(take("magnesium", 350)).is_over_limit

    def test_a_microgram_more_is_over(self):
        assert magnesium(take("magnesium", "350.001")).is_over_limit

    def test_the_magnesium_of_food_is_in_no_limit(self):
        total = magnesium(take("magnesium", 300), take("magnesium", 300, source="food"))
        assert said(total.towards_limit) == (300, False)

    def test_calcium_from_food_counts_towards_the_us_limit_and_not_the_uks(self):
        food = take("calcium", 2600, source="food")
        uk = Profile(region="UK")
        assert totals(food)["calcium"].is_over_limit
        assert not totals(food, profile=uk)["calcium"].is_over_limit

    def test_it_is_that_of_the_profile_of_the_day(self):
        moved = (EarlierProfile(DAY, Profile(region="EU")),)
        total = magnesium(take("magnesium", 300), earlier_profiles=moved, profile=Profile())
        assert (total.limit.value, total.limit.region) == (250, "EU")

    def test_an_age_that_is_not_known_is_told(self):
        assert not magnesium(take("magnesium", 300)).limit.age_known


def recommended(substance="magnesium", **profile):
    age = profile.pop("age", None)
    known = Profile(age=None if age is None else Decimal(age), **profile)
    reference = totals(take(substance, 1), profile=known)[substance].reference
    return float(reference.low), float(reference.high), reference.region


class TestRecommended:
    @pytest.mark.parametrize(
        ("profile", "found"),
        [
            ({}, (310, 420, "US")),
            ({"age": 40}, (320, 420, "US")),
            ({"sex": "female"}, (310, 320, "US")),
            ({"sex": "unspecified", "age": 25}, (310, 400, "US")),
            ({"sex": "male", "age": 30}, (400, 400, "US")),
            ({"sex": "male", "age": 31}, (420, 420, "US")),
            ({"sex": "female", "age": 25, "pregnant": True}, (350, 350, "US")),
            ({"sex": "female", "age": 60, "pregnant": True}, (320, 320, "US")),
            ({"pregnant": True}, (350, 360, "US")),
            ({"lactating": True, "age": 35}, (320, 320, "US")),
            ({"region": "EU"}, (300, 350, "EU")),
            ({"region": "UK", "sex": "female"}, (270, 270, "UK")),
            ({"region": "UK", "sex": "female", "age": 70}, (320, 320, "US")),
            ({"region": "EU", "sex": "male", "age": 10}, (240, 240, "US")),
        ],
    )
    def test_it_is_a_range_where_sex_or_age_is_not_known(self, profile, found):
        assert recommended(**profile) == found

    def test_where_a_region_has_none_the_us_one_is_named(self):
        assert recommended("calcium", region="EU", age=30) == (1000, 1000, "US")

    def test_vitamin_d_is_in_iu(self):
        assert recommended("vitamin_d") == (600, 800, "US")

    def test_iron_has_none(self):
        assert totals(take("iron", 18))["iron"].reference is None
