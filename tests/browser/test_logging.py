"""Logging in a real browser, on a phone: with the keyboard alone, and without JavaScript."""

import re
from datetime import timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from tests import clock
from tests.factories import BERLIN, make_content, make_intake, make_person, make_score, save
from tracker import queries

pytestmark = pytest.mark.django_db(transaction=True)

YESTERDAY = (clock.now().astimezone(ZoneInfo(BERLIN)) - timedelta(days=1)).date()


@pytest.fixture
def person():
    """Someone in Berlin who took 600 mg calcium yesterday at 08:10."""
    person = make_person(timezone=BERLIN)
    save(
        person,
        make_intake(
            f"{YESTERDAY}T08:10",
            contents=(make_content("calcium", "600", form="carbonate"),),
        ),
    )
    return person


def type_over(page, label, text):
    page.get_by_label(label, exact=True).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def kept_of(person):
    return queries.diary(person).intakes


def test_a_dose_too_near_is_shown_before_it_is_saved(
    open_as_person, accessibility_problems, person
):
    page = open_as_person(f"/log/intake/?kind=magnesium&on={YESTERDAY}")
    type_over(page, "Amount", "200")
    page.get_by_label("Time", exact=True).focus()
    page.keyboard.type("0835AM")
    outlook = page.locator("#outlook")
    outlook.get_by_text("25 minutes after").wait_for()

    assert "2 hours" in outlook.inner_text()
    assert "Fine from 10:10" in outlook.inner_text()
    assert accessibility_problems(page) == []

    page.get_by_role("button", name="Save").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/day/{YESTERDAY}/")

    assert [one.contents[0].amount for one in kept_of(person)] == [Decimal(600), Decimal(200)]


def test_without_javascript_the_same_is_shown_after_the_first_save(
    open_as_person, accessibility_problems, person
):
    page = open_as_person(f"/log/intake/?kind=magnesium&on={YESTERDAY}", java_script_enabled=False)
    page.get_by_label("Amount", exact=True).fill("200")
    page.get_by_label("Time", exact=True).fill("08:35")
    page.get_by_role("button", name="Save").click()

    assert "25 minutes after" in page.locator("#outlook").inner_text()
    assert len(kept_of(person)) == 1

    page.get_by_role("button", name="Save anyway").click()

    assert len(kept_of(person)) == 2


@pytest.mark.parametrize(
    "path",
    [
        "/log/",
        "/log/intake/?kind=magnesium",
        "/log/intake/?kind=calcium",
        "/log/intake/?kind=vitamin_d",
        "/log/intake/?kind=medicine",
        "/log/intake/?kind=product",
        "/log/meal/",
        "/log/symptom/",
    ],
)
def test_axe_finds_nothing_wrong(open_as_person, accessibility_problems, path):
    page = open_as_person(path)

    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert accessibility_problems(page) == []


@pytest.mark.parametrize("name", ["Nerve pain", "Muscle cramp", "Chest pain", "Sleep quality"])
def test_a_symptom_page_is_accessible(open_as_person, accessibility_problems, name):
    page = open_as_person("/log/symptom/")
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile(f"^{name}")).click()

    assert accessibility_problems(page) == []


def test_a_symptom_is_scored_with_the_keyboard_alone(open_as_person, person):
    page = open_as_person("/log/symptom/")
    page.get_by_role("button", name="Nerve pain").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Nerve pain')")
    page.get_by_label("0, no pain").focus()
    for _step in range(6):
        page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Save").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/day/**")

    assert [one.value for one in queries.diary(person).symptoms] == [Decimal(6)]


def test_enter_saves_and_adds_no_row(open_as_person, person):
    page = open_as_person("/log/intake/?kind=product")
    page.get_by_label("Name of the product").fill("Multi")
    page.keyboard.press("Enter")
    page.wait_for_url("**/day/**")

    assert [one.product for one in kept_of(person)] == [None, "Multi"]


def test_messages_at_the_fields_are_accessible(open_as_person, accessibility_problems):
    page = open_as_person("/log/intake/?kind=magnesium")
    page.get_by_label("Amount", exact=True).fill("-5")
    page.get_by_role("button", name="Save").click()
    page.wait_for_selector(".invalid-feedback:visible")

    assert page.get_by_label("Amount", exact=True).input_value() == "-5"
    assert accessibility_problems(page) == []


def test_an_entry_is_edited(open_as_person, accessibility_problems, person):
    score = make_score(f"{YESTERDAY}T09:00")
    save(person, score)
    page = open_as_person(f"/entry/score/{score.id}/")

    assert accessibility_problems(page) == []
