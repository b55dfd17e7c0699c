"""The page of one day in a real browser, by day and by night, on the phone and at the desk."""

import pytest

from tests.browser.screens import WIDTHS
from tests.factories import make_content, make_intake, make_meal, make_score, save

pytestmark = pytest.mark.django_db

ON = "2026-06-10"
DAY = f"/day/{ON}/"


@pytest.fixture
def full_day(person):
    """A day with a conflict, tips, totals, a warning sign, and long words."""
    compound = make_content(amount="1000", basis="compound", form="glycinate")
    save(
        person,
        make_intake(
            f"{ON}T07:05",
            source="medicine",
            prescribed=True,
            contents=(make_content("levothyroxine", "75", unit="mcg"),),
        ),
        make_intake(
            f"{ON}T08:10",
            product="Calcium 600",
            contents=(
                make_content("calcium", "1500", basis="compound", compound="calcium carbonate"),
            ),
        ),
        make_intake(f"{ON}T08:35", contents=(compound,), meal="with", note="With porridge."),
        make_intake(f"{ON}T21:45", amount="250", as_needed=True),
        make_intake(f"{ON}T22:00", route="topical", amount="100", product="Magnesium oil"),
        make_intake(f"{ON}T12:30", contents=(make_content("vitamin_d", "25", unit="mcg"),)),
        make_meal(f"{ON}T12:30", tags=("fat", "dairy")),
        make_score(f"{ON}T21:00", note="Worse in the evening, " + "w" * 120),
    )
    return person


@pytest.fixture
def warned_day(full_day):
    save(
        full_day,
        make_score(f"{ON}T21:30", symptom="saddle_numbness", value=None),
        make_score(f"{ON}T21:31", symptom="foot_ulcer", value=None),
    )
    return full_day


@WIDTHS
def test_axe_finds_nothing_wrong(open_as, warned_day, accessibility_problems, width):
    page = open_as(warned_day, DAY, width=width)
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")

    assert accessibility_problems(page) == []


def test_axe_finds_nothing_wrong_with_today_and_an_empty_day(
    open_as, full_day, accessibility_problems
):
    today = open_as(full_day, "/day/")
    empty = open_as(full_day, "/day/2026-01-01/")

    assert accessibility_problems(today) + accessibility_problems(empty) == []


@pytest.mark.parametrize("path", [DAY, "/day/", "/day/2026-01-01/"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_wider_than_the_window(open_as, warned_day, width, path):
    page = open_as(warned_day, path, width=width)
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")

    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_what_can_be_tapped_is_44_px_high(open_as, full_day):
    page = open_as(full_day, DAY)
    heights = page.evaluate(
        """Array.from(document.querySelectorAll(
             "main button, main .btn, main input[type=date], main summary, .edit, .log a"))
           .filter((one) => one.checkVisibility())
           .map((one) => [one.textContent.trim(), one.getBoundingClientRect().height])
           .filter(([, height]) => height < 44)"""
    )

    assert heights == []


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_a_flag_is_marked_and_unmarked_by_keyboard_alone(open_as, full_day, java_script_enabled):
    page = open_as(full_day, DAY, java_script_enabled=java_script_enabled)
    button = page.get_by_role("button", name="Seen: Magnesium and calcium")
    for pressed in ("true", "false"):
        button.focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.locator(
            f'[aria-label="Seen: Magnesium and calcium"][aria-pressed="{pressed}"]'
        ).wait_for()

    assert button.get_attribute("aria-pressed") == "false"


def test_a_day_long_ago_is_found_by_its_month_without_javascript(open_as, full_day):
    page = open_as(full_day, DAY, java_script_enabled=False)
    page.get_by_role("link", name="Month").click()
    page.get_by_role("link", name="Thursday 11 June").click()

    assert page.url.endswith("/day/2026-06-11/")


def test_the_warning_sign_is_the_first_thing_on_the_page(open_as, warned_day):
    page = open_as(warned_day, DAY)
    top = page.evaluate("document.querySelector('main').firstElementChild.textContent")

    assert "local emergency number" in top


def test_the_conflict_can_be_read_at_390_px(open_as, full_day):
    page = open_as(full_day, DAY)
    flag = page.get_by_role("article", name="Magnesium and calcium").first

    assert "25 minutes after" in flag.inner_text()
