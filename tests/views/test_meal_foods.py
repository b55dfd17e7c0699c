"""The foods of a meal: found, added, taken out, kept; with nothing but forms."""

import re
from decimal import Decimal
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import make_meal, make_person, save
from tests.views.diary_pages import (
    NEW_YORK,
    YESTERDAY,
    a_meal,
    kept,
    make_logger,
    messages_at,
    typed_on,
)
from tracker import queries
from tracker.domain.diary import FoodPortion

pytestmark = pytest.mark.django_db

FOODS = "/log/meal/foods/"
ALMONDS = "usda-sr28:12061"
MILK = "usda-sr28:01077"
SPINACH = "usda-sr28:11457"
WITH_UNKNOWN_VITAMIN_D = "usda-sr28:19904"  # dark chocolate
AT = f"{YESTERDAY}T08:00"


@pytest.fixture
def person(client):
    return make_logger(client)


@pytest.fixture(autouse=True)
def _logged_in(person):
    """Everyone here is logged in; who is not has a test of their own."""


def html(response, status=200):
    assert response.status_code == status
    return " ".join(unescape(response.content.decode()).split())


def listed(*foods):
    """Return the fields of a meal's list of foods."""
    fields = {"foods": str(len(foods))}
    for number, (food, grams) in enumerate(foods):
        fields |= {f"foods-{number}-food": food, f"foods-{number}-grams": grams}
    return fields


def press(client, button, value="1", **typed):
    return client.post(FOODS, a_meal(tags=[]) | typed | {button: value})


def list_on(response):
    """Return the foods and grams that the page's form would send."""
    typed = typed_on(response)
    numbers = range(int(typed["foods"]))
    return [(typed[f"foods-{one}-food"], typed[f"foods-{one}-grams"]) for one in numbers]


def tags_on(response):
    return re.findall(r'name="tags" value="(\w+)"[^>]*checked', response.content.decode())


def foods_kept(person):
    (meal,) = queries.diary(person).meals
    return [(one.food, one.grams) for one in meal.foods]


class TestLooking:
    def test_almond_finds_almonds_first(self, client):
        text = html(press(client, "find", words="almond"))

        first = re.search(r'name="choose" value="([^"]+)"', text)
        assert first[1] == ALMONDS

    def test_each_food_says_what_a_portion_holds(self, client):
        text = html(press(client, "find", words="almond"))

        assert "1 oz (23 whole kernels), 28 g: 77 mg magnesium" in text

    def test_ten_are_shown_and_more_on_request(self, client):
        few = html(press(client, "find", words="almond"))
        more = html(press(client, "more", "20", words="almond"))

        assert (few.count('name="choose"'), more.count('name="choose"')) == (10, 20)
        assert "20 of 53 foods" in more

    def test_the_words_stay_and_so_does_the_rest_of_the_form(self, client):
        typed = typed_on(press(client, "find", words="almond", note="with Ann"))

        assert (typed["words"], typed["note"], typed["time"]) == ("almond", "with Ann", "12:30")

    def test_the_page_that_follows_saves_where_the_first_one_did(self, client):
        assert 'action="/log/meal/" novalidate' in html(press(client, "find", words="almond"))

    def test_what_is_not_found_is_said(self, client):
        assert "Nothing found" in html(press(client, "find", words="xyzzyx"))

    def test_the_enter_key_looks_for_what_was_typed_and_saves_nothing(self, client, person):
        response = client.post("/log/meal/", a_meal(words="almond", enter="1"))

        assert "Nuts, almonds" in html(response)
        assert kept(person) == []

    def test_the_enter_key_saves_where_nothing_is_looked_for(self, client, person):
        client.post("/log/meal/", a_meal(words="", enter="1"))

        assert len(kept(person)) == 1

    @pytest.mark.parametrize(
        ("target", "has_form"), [("food-results", False), ("meal-foods", False), ("other", True)]
    )
    def test_htmx_gets_the_part_that_it_asks_for(self, client, target, has_form):
        response = client.post(
            FOODS, a_meal(words="almond", find="1"), headers={"HX-Target": target}
        )

        assert ("<h1>" in html(response), "Nuts, almonds" in html(response)) == (has_form, True)


