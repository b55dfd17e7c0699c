"""What happens with an e-mail address, with and without a way to send mail."""

import re
import smtplib

import pytest
from django.test import Client

from tests.accounts.people import (
    NEW_PASSWORD,
    is_logged_in,
    log_in,
    make_ada,
    sign_up,
)

pytestmark = pytest.mark.django_db

RESET = "/accounts/password/reset/"


def link_in(mail):
    """Return the path of the link, which is on PUBLIC_URL whatever the request said."""
    return re.search(r"^http://localhost:8000(/accounts/\S+)$", mail.body, re.MULTILINE)[1]


def ask(client, email="ada@example.org", **more):
    return client.post(RESET, {"email": email}, **more)


# Without a mail server


def test_the_page_says_who_can_set_a_new_password(client):
    text = client.get(RESET).text

    assert "This installation sends no mail." in text
    assert "<code>manage.py changepassword</code>" in text
    assert "<form" not in text.partition("<main")[2].partition("</main>")[0]


def test_nothing_can_be_asked_for(client, mailoutbox):
    make_ada(email="ada@example.org")

    assert ask(client).status_code == 405
    assert mailoutbox == []


# With one


def test_the_link_of_the_mail_sets_a_new_password(client, with_mail, mailoutbox):
    make_ada(email="ada@example.org")
    ask(client)
    form = client.get(link_in(mailoutbox[0]), follow=True)
    done = client.post(form.request["PATH_INFO"], {"password1": NEW_PASSWORD}, follow=True)

    assert "Your new password is set" in done.text
    assert log_in(client, password=NEW_PASSWORD).status_code == 302


def test_the_mail_names_the_account_and_the_site(client, with_mail, mailoutbox):
    make_ada(email="ada@example.org")
    ask(client)
    mail = mailoutbox[0]

    assert (mail.subject, mail.to) == ("Mg Diary: a new password", ["ada@example.org"])
    assert "the account ada." in mail.body
    assert mail.body.endswith("Mg Diary\nhttp://localhost:8000")


def test_the_link_never_leads_where_the_request_says(client, with_mail, mailoutbox):
    make_ada(email="ada@example.org")
    ask(client, headers={"host": "127.0.0.1:6666"})

    assert "127.0.0.1" not in mailoutbox[0].body
    assert "6666" not in mailoutbox[0].body


def test_a_link_works_once(client, with_mail, mailoutbox):
    make_ada(email="ada@example.org")
    ask(client)
    link = link_in(mailoutbox[0])
    form = client.get(link, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": NEW_PASSWORD})

    assert "This link is used up" in Client().get(link, follow=True).text


def test_an_unknown_address_gets_the_same_page(client, with_mail):
    make_ada(email="ada@example.org")
    known, unknown = ask(client), ask(client, "nobody@example.org")

    assert known["Location"] == unknown["Location"] == f"{RESET}done/"


def test_an_unknown_address_gets_a_mail_too_so_that_both_take_as_long(
    client, with_mail, mailoutbox
):
    ask(client, "nobody@example.org")

    assert mailoutbox[0].subject == "Mg Diary: no account with this address"


def test_a_new_account_is_asked_to_confirm_its_address(client, with_mail, mailoutbox):
    response = sign_up(client, email="ada@example.org")
    link = link_in(mailoutbox[0])

    assert response["Location"] == "/day/"
    assert "Does ada@example.org belong to the account ada" in client.get(link).text
    assert "The address is confirmed." in client.post(link).text


def test_an_address_belongs_to_who_confirms_it_first(client, with_mail, mailoutbox):
    sign_up(client, email="ada@example.org")
    client.post(link_in(mailoutbox[0]))
    sign_up(Client(), username="eve", email="ada@example.org")
    mailoutbox.clear()

    ask(Client())

    assert ["the account ada." in mail.body for mail in mailoutbox] == [True]


def test_an_address_that_nobody_confirmed_gets_a_link_for_each_account(
    client, with_mail, mailoutbox
):
    for name in ("ada", "eve"):
        sign_up(Client(), username=name, email="ada@example.org")
    mailoutbox.clear()

    ask(client)

    assert sorted(re.search(r"the account (\w+)\.", mail.body)[1] for mail in mailoutbox) == [
        "ada",
        "eve",
    ]


def test_a_new_account_without_an_address_gets_no_mail(client, with_mail, mailoutbox):
    sign_up(client)

    assert mailoutbox == []


@pytest.fixture
def dead_mail_server(monkeypatch, with_mail):
    def fail(*arguments):
        raise smtplib.SMTPConnectError(421, "ada@example.org: no")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fail)


def test_a_dead_mail_server_does_not_stop_a_sign_up(client, dead_mail_server):
    assert sign_up(client, email="ada@example.org")["Location"] == "/day/"
    assert is_logged_in(client)


def test_a_dead_mail_server_is_told_who_asks_for_a_link(client, dead_mail_server, caplog):
    make_ada(email="ada@example.org")
    response = ask(client)

    assert response.status_code == 503
    assert "The mail could not be sent" in response.text
    assert "SMTPConnectError" in caplog.text
    assert "example.org" not in caplog.text
