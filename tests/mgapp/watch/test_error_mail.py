"""Who runs the site is told where something broke, once an hour, and never with what."""

import logging
from email import message_from_string
from smtplib import SMTPServerDisconnected
from threading import enumerate as running_threads

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client, RequestFactory

from mgapp.watch import error_mail
from mgapp.watch.error_mail import MailToOwner, mail_about, place, send_once
from tests.plain_visitor import Visitor
from tests.running import App

OWNER = "owner@example.org"
RAISING = {"DJANGO_SETTINGS_MODULE": "tests.mgapp.watch.raising"}
MAILED = {"ERROR_MAIL_TO": OWNER, "EMAIL_URL": "consolemail:"}


@pytest.fixture(autouse=True)
def owner(settings):
    settings.ERROR_MAIL_TO = [OWNER]


def failed(text="pain 7", *, request=None):
    """Return the record of an error."""
    try:
        raise ValueError(text)
    except ValueError as error:
        information = (type(error), error, error.__traceback__)
    made = logging.LogRecord("django.request", logging.ERROR, "x.py", 7, text, (), information)
    made.request = request
    return made


def wait_for_mail():
    for thread in running_threads():
        if thread.name == "error mail":
            thread.join()


def test_it_says_where_and_of_which_type():
    made = mail_about(failed(), "mgapp/a.py:7 in view")

    assert made.to == [OWNER]
    assert made.subject == "Mg Diary: ValueError in mgapp/a.py:7 in view"
    assert "tests/mgapp/watch/test_error_mail.py:" in made.body


def test_it_holds_nothing_that_was_sent():
    request = RequestFactory().post("/s/the-token/?note=pain", {"note": "pain"})
    request.COOKIES["sessionid"] = "pain"
    made = mail_about(failed(request=request), place(failed()))

    assert "Page: POST /s/<token>/" in made.body
    assert "pain" not in made.subject + made.body
    assert "the-token" not in made.body


def test_the_place_is_the_last_line_of_our_own_code():
    assert place(failed()).startswith("tests/mgapp/watch/test_error_mail.py:")
    assert place(failed()).endswith("in failed")


@pytest.mark.django_db(transaction=True)
class TestSending:
    """Mails leave in threads of their own, which see what is committed."""

    @pytest.fixture(autouse=True)
    def nothing_told(self):
        cache.clear()

    def test_an_error_is_mailed(self):
        MailToOwner().handle(failed())
        wait_for_mail()

        assert [message.to for message in mail.outbox] == [[OWNER]]

    def test_the_same_place_is_mailed_once(self):
        handler = MailToOwner()
        for _ in range(3):
            handler.handle(failed())
        wait_for_mail()

        assert len(mail.outbox) == 1

    def test_another_worker_does_not_mail_it_again(self):
        for _ in range(3):
            MailToOwner().handle(failed())
            wait_for_mail()

        assert len(mail.outbox) == 1

    def test_another_place_is_mailed_too(self):
        handler = MailToOwner()
        handler.handle(failed())
        other = logging.LogRecord("mgapp", logging.ERROR, "/a/b/c.py", 7, "Lost", (), None)
        handler.handle(other)
        wait_for_mail()

        assert sorted(message.subject for message in mail.outbox)[1:] == [
            "Mg Diary: error in …/b/c.py:7"
        ]

    def test_a_storm_of_places_is_not_a_storm_of_mails(self):
        handler = MailToOwner()
        for line in range(100):
            handler.handle(logging.LogRecord("x", logging.ERROR, "/a/b.py", line, "", (), None))
        wait_for_mail()

        assert len(mail.outbox) == error_mail.MOST_PLACES

    def test_a_mail_server_that_is_away_breaks_nothing(self, settings, caplog):
        settings.EMAIL_BACKEND = "tests.mgapp.watch.test_error_mail.Away"
        send_once("a.py:1", mail_about(failed(), "a.py:1"))

        assert "The mail about an error was not sent: SMTPServerDisconnected" in caplog.text

    def test_an_answer_does_not_wait_for_it(self, settings):
        settings.EMAIL_BACKEND = "tests.mgapp.watch.test_error_mail.Away"
        settings.ROOT_URLCONF = RAISING["DJANGO_SETTINGS_MODULE"]
        handler = MailToOwner()
        logging.getLogger("django.request").addHandler(handler)
        answer = Client(raise_request_exception=False).post("/raise/value/", {"text": "pain"})
        logging.getLogger("django.request").removeHandler(handler)
        wait_for_mail()

        assert answer.status_code == 500


class Away:
    """A way for mail to leave that is closed."""

    def __init__(self, **options):
        """Take what Django gives."""

    def send_messages(self, messages):
        raise SMTPServerDisconnected("as ada with a-password")


def test_two_workers_tell_of_a_place_once(tmp_path):
    app = App(tmp_path, WEB_CONCURRENCY="2", **RAISING, **MAILED)
    visitor = Visitor(app.address)
    for way in ("value", "value", "value", "value", "value", "value", "cause", "cause"):
        visitor.post(f"/raise/{way}/?pain", {"text": "pain"})
    out, log = app.stop()

    mails = [message_from_string(text.lstrip()) for text in out.split("-" * 79) if text.strip()]
    subjects = [message["Subject"] for message in mails]
    assert sorted(subject.partition(" in ")[0] for subject in subjects) == [
        "Mg Diary: KeyError",
        "Mg Diary: ValueError",
    ]
    assert "pain" not in out + log
