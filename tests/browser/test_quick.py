"""One tap on the phone: counted, with JavaScript and without, and by the keyboard alone."""

from datetime import timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from tests import clock
from tests.factories import make_favourite, make_intake, make_person, make_product, save
from tracker import queries

pytestmark = pytest.mark.django_db(transaction=True)

WITH_AND_WITHOUT = pytest.mark.parametrize("java_script_enabled", [True, False])
HERE = f"Etc/GMT{clock.now().hour - 12:+d}"
"""A zone in which it is midday now, so that minutes ago are of today whenever this runs."""

MAGNESIUM = make_product("Magnesium 200")
ZINC = make_product("Zinc 15", substance="zinc", amount="15")
SHELF = [make_product(f"Zinc {n}", substance="zinc", amount=str(n)) for n in range(1, 5)]


@pytest.fixture
def person():
    person = make_person(timezone=HERE)
    save(person, MAGNESIUM, make_favourite(MAGNESIUM, name="Magnesium 200"))
    return person


@pytest.fixture
def open_today(open_as_person):
    """Return a function that opens the page of today as someone who is logged in."""
    return partial(open_as_person, "/day/")


def ago(minutes):
    at = clock.now().astimezone(ZoneInfo(HERE)) - timedelta(minutes=minutes)
    return at.replace(second=0, microsecond=0)


def taken(person):
    return [one.product for one in queries.diary(person).intakes]


def log_now(page, name):
    return page.get_by_role("button", name=f"Log now: {name}")


def requests_of(page):
    """Return the list to which each request to the site's own pages is added from now on."""
    made = []
    page.on("request", lambda one: made.append(one.method) if "/static/" not in one.url else None)
    return made


def said(page):
    return page.locator("[data-answer]")


def test_from_opening_the_app_to_a_logged_favourite_in_one_tap_and_one_request(open_today, person):
    page = open_today()
    requests = requests_of(page)
    log_now(page, "Magnesium 200").click()
    expect(said(page)).to_contain_text("Logged")

    assert requests == ["POST"]
    assert taken(person) == ["Magnesium 200"]


def test_without_javascript_it_is_one_tap_as_well(open_today, person):
    page = open_today(java_script_enabled=False)
    with page.expect_navigation():
        log_now(page, "Magnesium 200").click()

    assert "Logged" in said(page).inner_text()
    assert taken(person) == ["Magnesium 200"]


@WITH_AND_WITHOUT
def test_by_the_keyboard_alone_it_is_logged_and_undone(open_today, person, java_script_enabled):
    page = open_today(java_script_enabled=java_script_enabled)
    log_now(page, "Magnesium 200").focus()
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("Logged")
    assert taken(person) == ["Magnesium 200"]

    undo = page.get_by_role("button", name="Undo")
    if java_script_enabled:
        expect(said(page)).to_be_focused()
        page.keyboard.press("Tab")
        expect(undo).to_be_focused()
    else:
        undo.focus()
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("Taken back.")
    assert taken(person) == []


def test_the_answer_stands_where_it_was_tapped_and_nothing_moves(open_today, person):
    save(person, *(make_product(f"P{n}", substance="zinc", amount=str(n)) for n in range(1, 4)))
    page = open_today(height=500)
    button = log_now(page, "P3")
    button.scroll_into_view_if_needed()
    stood = page.evaluate("scrollY")
    page.mouse.wheel(0, 60)
    page.wait_for_function("stood => scrollY === stood + 60", arg=stood)
    before = button.bounding_box()["y"]
    button.click()
    item = page.locator("li", has=said(page))
    expect(item).to_contain_text("P3")

    assert abs(button.bounding_box()["y"] - before) < 2
    with page.expect_response("**/undo/**"):
        page.get_by_role("button", name="Undo").click()
    expect(page.locator("li", has=said(page))).to_contain_text("P3")
    assert abs(button.bounding_box()["y"] - before) < 2


