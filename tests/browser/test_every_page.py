"""What holds for every page of the site; scripts/screenshots.py lists them.

The watch of conftest.py looks at each of them too: no error in the console, no script or style
that the policy forbids, no request to another host.
"""

from urllib.parse import urlsplit

import pytest
from django.urls import resolve

from scripts.screenshots import NO_PAGES, PAGES
from tests.addresses import names

EACH_PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def page_named(name):
    return next(page for page in PAGES if page.name == name)


def test_the_list_of_pages_is_whole():
    listed = {resolve(urlsplit(page.path).path).view_name for page in PAGES if page.is_there}

    assert names() - NO_PAGES == listed


def test_what_is_said_to_be_no_page_exists():
    assert names() >= NO_PAGES


@EACH_PAGE
def test_all_can_use_it_and_nothing_is_wider_than_the_window(look_at, accessibility_problems, page):
    shown = look_at(page)
    widths = {}
    for width in (320, 390, 1280):
        shown.set_viewport_size({"width": width, "height": 844})
        widths[width] = shown.evaluate("document.documentElement.scrollWidth")
    shown.set_viewport_size({"width": 390, "height": 844})
    shown.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")

    assert widths == {320: 320, 390: 390, 1280: 1280}
    assert accessibility_problems(shown) == []


def test_what_has_the_focus_is_not_behind_the_bar(look_at):
    shown = look_at(page_named("log-magnesium"))
    save = shown.get_by_role("button", name="Save", exact=True)
    save.focus()
    box, bar = save.bounding_box(), shown.locator(".bar").bounding_box()

    assert box["y"] + box["height"] <= bar["y"]


def test_the_end_of_a_page_is_not_behind_the_bar(look_at):
    shown = look_at(page_named("day"))
    shown.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    box, bar = shown.locator("footer").bounding_box(), shown.locator(".bar").bounding_box()

    assert box["y"] + box["height"] <= bar["y"]


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("name", ["front", "day"])
def test_a_link_of_the_frame_is_44_px_wide_and_high(look_at, name, width):
    shown = look_at(page_named(name), width=width)
    small = shown.evaluate(
        """Array.from(document.querySelectorAll("header a, footer a"))
           .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
           .filter(([, box]) => box.width < 44 || box.height < 44)
           .map(([text]) => text)"""
    )

    assert small == []


def test_the_bar_is_at_the_thumb_on_a_phone_and_at_the_top_on_a_desk(look_at):
    on_phone = look_at(page_named("day")).locator(".bar").bounding_box()
    at_desk = look_at(page_named("day"), width=1280).locator(".bar").bounding_box()

    assert on_phone["y"] + on_phone["height"] == 844
    assert at_desk["y"] == 0
