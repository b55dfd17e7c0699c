"""Accounts in a real browser; the watch of conftest.py fails a test for what goes wrong."""

import pytest
from django.contrib.auth import get_user_model

from tests.accounts.people import NEW_PASSWORD, PASSWORD, make_ada
from tracker import queries

# To a page that is there for everybody, whatever the day page is doing.
SIGN_UP = "/accounts/signup/?next=/rules/"
LOG_IN = "/accounts/login/?next=/rules/"


@pytest.fixture(params=[True, False], ids=["mail", "no mail"])
def mail(request, settings):
    settings.SENDS_MAIL = request.param


def focus(page, selector):
    """Press Tab until the element has the focus, as somebody without a mouse does."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never comes to {selector}")


def type_into(page, selector, text):
    focus(page, selector)
    page.keyboard.type(text)


def test_somebody_signs_up_with_the_keyboard_alone(open_page, site):
    page = open_page(SIGN_UP, timezone_id="Europe/Lisbon")
    type_into(page, "[name=username]", "ada")
    type_into(page, "[name=password1]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/rules/")

    assert page.get_by_role("link", name="Today").is_visible()
    person = queries.person_named("ada")
    assert queries.profiles(person)[0].timezone == "Europe/Lisbon"


def test_somebody_signs_up_without_scripts(open_page, site):
    page = open_page(SIGN_UP, java_script_enabled=False)
    page.get_by_label("Name").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    page.wait_for_url(f"{site}/rules/")

    assert page.get_by_role("link", name="Today").is_visible()


def test_two_taps_make_one_account(open_page, site):
    page = open_page(SIGN_UP)
    page.get_by_label("Name").fill("ada")
    page.locator("[name=password1]").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").dblclick()
    page.wait_for_url(f"{site}/rules/")

    assert get_user_model().objects.count() == 1


def test_the_password_can_be_looked_at(open_page):
    page = open_page(SIGN_UP)
    password = page.locator("[name=password1]")
    password.fill(PASSWORD)
    page.get_by_label("Show the password").check()

    assert password.get_attribute("type") == "text"

    page.get_by_label("Show the password").uncheck()

    assert password.get_attribute("type") == "password"


def test_somebody_logs_in_and_out_with_the_keyboard_alone(open_page, site):
    make_ada()
    page = open_page(LOG_IN)
    type_into(page, "[name=login]", "ada")
    type_into(page, "[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/rules/")
    focus(page, "a[href='/more/']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/more/")
    focus(page, "a[href='/accounts/logout/']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/accounts/logout/")
    focus(page, "main button")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/")

    assert page.get_by_role("link", name="Log in").is_visible()


def test_after_logging_out_the_back_button_shows_nothing(open_page, site):
    make_ada()
    page = open_page("/accounts/login/?next=/accounts/password/change/")
    page.get_by_label("Name").fill("ada")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url(f"{site}/accounts/password/change/")
    page.goto(f"{site}/accounts/logout/")
    page.get_by_role("button", name="Log out").click()
    page.get_by_role("link", name="Log in").wait_for()
    page.go_back()
    page.go_back()
    page.wait_for_load_state()

    assert page.get_by_role("heading", name="Change your password").count() == 0


def test_somebody_changes_the_password(open_page):
    make_ada()
    page = open_page("/accounts/login/?next=/accounts/password/change/")
    page.get_by_label("Name").fill("ada")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.get_by_label("Current password").fill(PASSWORD)
    page.get_by_label("New password").fill(NEW_PASSWORD)
    page.get_by_role("button", name="Change the password").click()

    assert page.get_by_role("status").inner_text().startswith("Your new password is set.")


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/signup/",
        "/accounts/login/",
        "/accounts/inactive/",
        "/accounts/password/reset/",
        "/accounts/password/reset/done/",
        "/accounts/password/reset/key/1-none/",
        "/accounts/password/reset/key/done/",
        "/accounts/confirm-email/none/",
    ],
)
def test_axe_finds_nothing_wrong(open_page, accessibility_problems, mail, path):
    page = open_page(path)

    assert accessibility_problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize(
    ("path", "button"),
    [("/accounts/signup/", "Make the account"), ("/accounts/login/", "Log in")],
)
def test_axe_finds_nothing_wrong_with_what_is_refused(
    open_page, accessibility_problems, path, button
):
    page = open_page(path)
    page.locator("input[type=text]").fill("a-name")
    page.locator("input[type=password]").fill("12345")
    page.get_by_role("button", name=button, exact=True).click()
    page.locator(".is-invalid, .alert-danger").first.wait_for()

    assert accessibility_problems(page) == []


@pytest.mark.parametrize("path", ["/accounts/logout/", "/accounts/password/change/"])
def test_axe_finds_nothing_wrong_for_who_is_logged_in(
    open_page, site, accessibility_problems, path
):
    make_ada()
    page = open_page(f"/accounts/login/?next={path}")
    page.get_by_label("Name").fill("ada")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url(f"{site}{path}")

    assert accessibility_problems(page) == []


def test_axe_finds_nothing_wrong_when_there_were_too_many(open_page, accessibility_problems, watch):
    page = open_page("/accounts/login/")
    for _ in range(6):
        page.get_by_label("Name").fill("ada")
        page.locator("[name=password]").fill("not-it")
        page.get_by_role("button", name="Log in", exact=True).click()
        page.wait_for_load_state()
    # Chromium notes every answer of 400 and more.
    assert [problem for problem in watch.problems if "429" not in problem] == []
    watch.problems.clear()

    assert page.get_by_role("heading", name="Please wait a little").is_visible()
    assert accessibility_problems(page) == []
