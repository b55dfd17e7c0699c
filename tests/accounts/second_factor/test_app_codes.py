"""Codes of an app: added, asked for at the log-in, taken away; and how their secret is kept."""

import json
import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from mgapp.accounts.second_factor.adapter import SecondFactorAdapter
from tests.accounts.people import is_logged_in, log_in, make_ada
from tests.accounts.second_factors import SECRET, ada_with_app, code_of, wrong_code

pytestmark = pytest.mark.django_db

ADD, REMOVE = "/accounts/app-codes/add/", "/accounts/app-codes/remove/"
STEP = "/accounts/login/second-step/"
UNREADABLE = "The secret key of this installation was changed"


def logged_in_a_moment_ago():
    client = Client()
    log_in(client)
    return client


def at_second_step():
    client = Client()
    assert log_in(client)["Location"] == STEP
    return client


def answer(client, code):
    return client.post(STEP, {"code": code})


def errors(response):
    return response.context["form"].errors["code"]


class TestAdding:
    def test_the_secret_is_a_drawing_and_letters_to_copy(self):
        make_ada()
        page = logged_in_a_moment_ago().get(ADD)

        assert "<svg" in page.text
        assert page.context["secret"].replace(" ", "") == page.context["form"].secret

    def test_the_code_that_added_the_app_opens_no_log_in(self):
        make_ada()
        client = logged_in_a_moment_ago()
        secret = client.get(ADD).context["form"].secret
        code = code_of(secret)
        client.post(ADD, {"code": code})
        step = at_second_step()
        answer(step, code)

        assert not is_logged_in(step)

    def test_the_drawing_holds_nothing_that_the_policy_forbids(self):
        make_ada()
        page = logged_in_a_moment_ago().get(ADD).text

        assert "style=" not in page
        assert "data:image" not in page

    def test_the_app_is_told_site_and_name_but_no_address(self):
        make_ada(email="ada@example.org")
        url = logged_in_a_moment_ago().get(ADD).context["totp_url"]

        assert url.startswith("otpauth://totp/ada?")
        assert "issuer=Mg%20Diary" in url

    def test_the_code_of_the_app_turns_it_on_and_shows_recovery_codes(self):
        ada = make_ada()
        client = logged_in_a_moment_ago()
        secret = client.get(ADD).context["form"].secret
        response = client.post(ADD, {"code": code_of(secret)}, follow=True)

        assert len(response.context["codes"]) == 10
        assert Authenticator.objects.filter(user=ada).count() == 2

    def test_a_wrong_code_turns_nothing_on_and_keeps_the_secret(self):
        make_ada()
        client = logged_in_a_moment_ago()
        secret = client.get(ADD).context["form"].secret
        response = client.post(ADD, {"code": "000000" if code_of(secret) != "000000" else "1"})

        assert "This code does not fit." in errors(response)[0]
        assert response.context["form"].secret == secret
        assert not Authenticator.objects.exists()

    def test_no_address_is_needed(self, settings):
        settings.SENDS_MAIL = True
        make_ada(email="ada@example.org")

        assert logged_in_a_moment_ago().get(ADD).status_code == 200