class TestOften:
    def test_what_is_eaten_often_comes_before_anything_is_typed(self, client, person):
        save(person, make_meal(AT, timezone=NEW_YORK, foods=(FoodPortion(MILK, Decimal(200)),)))
        text = html(client.get("/log/meal/"))

        assert f'name="add" value="{MILK} 200"' in text

    def test_of_another_person_nothing_is_offered(self, client):
        save(make_person(), make_meal(AT, foods=(FoodPortion(MILK, Decimal(200)),)))

        assert "Often eaten" not in html(client.get("/log/meal/"))

    def test_a_food_without_grams_is_chosen_first(self, client, person):
        save(person, make_meal(AT, timezone=NEW_YORK, foods=(FoodPortion(MILK, None),)))

        assert f'name="choose" value="{MILK}"' in html(client.get("/log/meal/"))

    def test_what_no_table_knows_is_not_offered(self, client, person):
        save(person, make_meal(AT, timezone=NEW_YORK, foods=(FoodPortion("soup", Decimal(1)),)))

        assert "Often eaten" not in html(client.get("/log/meal/"))


class TestAdding:
    def test_a_food_has_its_household_portions_and_100_g(self, client):
        text = html(press(client, "choose", ALMONDS, words="almond"))

        assert f'name="add" value="{ALMONDS} 28.35"' in text
        assert f'name="add" value="{ALMONDS} 143"' in text
        assert f'name="add" value="{ALMONDS} 100"' in text

    def test_a_tapped_portion_is_in_the_list(self, client):
        response = press(client, "add", f"{ALMONDS} 28.35", chosen=ALMONDS, number="1")

        assert list_on(response) == [(ALMONDS, "28.35")]
        assert "Added: Nuts, almonds, 28 g." in html(response)

    @pytest.mark.parametrize(("number", "grams"), [("2", "56.7"), ("0.5", "14.175"), ("", "28.35")])
    def test_several_portions_are_multiplied(self, client, number, grams):
        response = press(client, "add", f"{ALMONDS} 28.35", chosen=ALMONDS, number=number)

        assert list_on(response) == [(ALMONDS, grams)]

    @pytest.mark.parametrize("number", ["0", "-1", "101", "NaN", "two", "1e9"])
    def test_an_odd_number_of_portions_is_told_at_its_field(self, client, number):
        response = press(client, "add", f"{ALMONDS} 28.35", chosen=ALMONDS, number=number)

        assert len(messages_at(response, "number")) == 1
        assert list_on(response) == []

    def test_own_grams_are_in_the_list(self, client):
        response = press(client, "add_grams", chosen=ALMONDS, own_grams="40")

        assert list_on(response) == [(ALMONDS, "40")]

    @pytest.mark.parametrize("grams", ["", "0", "-5", "10001", "NaN", "Infinity", "1e3", "lots"])
    def test_odd_grams_are_told_at_their_field(self, client, grams):
        response = press(client, "add_grams", chosen=ALMONDS, own_grams=grams)

        assert len(messages_at(response, "own_grams")) == 1
        assert list_on(response) == []

    def test_how_much_need_not_be_known(self, client):
        response = press(client, "add", f"{ALMONDS} ", chosen=ALMONDS, number="1")

        assert list_on(response) == [(ALMONDS, "")]
        assert "magnesium not known" in html(response)

    @pytest.mark.parametrize("sent", ["usda-sr28:99999 10", "", "soup 10", f"{ALMONDS} -1", "\0 1"])
    def test_what_no_button_of_ours_sends_adds_nothing(self, client, sent):
        assert list_on(press(client, "add", sent)) == []

    def test_the_foods_before_it_stay(self, client):
        response = press(client, "add", f"{MILK} 244", **listed((ALMONDS, "30"), (SPINACH, "")))

        assert list_on(response) == [(ALMONDS, "30"), (SPINACH, ""), (MILK, "244")]

    def test_a_full_list_says_so(self, client):
        full = listed(*[(ALMONDS, "1")] * 60)
        response = press(client, "add", f"{MILK} 244", **full)

        assert len(list_on(response)) == 60
        assert "this one is full" in html(response)

    def test_the_sums_name_what_is_not_known(self, client):
        response = press(client, "add", f"{MILK} 244", **listed((WITH_UNKNOWN_VITAMIN_D, "30")))

        assert "at least 127 IU (3.2 µg) vitamin D" in html(response)

    def test_what_is_not_known_is_never_0(self, client):
        response = press(client, "add", f"{WITH_UNKNOWN_VITAMIN_D} 30")

        assert "vitamin D not known" in html(response)

    def test_its_source_is_one_click_away(self, client):
        assert "National Nutrient Database" in html(client.get("/log/meal/"))


