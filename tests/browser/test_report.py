"""The report in a browser: chosen, looked at and downloaded; without scripts, by keyboard."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_shelf import tab_to
from tests.factories import make_intake, make_score, save
from tests.views.handover.report_pages import JUNE, REPORT, fill
from tracker.domain.diary import CustomSymptom

JAVASCRIPT = pytest.mark.parametrize("is_on", [True, False], ids=["with script", "without"])


@pytest.fixture
def person(person):
    fill(person)
    return person


def unfold(page):
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")


def test_axe_finds_nothing_wrong_with_all_unfolded(open_as_person, accessibility_problems):
    page = open_as_person(REPORT + JUNE)
    unfold(page)

    assert accessibility_problems(page) == []


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("query", [JUNE, "?from=x"])
def test_nothing_is_wider_than_the_window(open_as_person, query, width):
    page = open_as_person(REPORT + query, width=width)
    unfold(page)

    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", [390, 1280])
def test_what_is_to_be_pressed_is_44_px_high(open_as_person, width):
    page = open_as_person(REPORT + JUNE, width=width)
    unfold(page)
    to_press = page.locator(".handover").locator("button, a.btn, summary, label.pick-one")
    low = to_press.evaluate_all(
        """(all) => all.filter((one) => one.checkVisibility())
          .map((one) => [one.textContent, one.getBoundingClientRect().height])
          .filter(([, height]) => height < 43.99)"""
    )

    assert low == []


@JAVASCRIPT
def test_what_is_not_ticked_leaves_the_report(open_as_person, is_on):
    page = open_as_person(REPORT + JUNE, java_script_enabled=is_on)
    expect(page.locator(".report")).to_contain_text("left foot")
    page.get_by_text("What is in it").click()
    page.get_by_label("My notes").uncheck()
    page.get_by_role("checkbox", name="Mood").uncheck()
    with page.expect_navigation():
        page.get_by_role("button", name="Show it so").click()

    expect(page.locator(".report")).to_contain_text("Nerve pain")
    expect(page.locator(".report")).not_to_contain_text("Mood")
    expect(page.locator(".report")).not_to_contain_text("left foot")
    assert page.url.endswith(REPORT + JUNE)


@JAVASCRIPT
def test_a_question_comes_on_the_first_page_and_is_taken_back(open_as_person, is_on):
    page = open_as_person(REPORT + JUNE, java_script_enabled=is_on)
    page.get_by_text("Your name, and questions for the visit").click()
    page.get_by_label("What you want to ask").fill("Is it enough?")
    with page.expect_navigation():
        page.get_by_role("button", name="Put it on the first page").click()
    expect(page.locator(".report .front")).to_contain_text("Is it enough?")
    with page.expect_navigation():
        page.get_by_role("button", name="Undo").click()

    expect(page.locator(".report .front")).not_to_contain_text("Is it enough?")


@JAVASCRIPT
def test_a_file_is_one_tap_away(open_as_person, is_on):
    page = open_as_person(REPORT + JUNE, java_script_enabled=is_on)
    with page.expect_download() as started:
        page.get_by_role("button", name="PDF, A4").click()
    download = started.value

    assert download.suggested_filename == "mg-diary-2026-06-08-to-2026-06-30.pdf"
    assert download.path().read_bytes().startswith(b"%PDF-")


def test_the_keyboard_gets_to_a_file(open_as_person):
    page = open_as_person(REPORT + JUNE)
    tab_to(page, page.locator("summary", has_text="Files for a spreadsheet"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="CSV, one table"))
    with page.expect_download() as started:
        page.keyboard.press("Enter")

    assert started.value.suggested_filename.endswith(".csv")


def test_a_citation_leads_to_its_source(open_as_person):
    page = open_as_person(REPORT + JUNE)
    cited = page.locator(".report .front .cite").first
    cited.click()

    assert page.locator(f"li{cited.get_attribute('href')}").is_visible()


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_pictures_have_the_colours_of_the_page(open_as_person, color_scheme):
    page = open_as_person(REPORT + JUNE, color_scheme=color_scheme)
    ink = "(one) => getComputedStyle(one).color"

    assert page.locator(".report svg .ink").first.evaluate(ink) == page.locator("body").evaluate(
        ink
    )


ENDLESS = "x" * 200


@pytest.fixture
def endless(open_as_person, person):
    """Return a function that opens a report with words that nothing breaks, all unfolded."""
    save(
        person,
        CustomSymptom("own", ENDLESS[:60]),
        make_score("2026-06-08T22:00", symptom="own", note=ENDLESS),
        make_intake("2026-06-09T20:00", substance=ENDLESS, product=ENDLESS, note=ENDLESS),
    )

    def open_at(width):
        page = open_as_person(REPORT + JUNE, width=width)
        unfold(page)
        return page

    return open_at


@pytest.mark.parametrize("width", [320, 1280])
def test_words_without_an_end_do_not_widen_the_page(endless, width):
    assert endless(width).evaluate("document.documentElement.scrollWidth") == width


def test_words_without_an_end_do_not_widen_the_paper(endless):
    page = endless(680)
    page.emulate_media(media="print")

    assert page.evaluate("document.documentElement.scrollWidth") == 680