@WITH_AND_WITHOUT
def test_a_second_tap_asks_and_no_means_no(open_today, person, java_script_enabled):
    page = open_today(java_script_enabled=java_script_enabled)
    for text in ("Logged", "Log it a second time?"):
        log_now(page, "Magnesium 200").click()
        expect(page.locator(".answer")).to_contain_text(text)
    page.get_by_role("link", name="No", exact=True).click()
    expect(page.locator(".answer")).to_have_count(0)

    assert taken(person) == ["Magnesium 200"]


def test_a_second_tap_asks_and_yes_means_twice(open_today, person):
    page = open_today()
    log_now(page, "Magnesium 200").click()
    expect(page.locator(".answer")).to_contain_text("Logged")
    log_now(page, "Magnesium 200").click()
    page.get_by_role("button", name="Yes, twice").click()
    expect(page.locator(".answer")).to_contain_text("Logged")

    assert taken(person) == ["Magnesium 200"] * 2


def test_a_double_click_is_one_entry(open_today, person):
    page = open_today()
    log_now(page, "Magnesium 200").dblclick()
    expect(said(page)).to_be_visible()

    assert taken(person) == ["Magnesium 200"]


@WITH_AND_WITHOUT
def test_what_would_be_flagged_is_said_first(open_today, person, java_script_enabled):
    save(person, make_intake(ago(2), timezone=HERE, substance="calcium", amount="600"))
    page = open_today(java_script_enabled=java_script_enabled)
    log_now(page, "Magnesium 200").click()
    expect(page.locator(".answer")).to_contain_text("This would be flagged")
    expect(page.locator(".answer")).to_contain_text("Fine from")
    assert len(taken(person)) == 1

    page.get_by_role("button", name="Log anyway").click()
    expect(page.locator(".answer")).to_contain_text("Logged")
    assert len(taken(person)) == 2


def test_a_group_is_one_tap(open_today, person):
    save(person, ZINC, make_favourite(MAGNESIUM, ZINC, name="Morning"))
    page = open_today()
    log_now(page, "Morning").click()
    expect(said(page)).to_contain_text("Logged")
    assert taken(person) == ["Magnesium 200", "Zinc 15"]

    page.get_by_role("button", name="Undo").click()
    expect(said(page)).to_contain_text("Taken back.")
    assert taken(person) == []


@WITH_AND_WITHOUT
def test_a_second_dose_of_a_known_product_takes_two_taps(open_today, person, java_script_enabled):
    save(person, *SHELF)
    page = open_today(java_script_enabled=java_script_enabled)
    taps = [page.get_by_text("More of what you take"), log_now(page, "Zinc 4")]
    for place in taps:
        place.click()
    expect(said(page)).to_contain_text("Logged")

    assert (len(taps), taken(person)) == (2, ["Zinc 4"])


def test_half_an_hour_ago_takes_two_taps(open_today, person):
    page = open_today()
    page.locator("summary", has_text="Earlier Magnesium 200").click()
    page.get_by_role("button", name="30 min ago").click()
    expect(said(page)).to_contain_text("Logged")
    (intake,) = queries.diary(person).intakes

    assert timedelta(minutes=29) < timezone.now() - intake.taken_at < timedelta(minutes=33)


def test_again_stands_in_the_row_of_an_entry(open_today, person):
    save(person, make_intake(ago(6), timezone=HERE, product="Calm", amount="50"))
    page = open_today()
    row = page.locator("li", has=page.get_by_role("button", name="Again Calm")).first
    row.get_by_role("button", name="Again Calm").click()
    expect(row).to_contain_text("Logged")

    assert taken(person) == ["Calm", "Calm"]


@WITH_AND_WITHOUT
def test_a_usual_dose_is_left_out_and_taken_back(open_today, person, java_script_enabled):
    save(person, make_product("Tablet", substance="gabapentin", times=["11:30"]))
    page = open_today(java_script_enabled=java_script_enabled)
    page.get_by_role("button", name="Not today Tablet").click()
    expect(page.locator(".dose")).to_contain_text("left out today, you said")
    page.get_by_role("button", name="Take back Tablet").click()
    expect(page.get_by_role("button", name="Not today Tablet")).to_be_visible()

    assert queries.diary(person).skipped_doses == ()


