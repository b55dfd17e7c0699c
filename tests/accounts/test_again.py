"""Who is there? Asked before what would hurt in the wrong hands, and not twice in ten minutes."""

import json

import pytest
from django.test import Client

from mgapp.accounts import again
from tests.accounts.people import PASSWORD, log_in, make_ada
from tests.accounts.second_factor.test_passkeys import add
from tests.accounts.second_factors import SoftPasskey, add_app, code_of, wrong_code
from tests.factories import make_person
from tests.visitors import visitor_of_demo

pytestmark = pytest.mark.django_db

ASK = "/accounts/again/"
ARCHIVE = "/archive/file/"
PAGES = [
    "/accounts/passkeys/add/",
    "/accounts/passkeys/1/rename/",
    "/accounts/passkeys/1/remove/",
    "/accounts/app-codes/add/",
    "/accounts/app-codes/remove/",
    "/accounts/recovery-codes/",
    "/accounts/recovery-codes/new/",
]


@pytest.fixture
def ada():
    return make_ada()


@pytest.fixture
def client(ada):
    """Return a browser that was left open: logged in, but not just now."""
    client = Client()
    client.force_login(ada)
    return client


def say_password(client, password=PASSWORD, **form):
    return client.post(ASK, {"password": password, **form})


class TestAsking:
    @pytest.mark.parametrize("path", PAGES)
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_what_changes_the_ways_in_asks_first(self, client, path, method):
        assert getattr(client, method)(path)["Location"] == f"{ASK}?next={path.replace('/', '%2F')}"

    @pytest.mark.parametrize("path", PAGES)
    def test_a_visitor_is_asked_to_log_in(self, path):
        assert Client().get(path)["Location"] == f"/accounts/login/?next={path}"

    def test_the_archive_asks_first_and_is_not_sent(self, client):
        assert client.post(ARCHIVE)["Location"] == f"{ASK}?next=%2Farchive%2F"

    def test_the_demo_has_nothing_to_prove(self):
        assert visitor_of_demo(make_person()).post(ARCHIVE).status_code == 200

    def test_after_the_answer_the_archive_is_sent(self, client):
        say_password(client)

        assert client.post(ARCHIVE)["Content-Disposition"].startswith("attachment")

    def test_it_goes_on_where_it_was_interrupted(self, client):
        assert say_password(client, next=PAGES[0])["Location"] == PAGES[0]

    def test_it_never_leads_to_another_host(self, client):
        assert say_password(client, next="https://evil.example/")["Location"] == "/day/"

    def test_after_a_button_it_says_that_the_button_waits(self, client):
        client.post(ARCHIVE)
        response = client.post(ASK, {"password": PASSWORD, "next": "/archive/"}, follow=True)

        assert "Nothing was done yet: press the button once more." in response.text

    def test_what_was_posted_is_kept_nowhere(self, client):
        client.post(PAGES[0], {"name": "a-name-of-a-phone"})

        assert "a-name-of-a-phone" not in str(dict(client.session))

    def test_a_log_in_of_a_moment_ago_is_an_answer(self, ada):
        client = Client()
        log_in(client)

        assert client.get(PAGES[0]).status_code == 200

    @pytest.mark.parametrize(("seconds", "is_asked"), [(599, False), (601, True)])
    def test_ten_minutes_after_the_log_in_it_asks(self, ada, monkeypatch, seconds, is_asked):
        client = Client()
        log_in(client)
        now = again.time()
        monkeypatch.setattr(again, "time", lambda: now + seconds)

        assert (client.get(PAGES[0]).status_code == 302) is is_asked

    def test_a_clock_that_was_set_back_is_no_answer(self, ada, monkeypatch):
        client = Client()
        log_in(client)
        now = again.time()
        monkeypatch.setattr(again, "time", lambda: now - 3600)

        assert client.get(PAGES[0]).status_code == 302

    def test_who_has_neither_password_nor_passkey_is_not_locked_out(self, ada, client):
        ada.set_unusable_password()
        ada.save()
        client.force_login(ada)

        assert client.get(PAGES[0]).status_code == 200


class TestAnswering:
    def test_a_wrong_password_is_told_at_its_field(self, client):
        errors = say_password(client, "wrong").context["form"].errors

        assert errors == {"password": ["This is not your password. Capitals count."]}

    def test_after_five_wrong_ones_the_right_one_has_to_wait(self, client):
        codes = [say_password(client, "wrong").status_code for _ in range(5)]

        assert codes == [200] * 5
        assert say_password(client).status_code == 429

    def test_the_password_of_somebody_else_does_not_fit(self, client, django_user_model):
        django_user_model.objects.create_user("eve", password="another-orbit-9")

        assert say_password(client, "another-orbit-9").status_code == 200

    def test_a_code_is_an_answer(self, ada, client):
        add_app(ada)
        client.post(f"{ASK}code/", {"code": code_of()})

        assert client.get(PAGES[0]).status_code == 200

    def test_a_wrong_code_is_none(self, ada, client):
        add_app(ada)
        client.post(f"{ASK}code/", {"code": wrong_code()})

        assert client.get(PAGES[0]).status_code == 302

    def test_a_passkey_is_an_answer(self, ada, client):
        passkey = SoftPasskey()
        say_password(client)
        add(client, passkey)
        later = Client()
        later.force_login(ada)
        options = later.get(f"{ASK}passkey/").context["passkey_options"]
        later.post(f"{ASK}passkey/", {"credential": passkey.used(json.loads(options))})

        assert later.get(PAGES[0]).status_code == 200

    def test_a_passkey_that_does_not_fit_is_told_on_the_page(self, ada, client):
        say_password(client)
        add(client, SoftPasskey())
        response = client.post(f"{ASK}passkey/", {"credential": "[7]"})

        assert "This passkey does not fit." in response.text

    def test_other_ways_are_offered_where_there_are_any(self, ada, client):
        add_app(ada)

        assert f'href="{ASK}code/?next=%2Farchive%2F"' in client.get(f"{ASK}?next=/archive/").text

    def test_a_way_that_somebody_does_not_have_leads_to_one_they_have(self, client):
        assert client.get(f"{ASK}code/?next=/archive/")["Location"].startswith(ASK)

    @pytest.mark.parametrize("path", ["", "code/", "passkey/"])
    def test_a_visitor_is_asked_to_log_in(self, path):
        assert Client().get(f"{ASK}{path}")["Location"].startswith("/accounts/login/")
