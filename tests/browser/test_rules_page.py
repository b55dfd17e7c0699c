"""The pages of the rules and of the medicines in a real browser."""

import pytest

from tests.browser.screens import WIDTHS

pytestmark = pytest.mark.looks

PATHS = [
    "/rules/",
    "/medicines/",
    # One of each shape: hours in both orders with steps, amounts, limits, a sign
    "/rules/eltrombopag/",
    "/rules/mg_calcium/",
    "/rules/ul_magnesium/",
    "/rules/chest_pain/",
]
EACH_PAGE = pytest.mark.parametrize("path", PATHS)


@EACH_PAGE
@WIDTHS
def test_axe_finds_nothing_wrong(open_page, accessibility_problems, path, width):
    page = open_page(path, width=width)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")

    assert accessibility_problems(page) == []


@EACH_PAGE
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_wider_than_the_window(open_page, path, width):
    page = open_page(path, width=width)

    assert page.evaluate("document.documentElement.scrollWidth") == width


@EACH_PAGE
def test_the_first_tab_stop_skips_to_the_content(open_page, path):
    page = open_page(path)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "content"


def test_all_rules_stand_there_without_scripts(open_page):
    page = open_page("/rules/", java_script_enabled=False)

    assert page.get_by_role("link", name="Thyroid tablets").is_visible()


def test_a_rule_stands_there_without_scripts(open_page):
    page = open_page("/rules/levothyroxine/", java_script_enabled=False)

    for heading in ("The hours, both ways", "Worked cases", "Sources"):
        assert page.get_by_role("heading", name=heading, exact=True).is_visible()


def test_two_taps_lead_from_the_rules_to_a_medicine(open_page):
    page = open_page("/rules/", java_script_enabled=False)
    page.get_by_role("link", name="L", exact=True).click()
    page.get_by_role("link", name="Levothyroxine", exact=True).click()

    assert page.url.endswith("/rules/levothyroxine/")


def test_the_whole_line_of_a_rule_can_be_tapped(open_page):
    page = open_page("/rules/")
    page.locator(".row-link", has_text="Thyroid tablets").first.click(position={"x": 8, "y": 40})

    assert page.url.endswith("/rules/levothyroxine/")


def test_a_rule_leads_back_to_its_group(open_page):
    page = open_page("/rules/levothyroxine/")
    page.get_by_role("link", name="Spacing with medicines").click()

    assert page.url.endswith("/rules/#medicines")


@pytest.mark.parametrize("path", ["/rules/", "/medicines/"])
def test_a_letter_is_44_px_wide_and_high(open_page, path):
    page = open_page(path)
    box = page.get_by_role("link", name="A", exact=True).bounding_box()

    assert (box["width"], box["height"]) == (44, 44)


def test_the_hours_of_a_ribbon_are_hatched(open_page):
    """The pattern is found, in the colour of the theme."""
    page = open_page("/rules/levothyroxine/")

    assert page.locator("#hatch .hatch").evaluate("one => getComputedStyle(one).stroke") == (
        "rgb(86, 98, 106)"
    )


def test_no_motion_where_none_is_wanted(open_page):
    page = open_page("/rules/", reduced_motion="reduce")

    assert (
        page.evaluate("getComputedStyle(document.querySelector('.letters a')).transitionProperty")
        == "none"
    )
