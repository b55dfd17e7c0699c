"""Recovery codes: shown once, good once, counted; and the owner's way when all is lost."""

from io import StringIO
from urllib.parse import unquote

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client

from tests.accounts.people import is_logged_in, log_in, make_ada
from tests.accounts.second_factors import ada_with_app, add_app, add_passkey, code_of

pytestmark = pytest.mark.django_db

SHOWN, NEW = "/accounts/recovery-codes/", "/accounts/recovery-codes/new/"
STEP = "/accounts/login/second-step/"


def log_in_with(code):
    client = Client()
    log_in(client)
    client.post(STEP, {"code": code})
    return client


class TestUsing:
    def test_a_code_opens_the_day_after_the_password(self):
        _, codes = ada_with_app()

        assert is_logged_in(log_in_with(codes[0]))

    def test_it_may_be_typed_as_it_is_printed(self):
        _, codes = ada_with_app()

        assert is_logged_in(log_in_with(f"{codes[0][:5]} {codes[0][5:]}"))

    def test_it_opens_once(self):
        _, codes = ada_with_app()
        log_in_with(codes[0])

        assert not is_logged_in(log_in_with(codes[0]))

    def test_the_others_still_open(self):
        _, codes = ada_with_app()
        log_in_with(codes[0])

        assert is_logged_in(log_in_with(codes[9]))

    def test_the_codes_of_somebody_else_do_not_open(self, django_user_model):
        ada_with_app()
        eve = django_user_model.objects.create_user("eve", password="x")

        assert not is_logged_in(log_in_with(add_app(eve)[0]))


class TestCounting:
    def test_the_page_says_how_many_are_left(self):
        _, codes = ada_with_app()
        client = log_in_with(codes[0])

        assert "9 are left." in client.get("/accounts/").text

    def test_few_are_told_in_time(self):
        _, codes = ada_with_app()
        for code in codes[:6]:
            log_in_with(code)
        client = log_in_with(codes[6])

        assert "Make new ones before you need them." in client.get("/accounts/").text

    def test_many_are_no_reason_to_speak(self):
        _, codes = ada_with_app()

        assert "before you need them" not in log_in_with(codes[0]).get("/accounts/").text


class TestShowing:
    def test_new_codes_are_shown_once(self):
        ada_with_app()
        client = log_in_with(code_of())
        first = client.post(NEW, follow=True)

        assert len(set(first.context["codes"])) == 10
        assert client.get(SHOWN)["Location"] == "/accounts/"

    def test_the_old_ones_are_void_then(self):
        _, codes = ada_with_app()
        client = log_in_with(code_of())
        shown = client.post(NEW, follow=True).context["codes"]

        assert not is_logged_in(log_in_with(codes[0]))
        assert is_logged_in(log_in_with(shown[0]))

    def test_they_can_be_kept_as_text_without_another_request(self):
        ada_with_app()
        page = log_in_with(code_of()).post(NEW, follow=True)
        kept = unquote(page.context["text_file"].partition(",")[2])

        assert kept.split("\n") == page.context["codes"]
        assert 'download="mg-diary-recovery-codes.txt"' in page.text

    def test_nobody_keeps_the_page(self):
        ada_with_app()
        page = log_in_with(code_of()).post(NEW, follow=True)

        assert "no-store" in page["Cache-Control"]

    def test_who_has_no_second_factor_gets_none(self):
        make_ada()
        client = Client()
        log_in(client)

        assert client.get(SHOWN)["Location"] == "/accounts/"
        assert "You have neither" in client.get(NEW).text
        assert client.post(NEW).status_code == 200
        assert not Authenticator.objects.exists()

    def test_a_changed_secret_key_is_no_error_and_new_codes_can_be_made(self, settings):
        ada, _ = ada_with_app()
        settings.SECRET_KEY = "another"
        client = Client()
        Authenticator.objects.filter(type="totp").delete()
        add_passkey(ada)
        client.force_login(ada)
        client.post("/accounts/again/", {"password": "plum-orbit-42"})

        assert len(client.post(NEW, follow=True).context["codes"]) == 10


class TestTheOwnersWay:
    def reset(self, *arguments):
        out = StringIO()
        call_command("reset_second_factor", *arguments, stdout=out)
        return out.getvalue()

    def test_the_password_alone_opens_the_account_again(self):
        ada_with_app()

        assert "Removed of ada: codes of an app, recovery codes." in self.reset("ada", "--yes")
        assert log_in(Client())["Location"] == "/day/"

    def test_it_ends_every_session_one_that_no_list_knows_too(self):
        ada, codes = ada_with_app()
        listed, unlisted = log_in_with(codes[0]), Client()
        unlisted.force_login(ada)

        assert "Sessions ended: 2." in self.reset("ada", "--yes")
        assert listed.get("/accounts/").status_code == unlisted.get("/accounts/").status_code == 302

    def test_others_stay_as_they_are(self, django_user_model):
        ada_with_app()
        eve = django_user_model.objects.create_user("eve", password="x")
        add_app(eve)
        client = Client()
        client.force_login(eve)
        self.reset("ada", "--yes")

        assert Authenticator.objects.filter(user=eve).count() == 2
        assert client.get("/accounts/").status_code == 200

    def test_it_asks_first(self, monkeypatch):
        ada_with_app()
        monkeypatch.setattr("builtins.input", lambda question: "yes")
        self.reset("Ada")

        assert not Authenticator.objects.exists()

    @pytest.mark.parametrize("typed", ["no", "", "y"])
    def test_anything_but_yes_changes_nothing(self, monkeypatch, typed):
        ada_with_app()
        monkeypatch.setattr("builtins.input", lambda question: typed)
        with pytest.raises(CommandError, match="Nothing was changed"):
            self.reset("ada")

        assert Authenticator.objects.count() == 2

    def test_who_has_none_is_told_and_stays_logged_in(self):
        ada = make_ada()
        client = Client()
        client.force_login(ada)

        assert "has no second factor" in self.reset("ada")
        assert client.get("/accounts/").status_code == 200

    def test_a_name_that_nobody_has_is_told(self):
        with pytest.raises(CommandError, match="There is no account nobody"):
            self.reset("nobody")
