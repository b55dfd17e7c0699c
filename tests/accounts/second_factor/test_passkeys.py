"""Passkeys, with one made in software: made, used in the place of a password, renamed, removed.

tests/browser/test_passkeys.py does the same with a browser's own.
"""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.accounts.people import PASSWORD, is_logged_in, log_in, make_ada
from tests.accounts.second_factors import SoftPasskey, add_passkey, code_of

pytestmark = pytest.mark.django_db

ADD = "/accounts/passkeys/add/"
BEGIN, LOG_IN = "/accounts/login/passkey/begin/", "/accounts/login/passkey/"
STEP = "/accounts/login/second-step/"
NOT_THIS_ONE = "This passkey does not fit."


def logged_in_a_moment_ago():
    client = Client()
    log_in(client)
    return client


def add(client, passkey, name="phone"):
    options = json.loads(client.get(ADD).context["passkey_options"])
    return client.post(ADD, {"name": name, "credential": passkey.made(options)})


def ada_with_passkey():
    passkey, client = SoftPasskey(), Client()
    ada = make_ada()
    log_in(client)
    add(client, passkey)
    return ada, passkey


def begin(client):
    return client.post(BEGIN).json()


def log_in_with(passkey, client=None, **form):
    client = client or Client()
    credential = passkey.used(begin(client))
    return client, client.post(LOG_IN, {"credential": credential, **form})


def said(client):
    return client.get("/accounts/login/").text


class TestAdding:
    def test_a_passkey_is_kept_under_its_name_and_codes_come_along(self):
        make_ada()
        response = add(logged_in_a_moment_ago(), SoftPasskey(), "my phone")

        assert response["Location"] == "/accounts/recovery-codes/"
        assert Authenticator.objects.get(type="webauthn").data["name"] == "my phone"
        assert Authenticator.objects.filter(type="recovery_codes").exists()

    def test_one_without_a_name_gets_one(self):
        make_ada()
        add(logged_in_a_moment_ago(), SoftPasskey(), "")

        assert Authenticator.objects.get(type="webauthn").data["name"] == "Passkey 1"

    def test_it_must_ask_for_finger_face_or_pin(self):
        make_ada()
        client = logged_in_a_moment_ago()
        options = json.loads(client.get(ADD).context["passkey_options"])

        assert options["authenticatorSelection"]["userVerification"] == "required"
        assert options["authenticatorSelection"]["residentKey"] == "required"

    @pytest.mark.parametrize(
        "odd",
        [
            {"is_verified": False},
            {"origin": "https://evil.example"},
            {"origin": "http://localhost.evil.example"},
            {"host": "evil.example"},
        ],
        ids=str,
    )
    def test_what_does_not_fit_is_told_and_not_kept(self, odd):
        make_ada()
        response = add(logged_in_a_moment_ago(), SoftPasskey(**odd))

        assert NOT_THIS_ONE in response.text
        assert not Authenticator.objects.exists()

    def test_an_answer_to_an_older_question_does_not_fit(self):
        make_ada()
        client = logged_in_a_moment_ago()
        old = SoftPasskey().made(json.loads(client.get(ADD).context["passkey_options"]))
        client.get(ADD)

        assert NOT_THIS_ONE in client.post(ADD, {"credential": old}).text

    def test_without_a_script_the_page_says_what_it_takes(self):
        make_ada()
        response = logged_in_a_moment_ago().post(ADD, {"name": "phone"})

        assert "It takes JavaScript" in response.text


