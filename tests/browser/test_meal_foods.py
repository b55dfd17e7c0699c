"""A meal with its foods in a real browser: tapped, by keyboard alone, and without JavaScript."""

import re
from datetime import timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests import clock
from tests.factories import BERLIN, make_meal, save
from tracker import queries
from tracker.domain.diary import FoodPortion

pytestmark = pytest.mark.django_db(transaction=True)

NOW = clock.now().astimezone(ZoneInfo(BERLIN)).replace(second=0, microsecond=0)
AN_OUNCE_BUTTON = re.compile(r"^1 oz \(23 whole kernels\), 28 g")  # not the food that was found
AN_OUNCE = FoodPortion("usda-sr28:12061", Decimal("28.35"))


def foods_of(person):
    (meal,) = queries.diary(person).meals
    return meal.foods


def button(page, text):
    return page.get_by_role("button", name=text)


def test_almond_is_typed_tapped_and_saved_without_a_reload(open_as_person, person):
    page = open_as_person("/log/meal/")
    page.evaluate("window.isSamePage = true")
    page.get_by_label("Look for a food").press_sequentially("almond", delay=20)
    button(page, "Nuts, almonds 1 oz").first.click()
    button(page, AN_OUNCE_BUTTON).click()
    expect(page.get_by_text("Added: Nuts, almonds, 28 g.")).to_be_visible()

    assert page.evaluate("window.isSamePage")
    expect(page.get_by_label("nuts", exact=True)).to_be_checked()

    with page.expect_navigation():
        button(page, "Save").click()

    assert foods_of(person) == (AN_OUNCE,)


def test_without_javascript_it_is_the_same_form(open_as_person, person):
    page = open_as_person("/log/meal/", java_script_enabled=False)
    page.get_by_label("Look for a food").fill("almond")
    for name in ("Find", "Nuts, almonds 1 oz (23", AN_OUNCE_BUTTON, "Save"):
        with page.expect_navigation():
            button(page, name).first.click()

    assert foods_of(person) == (AN_OUNCE,)


def test_without_javascript_the_enter_key_finds(open_as_person):
    page = open_as_person("/log/meal/", java_script_enabled=False)
    page.get_by_label("Look for a food").fill("almond")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    expect(button(page, "Nuts, almonds 1 oz (23")).to_be_visible()


def test_the_keyboard_alone_is_enough(open_as_person, person):
    page = open_as_person("/log/meal/")
    page.get_by_label("Look for a food").focus()
    page.keyboard.type("almond", delay=20)
    expect(button(page, "Nuts, almonds 1 oz").first).to_be_visible()
    page.keyboard.press("Enter")  # leads to the first food
    expect(button(page, "Nuts, almonds 1 oz").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Nuts, almonds")).to_be_focused()
    # htmx settles what it has put in a moment later, and gives it the focus once more.
    expect(page.locator(".htmx-added, .htmx-settling")).to_have_count(0)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # past "How many", to the first portion
    expect(button(page, AN_OUNCE_BUTTON)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Added: Nuts, almonds, 28 g.")).to_be_focused()

    button(page, "Save").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert foods_of(person) == (AN_OUNCE,)


def test_a_food_is_taken_out_again(open_as_person, person):
    page = open_as_person("/log/meal/")
    page.get_by_label("Look for a food").fill("spinach")
    button(page, "Spinach, raw").click()
    button(page, re.compile("^1 cup, 30 g")).click()
    button(page, "Take out").click()
    expect(page.get_by_text("Taken out: Spinach, raw.")).to_be_visible()
    with page.expect_navigation():
        button(page, "Save").click()

    assert foods_of(person) == ()


def test_grams_that_were_changed_are_saved(open_as_person, person):
    save(person, make_meal(NOW.replace(tzinfo=None).isoformat(), foods=(AN_OUNCE,)))
    (meal,) = queries.diary(person).meals
    page = open_as_person(f"/entry/meal/{meal.id}/")
    page.get_by_label("Grams", exact=True).fill("40")
    with page.expect_navigation():
        button(page, "Save").click()

    assert foods_of(person) == (FoodPortion("usda-sr28:12061", Decimal(40)),)


def test_a_suggestion_opens_a_meal_with_its_food(open_as_person, person):
    save(person, make_meal(NOW.replace(tzinfo=None).isoformat(), tags=("nuts",)))
    page = open_as_person("/day/")
    with page.expect_navigation():
        button(page, "I ate this").first.click()

    expect(page.get_by_text("Added: ")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_every_state_passes_axe_and_fits(open_as_person, accessibility_problems, person, width):
    yesterday = (NOW - timedelta(days=1)).replace(tzinfo=None).isoformat()
    save(person, make_meal(yesterday, foods=(AN_OUNCE,)))
    page = open_as_person("/log/meal/", width=width)

    def problems():
        is_wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        return [*accessibility_problems(page), *(["wider than the page"] if is_wide else [])]

    assert problems() == []
    page.get_by_label("Look for a food").fill("milk")
    expect(page.locator("#food-count")).to_contain_text("foods")
    assert problems() == []
    page.locator("#food-results button").first.click()
    expect(page.get_by_label("How many")).to_be_visible()
    assert problems() == []
    button(page, re.compile("^1 cup")).first.click()
    expect(page.get_by_text("Added: ")).to_be_visible()
    assert problems() == []


def test_the_food_of_a_day_passes_axe(open_as_person, accessibility_problems, person):
    at = NOW.replace(tzinfo=None).isoformat()
    save(person, make_meal(at, foods=(AN_OUNCE, FoodPortion("usda-sr28:12061", None))))
    page = open_as_person("/day/")
    for details in page.locator(".food-of-day details").all():
        details.locator("summary").click()

    found = [one for one in accessibility_problems(page) if "food" in one or "share" in one]
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
