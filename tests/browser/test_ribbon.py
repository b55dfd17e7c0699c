"""The ribbon of a day in a real browser: seen, read, reached by finger and by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests import clock
from tests.browser.screens import WIDTHS
from tests.factories import make_content, make_intake, make_meal, make_product, make_score, save

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

ON = "2026-06-10"
DAY = f"/day/{ON}/"


@pytest.fixture
def full_day(person):
    """A day with a mark in each lane, some of them in the same place."""
    both = (make_content(), make_content("calcium", "100"), make_content("vitamin_d", "20"))
    tablets = ("gabapentin", "metformin", "duloxetine", "ramipril")
    save(
        person,
        make_intake(f"{ON}T08:10", product="Calcium 600", substance="calcium", amount="600"),
        make_intake(f"{ON}T08:35", product="Multi", contents=both),
        make_intake(f"{ON}T15:00", precision="about"),
        make_intake(f"{ON}T12:00", precision="day"),
        make_intake(f"{ON}T23:59", substance="zinc"),
        *(
            make_intake(f"{ON}T08:00", source="medicine", contents=(make_content(name, None),))
            for name in tablets
        ),
        make_meal(f"{ON}T00:01"),
        *(make_score(f"{ON}T08:00", symptom=name) for name in ("nerve_pain", "tingling", "sleep")),
        make_score(f"{ON}T23:50", symptom="foot_ulcer", value=None),
    )
    return person


@pytest.fixture
def usual_day(full_day):
    """Someone who usually takes a tablet at this time of day, and did not log it."""
    content = make_content("levothyroxine", "75", unit="mcg")
    save(
        full_day,
        make_product(
            "Levothyroxine 75",
            contents=(content,),
            source="medicine",
            times=[f"{clock.now():%H:%M}"],
        ),
    )
    return full_day


@WIDTHS
def test_axe_finds_nothing_wrong(open_as, usual_day, accessibility_problems, width):
    for path in (DAY, "/day/"):
        page = open_as(usual_day, path, width=width)
        page.evaluate("document.querySelector('#ribbon-words').open = true")

        assert accessibility_problems(page) == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_wider_than_the_window(open_as, full_day, width):
    page = open_as(full_day, DAY, width=width)
    page.evaluate("document.querySelector('#ribbon-words').open = true")

    assert page.evaluate("document.documentElement.scrollWidth") == width


@WIDTHS
def test_the_words_in_it_are_12_px_at_least(open_as, full_day, width):
    page = open_as(full_day, DAY, width=width)
    sizes = page.locator(".day-ribbon text").evaluate_all(
        "(all) => all.map((one) => parseFloat(getComputedStyle(one).fontSize))"
    )

    assert len(sizes) >= 16
    assert min(sizes) >= 12


@WIDTHS
def test_the_names_of_the_lanes_do_not_run_into_the_hours(open_as, full_day, width):
    page = open_as(full_day, DAY, width=width)
    ends = page.locator(".names text").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect().right)"
    )
    hours = page.locator(".hours .lane").first.bounding_box()

    assert max(ends) <= hours["x"]


def test_a_mark_can_be_tapped_on_a_phone(open_as, full_day):
    page = open_as(full_day, DAY, has_touch=True)
    mark = page.locator(".hours").get_by_role("link", name=re.compile("^about 15:00"))
    box = mark.locator(".target").bounding_box()
    with page.expect_navigation():
        page.touchscreen.tap(box["x"] + 2, box["y"] + 2)

    assert min(box["width"], box["height"]) >= 24
    assert "/entry/intake/" in page.url


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_a_mark_is_reached_by_tab_and_opened_by_enter(open_as, full_day, java_script_enabled):
    page = open_as(full_day, DAY, java_script_enabled=java_script_enabled)
    page.get_by_role("link", name="Past the picture").focus()
    page.keyboard.press("Tab")
    mark = page.locator(".hours").get_by_role("link").first

    expect(mark).to_be_focused()
    expect(mark.locator(".target")).to_have_css("stroke-width", "3px")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/entry/intake/" in page.url


def test_who_does_not_want_the_marks_goes_past_them(open_as, full_day):
    page = open_as(full_day, DAY)
    page.get_by_role("link", name="Past the picture").press("Enter")
    page.keyboard.press("Tab")

    expect(page.get_by_text("The day in words")).to_be_focused()


def test_marks_of_one_time_do_not_cover_each_other(open_as, full_day):
    page = open_as(full_day, DAY)
    covered = page.locator(".hours .spot a").evaluate_all(
        """(all) => all.filter((one) => {
             one.scrollIntoView({block: "center"});
             const box = one.querySelector(".solid, .hollow").getBoundingClientRect();
             const there = document.elementFromPoint(
               box.x + box.width / 2, box.y + box.height / 2);
             return !one.contains(there);
           }).map((one) => one.getAttribute("aria-label"))"""
    )

    assert covered == []


def test_a_usual_dose_leads_to_where_it_can_be_taken(open_as, usual_day):
    page = open_as(usual_day, "/day/")
    page.locator(".hours").get_by_role("link", name=re.compile("usually")).press("Enter")

    assert page.url.endswith("/day/#usual")
    expect(page.locator("#usual")).to_be_in_viewport()


def test_colours_that_the_system_forces_leave_every_mark_to_be_seen(open_as, full_day):
    page = open_as(full_day, DAY, forced_colors="active", color_scheme="dark")
    colours = page.locator(".hours .solid").evaluate_all(
        "(all) => all.map((one) => getComputedStyle(one).fill)"
    )
    text = page.evaluate("getComputedStyle(document.body).color")

    assert set(colours) == {text}
