"""A form of the account that comes again: a double click, a browser that retries, a page kept open.

`HOW` says of each address of the accounts that takes a form what the second time does. Each is
sent as its page shows it, twice, by the same browser; then everything that is kept of accounts is
as it was after the first time. `tests/views/test_replayed_forms.py` does so for the diary.
"""

import json
import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client
from django.urls import reverse

from mgapp.accounts import urls
from mgapp.accounts.leaving import grace
from mgapp.accounts.models import ComparedName, Device, Standing
from tests.accounts.people import NEW_PASSWORD, PASSWORD, is_logged_in, log_in, make_ada, sign_up
from tests.accounts.second_factors import SoftPasskey, add_app, add_passkey, code_of
from tests.accounts.test_pages import ARGUMENTS
from tests.clock import now
from tests.plain_visitor import Page

pytestmark = pytest.mark.django_db

USERS = get_user_model().objects
IN = "who is logged in is led into the diary"
OUT = "who is logged out is led to the log-in"
ONCE = "a code, a link and an answer of a passkey open once"
STATE = "it says how something is to be, which it is after the first time"
GONE = "what is ended or removed is gone"
NOTHING = "nothing is kept but the answer"

HOW = {
    "account_signup": IN,
    "account_login": IN,
    "account_logout": OUT,
    "account_delete": OUT,
    "account_stay": STATE,
    "account_device_known": STATE,
    "end_device": GONE,
    "end_other_devices": STATE,
    "account_reauthenticate": NOTHING,
    "mfa_reauthenticate": ONCE,
    "mfa_reauthenticate_webauthn": ONCE,
    "mfa_authenticate": IN,
    "mfa_login_webauthn": IN,
    "begin_passkey_log_in": NOTHING,
    "mfa_add_webauthn": ONCE,
    "mfa_edit_webauthn": STATE,
    "mfa_remove_webauthn": GONE,
    "mfa_activate_totp": STATE,
    "mfa_deactivate_totp": GONE,
    "mfa_generate_recovery_codes": "the form names the codes that it replaces",
    "account_change_password": STATE,
    "account_set_password": STATE,
    "account_reset_password": "one link at a time opens; of mails there are three at most",
    "account_reset_password_from_key": ONCE,
    "account_confirm_email": STATE,
}


def state():
    """Return all that is kept of accounts; of a password what it opens, for its hash has salt."""
    return {
        "logins": [
            (user.pk, user.username, user.is_active, user.check_password(NEW_PASSWORD))
            for user in USERS.order_by("pk")
        ],
        "names": sorted(ComparedName.objects.values_list("pk", "name")),
        "addresses": sorted(EmailAddress.objects.values_list("email", "verified")),
        "factors": [
            (one.pk, one.type, json.dumps(one.data, sort_keys=True))
            for one in Authenticator.objects.order_by("pk")
        ],
        "standings": sorted(Standing.objects.values_list("user_id", "leaves_at", "news_until")),
        "devices": sorted(Device.objects.values_list("pk", "known_at")),
        "sessions": UserSession.objects.count(),
        "mails": len(mail.outbox),
    }


def form_of(browser, path, action=None):
    """Return the form of a page that is sent to `action`, or to the page itself."""
    forms = Page(path, browser.get(path).text).forms
    return next(one for one in forms if one.method == "post" and one.action == (action or path))


def at(name):
    return reverse(name, args=ARGUMENTS.get(name))


def in_browser(user=None):
    """Return a browser in which Ada has just logged in."""
    client = Client()
    log_in(client, str(user or make_ada()))
    return client


# Each returns the browser, the address and what is sent there


def signing_up():
    sent = {"username": "ada", "password1": PASSWORD, "timezone": "UTC"}
    return Client(), at("account_signup"), sent


def logging_in():
    make_ada()
    return Client(), at("account_login"), {"login": "ada", "password": PASSWORD}


def logging_out():
    return in_browser(), at("account_logout"), {}


def leaving():
    return in_browser(), at("account_delete"), {"name": "ada"}


def staying():
    ada = make_ada()
    grace.ask_to_leave(user=ada, now=now() - timedelta(days=1))
    return in_browser(ada), at("account_stay"), {}


def knowing_a_device():
    first = in_browser()
    in_browser("ada")
    key = Device.objects.latest("pk").pk
    return first, reverse("account_device_known", args=[key]), {"next": "/shelf/"}


def ending_a_device():
    first = in_browser()
    first.get("/accounts/")
    in_browser("ada").get("/accounts/")
    pk = UserSession.objects.latest("pk").pk
    return first, reverse("end_device", args=[pk]), {}


def ending_all_others():
    browser, _path, _sent = ending_a_device()
    return browser, at("end_other_devices"), {}


def saying_who_it_is():
    return in_browser(), at("account_reauthenticate"), {"password": PASSWORD}


def with_app():
    ada = make_ada()
    codes = add_app(ada)
    client = Client()
    log_in(client)
    return client, codes


def stepping():
    client, codes = with_app()
    return client, at("mfa_authenticate"), {"code": codes[0]}


def logged_in_with_app():
    client, codes = with_app()
    client.post(at("mfa_authenticate"), {"code": codes[0]})
    return client, codes


def saying_it_by_code():
    client, codes = logged_in_with_app()
    return client, at("mfa_reauthenticate"), {"code": codes[1]}


def with_passkey():
    client, passkey = in_browser(), SoftPasskey()
    path = at("mfa_add_webauthn")
    options = json.loads(client.get(path).context["passkey_options"])
    client.post(path, {"name": "phone", "credential": passkey.made(options)})
    return client, passkey