class TestTags:
    def test_a_food_brings_the_tags_that_are_certain_with_it(self, client):
        assert tags_on(press(client, "add", f"{ALMONDS} 30")) == ["fat", "nuts"]

    def test_tags_that_were_chosen_stay(self, client):
        response = press(client, "add", f"{SPINACH} 30", tags=["dairy"])

        assert tags_on(response) == ["dairy", "leafy_greens"]

    def test_with_its_food_a_tag_goes(self, client):
        foods = listed((ALMONDS, "30"), (SPINACH, "30"))
        response = press(client, "remove", "0", tags=["dairy", "fat", "nuts"], **foods)

        assert tags_on(response) == ["dairy"]

    def test_a_tag_of_another_food_stays(self, client):
        foods = listed((ALMONDS, "30"), ("usda-sr28:12085", "30"))

        assert "nuts" in tags_on(press(client, "remove", "0", tags=["nuts"], **foods))


class TestTakingOut:
    def test_the_others_stay_in_their_order(self, client):
        foods = listed((ALMONDS, "30"), (SPINACH, "60"), (MILK, "x"))
        response = press(client, "remove", "1", **foods)

        assert list_on(response) == [(ALMONDS, "30"), (MILK, "x")]
        assert "Taken out: Spinach, raw." in html(response)

    @pytest.mark.parametrize("number", ["7", "-1", "x", ""])
    def test_a_row_that_is_not_there_changes_nothing(self, client, number):
        response = press(client, "remove", number, **listed((ALMONDS, "30")))

        assert list_on(response) == [(ALMONDS, "30")]


class TestSaving:
    def test_the_foods_are_kept_as_typed(self, client, person):
        client.post("/log/meal/", a_meal(**listed((ALMONDS, "28.35"), (MILK, ""))))

        assert foods_kept(person) == [(ALMONDS, Decimal("28.35")), (MILK, None)]

    def test_a_food_whose_grams_were_typed_but_not_added_is_kept_too(self, client, person):
        client.post("/log/meal/", a_meal(chosen=ALMONDS, own_grams="30", **listed()))

        assert foods_kept(person) == [(ALMONDS, Decimal(30))]

    def test_a_food_of_which_nobody_said_how_much_is_asked_about(self, client, person):
        response = client.post("/log/meal/", a_meal(chosen=ALMONDS, **listed()))

        assert messages_at(response, "own_grams") == [
            "How much of it? Tap a portion, or leave this food out."
        ]
        assert kept(person) == []

    @pytest.mark.parametrize("grams", ["0", "-5", "10001", "NaN", "1e5", "9" * 30, "some"])
    def test_odd_grams_are_told_at_their_row_and_nothing_is_lost(self, client, person, grams):
        response = client.post("/log/meal/", a_meal(**listed((MILK, "200"), (ALMONDS, grams))))

        assert len(messages_at(response, "foods-1-grams")) == 1
        assert list_on(response) == [(MILK, "200"), (ALMONDS, grams)]
        assert kept(person) == []

    def test_a_food_that_is_in_no_table_is_told_at_its_row(self, client, person):
        response = client.post("/log/meal/", a_meal(**listed(("usda-sr28:99999", "10"))))

        assert len(messages_at(response, "foods-0-grams")) == 1
        assert kept(person) == []

    def test_the_day_counts_them_apart_from_supplements(self, client):
        client.post("/log/meal/", a_meal(**listed((MILK, "244"))))
        text = html(client.get(f"/day/{YESTERDAY}/"))

        for amount in ("24.4 mg", "276 mg", "127 IU (3.17 µg)"):
            assert f"<dt>Food, as written down</dt> <dd>{amount}</dd>" in text

    def test_undo_takes_the_meal_back(self, client, person):
        client.post("/log/meal/", a_meal(**listed((MILK, "244"))))
        client.post(f"/undo/{queries.latest_change(person).pk}/")

        assert kept(person) == []


