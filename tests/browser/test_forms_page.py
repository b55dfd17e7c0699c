"""The page of the forms of magnesium in a real browser."""

import pytest

from tests.browser.screens import WIDTHS
from tracker.knowledge import knowledge

pytestmark = pytest.mark.looks


@WIDTHS
def test_axe_finds_nothing_wrong(open_page, accessibility_problems, width):
    page = open_page("/forms/", width=width)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")

    assert accessibility_problems(page) == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_wider_than_the_window(open_page, width):
    page = open_page("/forms/", width=width)

    assert page.evaluate("document.documentElement.scrollWidth") == width


@WIDTHS
def test_the_table_is_a_table_at_any_width(open_page, width):
    page = open_page("/forms/", width=width)
    table = page.get_by_role("table", name="The source document's table")

    assert table.get_by_role("row").count() == 6
    assert table.get_by_role("rowheader").first.inner_text() == "Glycinate"


def test_on_the_phone_each_cell_has_its_heading(open_page):
    page = open_page("/forms/")
    label = page.get_by_role("table").first.locator(".label").first

    assert label.is_visible()
    assert label.inner_text() == "Said to help with"


def test_the_first_tab_stop_skips_to_the_content(open_page):
    page = open_page("/forms/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "content"


def test_every_form_stands_there_without_scripts(open_page):
    page = open_page("/forms/", java_script_enabled=False)

    for form in knowledge().forms:
        assert page.get_by_role("heading", name=form.label, exact=True).is_visible()


def test_its_sources_open_without_scripts(open_page):
    page = open_page("/forms/", java_script_enabled=False)
    page.get_by_text("sources on Glycinate").click()

    assert page.get_by_text("Of several preparations citrate").first.is_visible()
