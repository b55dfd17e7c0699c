"""Passkeys, app codes and recovery codes in a real browser, with an authenticator in software."""

import re
from contextlib import contextmanager

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import expect

from tests.accounts.people import PASSWORD, make_ada
from tests.accounts.second_factors import add_app, code_of

ACCOUNT = "/accounts/"
LOG_IN = "/accounts/login/?next=/accounts/"


def add_device(page, *, is_verified=True):
    """Give the page's browser a device that makes passkeys and knows its owner, or not."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": is_verified,
        "automaticPresenceSimulation": True,
    }
    made = device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return device, made["authenticatorId"]


@contextmanager
def leads_to(page, path):
    """Wait for the page at `path`, which what is done here leads to."""
    with page.expect_navigation(url=re.compile(re.escape(path) + "$")):
        yield


def log_in(page):
    page.get_by_label("Name").fill("ada")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()


def add_passkey(page, name="my phone"):
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name of the passkey").fill(name)
    with leads_to(page, "/accounts/recovery-codes/"):
        page.get_by_role("button", name="Make the passkey").click()


def log_out(page, site):
    page.goto(f"{site}/accounts/logout/")
    with leads_to(page, f"{site}/"):
        page.get_by_role("button", name="Log out").click()


@pytest.fixture
def ada(transactional_db):
    return make_ada()


@pytest.fixture
def page(ada, open_page, site):
    """Return the account page of ada, in a browser with a device for passkeys."""
    page = open_page(LOG_IN)
    add_device(page)
    with leads_to(page, ACCOUNT):
        log_in(page)
    return page


class TestPasskeys:
    def test_it_is_made_opens_the_diary_alone_and_is_removed(self, page, site):
        add_passkey(page)
        log_out(page, site)
        page.goto(f"{site}{LOG_IN}")
        with leads_to(page, ACCOUNT):
            page.get_by_role("button", name="Log in with a passkey").click()
        expect(page.get_by_text("my phone", exact=True)).to_be_visible()

        page.get_by_role("link", name=re.compile("Remove")).click()
        with leads_to(page, ACCOUNT):
            page.get_by_role("button", name="Remove the passkey").click()

        expect(page.get_by_role("status")).to_contain_text("The passkey is removed.")
        assert not Authenticator.objects.exists()

    def test_after_the_password_it_is_the_second_step(self, page, site):
        add_passkey(page)
        log_out(page, site)
        page.goto(f"{site}{LOG_IN}")
        with leads_to(page, "/second-step/"):
            log_in(page)
        with leads_to(page, ACCOUNT):
            page.get_by_role("button", name="Use your passkey").click()

        expect(page.get_by_role("heading", name="Your account")).to_be_visible()

    def test_it_says_who_is_there(self, page, site):
        add_passkey(page)
        page.goto(f"{site}/accounts/again/passkey/?next=/accounts/")
        with leads_to(page, ACCOUNT):
            page.get_by_role("button", name="Use your passkey").click()

        expect(page.get_by_role("heading", name="Your account")).to_be_visible()

    def test_a_device_makes_one_for_an_account_only(self, page, site):
        add_passkey(page)
        page.goto(f"{site}/accounts/passkeys/add/")
        page.get_by_role("button", name="Make the passkey").click()

        expect(page.locator("[data-passkey-note]")).to_have_text(
            "This device holds a passkey for your account already."
        )

    def test_it_can_be_tried_again_after_no(self, open_page, ada):
        page = open_page(LOG_IN)
        add_device(page)
        button = page.get_by_role("button", name="Log in with a passkey")
        button.click()

        expect(page.locator("[data-passkey-note]")).to_contain_text("No passkey was chosen.")
        expect(button).to_be_enabled()

    def test_without_scripts_the_page_says_so_and_the_password_works(self, open_page, ada, site):
        page = open_page(LOG_IN, java_script_enabled=False)

        expect(page.get_by_text("Passkeys need JavaScript")).to_be_visible()
        expect(page.get_by_role("button", name="Log in with a passkey")).to_be_hidden()
        with leads_to(page, ACCOUNT):
            log_in(page)

    def test_at_another_address_the_page_says_where_they_work(self, open_page, settings):
        settings.PUBLIC_URL = "https://diary.example"
        page = open_page("/accounts/login/")

        expect(page.locator("[data-passkey-note]")).to_contain_text("belong to diary.example")
        expect(page.get_by_role("button", name="Log in with a passkey")).to_be_hidden()

    def test_the_keyboard_alone_is_enough(self, page, site):
        add_passkey(page)
        log_out(page, site)
        page.goto(f"{site}{LOG_IN}")
        page.get_by_role("button", name="Log in with a passkey").focus()
        with leads_to(page, ACCOUNT):
            page.keyboard.press("Enter")

        expect(page.get_by_role("heading", name="Your account")).to_be_visible()


class TestAppCodes:
    def test_an_app_is_added_and_asked_for_without_scripts_too(self, open_page, ada, site):
        page = open_page(LOG_IN, java_script_enabled=False)
        log_in(page)
        page.get_by_role("link", name="Ask for codes of an app").click()
        secret = page.locator("#secret").get_attribute("value").replace(" ", "")
        page.get_by_label("Code that the app shows now").fill(code_of(secret))
        page.get_by_role("button", name="Ask for codes from now on").click()
        expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
        log_out(page, site)
        page.goto(f"{site}{LOG_IN}")
        log_in(page)
        page.get_by_label("Code").fill(code_of(secret, steps=1))
        with leads_to(page, ACCOUNT):
            page.get_by_role("button", name="Log in", exact=True).click()

        expect(page.get_by_role("link", name="Ask for no codes any more")).to_be_visible()

    def test_recovery_codes_can_be_downloaded(self, page):
        page.get_by_role("link", name="Ask for codes of an app").click()
        secret = page.locator("#secret").get_attribute("value").replace(" ", "")
        page.get_by_label("Code that the app shows now").fill(code_of(secret))
        page.get_by_role("button", name="Ask for codes from now on").click()
        with page.expect_download() as download:
            page.get_by_role("link", name="Download as text").click()

        shown = page.locator(".codes code").all_inner_texts()
        assert download.value.path().read_text().split("\n") == shown
        assert download.value.suggested_filename == "mg-diary-recovery-codes.txt"
        expect(page.get_by_role("button", name="Print")).to_be_visible()


def test_a_device_is_logged_out_from_another(page, open_page):
    phone = open_page(LOG_IN)
    log_in(phone)
    page.reload()
    page.get_by_role("button", name="Log out everywhere but here").click()

    expect(page.get_by_role("status")).to_contain_text("1 device is logged out.")
    phone.reload()
    expect(phone.get_by_role("heading", name="Log in")).to_be_visible()


class TestAxe:
    def test_finds_nothing_wrong_with_the_second_step(self, open_page, ada, accessibility_problems):
        add_app(ada)
        page = open_page(LOG_IN)
        log_in(page)
        page.get_by_label("Code").fill("1")
        page.get_by_role("button", name="Log in", exact=True).click()
        expect(page.get_by_text("This code does not fit.")).to_be_visible()

        assert accessibility_problems(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == 390

    def test_finds_nothing_wrong_where_an_app_is_taken_away(
        self, open_page, ada, accessibility_problems
    ):
        _, *codes = add_app(ada)
        page = open_page("/accounts/login/?next=/accounts/app-codes/remove/")
        log_in(page)
        page.get_by_label("Code").fill(codes[0])
        page.get_by_role("button", name="Log in", exact=True).click()
        expect(page.get_by_role("heading", name="Ask for no codes")).to_be_visible()

        assert accessibility_problems(page) == []
