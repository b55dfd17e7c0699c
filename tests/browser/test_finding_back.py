"""The month, the list and the history in a real browser, by day and by night."""

import re
from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.factories import (
    BERLIN,
    make_intake,
    make_meal,
    make_none_taken,
    make_person,
    make_score,
    save,
)
from tracker import actions, queries
from tracker.imports import demo_diary

pytestmark = pytest.mark.django_db

JUNE, LIST, FILTER = "/calendar/2026-06/", "/entries/", "/entries/filter/"
HISTORY = "/entry/intake/mg/history/"
PATHS = [JUNE, LIST, FILTER, HISTORY]


@pytest.fixture
def person(transactional_db):
    """Someone with a month of days, one of which has everything, and an entry that changed."""
    person = make_person(timezone=BERLIN)
    diary = demo_diary(days=40, seed=4, end=date(2026, 6, 20))
    actions.add_entries(person=person, diary=diary)
    save(
        person,
        make_intake("2026-06-24T08:00", id="ca", substance="calcium", amount="600"),
        make_intake("2026-06-24T08:20", id="mg", note="With porridge, " + "w" * 120),
        make_score("2026-06-24T21:00", value="10"),
        make_score("2026-06-24T21:00", symptom="saddle_numbness", value=None),
        make_none_taken("2026-06-25"),
        make_meal("2026-06-24T12:00"),
    )
    stored = queries.stored_entry(person, "intake", "mg")
    changed = replace(stored.entry, note="", as_needed=True)
    actions.change_intake(person=person, intake=changed, version=stored.version, by=person.user)
    return person


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_wrong(open_as, person, accessibility_problems, path, width):
    page = open_as(person, path, width=width)

    assert accessibility_problems(page) == []


@pytest.mark.parametrize("path", ["/calendar/2024-02/", "/calendar/?month=6&year=x", LIST])
def test_axe_finds_nothing_wrong_where_nothing_is_written_down(
    open_as, transactional_db, accessibility_problems, path
):
    page = open_as(make_person(), path)

    assert accessibility_problems(page) == []


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_wider_than_the_window(open_as, person, path, width):
    page = open_as(person, path, width=width)

    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("path", PATHS)
def test_what_can_be_tapped_is_44_px_high_and_wide(open_as, person, path):
    page = open_as(person, path)
    small = page.evaluate(
        """Array.from(document.querySelectorAll(
             "main a, main button, main select, main input:not([type=checkbox], [type=hidden])"))
           .filter((one) => one.checkVisibility())
           .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
           .filter(([, box]) => box.height < 44 || box.width < 44)
           .map(([text, box]) => `${text} ${box.width} x ${box.height}`)"""
    )

    assert small == []


def test_a_day_of_the_month_is_read_out_whole(open_as, person):
    page = open_as(person, JUNE)
    name = "Wednesday 24 June: 2 doses, worst nerve pain 10 of 10, 1 meal, 1 emergency, 1 caution"

    expect(page.get_by_role("cell", name=name)).to_be_visible()


def test_the_month_is_walked_and_a_day_opened_by_keyboard_alone(open_as, person):
    page = open_as(person, JUNE, java_script_enabled=False)
    page.get_by_role("link", name="Previous month").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile("May 2026"))
    page.get_by_role("link", name=re.compile("^Sunday 31 May")).focus()
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("/day/2026-05-31/$"))


def test_a_month_is_picked_without_javascript(open_as, person):
    page = open_as(person, JUNE, java_script_enabled=False)
    page.get_by_label("Month", exact=True).select_option("February")
    page.get_by_label("Year", exact=True).fill("2024")
    page.get_by_role("button", name="Go").click()

    expect(page).to_have_url(re.compile("/calendar/2024-02/$"))


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_an_entry_is_found_again_and_edited(open_as, person, java_script_enabled):
    page = open_as(person, FILTER, java_script_enabled=java_script_enabled)
    page.get_by_label("Substance or medicine").select_option("Magnesium")
    page.get_by_label("Flagged").select_option("Caution")
    page.get_by_label("From").fill("2026-06-21")
    page.get_by_role("button", name="Show these entries").click()
    expect(page.get_by_text("1 entry")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Edit 08:20")).click()

    expect(page).to_have_url(re.compile("/entry/intake/mg/$"))


def test_a_filter_is_taken_away_by_its_chip(open_as, person):
    page = open_as(person, LIST)
    page.get_by_role("searchbox").fill("nowhere")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_text("Nothing like that is written down")).to_be_visible()
    page.get_by_role("button", name="Take away: “nowhere”").click()

    expect(page.get_by_role("button", name="Clear filters")).to_have_count(0)


def test_the_latest_change_is_taken_back_from_the_history(open_as, person):
    page = open_as(person, "/entry/intake/mg/")
    page.get_by_role("link", name="History of this entry").click()
    page.get_by_role("button", name="Take this change back").click()

    expect(page.get_by_text("Taken back.")).to_be_visible()
    assert "porridge" in queries.stored_entry(person, "intake", "mg").entry.note
