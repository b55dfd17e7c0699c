"""Does it help? in a browser: asked, said, answered, with and without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.browser.screens import WIDTHS
from tests.factories import make_experiment, save
from tests.views.helps.asking import a_question, asked_of, days_ago, diary_of
from tracker.domain.diary import Settings

PATH = "/does-it-help/"

STANDINGS = {
    "clear": (diary_of, {}),
    "worse": (lambda: diary_of(effect=3), {}),
    "none": (lambda: diary_of(effect=0), {}),
    "not_enough": (lambda: diary_of(40, none_is_said=False), {}),
    "as_needed": (lambda: diary_of(marked=30), {}),
    "not_marked": (diary_of, {"said": True}),
    "not_said": (diary_of, {"said": None}),
    "locked": (lambda: [*diary_of(), make_experiment(str(days_ago(3)))], {}),
}


@pytest.fixture(params=STANDINGS)
def stands(request, person):
    made, said = STANDINGS[request.param]
    asked_of(person, *made(), **said)


def test_axe_finds_nothing_wrong_however_it_stands(stands, open_as_person, accessibility_problems):
    page = open_as_person(PATH, reduced_motion="reduce")
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")

    assert accessibility_problems(page) == []


@WIDTHS
def test_nothing_is_wider_than_the_window(stands, open_as_person, width):
    page = open_as_person(PATH, width=width)
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")

    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_what_can_be_pressed_is_44_px_high(stands, open_as_person):
    page = open_as_person(PATH)
    small = page.evaluate(
        """Array.from(document.querySelectorAll("main a, main button, main summary"))
           .filter((one) => !one.closest("details:not([open]) > :not(summary)"))
           .map((one) => [one.textContent.trim(), one.getBoundingClientRect().height])
           .filter(([, height]) => height < 44)"""
    )

    assert small == []


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_a_question_is_asked_said_and_answered(person, open_as_person, java_script_enabled):
    save(person, *diary_of())
    page = open_as_person(PATH, java_script_enabled=java_script_enabled)
    page.get_by_label("What should change?").select_option("Nerve pain")
    page.get_by_label("With what?").select_option("Magnesium")
    page.get_by_role("button", name="Ask this question").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    page.get_by_role("button", name="No, as planned").click()

    expect(page.get_by_role("heading", name="In your diary, nerve pain was")).to_be_visible()
    expect(page.get_by_role("img", name="What fits the days: nerve pain")).to_be_visible()


def test_what_was_not_chosen_is_said_at_its_field(person, open_as_person):
    save(person, *diary_of())
    page = open_as_person("/does-it-help/ask/")
    page.get_by_label("With what?").select_option("Magnesium")
    page.get_by_role("button", name="Ask this question").click()

    expect(page.get_by_text("Choose the symptom that you ask about.")).to_be_visible()
    expect(page.get_by_label("With what?")).to_have_value("magnesium|")


def test_blank_days_can_be_said_to_be_days_without(person, open_as_person):
    asked_of(person, *diary_of(none_is_said=False))
    page = open_as_person(PATH)
    page.get_by_role("link", name="I log every dose").click()
    page.get_by_label("Every dose. A day without one is a day without.").check()
    page.get_by_label("Since which day?").fill(str(days_ago(100)))
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_role("heading", name="In your diary, nerve pain was")).to_be_visible()


def test_the_others_ask_first_and_come_in_one_table(person, open_as_person, accessibility_problems):
    moods = [one for one in diary_of(symptom="mood") if hasattr(one, "felt_at")]
    asked_of(person, *diary_of(), *moods)
    page = open_as_person(PATH)
    page.get_by_role("link", name="All other combinations").click()
    page.get_by_role("button", name="Show them").click()

    expect(page.get_by_role("row", name="Mood")).to_contain_text("clear even among all of these")
    assert accessibility_problems(page) == []


def test_a_start_is_chosen_and_compared(person, open_as_person, accessibility_problems):
    earlier = [one for one in diary_of(160, effect=0) if hasattr(one, "felt_at")][100:]
    save(person, Settings(every_dose_logged_from=days_ago(160)))
    asked_of(person, *diary_of(), *earlier)
    page = open_as_person("/does-it-help/before-after/")
    page.get_by_role("link", name="the first dose").click()

    expect(page.get_by_text("that eases by itself")).to_be_visible()
    assert accessibility_problems(page) == []


def test_a_picture_says_in_words_what_it_shows(person, open_as_person):
    save(person, *diary_of(), a_question())
    words = open_as_person(PATH).locator(".helps-picture desc").text_content()

    assert "lower to" in words
    assert "Tinted: up to 1 point either way, which counts as no difference." in words