def test_without_a_connection_it_says_so_and_the_next_tap_doubles_nothing(
    open_today, person, watch
):
    page = open_today()
    page.context.set_offline(True)
    log_now(page, "Magnesium 200").click()
    item = page.locator("li", has=log_now(page, "Magnesium 200"))
    expect(item).to_contain_text("Not saved: no connection.")
    entry_id = item.locator("[name=entry_id]").first.input_value()

    page.context.set_offline(False)
    log_now(page, "Magnesium 200").click()
    expect(said(page)).to_contain_text("Logged")
    assert [one.id for one in queries.diary(person).intakes] == [entry_id]
    watch.problems.clear()  # the browser reports the lost request


def test_an_answer_that_got_lost_is_not_logged_twice(open_today, person, watch):
    page = open_today()

    def lose(route):
        route.fetch()
        route.abort()

    page.route("**/log/again/", lose, times=1)
    log_now(page, "Magnesium 200").click()
    expect(page.locator(".not-saved")).to_be_visible()
    log_now(page, "Magnesium 200").click()
    expect(said(page)).to_contain_text("Logged")

    assert taken(person) == ["Magnesium 200"]
    watch.problems.clear()


def test_who_was_logged_out_meanwhile_is_led_to_the_log_in(open_today, person):
    page = open_today()
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    with page.expect_navigation(url="**/accounts/login/**"):
        log_now(page, "Magnesium 200").click()

    assert taken(person) == []


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_wrong_with_what_it_says_and_asks(
    open_today, person, accessibility_problems, width
):
    save(
        person,
        *SHELF,
        make_favourite(MAGNESIUM, SHELF[0], name="Morning"),
        make_product("Tablet", substance="gabapentin", times=["11:30"]),
        make_intake(ago(2), timezone=HERE, substance="calcium", amount="600"),
    )
    page = open_today(width=width)
    log_now(page, "Zinc 2").click()
    expect(page.locator(".answer")).to_be_visible()
    assert accessibility_problems(page) == []

    log_now(page, "Morning").click()
    expect(page.locator(".answer")).to_contain_text("This would be flagged")
    page.mouse.move(0, 0)  # away from what opens below it, which would be half way to its hover
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    assert accessibility_problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_axe_finds_nothing_wrong_with_the_favourites(open_as_person, accessibility_problems):
    for path in ("/favourites/", "/favourites/new/"):
        page = open_as_person(path)

        assert accessibility_problems(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == 390


@WITH_AND_WITHOUT
def test_a_favourite_is_added_and_stands_on_the_page_of_today(
    open_as_person, person, java_script_enabled
):
    save(person, ZINC)
    page = open_as_person("/favourites/new/", java_script_enabled=java_script_enabled)
    page.get_by_label("Name", exact=False).first.fill("Morning")
    page.get_by_label("Magnesium 200", exact=True).check()
    page.get_by_label("Zinc 15", exact=True).check()
    with page.expect_navigation():
        page.get_by_role("button", name="Save").click()
    page.goto(page.url.replace("/favourites/", "/day/"))

    expect(log_now(page, "Morning")).to_be_visible()


def test_what_can_be_tapped_is_44_px_high(open_today, person):
    save(person, *SHELF, make_intake(ago(2), timezone=HERE, substance="calcium"))
    page = open_today()
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    heights = page.evaluate(
        """Array.from(document.querySelectorAll(".quick button, .quick summary, .quick a, .again"))
           .filter((one) => one.checkVisibility())
           .map((one) => [one.textContent.trim(), one.getBoundingClientRect().height])
           .filter(([, height]) => height < 44)"""
    )

    assert heights == []