class TestAtTheLogIn:
    def test_the_password_alone_opens_nothing(self):
        ada_with_app()
        client = at_second_step()

        assert not is_logged_in(client)
        assert client.get("/day/").status_code == 302

    def test_password_and_code_open_the_day(self):
        ada_with_app()
        client = at_second_step()

        assert answer(client, code_of())["Location"] == "/day/"
        assert is_logged_in(client)

    def test_it_goes_on_where_it_was_interrupted(self):
        ada_with_app()
        client = Client()
        log_in(client, QUERY_STRING="next=/rules/")

        assert answer(client, code_of())["Location"] == "/rules/"

    def test_a_code_with_a_space_in_it_fits(self):
        ada_with_app()
        code = code_of()

        assert answer(at_second_step(), f"{code[:3]} {code[3:]}").status_code == 302

    @pytest.mark.parametrize("steps", [-1, 0, 1])
    def test_a_clock_may_be_half_a_minute_off(self, steps):
        ada_with_app()

        assert answer(at_second_step(), code_of(steps=steps)).status_code == 302

    @pytest.mark.parametrize("steps", [-3, 3])
    def test_but_not_more(self, steps):
        ada_with_app()

        assert (
            "This code does not fit." in errors(answer(at_second_step(), code_of(steps=steps)))[0]
        )

    def test_a_code_that_was_used_is_refused(self):
        ada_with_app()
        code = code_of()
        answer(at_second_step(), code)
        again = answer(at_second_step(), code)

        assert "This code does not fit." in errors(again)[0]

    def test_it_is_refused_as_long_as_the_clock_would_take_it(self):
        # allauth itself forgets a used code after half a minute, when it would still fit.
        ada_with_app()
        code = code_of(steps=1)
        answer(at_second_step(), code)
        cache.delete(
            f"allauth.mfa.totp.used?user={Authenticator.objects.first().user_id}&code={code}"
        )
        again = at_second_step()

        assert errors(answer(again, code))
        assert not is_logged_in(again)

    def test_the_code_of_somebody_else_does_not_fit(self):
        ada_with_app()

        assert errors(answer(at_second_step(), code_of("A" * 32)))

    def test_nobody_comes_to_the_second_step_without_the_first(self, client):
        ada_with_app()

        assert client.get(STEP)["Location"] == "/accounts/login/"
        assert answer(client, code_of())["Location"] == "/accounts/login/"

    def test_the_page_can_be_left_for_another_name(self):
        ada_with_app()
        client = at_second_step()
        client.post("/accounts/logout/", {"next": "/accounts/login/"})

        assert client.get(STEP)["Location"] == "/accounts/login/"

    def test_the_session_has_another_key_after_each_step(self):
        ada_with_app()
        client = Client()
        client.get("/accounts/login/")
        client.post("/demo/")
        before = client.session.session_key
        log_in(client)
        answer(client, code_of())

        assert is_logged_in(client)
        assert client.session.session_key != before

    def test_after_five_wrong_codes_the_right_one_has_to_wait(self):
        ada_with_app()
        client = at_second_step()
        for _ in range(5):
            answer(client, wrong_code())

        assert errors(answer(client, code_of())) == [
            "These were many attempts. Wait 5 minutes, then try again."
        ]

    def test_wrong_codes_count_for_all_sessions_together(self):
        ada_with_app()
        clients = [at_second_step() for _ in range(2)]
        for number in range(5):
            answer(clients[number % 2], wrong_code())

        assert "many attempts" in errors(answer(clients[0], code_of()))[0]

    @pytest.mark.parametrize("code", ["", "\0", "٣٤٥٦٧٨", "x" * 100_000, "💊", "-1"])
    def test_garbage_is_a_code_that_does_not_fit(self, code):
        ada_with_app()

        assert errors(answer(at_second_step(), code))


class TestTakingAway:
    def test_the_password_alone_opens_the_day_again(self):
        ada_with_app()
        client = at_second_step()
        answer(client, code_of())
        client.post(REMOVE)

        assert not Authenticator.objects.exists()
        assert log_in(Client())["Location"] == "/day/"

    def test_it_says_first_what_that_means(self):
        ada_with_app()
        client = at_second_step()
        answer(client, code_of())

        assert "your recovery codes are void" in client.get(REMOVE).text

    def test_who_has_no_app_has_nothing_to_take_away(self):
        make_ada()

        assert logged_in_a_moment_ago().get(REMOVE).status_code == 404


class TestHowSecretsAreKept:
    def test_the_database_holds_neither_secret_nor_codes(self):
        _, codes = ada_with_app()
        kept = json.dumps([one.data for one in Authenticator.objects.all()])

        assert SECRET not in kept
        assert not any(code in kept for code in codes)

    def test_two_accounts_with_one_secret_look_different(self):
        adapter = SecondFactorAdapter()

        assert adapter.encrypt(SECRET) != adapter.encrypt(SECRET)

    def test_a_changed_secret_key_is_told_in_the_place_of_an_error(self, settings):
        ada_with_app()
        settings.SECRET_KEY = "another"
        response = answer(at_second_step(), code_of())

        assert response.status_code == 200
        assert UNREADABLE in errors(response)[0]

    def test_the_account_page_works_after_a_changed_key(self, settings):
        ada, _ = ada_with_app()
        settings.SECRET_KEY = "another"
        client = Client()
        client.force_login(ada)

        assert client.get("/accounts/").status_code == 200

    def test_an_old_key_still_reads(self, settings):
        ada_with_app()
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "another"

        assert answer(at_second_step(), code_of())["Location"] == "/day/"


def test_the_pages_hold_no_secret_but_the_one_that_is_added():
    ada_with_app()
    client = at_second_step()
    answer(client, code_of())

    assert re.search(SECRET, client.get("/accounts/").text) is None
