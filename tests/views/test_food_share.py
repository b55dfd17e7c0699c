"""The food of a day on its page: the share, what is not known, and suggestions."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest

from tests import clock
from tests.factories import BERLIN, local, make_intake, make_meal, save
from tests.views.diary_pages import typed_on, words_in
from tests.visitors import logged_in
from tracker import actions
from tracker.domain.diary import FoodPortion

pytestmark = pytest.mark.django_db

NOW = clock.now().astimezone(local("2026-06-10T12:00").tzinfo)
JUST_NOW = NOW.replace(second=0, microsecond=0)
ALL_GROUPS = ("leafy_greens", "nuts", "seeds", "whole_grains")
ALMONDS = FoodPortion("usda-sr28:12061", Decimal(100))


@pytest.fixture
def client(person):
    return logged_in(person)


def eat(person, *foods, at=JUST_NOW, tags=()):
    meal = make_meal(tags=tags, foods=foods)
    save(person, type(meal)(meal.id, at, BERLIN, tags=tags, foods=foods))


def food_of(client, day=None):
    """Return the words of the day's food, without the marks of HTML."""
    html = client.get(f"/day/{day or JUST_NOW.date()}/").content.decode()
    found = re.search(r'<section class="food-of-day".*?</section>', html, re.DOTALL)
    return "" if found is None else words_in(found[0])


class TestShare:
    def test_it_stands_beside_what_is_recommended(self, client, person):
        eat(person, ALMONDS)

        assert "270 mg of about 310 to 420 mg recommended, 1 food written down." in food_of(client)

    def test_a_known_profile_has_its_own_number(self, client, person):
        actions.set_profile_fact(person=person, fact="sex", value="female")
        actions.set_profile_fact(person=person, fact="age", value=Decimal(40))
        eat(person, ALMONDS, ALMONDS)

        assert "540 mg of about 320 mg recommended, 2 foods written down." in food_of(client)

    def test_a_meal_without_foods_makes_it_at_least(self, client, person):
        eat(person, ALMONDS)
        eat(person, tags=("lunch",))
        text = food_of(client)

        assert "At least 270 mg" in text
        assert "1 meal has no foods written down" in text

    def test_a_food_of_unknown_amount_makes_it_at_least(self, client, person):
        eat(person, ALMONDS, FoodPortion("usda-sr28:12061", None))
        text = food_of(client)

        assert "At least 270 mg" in text
        assert "Of 1 food the amount or its magnesium is not known" in text

    def test_what_is_not_known_at_all_is_no_0(self, client, person):
        eat(person, FoodPortion("usda-sr28:12061", None))

        assert "Not known yet: 1 food written down." in food_of(client)

    def test_a_day_without_meals_says_so(self, client, person):
        save(person, make_intake(f"{JUST_NOW:%Y-%m-%dT%H:%M}"))

        assert "No meal is written down" in food_of(client)

    def test_an_empty_day_says_nothing_of_food(self, client):
        assert food_of(client) == ""

    def test_its_sources_are_one_click_away(self, client, person):
        eat(person, ALMONDS)
        text = food_of(client)

        assert "USDA National Nutrient Database for Standard Reference, Release 28" in text
        assert "US RDA for adults, from food and supplements together." in text

    def test_the_entry_says_what_the_meal_held(self, client, person):
        eat(person, ALMONDS, FoodPortion("soup", Decimal(250)))
        text = client.get(f"/day/{JUST_NOW.date()}/").content.decode()

        assert "Nuts, almonds, 100 g" in text
        assert "At least 270 mg magnesium" in text


class TestSuggestions:
    def test_a_group_that_was_missing_all_week_comes_with_a_food(self, client, person):
        eat(person, tags=("leafy_greens", "nuts", "whole_grains"))
        text = food_of(client)

        assert "No seeds written down in the last 7 days." in text
        assert "Pumpkin seeds, roasted, 1 oz (28 g): about 156 mg." in text

    def test_a_group_of_the_week_is_missing_today(self, client, person):
        eat(person, tags=("leafy_greens", "nuts", "whole_grains"))
        eat(person, tags=("seeds",), at=JUST_NOW - timedelta(days=2))

        assert "No seeds written down today." in food_of(client)

    def test_at_most_two_are_named(self, client, person):
        eat(person, tags=("lunch",))

        assert food_of(client).count("I ate this") == 2

    def test_none_when_all_groups_were_eaten(self, client, person):
        eat(person, tags=ALL_GROUPS)

        assert "I ate this" not in food_of(client)

    def test_none_when_food_reached_what_is_recommended(self, client, person):
        eat(person, FoodPortion("usda-sr28:12061", Decimal(160)))

        assert "I ate this" not in food_of(client)

    @pytest.mark.parametrize("kidney", ["ckd", "dialysis"])
    def test_none_with_reduced_kidneys(self, client, person, kidney):
        actions.set_profile_fact(person=person, fact="kidney", value=kidney)
        eat(person, tags=("lunch",))

        assert "I ate this" not in food_of(client)

    def test_none_for_a_day_that_is_over(self, client, person):
        eat(person, tags=("lunch",), at=JUST_NOW - timedelta(days=2))

        assert "I ate this" not in food_of(client, (JUST_NOW - timedelta(days=2)).date())

    def test_a_tap_opens_a_new_meal_with_that_food_in_it(self, client, person):
        eat(person, tags=("leafy_greens", "nuts", "whole_grains"))
        html = client.get(f"/day/{JUST_NOW.date()}/").content.decode()
        sent = re.search(r'name="add" value="(usda-sr28:12016 [\d.]+)"', html)[1]
        typed = typed_on(client.post("/log/meal/foods/", {"add": sent}))

        assert (typed["foods-0-food"], typed["foods-0-grams"]) == ("usda-sr28:12016", "28.35")
        assert typed["day"] == str(clock.now().astimezone(JUST_NOW.tzinfo).date())

    def test_what_is_suggested_stands_in_no_address(self, client, person):
        eat(person, tags=("lunch",))
        html = client.get(f"/day/{JUST_NOW.date()}/").content.decode()

        assert "usda-sr28" not in " ".join(re.findall(r'(?:href|action)="([^"]*)"', html))


def test_a_strangers_food_is_not_shown(person, stranger):
    eat(person, ALMONDS)

    assert food_of(stranger) == ""
