"""Experiments in a real browser, on a phone: planned with the keyboard alone, then the day."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests import clock
from tests.factories import (
    make_content,
    make_experiment,
    make_none_taken,
    make_product,
    make_score,
    save,
)
from tracker import actions, queries

pytestmark = pytest.mark.django_db(transaction=True)

JAVASCRIPT = pytest.mark.parametrize("is_on", [True, False], ids=["with script", "without"])
TODAY = clock.now().date()


@pytest.fixture
def shelf(person):
    """A shelf with magnesium, and a profile that has something to say about it."""
    actions.set_profile_fact(person=person, fact="kidney", value="ckd")
    night = make_product("Night", contents=(make_content(form="glycinate"),))
    save(person, night, make_product("Multi One"))
    return night


def experiments(person):
    return queries.belongings(person)["experiments"]


def tab_to(page, locator):
    """Press Tab until the element has the focus; no more than a patient person would."""
    for _press in range(120):
        if locator.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail("the keyboard does not get there")


def press(page, locator):
    tab_to(page, locator)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_plan_is_made_and_fixed_with_the_keyboard_alone(open_as_person, person, shelf):
    page = open_as_person("/experiments/")
    press(page, page.get_by_role("link", name="Plan an experiment"))
    tab_to(page, page.get_by_label("Night: magnesium glycinate"))
    page.keyboard.press("Space")
    press(page, page.get_by_role("button", name="Look at the plan"))
    tab_to(page, page.get_by_label("I have asked my clinician"))
    page.keyboard.press("Space")
    press(page, page.get_by_role("button", name="Fix the plan"))

    expect(page.get_by_text("Fixed. It begins on")).to_be_visible()
    (kept,) = experiments(person)
    assert (kept.days, kept.form, kept.has_asked_clinician) == (84, "glycinate", True)


@JAVASCRIPT
def test_what_is_not_on_the_shelf_is_written(open_as_person, person, shelf, is_on):
    page = open_as_person("/experiments/new/", java_script_enabled=is_on)
    expect(page.get_by_label("Substance")).to_be_hidden()
    page.get_by_label("Something else").check()
    page.get_by_label("Substance").fill("alpha-lipoic acid")
    page.get_by_label("Amount a day").fill("600")
    page.get_by_label("14 days").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Look at the plan").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Fix the plan").click()

    (kept,) = experiments(person)
    assert (kept.substance, kept.amount, kept.block_days) == ("alpha_lipoic_acid", 600, 14)


def test_a_double_click_fixes_one_plan(open_as_person, person, shelf):
    page = open_as_person("/experiments/new/")
    page.get_by_label("Night: magnesium glycinate").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Look at the plan").click()
    page.get_by_role("button", name="Fix the plan").dblclick()

    expect(page.get_by_text("It begins on").first).to_be_visible()
    assert len(experiments(person)) == 1


def test_an_error_stands_at_its_field_and_what_was_typed_stays(open_as_person, shelf):
    page = open_as_person("/experiments/new/")
    page.get_by_label("Note").fill("By the sea")
    page.get_by_label("First day").fill("2020-01-01")
    with page.expect_navigation():
        page.get_by_role("button", name="Look at the plan").click()

    expect(page.get_by_text("fixed before its first day: tomorrow")).to_be_visible()
    expect(page.get_by_label("Note")).to_have_value("By the sea")


def test_a_day_without_is_said_with_one_tap(open_as_person, person):
    first = TODAY - timedelta(days=2)
    save(person, make_experiment(first.isoformat(), blocks=(False, True) * 6))
    page = open_as_person("/day/")
    strip = page.get_by_role("region", name="Experiment")
    expect(strip.get_by_text("This week: without magnesium")).to_be_visible()
    with page.expect_navigation():
        strip.get_by_role("button", name="No magnesium today").click()

    expect(strip.get_by_role("button")).to_have_count(0)
    assert len(queries.diary(person).none_taken) == 1


def test_it_is_stopped_and_the_stop_undone(open_as_person, person):
    save(person, running := make_experiment((TODAY - timedelta(days=20)).isoformat()))
    page = open_as_person(f"/experiments/{running.id}/")
    page.get_by_text("Stop it early").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Stop the experiment today").click()
    expect(page.get_by_text("Stopped early on")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="Undo").click()

    assert experiments(person) == (running,)


# Each page, in both schemes and widths


def written(one):
    for number in range(one.days):
        day = one.first_day + timedelta(days=number)
        is_on = one.blocks[number // one.block_days]
        if number % 11:
            yield make_score(f"{day}T20:00", value=str(5 - 2 * is_on + number % 3))
        if not is_on:
            yield make_none_taken(day.isoformat())


STATES = {"planned": -9, "running": 20, "over": 90}


def problems_unfolded(page, accessibility_problems):
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    return accessibility_problems(page)


@pytest.mark.parametrize("what", ["", "report/"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_wrong(open_as_person, person, accessibility_problems, state, what):
    first = TODAY - timedelta(days=STATES[state])
    one = make_experiment(first.isoformat(), cautions=("kidney_moderate",))
    save(person, one, *(written(one) if state == "over" else ()))
    page = open_as_person(f"/experiments/{one.id}/{what}")

    assert problems_unfolded(page, accessibility_problems) == []


def test_axe_finds_nothing_wrong_with_the_plan_and_its_errors(
    open_as_person, shelf, accessibility_problems
):
    page = open_as_person("/experiments/new/")
    page.get_by_label("Something else").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Look at the plan").click()
    errors = problems_unfolded(page, accessibility_problems)
    page.get_by_label("Multi One").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Look at the plan").click()
    expect(page.get_by_role("heading", name="This is your plan")).to_be_visible()

    assert errors + problems_unfolded(page, accessibility_problems) == []


def test_axe_finds_nothing_wrong_with_the_strip(open_as_person, person, accessibility_problems):
    save(person, make_experiment((TODAY - timedelta(days=9)).isoformat()))
    page = open_as_person("/day/")

    assert problems_unfolded(page, accessibility_problems) == []


@pytest.mark.parametrize("what", ["", "report/"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_wider_than_the_window(open_as_person, person, width, what):
    first = TODAY - timedelta(days=330)
    one = make_experiment(first.isoformat(), blocks=(True, False) * 10, block_days=14)
    save(person, one, *written(one))
    page = open_as_person(f"/experiments/{one.id}/{what}", width=width)
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")

    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("path", ["/experiments/new/", "/experiments/"])
def test_what_is_pressed_is_44_px_high(open_as_person, shelf, path):
    page = open_as_person(path)
    small = page.evaluate(
        """Array.from(document.querySelectorAll(
             "main button, main .btn, main .chip, main select, main summary, main .step"))
           .filter((one) => one.checkVisibility() && !one.classList.contains("visually-hidden"))
           .map((one) => [one.textContent.trim().slice(0, 30), one.getBoundingClientRect().height])
           .filter(([, height]) => height < 43.9)"""
    )

    assert small == []
