"""Every address of the accounts: it works, in our look, with nothing inline."""

import re

import pytest
from django.urls import NoReverseMatch, reverse

from mgapp.accounts import urls
from tests.accounts.people import make_ada

pytestmark = pytest.mark.django_db

ARGUMENTS = {
    "account_device_known": [1],
    "end_device": [1],
    "mfa_edit_webauthn": [1],
    "mfa_remove_webauthn": [1],
    "account_confirm_email": ["MQ:1abc:nonsense"],
    "account_reset_password_from_key": ["1", "abc-nonsense"],
}
NAMES = [pattern.name for pattern in urls.urlpatterns]
PATHS = [reverse(name, args=ARGUMENTS.get(name)) for name in NAMES]
INLINE = re.compile(
    r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:|https?://(?!localhost:8000)",
    re.IGNORECASE,
)


@pytest.fixture(params=["visitor", "logged in", "logged in without a password"])
def someone(request, client):
    if request.param != "visitor":
        ada = make_ada()
        if request.param.endswith("without a password"):
            ada.set_unusable_password()
            ada.save()
        client.force_login(ada)
    return client


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("is_mail_sent", [True, False])
def test_a_page_has_nothing_inline_and_is_ours(someone, settings, path, is_mail_sent):
    settings.SENDS_MAIL = is_mail_sent

    response = someone.get(path)

    # Somebody else's passkey is not there; a device is logged out by a form only.
    assert response.status_code in {200, 302, 404, 405}
    if response.status_code == 200:
        assert INLINE.findall(response.text) == []
        assert 'class="site-header"' in response.text
        assert "allauth/" not in "".join(t.name or "" for t in response.templates)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("is_mail_sent", [True, False])
def test_an_empty_form_is_no_error_and_shows_nothing_inline(someone, settings, path, is_mail_sent):
    settings.SENDS_MAIL = is_mail_sent

    response = someone.post(path)

    # A key that makes no sense is a page that is not there.
    assert response.status_code in {200, 302, 404, 405}
    assert INLINE.findall(response.text) == []


@pytest.mark.parametrize("path", PATHS)
def test_a_method_that_makes_no_sense_is_refused(someone, path):
    assert someone.delete(path).status_code in {302, 404, 405} | (
        {200} if "/key/" in path else set()
    )


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "headers", [{"accept": "application/json"}, {"x-requested-with": "XMLHttpRequest"}]
)
def test_there_is_one_form_of_every_answer(someone, path, headers):
    assert someone.get(path, headers=headers)["Content-Type"].startswith("text/html")


GARBAGE = ["\0", b"\xed\xa0\x80", "x" * 100_000, "' OR 1=1 --", "\N{SALT SHAKER}", "%00"]
FIELDS = [
    *("username", "login", "password", "password1", "oldpassword", "email", "timezone", "next"),
    *("code", "credential", "name"),
]


@pytest.mark.parametrize("garbage", GARBAGE, ids=range(len(GARBAGE)))
@pytest.mark.parametrize("path", PATHS)
def test_garbage_is_no_error(client, settings, path, garbage):
    settings.SENDS_MAIL = True

    response = client.post(path, dict.fromkeys(FIELDS, garbage))

    assert response.status_code < 500


@pytest.mark.parametrize(
    "name",
    [
        "account_email",
        "account_email_verification_sent",
        "account_change_phone",
        "account_request_login_code",
        "account_confirm_login_code",
        "socialaccount_login",
        "mfa_index",
    ],
)
def test_what_is_not_offered_has_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize(
    "path", ["/accounts/passkeys/", "/accounts/email/", "/accounts/login/code/confirm/"]
)
def test_and_no_page(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/accounts/password/change/", "/accounts/password/set/"])
def test_a_visitor_is_asked_to_log_in_first(client, path):
    assert client.get(path)["Location"] == f"/accounts/login/?next={path}"