class TestEditing:
    @pytest.fixture
    def meal(self, person):
        foods = (
            FoodPortion(ALMONDS, Decimal("28.350")),
            FoodPortion("of my own", None),
            FoodPortion(None, Decimal("1E+5")),
            FoodPortion(SPINACH, Decimal(0)),
        )
        meal = make_meal(AT, timezone=NEW_YORK, foods=foods, tags=())
        save(person, meal)
        return meal

    def test_it_opens_with_its_foods(self, client, meal):
        text = html(client.get(f"/entry/meal/{meal.id}/"))

        assert "Nuts, almonds" in text
        assert 'value="28.350"' in text

    def test_saved_as_it_is_it_stays_as_it_is(self, client, person, meal):
        page = f"/entry/meal/{meal.id}/"
        response = client.post(page, typed_on(client.get(page)))

        assert response.status_code == 303
        assert queries.diary(person).meals == (meal,)

    def test_a_food_is_added_to_it(self, client, person, meal):
        page = f"/entry/meal/{meal.id}/"
        added = client.post(FOODS, typed_on(client.get(page)) | {"add": f"{MILK} 244"})
        assert "Change this meal" in html(added)
        client.post(page, typed_on(added))

        assert queries.diary(person).meals[0].foods == (
            *meal.foods,
            FoodPortion(MILK, Decimal(244)),
        )

    def test_the_enter_key_looks_for_a_food_there_too(self, client, person, meal):
        page = f"/entry/meal/{meal.id}/"
        typed = typed_on(client.get(page)) | {"words": "almond", "enter": "1"}

        assert 'name="choose"' in html(client.post(page, typed))

    def test_a_change_in_between_shows_both_lists_of_foods(self, client, person, meal):
        page = f"/entry/meal/{meal.id}/"
        typed = typed_on(client.get(page))
        client.post(page, typed | {"foods-0-grams": "50"})
        text = html(client.post(page, typed | {"foods-0-grams": "60"}))

        assert "Nuts, almonds, 50 g" in text
        assert "Nuts, almonds, 60 g" in text

    def test_another_persons_meal_is_not_opened_by_its_id(self, client):
        meal = make_meal(AT, note="not yours")
        save(make_person(), meal)

        assert "not yours" not in html(press(client, "find", entry_id=meal.id, version="1"))


class TestWhoMay:
    def test_it_has_to_be_posted(self, client):
        assert client.get(FOODS).status_code == 405

    def test_a_visitor_is_asked_to_log_in(self):
        assert Client().post(FOODS, {"find": "1"}).url.startswith("/accounts/login/")

    def test_who_looks_at_the_demo_may_look_for_foods_and_save_nothing(self):
        demo = make_person()
        type(demo).objects.filter(pk=demo.pk).update(is_demo=True)
        visitor = Client()
        visitor.post("/demo/")

        assert "Nuts, almonds" in html(visitor.post(FOODS, a_meal(words="almond", find="1")))
        assert visitor.post("/log/meal/", a_meal()).status_code == 403

    def test_words_travel_in_no_address(self, client):
        text = press(client, "find", words="almond").content.decode()

        assert "almond" not in " ".join(re.findall(r'(?:href|action)="([^"]*)"', text))


def queries_of(ask):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert ask().status_code == 200
    return len(captured)


def test_the_page_costs_the_same_however_much_was_eaten(client, person):
    before = queries_of(lambda: client.get("/log/meal/"))
    foods = (FoodPortion(MILK, Decimal(200)), FoodPortion(ALMONDS, Decimal(30)))
    save(person, *(make_meal(AT, timezone=NEW_YORK, foods=foods) for _ in range(30)))

    assert queries_of(lambda: client.get("/log/meal/")) == before <= 5


def test_a_search_costs_no_more_queries_than_the_page(client):
    assert queries_of(lambda: press(client, "find", words="almond")) <= 4


GARBAGE = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="0123456789.,-+eE: ", max_size=12),
    st.sampled_from(["\0", "x" * 3000, "NaN", "Infinity", "1e400", ALMONDS, f"{ALMONDS} 1e999"]),
)
FIELDS = [
    *("words", "chosen", "number", "own_grams", "foods", "foods-0-food", "foods-0-grams"),
    *("find", "more", "choose", "add", "add_grams", "leave", "remove", "enter", "version"),
]


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(typed=st.dictionaries(st.sampled_from(FIELDS), GARBAGE, min_size=1))
def test_garbage_is_survived_and_keeps_nothing(client, person, typed):
    assert client.post(FOODS, a_meal() | typed).status_code == 200
    assert client.post(FOODS, typed).status_code == 200
    assert kept(person) == []