class TestLoggingIn:
    def test_a_passkey_opens_the_day_without_name_and_password(self):
        _, passkey = ada_with_passkey()
        client, response = log_in_with(passkey)

        assert response["Location"] == "/day/"
        assert is_logged_in(client)

    def test_it_goes_on_where_it_was_interrupted(self):
        _, passkey = ada_with_passkey()

        assert log_in_with(passkey, next="/rules/")[1]["Location"] == "/rules/"

    def test_it_never_leads_to_another_host(self):
        _, passkey = ada_with_passkey()

        assert log_in_with(passkey, next="//evil.example/")[1]["Location"] == "/day/"

    def test_the_session_has_another_key_afterwards(self):
        _, passkey = ada_with_passkey()
        client = Client()
        begin(client)
        before = client.session.session_key
        log_in_with(passkey, client)

        assert client.session.session_key != before

    def test_a_closed_account_stays_closed(self):
        ada, passkey = ada_with_passkey()
        ada.is_active = False
        ada.save()
        client, response = log_in_with(passkey)

        assert response["Location"] == "/accounts/inactive/"
        assert not is_logged_in(client)

    def test_an_answer_opens_once(self):
        _, passkey = ada_with_passkey()
        client = Client()
        credential = passkey.used(begin(client))
        client.post(LOG_IN, {"credential": credential})
        client.post("/accounts/logout/")
        client.post(LOG_IN, {"credential": credential})

        assert not is_logged_in(client)

    def test_an_answer_that_was_overheard_opens_no_other_session(self):
        _, passkey = ada_with_passkey()
        credential = passkey.used(begin(Client()))
        thief = Client()
        begin(thief)
        thief.post(LOG_IN, {"credential": credential})

        assert not is_logged_in(thief)

    def test_one_that_was_removed_opens_nothing_and_says_so(self):
        _, passkey = ada_with_passkey()
        Authenticator.objects.filter(type="webauthn").delete()
        client, response = log_in_with(passkey)

        assert response["Location"] == "/accounts/login/"
        assert NOT_THIS_ONE in said(client)
        assert not is_logged_in(client)

    def test_somebody_elses_key_under_my_name_opens_nothing(self):
        _, passkey = ada_with_passkey()
        thief = SoftPasskey()
        thief.id, thief.user = passkey.id, passkey.user
        client, _ = log_in_with(thief)

        assert not is_logged_in(client)

    @pytest.mark.parametrize("odd", [{"is_verified": False}, {"origin": "https://evil.example"}])
    def test_what_does_not_fit_opens_nothing(self, odd):
        _, passkey = ada_with_passkey()
        vars(passkey).update(odd)

        assert not is_logged_in(log_in_with(passkey)[0])

    @pytest.mark.parametrize(
        "garbage",
        [
            "",
            "null",
            "[]",
            "{}",
            "7",
            "not json",
            '{"id": "a", "rawId": "!", "type": "public-key", "response": {}}',
            '{"response": null}',
            '{"id": "YQ", "rawId": "YQ", "type": "public-key", "response": '
            '{"clientDataJSON": "e30", "authenticatorData": "YQ", "signature": "YQ"}}',
            "[" * 100_000,
        ],
        ids=range(10),
    )
    @pytest.mark.parametrize("is_begun", [True, False])
    def test_garbage_leads_back_to_the_log_in(self, client, garbage, is_begun):
        if is_begun:
            begin(client)

        assert client.post(LOG_IN, {"credential": garbage})["Location"] == "/accounts/login/"

    @pytest.mark.parametrize("number", ["0", "999999999999999999999", "-1", "x", ""])
    def test_a_login_that_is_none_is_a_passkey_that_does_not_fit(self, number):
        _, passkey = ada_with_passkey()
        passkey.user = number.encode()

        assert log_in_with(passkey)[1]["Location"] == "/accounts/login/"

    def test_questions_have_their_limit(self, client):
        codes = [client.post(BEGIN).status_code for _ in range(11)]

        assert codes == [200] * 10 + [429]

    def test_the_question_names_nobody(self, client):
        ada_with_passkey()

        assert begin(client).get("allowCredentials", []) == []


class TestAsSecondStep:
    def test_after_the_password_the_passkey_is_asked_for(self):
        _, passkey = ada_with_passkey()
        client = Client()
        log_in(client)
        options = json.loads(client.get(STEP).context["passkey_options"])
        response = client.post(STEP, {"credential": passkey.used(options)})

        assert response["Location"] == "/day/"

    def test_the_passkey_of_somebody_else_does_not_fit(self, django_user_model):
        ada_with_passkey()
        django_user_model.objects.create_user("eve", password=PASSWORD)
        evil, client = SoftPasskey(), Client()
        log_in(client, "eve")
        add(client, evil)
        client = Client()
        log_in(client)
        options = json.loads(client.get(STEP).context["passkey_options"])
        response = client.post(STEP, {"credential": evil.used(options)})

        assert NOT_THIS_ONE in response.text
        assert not is_logged_in(client)


class TestKeeping:
    def test_it_can_be_renamed(self):
        _, passkey = ada_with_passkey()
        client, _ = log_in_with(passkey)
        pk = Authenticator.objects.get(type="webauthn").pk
        client.post(f"/accounts/passkeys/{pk}/rename/", {"name": "old phone"})

        assert "old phone" in client.get("/accounts/").text

    def test_removed_it_opens_nothing_and_the_password_alone_does(self):
        _, passkey = ada_with_passkey()
        client, _ = log_in_with(passkey)
        pk = Authenticator.objects.get(type="webauthn").pk
        page = client.get(f"/accounts/passkeys/{pk}/remove/").text
        client.post(f"/accounts/passkeys/{pk}/remove/")

        assert "your recovery codes are void" in page
        assert not is_logged_in(log_in_with(passkey)[0])
        assert log_in(Client())["Location"] == "/day/"

    @pytest.mark.parametrize("what", ["rename", "remove"])
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_that_of_somebody_else_is_not_there(self, django_user_model, what, method):
        eves = add_passkey(django_user_model.objects.create_user("eve"), "eve's")
        make_ada()
        client = logged_in_a_moment_ago()
        path = f"/accounts/passkeys/{eves.pk}/{what}/"

        assert getattr(client, method)(path, {"name": "mine"}).status_code == 404
        assert Authenticator.objects.get().data["name"] == "eve's"

    def test_app_and_passkey_stand_side_by_side(self):
        _, passkey = ada_with_passkey()
        client, _ = log_in_with(passkey)
        secret = client.get("/accounts/app-codes/add/").context["form"].secret
        response = client.post("/accounts/app-codes/add/", {"code": code_of(secret)})

        assert response["Location"] == "/accounts/"
        assert Authenticator.objects.count() == 3
