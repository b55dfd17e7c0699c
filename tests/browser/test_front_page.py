"""The front page in a real browser; the watch of conftest.py fails a test for what goes wrong."""

import pytest

from tests.browser.screens import SCHEMES, WIDTHS

pytestmark = pytest.mark.looks


@WIDTHS
@SCHEMES
def test_the_front_page_opens_without_an_error(open_page, width, color_scheme):
    page = open_page("/", width=width, color_scheme=color_scheme)

    assert page.title() == "Mg Diary"


@WIDTHS
def test_axe_finds_nothing_wrong(open_page, accessibility_problems, width):
    page = open_page("/", width=width)

    assert accessibility_problems(page) == []


@WIDTHS
def test_nothing_is_wider_than_the_window(open_page, width):
    page = open_page("/", width=width)

    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_nothing_is_wider_than_a_small_phone(open_page):
    page = open_page("/", width=320)

    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_the_first_tab_stop_skips_to_the_content(open_page):
    page = open_page("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "content"


def test_the_skip_link_is_seen_while_it_has_the_focus(open_page):
    page = open_page("/")
    page.keyboard.press("Tab")

    assert page.locator(".skip-link").bounding_box()["x"] >= 0


@pytest.mark.parametrize(
    ("color_scheme", "paper"), [("light", "rgb(250, 249, 246)"), ("dark", "rgb(18, 22, 23)")]
)
def test_the_page_follows_the_system(open_page, color_scheme, paper):
    page = open_page("/", color_scheme=color_scheme)

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == paper


@pytest.mark.parametrize(
    ("theme", "paper"), [("light", "rgb(250, 249, 246)"), ("dark", "rgb(18, 22, 23)")]
)
def test_a_theme_that_someone_chose_comes_before_the_system_s(open_page, theme, paper):
    page = open_page("/", color_scheme="dark" if theme == "light" else "light")
    page.evaluate("theme => document.documentElement.setAttribute('data-bs-theme', theme)", theme)

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == paper


def test_it_stands_there_without_scripts(open_page):
    page = open_page("/", java_script_enabled=False)

    assert page.get_by_text("Magnesium glycinate 25 minutes after calcium").is_visible()


def test_the_sources_of_the_example_are_one_click_away(open_page):
    page = open_page("/")
    page.get_by_role("link", name="Its sources").click()

    assert page.url.endswith("/rules/mg_calcium/#sources")


@pytest.mark.parametrize("name", ["Rules", "Medicines", "Forms"])
def test_what_is_tapped_in_the_header_is_44_px_high(open_page, name):
    page = open_page("/")
    box = page.get_by_role("navigation").get_by_role("link", name=name).bounding_box()

    assert box["height"] >= 44
    assert box["width"] >= 44
