"""A device that logs in for the first time is told to the others."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from mgapp.accounts.devices.news import NEWS_FOR
from mgapp.accounts.models import Device
from tests.accounts.people import NEW_PASSWORD, PASSWORD, log_in, make_ada, sign_up
from tests.factories import make_person

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
NEWS = "A new device logged in"


def browser(agent=FIREFOX, login="ada"):
    """Return a browser that was never here before, logged in."""
    client = Client(headers={"user-agent": agent})
    log_in(client, login)
    return client


def hears(client, path="/day/"):
    return NEWS in client.get(path).text


def known(client, key=None):
    key = key or Device.objects.latest("pk").pk
    return client.post(f"/accounts/devices/{key}/known/", {"next": "/shelf/"})


@pytest.fixture
def first(db):
    make_ada()
    return browser()


@pytest.fixture
def second(first):
    return browser()


def test_the_first_device_is_no_news(first):
    assert not hears(first)


def test_nor_is_that_of_a_sign_up(client):
    sign_up(client, password1=NEW_PASSWORD)

    assert not hears(client)


def test_a_second_one_is_told_to_the_first(first, second):
    assert "Firefox on Linux, today " in first.get("/day/").text
    assert all(hears(first, page) for page in ("/", "/shelf/", "/accounts/", "/more/"))


def test_it_is_not_told_to_itself(first, second):
    assert not hears(second)


def test_the_same_browser_again_is_no_news(first):
    first.post("/accounts/logout/")
    other = browser()
    known(other)
    log_in(first)

    assert Device.objects.count() == 2
    assert not hears(other)


def test_nobody_elses_devices_are_told(first, second):
    stranger = Client()
    stranger.force_login(make_person().user)

    assert not hears(stranger)


def test_a_visitor_hears_nothing(first, second, client):
    assert not hears(client, "/")


def test_it_was_me_ends_it_and_leads_back(first, second):
    assert known(first)["Location"] == "/shelf/"
    assert not hears(first)


def test_it_leads_to_this_site_only(first, second):
    key = Device.objects.latest("pk").pk
    response = first.post(f"/accounts/devices/{key}/known/", {"next": "https://evil.example/"})

    assert response["Location"] == "/day/"


def test_a_new_device_cannot_say_it_of_itself(first, second):
    assert known(second).status_code == 404
    assert hears(first)


def test_two_new_ones_cannot_let_the_first_of_them_through(first, second):
    of_second = Device.objects.latest("pk").pk
    third = browser()

    assert known(third, of_second).status_code == 404
    assert hears(first)


def test_a_device_that_is_known_speaks_for_earlier_ones_too(first, second):
    of_second = Device.objects.latest("pk").pk
    third = browser()
    known(first)

    assert hears(third)
    assert known(third, of_second).status_code == 302


def test_a_changed_cookie_makes_nobody_another_device(first, second):
    second.cookies["device"] = first.cookies["device"].value

    assert not hears(second)
    assert known(second).status_code == 404


def test_a_stranger_cannot_answer(first, second):
    stranger = Client()
    stranger.force_login(make_person().user)

    assert known(stranger).status_code == 404
    assert hears(first)


def test_a_visitor_is_asked_to_log_in(first, second):
    assert known(Client())["Location"].startswith("/accounts/login/")


def test_looking_at_the_address_answers_nothing(first, second):
    key = Device.objects.latest("pk").pk

    assert first.get(f"/accounts/devices/{key}/known/").status_code == 405


def test_a_session_of_before_the_list_hears_of_it(first):
    old = Client()
    old.force_login(Device.objects.get().user)
    browser()

    assert hears(old)


def test_after_a_month_nobody_is_left_who_was_there(first, second, monkeypatch):
    later = timezone.now() + NEWS_FOR
    monkeypatch.setattr(timezone, "now", lambda: later)

    assert not hears(first)


def test_a_browser_that_was_not_seen_for_a_year_is_forgotten(first, second):
    old = timezone.now() - Device.FORGOTTEN_AFTER - timedelta(days=1)
    Device.objects.filter(known_at=None).update(last_at=old)
    first.post("/accounts/logout/")
    log_in(first)

    assert Device.objects.count() == 1


def test_the_cookie_is_random_long_lived_and_out_of_reach(first):
    cookie = first.cookies["device"]

    assert len(cookie.value) == 43
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert cookie["max-age"] == Device.FORGOTTEN_AFTER.total_seconds()


def test_with_https_the_cookie_is_for_https(settings, client):
    settings.SESSION_COOKIE_SECURE = True
    make_ada()
    log_in(client)

    assert client.cookies["device"]["secure"] is True


def test_a_browser_has_nothing_in_common_between_two_logins(first):
    bob = make_person("bobby").user
    bob.set_password(PASSWORD)
    bob.save()
    first.post("/accounts/logout/")
    log_in(first, "bobby")
    hashes = set(Device.objects.values_list("cookie_hash", flat=True))

    assert len(hashes) == 2
    assert first.cookies["device"].value not in hashes


@pytest.mark.parametrize("value", ["", "x", "x" * 100_000, "\u00e9" * 43, "' OR 1=1 --"])
def test_a_cookie_that_makes_no_sense_is_replaced(client, value):
    make_ada()
    client.cookies["device"] = value
    log_in(client)

    assert len(client.cookies["device"].value) == 43


def test_it_costs_no_query_where_there_is_no_news(first, django_assert_num_queries):
    first.get("/day/")
    with django_assert_num_queries(2):
        first.get("/day/")


def test_a_name_of_a_browser_is_text(first):
    browser(agent="<script>Firefox/1 'X11")

    assert "<script>Firefox" not in first.get("/day/").text


# Mail


def confirm_address():
    user = Device.objects.first().user
    user.emailaddress_set.create(email="ada@example.org", verified=True, primary=True)


def test_a_confirmed_address_gets_a_mail(first, with_mail, mailoutbox):
    confirm_address()
    browser()
    mail = mailoutbox[0]

    assert (mail.subject, mail.to) == ("Mg Diary: a new device logged in", ["ada@example.org"])
    assert "the account ada: Firefox on Linux." in mail.body
    assert "http://localhost:8000/accounts/password/change/" in mail.body


def test_a_device_that_was_here_before_sends_none(first, with_mail, mailoutbox):
    confirm_address()
    first.post("/accounts/logout/")
    log_in(first)

    assert mailoutbox == []


def test_an_address_that_nobody_confirmed_gets_none(first, with_mail, mailoutbox):
    Device.objects.get().user.emailaddress_set.create(email="ada@example.org")
    browser()

    assert mailoutbox == []


def test_without_a_mail_server_none_is_tried(first, mailoutbox):
    confirm_address()
    browser()

    assert mailoutbox == []


def test_an_account_that_a_command_made_has_no_device_yet(client, monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO(f"{PASSWORD}\n"))
    call_command("create_account", "ada", password_stdin=True)
    log_in(client)

    assert not hears(client)
