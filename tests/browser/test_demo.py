"""A visitor in the demo: one click in, one click out, and nothing kept."""

import pytest
from playwright.sync_api import expect

from tests.browser.screens import WIDTHS

pytestmark = pytest.mark.django_db


@pytest.fixture
def look(open_page, transactional_db):
    """Return a function that opens the demo from the front page."""

    def look_at_demo(**how):
        page = open_page("/", **how)
        page.get_by_role("button", name="Look at an invented diary").click()
        return page

    return look_at_demo


@WIDTHS
def test_one_click_shows_a_day_with_a_conflict(look, accessibility_problems, width):
    page = look(width=width)

    assert page.get_by_text("You are looking at an invented diary").is_visible()
    assert page.get_by_text("this rule looks for 2 hours between them").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert accessibility_problems(page) == []


def test_a_save_says_calmly_that_nothing_is_kept(look, site, watch, accessibility_problems):
    page = look()
    page.goto(f"{site}/profile/kidney/")
    page.get_by_label("Chronic kidney disease").check()
    page.get_by_role("button", name="Save").click()

    assert page.get_by_role("heading", level=1).inner_text() == "Make an account to keep this"
    assert accessibility_problems(page) == []
    # Chromium notes every page that comes with a 403.
    watch.problems = [problem for problem in watch.problems if "403" not in problem]


def test_one_click_leaves_it(look):
    page = look()
    page.get_by_role("button", name="Leave the demo").click()

    expect(page.get_by_role("button", name="Look at an invented diary")).to_be_visible()
    assert page.get_by_text("You are looking at").count() == 0


def test_it_is_looked_at_without_javascript(look):
    page = look(java_script_enabled=False)

    assert page.get_by_text("You are looking at an invented diary").is_visible()


def test_its_profile_has_no_question_to_answer(look, site):
    page = look()
    page.goto(f"{site}/day/")

    assert page.locator("#first-question").count() == 0
