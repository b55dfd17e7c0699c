"""Where the data cannot be written: a clear page, nothing half-written, what was typed kept."""

import logging
import sqlite3
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection

from benchmarks.browser import forms_of
from scripts.screenshots import PAGES, Eyes
from tests.browser.made_diary import make_full_diary
from tests.factories import BERLIN, make_person
from tests.views.diary_pages import an_intake, in_one_line, kept
from tests.visitors import logged_in
from tracker.models import Change, DailyValues, DaySummary, Person

pytestmark = pytest.mark.django_db(transaction=True)

LOG = "/log/intake/?kind=magnesium"
NOTE = "a word that no page of ours says"

ONLY_SQLITE = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="of SQLite's file; PostgreSQL has its own"
)


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


@contextmanager
def read_only():
    """Let the database take nothing, as a disk does that was mounted so."""
    setting = "PRAGMA query_only = {}"
    if connection.vendor == "postgresql":
        setting = "SET default_transaction_read_only = {}"
    run(setting.format("on"))
    try:
        yield
    finally:
        run(setting.format("off"))


@contextmanager
def full():
    """Let the database's file grow no further, with no room left in it by what was deleted."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
    run(f"PRAGMA max_page_count = {pages}")
    try:
        yield
    finally:
        run("PRAGMA max_page_count = 1073741823")


@contextmanager
def locked():
    """Let another connection hold the lock of the one who writes."""
    other = sqlite3.connect(settings.DATABASES["default"]["NAME"], uri=True, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("UPDATE tracker_person SET revision = revision")
    try:
        yield
    finally:
        other.close()


@pytest.fixture
def person():
    return make_person(timezone=BERLIN)


@pytest.fixture
def browser(person):
    client = logged_in(person)
    client.raise_request_exception = False
    return client


def sent_again(response):
    """Return the form of the answer that holds what was sent."""
    return next(form for form in forms_of(response.text) if form.action == LOG)


def test_what_was_sent_to_a_diary_that_is_read_only_is_answered_with_what_to_do(browser, person):
    with read_only():
        response = browser.post(LOG, an_intake())

    assert response.status_code == 503
    assert "lets nothing be written" in in_one_line(response.text)
    assert "What you just sent was not saved." in in_one_line(response.text)
    assert kept(person) == []


def test_what_was_typed_is_on_the_page_and_one_tap_sends_it_again(browser, person):
    typed = an_intake(note=NOTE)
    with read_only():
        form = sent_again(browser.post(LOG, typed))
    response = browser.post(form.action, dict(form.fields))

    assert response.status_code == 303
    assert [(one.id, one.note) for one in kept(person)] == [(typed["entry_id"], NOTE)]


def test_the_page_that_holds_what_was_typed_is_kept_in_no_cache(browser):
    with read_only():
        response = browser.post(LOG, an_intake())

    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("name", ["password", "oldpassword", "passcode", "mfa_code"])
def test_a_secret_is_not_written_into_the_page(browser, name):
    with read_only():
        response = browser.post(LOG, an_intake(**{name: "a secret"}) | {name: "a secret"})

    assert response.status_code == 503
    assert "a secret" not in response.text


def test_a_log_line_says_what_is_the_matter_and_nothing_that_was_typed(browser, caplog):
    with caplog.at_level(logging.DEBUG), read_only():
        browser.post(LOG, an_intake(note=NOTE))

    lines = [one.getMessage() for one in caplog.records if one.levelno >= logging.ERROR]
    assert lines == ["The data is read-only: POST /log/intake/"]
    assert NOTE not in caplog.text


@ONLY_SQLITE
def test_a_full_disk_is_said_to_be_full_and_nothing_is_half_written(browser, person):
    with full():
        sent = [an_intake("vitamin_d", amount="1", note=NOTE * 50) for _ in range(30)]
        answers = [browser.post(LOG, one) for one in sent]
    saved = {one["entry_id"] for one, how in zip(sent, answers, strict=True) if is_saved(how)}

    assert answers[-1].status_code == 503
    assert "no room left" in in_one_line(answers[-1].text)
    assert {one.id for one in kept(person)} == saved
    assert Change.objects.filter(lines__kind="intake").count() == len(saved)


def is_saved(response):
    return response.status_code == 303


@ONLY_SQLITE
def test_a_locked_diary_is_busy_and_says_when_to_come_back(browser, person):
    with locked():
        response = browser.post(LOG, an_intake())

    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert "busy just now" in response.text
    assert kept(person) == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a server that can be lost")
def test_a_connection_that_was_cut_is_answered_and_the_next_request_has_a_new_one(browser):
    with connection.cursor() as cursor:
        pid = cursor.execute("SELECT pg_backend_pid()").fetchone()[0]
    cut_off(pid)
    response = browser.post(LOG, an_intake())
    connection.close()

    assert (response.status_code, response.headers["Retry-After"]) == (503, "15")
    assert "What you just sent may not be saved." in in_one_line(response.text)
    assert browser.get("/day/").status_code == 200


def cut_off(pid):
    """End the connection from another one, as a server does that shuts down."""
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    other.close()


def test_a_note_that_cannot_be_forgotten_hides_no_page(browser):
    browser.post(LOG, an_intake())
    with read_only():
        response = browser.get("/day/")

    assert response.status_code == 200


def test_a_session_that_cannot_be_kept_does_not_say_that_an_entry_was_not(browser, person):
    """The entry is written, and then the note about it in the session is not."""
    response = sent_where_sessions_are_read_only(browser)

    assert response.status_code == 503
    assert "What you just sent may not be saved." in in_one_line(response.text)
    assert len(kept(person)) == 1


def sent_where_sessions_are_read_only(browser):
    def refuse(execute, sql, params, many, context):
        if sql.startswith(("UPDATE", "INSERT")) and "django_session" in sql:
            if connection.vendor == "postgresql":
                run("SET LOCAL transaction_read_only = on")
            with read_only():
                return execute(sql, params, many, context)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        return browser.post(LOG, an_intake())


def test_every_page_of_the_diary_is_readable_while_nothing_can_be_written():
    """Days in short and in numbers are dropped first, for pages keep them on the way."""
    browser = logged_in(make_full_diary())
    DaySummary.objects.all().delete()
    DailyValues.objects.all().delete()
    Person.objects.update(daily_made_by="")
    own = (page.path for page in PAGES if page.is_there and page.eyes is Eyes.PERSON)
    paths = [path for path in own if not path.startswith("/accounts/")]
    with read_only():
        found = {path: browser.get(path).status_code for path in paths}

    assert {path: status for path, status in found.items() if status >= 400} == {}


def test_an_error_of_our_own_is_no_trouble_of_the_data(browser, caplog):
    def broken(execute, sql, params, many, context):
        raise ZeroDivisionError

    with connection.execute_wrapper(broken):
        response = browser.get("/day/")

    assert response.status_code == 500
