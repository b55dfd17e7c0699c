"""Too many attempts: counted for all workers together, and answered with how long to wait."""

import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import caches
from django.test import Client

from mgapp.accounts.limits import too_many
from tests.accounts.people import PASSWORD, log_in, make_ada, sign_up
from tests.test_run import App

WRONG = "not-the-password"


@pytest.fixture(autouse=True)
def database(db):
    """Let every test here use the database, which holds the cache."""


def wrong_log_ins(times, client=None, **more):
    return [log_in(client or Client(), password=WRONG, **more).status_code for _ in range(times)]


def test_the_cache_is_shared_and_not_a_workers_own():
    caches.create_connection("default").set("count", 5)

    assert caches.create_connection("default").get("count") == 5


def test_after_five_wrong_passwords_for_a_name_the_next_has_to_wait():
    make_ada()

    assert wrong_log_ins(6) == [200] * 5 + [429]


def test_the_page_says_when_to_try_again(client):
    wrong_log_ins(5)
    response = log_in(client, password=WRONG)

    assert "Please wait a little" in response.text
    assert "Try again in 5 minutes." in response.text
    assert 295 <= int(response["Retry-After"]) <= 300


def test_the_time_to_wait_shrinks(client, monkeypatch):
    wrong_log_ins(5)
    now = too_many.time()
    monkeypatch.setattr(too_many, "time", lambda: now + 200)

    assert "Try again in 2 minutes." in log_in(client, password=WRONG).text


def test_a_name_that_nobody_has_is_treated_alike():
    assert wrong_log_ins(6, login="nobody") == [200] * 5 + [429]


def test_the_right_password_has_to_wait_too(client):
    make_ada()
    wrong_log_ins(5)

    assert log_in(client).status_code == 429


def test_another_name_does_not_have_to_wait_for_it(client):
    make_ada()
    wrong_log_ins(5, login="nobody")

    assert log_in(client).status_code == 302


@pytest.mark.parametrize("name", ["ADA", " ada", "\N{FULLWIDTH LATIN SMALL LETTER A}da"])
def test_another_way_to_write_the_name_is_the_same_name(client, name):
    wrong_log_ins(5)

    assert log_in(client, name).status_code == 429


def test_who_is_logged_in_is_not_kept_from_showing_it_by_others(client):
    client.force_login(make_ada())
    wrong_log_ins(5)

    response = client.post("/accounts/again/", {"password": PASSWORD, "next": "/day/"})

    assert response["Location"] == "/day/"


def test_another_port_in_the_host_header_is_no_new_count(client):
    wrong_log_ins(5, headers={"host": "localhost:1"})

    assert log_in(client, headers={"host": "localhost:2"}).status_code == 429


def test_many_names_from_one_address_have_to_wait():
    codes = [log_in(Client(), f"name-{n}", WRONG).status_code for n in range(11)]

    assert codes == [200] * 10 + [429]


def from_address(n, **headers):
    return log_in(Client(), f"name-{n}", WRONG, headers=headers).status_code


def test_x_forwarded_for_is_the_visitors_word_only():
    codes = [from_address(n, x_forwarded_for=f"203.0.113.{n}") for n in range(11)]

    assert codes[-1] == 429


