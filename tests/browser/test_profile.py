"""The profile in a real browser, by day and by night, on the phone and at the desk."""

import re
from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from tests.browser.screens import WIDTHS
from tests.factories import make_person
from tracker import actions, queries

pytestmark = pytest.mark.django_db

TOPICS = [
    *("birth", "sex", "pregnancy", "breast-feeding", "kidney", "conditions", "medicines"),
    *("region", "time-zone", "new"),
]
MAY = date(2026, 5, 1)


@pytest.fixture
def person(transactional_db):
    return make_person()


@pytest.fixture
def known_person(person):
    """Someone who said all there is to say, some of it over time."""
    facts = {
        "kidney": "normal",
        "birth_date": date(1981, 7, 1),
        "sex": "female",
        "region": "EU",
        "timezone": "Europe/Berlin",
        "new_to_supplements": False,
    }
    actions.set_profile_facts(person=person, values=facts)
    later = {"kidney": "ckd", "egfr": Decimal(54)}
    actions.set_profile_facts(person=person, values=later, since=MAY)
    actions.set_profile_facts(
        person=person,
        values={"pregnant": True},
        since=date(2023, 2, 1),
        until=date(2023, 11, 2),
        afterwards=False,
    )
    names = ["Levothyroxine", "Metformin", "A medicine with a very long name of " + "w" * 60]
    actions.change_profile_list(person=person, fact="medicines", add=names, since=MAY)
    gout = ["diabetic_neuropathy", "gout"]
    actions.change_profile_list(person=person, fact="conditions", add=gout, since=MAY)
    return person


@WIDTHS
def test_axe_finds_nothing_wrong(open_as, known_person, accessibility_problems, width):
    page = open_as(known_person, "/profile/", width=width)
    page.eval_on_selector_all("details", "all => all.forEach((one) => { one.open = true })")

    assert accessibility_problems(page) == []


def test_axe_finds_nothing_wrong_on_the_pages_of_its_topics(
    open_as, known_person, site, accessibility_problems
):
    page = open_as(known_person, "/profile/")
    problems = {}
    for topic in TOPICS:
        page.goto(f"{site}/profile/{topic}/")
        page.eval_on_selector_all("details", "all => all.forEach((one) => { one.open = true })")
        problems[topic] = accessibility_problems(page)

    assert not any(problems.values()), problems


def test_axe_finds_nothing_wrong_with_a_message_at_a_field(open_as, person, accessibility_problems):
    page = open_as(person, "/profile/kidney/")
    page.get_by_label("eGFR").fill("low")
    with page.expect_navigation():
        page.get_by_role("button", name="Save").click()

    assert page.get_by_text("Write a number in digits").is_visible()
    assert accessibility_problems(page) == []


@WIDTHS
def test_nothing_is_wider_than_the_window(open_as, known_person, site, width):
    page = open_as(known_person, "/profile/", width=width)
    widths = {}
    for path in ("", *(f"{topic}/" for topic in TOPICS)):
        page.goto(f"{site}/profile/{path}")
        page.eval_on_selector_all("details", "all => all.forEach((one) => { one.open = true })")
        widths[path] = page.evaluate("document.documentElement.scrollWidth")

    assert set(widths.values()) == {width}, widths


def test_the_message_belongs_to_its_field(open_as, person):
    page = open_as(person, "/profile/kidney/")
    page.get_by_label("eGFR").fill("low")
    page.get_by_role("button", name="Save").click()
    named = page.get_by_label("eGFR").get_attribute("aria-describedby").split()

    assert any("in digits" in page.locator(f"#{one}").inner_text() for one in named)


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_a_medicine_is_added_found_in_the_list_and_taken_off(open_as, person, java_script_enabled):
    page = open_as(person, "/profile/medicines/", java_script_enabled=java_script_enabled)
    page.get_by_label("Name of the medicine").fill("Levothyroxine")
    page.get_by_role("button", name="Add to the list").click()
    page.get_by_role("link", name=re.compile("Change.*Medicines")).click()

    expect(page.get_by_role("link", name="Thyroid tablets")).to_be_visible()

    page.locator("summary", has_text="Taken no longer").click()
    page.get_by_label("I never took it").check()
    page.get_by_role("button", name=re.compile("Take it off.*Levothyroxine")).click()

    assert queries.profiles(person)[0].medicines == ()


def test_a_change_can_be_undone_at_once(open_as, person):
    page = open_as(person, "/profile/sex/")
    page.get_by_label("Female").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Undo").click()

    expect(page.get_by_text("Taken back")).to_be_visible()
    assert queries.profiles(person)[0].sex is None


def test_a_fact_is_said_by_keyboard_alone(open_as, person):
    page = open_as(person, "/profile/new/")
    page.get_by_label("Yes").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")

    assert page.get_by_role("status").inner_text() == "New to supplements: saved."


def test_the_first_column_of_names_to_choose_from_is_there(open_as, person):
    page = open_as(person, "/profile/medicines/")

    assert page.locator("#medicine-names option").count() > 100
