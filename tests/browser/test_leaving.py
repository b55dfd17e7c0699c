"""Leaving and coming back, and a device that is new, in a real browser."""

import re

import pytest
from django.test import Client
from playwright.sync_api import expect

from mgapp.accounts.models import Device
from tests.accounts.people import PASSWORD
from tests.browser.conftest import state_of
from tests.factories import make_person


@pytest.fixture
def ada(transactional_db):
    person = make_person("ada", timezone="Europe/Berlin")
    person.user.set_password(PASSWORD)
    person.user.save()
    return person


def log_in(page):
    page.get_by_label("Name").fill("ada")
    page.locator("#id_password").fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Log in", exact=True).click()


def test_a_diary_is_left_and_kept(ada, open_page):
    page = open_page("/accounts/login/?next=/accounts/delete/")
    log_in(page)
    page.get_by_label("Your name here").fill("ada")
    page.get_by_role("button", name="Delete all of it on").click()
    expect(page.locator(".alert")).to_contain_text("Your diary will be deleted on")
    log_in(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Your diary will be deleted on")
    page.get_by_role("button", name="Keep my diary").click()

    expect(page).to_have_url(re.compile(r"/day/$"))


@pytest.fixture
def told(ada, open_page):
    """A page on which a second device is told of."""
    client = Client()
    for browser in (client, Client(headers={"user-agent": "Firefox/140 Linux"})):
        browser.post("/accounts/login/", {"login": "ada", "password": PASSWORD})
    return open_page("/shelf/", storage_state=state_of(client))


def test_a_new_device_is_told_and_taken_as_ones_own(told):
    notice = told.get_by_role("complementary", name="A new device logged in: Firefox on Linux")
    expect(notice).to_be_visible()
    notice.get_by_role("button", name="Yes, it was me").click()

    expect(notice).not_to_be_visible()
    assert Device.objects.filter(known_at=None).count() == 0


def test_the_notice_can_be_read_and_reached_by_all(told, accessibility_problems):
    pressed = told.locator(".new-device a, .new-device button").all()

    assert accessibility_problems(told) == []
    assert min(one.bounding_box()["height"] for one in pressed) >= 44


def test_it_is_not_wider_than_a_phone(told):
    told.set_viewport_size({"width": 320, "height": 700})

    assert told.evaluate("document.documentElement.scrollWidth") == 320