def test_a_proxy_that_was_named_is_believed(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    codes = [from_address(n, x_forwarded_for=f"203.0.113.{n}") for n in range(11)]

    assert codes[-1] == 200


def test_what_a_visitor_put_before_the_proxys_word_is_not_believed(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    codes = [from_address(n, x_forwarded_for=f"10.0.0.{n}, 203.0.113.9") for n in range(11)]

    assert codes[-1] == 429


@pytest.mark.parametrize("header", ["", "nonsense", "203.0.113.9", "' OR 1=1, <b>"])
def test_a_header_that_makes_no_sense_is_no_error(settings, header):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2

    assert from_address(1, x_forwarded_for=header) == 200


def test_many_sign_ups_from_one_address_have_to_wait():
    codes = [sign_up(Client(), username="-", password1="").status_code for _ in range(21)]

    assert codes == [200] * 20 + [429]


def test_a_limit_of_another_page_says_to_wait_a_minute(client):
    for _ in range(20):
        sign_up(client, password1="")
    response = sign_up(client)

    assert "Try again in 1 minute." in response.text
    assert response["Retry-After"] == "60"


# Behind gunicorn, with two workers


class Visitor:
    """Somebody with a browser's cookies."""

    def __init__(self, address, source="203.0.113.9"):
        self.address = f"{address}/accounts/login/"
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), jar)
        self.opener.addheaders = [("X-Forwarded-For", source)]

    def log_in(self, name="ada"):
        """Return the status of an attempt with a wrong password, on a connection of its own."""
        page = self.opener.open(self.address, timeout=30).read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
        form = {"csrfmiddlewaretoken": token, "login": name, "password": WRONG}
        data = urllib.parse.urlencode(form).encode()
        try:
            return self.opener.open(self.address, data, timeout=30).status
        except urllib.error.HTTPError as answer:
            return answer.status


def test_two_workers_count_together(tmp_path):
    app = App(tmp_path, WEB_CONCURRENCY="2")
    try:
        visitor = Visitor(app.address)
        codes = [visitor.log_in() for _ in range(8)]
    finally:
        _, log = app.stop()

    assert codes == [200] * 5 + [429] * 3
    # Not within another word: the number of a request may have those three letters in a row.
    assert re.search(r"\bada\b", log) is None


def at_the_same_moment(app, source, names):
    """Return how attempts end that are sent at once, one a visitor, from one address."""
    with ThreadPoolExecutor(len(names)) as pool:
        visitors = list(pool.map(lambda _: Visitor(app.address, source), names))
        return Counter(pool.map(Visitor.log_in, visitors, names))


def test_at_the_same_moment_four_workers_let_through_as_many_as_one(tmp_path):
    app = App(tmp_path, WEB_CONCURRENCY="4", TRUSTED_PROXIES="1")
    try:
        for_a_name = at_the_same_moment(app, "203.0.113.1", ["ada"] * 40)
        from_an_address = at_the_same_moment(app, "203.0.113.2", [f"name-{n}" for n in range(40)])
    finally:
        app.stop()

    assert for_a_name == {200: 5, 429: 35}
    assert from_an_address == {200: 10, 429: 30}


# Mails and steps that others could be troubled with


def test_of_mails_to_one_address_the_fourth_has_to_wait(settings):
    settings.SENDS_MAIL = True
    asked = [
        Client().post("/accounts/password/reset/", {"email": "Ada@example.org"}) for _ in range(4)
    ]

    assert [response.status_code for response in asked] == [302] * 3 + [429]
    assert "Try again in 10 minutes." in asked[-1].text


def test_another_address_gets_its_mail(settings):
    settings.SENDS_MAIL = True
    for _ in range(4):
        Client().post("/accounts/password/reset/", {"email": "ada@example.org"})
    response = Client().post("/accounts/password/reset/", {"email": "bob@example.org"})

    assert response.status_code == 302


def test_who_is_there_may_be_guessed_at_five_times(client):
    client.force_login(make_ada())
    for _ in range(5):
        client.post("/accounts/again/", {"password": WRONG})

    assert client.post("/accounts/again/", {"password": PASSWORD}).status_code == 429


def test_the_current_password_is_asked_five_times_a_minute(client):
    client.force_login(make_ada())
    form = {"oldpassword": WRONG, "password1": "quiet-anchor-77"}
    codes = [client.post("/accounts/password/change/", form).status_code for _ in range(6)]

    assert codes == [200] * 5 + [429]


def test_wrong_codes_of_a_second_factor_have_to_wait(client):
    TOTP.activate(make_ada(), "A" * 32)
    log_in(client)
    for _ in range(5):
        client.post("/accounts/login/second-step/", {"code": "000000"})
    response = client.post("/accounts/login/second-step/", {"code": "000000"})

    assert "These were many attempts." in response.text
