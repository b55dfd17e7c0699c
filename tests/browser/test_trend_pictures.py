"""The pictures of the trends page besides its curves, in a real browser."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tracker import actions
from tracker.imports import demo_diary

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

PICTURES = ("day-by-day", "time-of-day", "weekdays", "places", "taken")


@pytest.fixture
def open_trends(person, open_as_person):
    """Return a function that opens the trends of a person with `days` days of diary."""

    def open_after(days, **options):
        end = timezone.now().date() - timedelta(days=1)
        actions.add_entries(person=person, diary=demo_diary(days=days, seed=3, end=end))
        return open_as_person("/trends/?span=all", **options)

    return open_after


def open_all_numbers(page):
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")


def is_wider_than_the_screen(page):
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def test_axe_finds_nothing(open_trends, accessibility_problems):
    page = open_trends(60)
    for picture in PICTURES:
        expect(page.locator(f"#{picture}")).to_be_visible()
    open_all_numbers(page)

    assert accessibility_problems(page) == []


def test_every_picture_has_a_name_and_something_to_see(open_trends):
    page = open_trends(60)
    drawn = page.locator(".pictures [role=img]")

    assert drawn.count() >= 6
    for picture in drawn.all():
        expect(picture).to_have_accessible_name(re.compile(r"\w+"))
        box = picture.bounding_box()
        assert box["width"] > 300
        assert box["height"] > 10


@pytest.mark.parametrize("days", [60, 1500])
def test_nothing_is_wider_than_the_screen(open_trends, days):
    page = open_trends(days)
    open_all_numbers(page)
    is_wider = {}
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        is_wider[width] = is_wider_than_the_screen(page)

    assert is_wider == {320: False, 390: False, 1280: False}


def test_words_in_pictures_can_be_read_on_a_phone(open_trends):
    page = open_trends(60)
    heights = page.evaluate(
        """[...document.querySelectorAll('.pictures svg text')]
           .filter((one) => one.textContent)
           .map((one) => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a)"""
    )

    assert min(heights) >= 11


def test_a_place_that_was_named_is_filled_with_its_pattern(open_trends):
    page = open_trends(60)
    fill = page.locator(".bodies [class^=place-]").first.evaluate(
        "one => getComputedStyle(one).fill"
    )

    assert "#filled-" in fill


def test_bars_are_there_in_print(open_trends):
    page = open_trends(60)
    page.emulate_media(media="print")

    for bars in page.locator(".pictures .amount").all():
        expect(bars).to_be_visible()


def test_a_month_leads_to_its_page(open_trends):
    page = open_trends(60)
    open_all_numbers(page)
    with page.expect_navigation():
        page.locator("section:has(#day-by-day) tbody a").first.click()

    assert "/calendar/" in page.url
