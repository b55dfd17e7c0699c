"""The trends page in a browser: on a phone, by keyboard, without scripts, in the dark, in print."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_score, save
from tests.views.trends.trend_pages import FALLING, PATH, at, intakes, scores
from tracker.domain.diary import Scale, Tracked

SLEEP = {"symptom": "sleep", "scale": Scale(better="high")}


@pytest.fixture
def person(person):
    new, old = intakes(range(40)), intakes(range(40, 80, 2), amount="400")
    hurts = intakes([3, 9], as_needed=True, substance="calcium")
    unknown = intakes([12], amount=None, substance="calcium")
    save(
        person,
        Tracked(symptoms=("nerve_pain", "sleep")),
        *scores(FALLING),
        *scores([7, None, 6, 8] * 20, hour=7, **SLEEP),
        make_score(at(2, 9), value="9"),
        *(*new, *old, *hurts, *unknown),
    )
    return person


def unfold(page):
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")


def test_axe_finds_nothing_wrong_with_all_unfolded(open_as_person, accessibility_problems):
    page = open_as_person(PATH)
    unfold(page)

    assert accessibility_problems(page) == []


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("query", ["", "?span=all", "?from=x"])
def test_nothing_is_wider_than_the_window(open_as_person, query, width):
    page = open_as_person(f"{PATH}{query}", width=width)
    unfold(page)

    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_words_in_a_picture_are_large_enough_on_a_phone(open_as_person):
    sizes = open_as_person(PATH).evaluate(
        """Array.from(document.querySelectorAll(".chart text")).map((one) => {
          const box = one.ownerSVGElement;
          const scale = box.getBoundingClientRect().width / box.viewBox.baseVal.width;
          return parseFloat(getComputedStyle(one).fontSize) * scale;
        })"""
    )

    assert min(sizes) >= 10.9


def test_nothing_of_a_picture_is_cut_off(open_as_person):
    outside = open_as_person(PATH).evaluate(
        """Array.from(document.querySelectorAll(".chart text")).filter((one) => {
          const text = one.getBoundingClientRect();
          const chart = one.ownerSVGElement.getBoundingClientRect();
          return text.left < chart.left - 1 || text.right > chart.right + 1;
        }).map((one) => one.textContent)"""
    )

    assert outside == []


def test_what_can_be_pressed_is_44_px_high(open_as_person):
    page = open_as_person(PATH)
    unfold(page)
    small = page.evaluate(
        """Array.from(document.querySelectorAll("main a, main button, main summary, .pick-one"))
           .filter((one) => one.getBoundingClientRect().height < 44
             && !one.closest("p, .pictures, figure"))
           .map((one) => one.textContent.trim())"""
    )

    assert small == []


def test_doses_are_drawn_in_each_picture(open_as_person):
    heights = open_as_person(PATH).evaluate(
        """Array.from(document.querySelectorAll(".chart use"))
           .map((one) => one.getBoundingClientRect().height)"""
    )

    assert len(heights) == 2
    assert min(heights) > 50


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lanes_have_the_colour_of_what_they_are(open_as_person, scheme):
    page = open_as_person(PATH, color_scheme=scheme)
    colour = page.evaluate(
        """getComputedStyle(document.querySelector("#lanes .lane-magnesium .bars")).stroke"""
    )
    expected = {"light": "rgb(11, 110, 105)", "dark": "rgb(79, 195, 184)"}

    assert colour == expected[scheme]


def test_all_of_it_works_without_scripts(open_as_person):
    page = open_as_person(PATH, java_script_enabled=False)
    page.get_by_text("Which symptoms").first.click()
    page.get_by_role("checkbox", name="Nerve pain").uncheck()
    with page.expect_navigation():
        page.get_by_role("button", name="Show", exact=True).last.click()

    expect(page.locator("section.trend")).to_have_count(1)
    expect(page.locator("section.trend h2")).to_contain_text("Sleep quality")


def test_the_picks_stand_in_no_address(open_as_person):
    page = open_as_person(f"{PATH}?span=30")
    page.get_by_text("Which symptoms").first.click()
    page.get_by_role("checkbox", name="Nerve pain").uncheck()
    with page.expect_navigation():
        page.get_by_role("button", name="Show", exact=True).last.click()

    assert page.url.endswith("/trends/?span=30")


def test_by_keyboard_one_comes_to_another_span(open_as_person):
    page = open_as_person(PATH)
    page.get_by_role("link", name="90 days").focus()
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert page.url.endswith("/trends/?span=365")


def test_by_keyboard_one_comes_to_the_numbers(open_as_person):
    page = open_as_person(PATH)
    page.locator("section.trend summary").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    expect(page.get_by_role("region", name="Nerve pain, week by week")).to_be_focused()


def test_a_picture_is_read_as_its_sentence(open_as_person):
    picture = open_as_person(PATH).get_by_role("img", name="Nerve pain: falling by about")

    expect(picture.first).to_be_visible()


def test_any_dates_that_cannot_be_meant_open_the_form_with_the_reason(open_as_person):
    page = open_as_person(f"{PATH}?from=2026-06-10&to=2026-06-09")

    expect(page.get_by_text("The last day comes before the first.")).to_be_visible()


def test_on_paper_there_is_the_picture_and_no_form(open_as_person):
    page = open_as_person(PATH)
    page.emulate_media(media="print")

    expect(page.locator(".chart").first).to_be_visible()
    expect(page.locator(".choose form").first).to_be_hidden()


def test_the_bar_leads_here_and_from_here_to_the_calendar(open_as_person):
    page = open_as_person("/day/")
    with page.expect_navigation():
        page.locator(".bar").get_by_role("link", name="Trends").click()
    with page.expect_navigation():
        page.locator(".ways").get_by_role("link", name="Calendar").click()

    assert page.url.endswith("/calendar/")