def saying_it_by_passkey():
    client, passkey = with_passkey()
    path = at("mfa_reauthenticate_webauthn")
    options = json.loads(client.get(path).context["passkey_options"])
    return client, path, {"credential": passkey.used(options)}


def asking_for_a_passkey():
    with_passkey()
    return Client(), at("begin_passkey_log_in"), {}


def coming_by_passkey():
    _client, passkey = with_passkey()
    client = Client()
    options = client.post(at("begin_passkey_log_in")).json()
    return client, at("mfa_login_webauthn"), {"credential": passkey.used(options)}


def adding_a_passkey():
    client, path = in_browser(), at("mfa_add_webauthn")
    options = json.loads(client.get(path).context["passkey_options"])
    return client, path, {"name": "phone", "credential": SoftPasskey().made(options)}


def of_a_passkey(address, **sent):
    def prepared():
        ada = make_ada()
        pk = add_passkey(ada).pk
        client = Client()
        client.force_login(ada)
        client.post(at("account_reauthenticate"), {"password": PASSWORD})
        return client, reverse(address, args=[pk]), sent

    return prepared


def adding_an_app():
    client, path = in_browser(), at("mfa_activate_totp")
    return client, path, {"code": code_of(client.get(path).context["form"].secret)}


def removing_the_app():
    client, _codes = logged_in_with_app()
    return client, at("mfa_deactivate_totp"), {}


def making_new_codes():
    client, _codes = logged_in_with_app()
    path = at("mfa_generate_recovery_codes")
    return client, path, dict(form_of(client, path).fields)


def changing_the_password():
    sent = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD}
    return in_browser(), at("account_change_password"), sent


def setting_a_password():
    ada = make_ada()
    client = in_browser(ada)
    ada.set_unusable_password()
    ada.save()
    client.force_login(ada)
    session = client.session
    session["logged_in_at"] = now().timestamp()
    session.save()
    return client, at("account_set_password"), {"password1": NEW_PASSWORD}


def asking_for_a_link():
    make_ada(email="ada@example.org")
    return Client(), at("account_reset_password"), {"email": "ada@example.org"}


def following_a_link():
    client, path, sent = asking_for_a_link()
    client.post(path, sent)
    link = re.search(r"(/accounts/password/reset/key/\S+)", mail.outbox[0].body)[1]
    form = client.get(link, follow=True)
    return client, form.request["PATH_INFO"], {"password1": NEW_PASSWORD}


def confirming_an_address():
    client = Client()
    sign_up(client, email="ada@example.org")
    link = re.search(r"(/accounts/confirm-email/\S+)", mail.outbox[0].body)[1]
    return client, link, {}


PREPARED = {
    "account_signup": signing_up,
    "account_login": logging_in,
    "account_logout": logging_out,
    "account_delete": leaving,
    "account_stay": staying,
    "account_device_known": knowing_a_device,
    "end_device": ending_a_device,
    "end_other_devices": ending_all_others,
    "account_reauthenticate": saying_who_it_is,
    "mfa_reauthenticate": saying_it_by_code,
    "mfa_reauthenticate_webauthn": saying_it_by_passkey,
    "mfa_authenticate": stepping,
    "mfa_login_webauthn": coming_by_passkey,
    "begin_passkey_log_in": asking_for_a_passkey,
    "mfa_add_webauthn": adding_a_passkey,
    "mfa_edit_webauthn": of_a_passkey("mfa_edit_webauthn", name="old phone"),
    "mfa_remove_webauthn": of_a_passkey("mfa_remove_webauthn"),
    "mfa_activate_totp": adding_an_app,
    "mfa_deactivate_totp": removing_the_app,
    "mfa_generate_recovery_codes": making_new_codes,
    "account_change_password": changing_the_password,
    "account_set_password": setting_a_password,
    "account_reset_password": asking_for_a_link,
    "account_reset_password_from_key": following_a_link,
    "account_confirm_email": confirming_an_address,
}


@pytest.fixture(autouse=True)
def site_that_sends_mail(with_mail):
    """Links come by mail."""


@pytest.mark.parametrize("name", sorted(HOW.keys() - {"account_reset_password"}))
def test_a_form_that_comes_again_changes_nothing_more(name):
    browser, path, sent = PREPARED[name]()
    browser.post(path, sent)
    once = state()
    response = browser.post(path, sent)

    assert response.status_code < 500
    assert state() == once


WRITES = HOW.keys() - {
    *("account_login", "account_logout", "account_reauthenticate", "begin_passkey_log_in"),
    *("mfa_login_webauthn", "mfa_reauthenticate_webauthn"),
}


@pytest.mark.parametrize("name", sorted(WRITES))
def test_the_first_time_it_does_what_it_says(name):
    browser, path, sent = PREPARED[name]()
    before = state()
    browser.post(path, sent)

    assert state() != before


def test_every_address_of_the_accounts_that_takes_a_form_says_what_the_second_time_does():
    client = in_browser()
    names = sorted((one.name for one in urls.urlpatterns), key="account_logout".__eq__)
    taking = {name for name in names if client.post(at(name)).status_code != 405}

    assert taking == HOW.keys() == PREPARED.keys()


def test_a_password_that_is_changed_is_said_to_be_so_the_second_time_too():
    browser, path, sent = changing_the_password()

    assert [browser.post(path, sent).status_code for _ in range(2)] == [302, 302]
    assert is_logged_in(browser)


def test_recovery_codes_that_were_shown_stay_good_when_their_form_comes_again():
    browser, path, sent = making_new_codes()
    shown = browser.post(path, sent, follow=True).context["codes"]
    browser.post(path, sent, follow=True)
    browser.post(at("account_logout"))
    log_in(browser)
    browser.post(at("mfa_authenticate"), {"code": shown[0]})

    assert is_logged_in(browser)
