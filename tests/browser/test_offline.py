"""Without a connection: the offline page, and forms that stay as they were typed."""

import pytest
from playwright.sync_api import expect

from scripts.screenshots import PAGES

LOG = next(page for page in PAGES if page.name == "log-magnesium")
AMOUNT = "[name=contents-0-amount]"
# What Chromium and htmx write when a request finds no network
NO_NETWORK = ("ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:afterRequest")
WORKER_IS_THERE = """
navigator.serviceWorker.controller !== null || new Promise((resolve) => {
  navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true });
}).then(() => true)
"""


@pytest.fixture
def phone(look_at, watch):
    """Return the form of a dose on a phone that has opened Mg Diary before."""
    watch.expected += NO_NETWORK
    page = look_at(LOG, service_workers="allow")
    page.evaluate(WORKER_IS_THERE)
    return page


def kept_on(page):
    """Return the paths of everything that the page's worker stored on the device."""
    return page.evaluate(
        """async () => {
             const paths = [];
             for (const name of await caches.keys()) {
               for (const { url } of await (await caches.open(name)).keys()) {
                 paths.push(new URL(url).pathname);
               }
             }
             return paths;
           }"""
    )


def type_a_dose(page):
    page.locator(AMOUNT).fill("333")
    # The preview has come, so that nothing is on its way when the network goes.
    page.wait_for_load_state("networkidle")


def send(page):
    page.get_by_role("button", name="Save", exact=True).click()


def test_a_page_that_is_opened_offline_says_so(phone, site):
    phone.context.set_offline(True)
    phone.goto(f"{site}/day/")

    assert phone.get_by_role("heading", level=1).inner_text() == "Mg Diary cannot be reached"
    assert phone.get_by_role("link", name="Try again").is_visible()


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_the_offline_page_has_its_style_without_network(phone, site, color_scheme):
    phone.emulate_media(color_scheme=color_scheme)
    phone.context.set_offline(True)
    phone.goto(f"{site}/day/")
    paper = phone.evaluate("getComputedStyle(document.body).backgroundColor")

    assert paper == {"light": "rgb(250, 249, 246)", "dark": "rgb(18, 22, 23)"}[color_scheme]


def test_try_again_opens_the_page_once_the_network_is_back(phone, site):
    phone.context.set_offline(True)
    phone.goto(f"{site}/shelf/")
    phone.context.set_offline(False)
    phone.get_by_role("link", name="Try again").click()

    expect(phone).to_have_url(f"{site}/shelf/")
    expect(phone.get_by_role("navigation", name="Main")).to_be_visible()


def test_a_form_that_is_sent_offline_says_that_it_was_not_saved(phone):
    type_a_dose(phone)
    phone.context.set_offline(True)
    send(phone)

    expect(phone.get_by_role("alert")).to_contain_text("Not saved")


def test_what_was_typed_still_stands_there_and_can_be_sent_once_the_network_is_back(phone, site):
    type_a_dose(phone)
    phone.context.set_offline(True)
    send(phone)
    phone.get_by_role("alert").wait_for()

    assert phone.locator(AMOUNT).input_value() == "333"

    phone.context.set_offline(False)
    with phone.expect_navigation(url=f"{site}/day/**"):
        send(phone)

    expect(phone.get_by_text("333 mg").first).to_be_visible()


def test_a_link_offline_does_not_throw_away_what_was_typed(phone):
    type_a_dose(phone)
    phone.context.set_offline(True)
    phone.get_by_role("link", name="Report").click()

    expect(phone.get_by_role("alert")).to_contain_text("What you typed still stands here")
    assert phone.locator(AMOUNT).input_value() == "333"


def test_the_note_can_be_closed(phone):
    type_a_dose(phone)
    phone.context.set_offline(True)
    send(phone)
    phone.get_by_role("button", name="Close").click()

    expect(phone.locator(".not-sent")).to_have_count(0)


def test_axe_finds_nothing_wrong_with_the_note(phone, accessibility_problems):
    type_a_dose(phone)
    phone.context.set_offline(True)
    send(phone)
    phone.get_by_role("alert").wait_for()

    assert accessibility_problems(phone) == []


def test_nothing_of_the_diary_is_stored_on_the_device(phone, site):
    for path in ("/day/", "/calendar/", "/entries/", "/more/"):
        phone.goto(f"{site}{path}")

    assert kept_on(phone) == ["/offline/", "/static/css/mgdiary.css", "/static/img/mark.svg"]


def test_an_older_version_is_removed(phone):
    phone.evaluate("caches.open('offline-of-before')")
    phone.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.unregister())")
    phone.reload()
    phone.evaluate(WORKER_IS_THERE)

    assert "offline-of-before" not in phone.evaluate("caches.keys()")


def test_a_visitor_s_page_has_no_script(open_page):
    page = open_page("/", service_workers="allow")

    assert page.locator("script").count() == 0
