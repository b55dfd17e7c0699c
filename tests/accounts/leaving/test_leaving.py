"""An account is asked to be deleted, waits, and is kept or erased."""

from datetime import timedelta
from pathlib import Path
from unittest.mock import Mock

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from mgapp.accounts.leaving import erasing, grace, marks
from tests.accounts.people import is_logged_in, log_in, make_ada
from tests.factories import make_intake, make_share, save
from tracker import actions, queries

pytestmark = pytest.mark.django_db

USERS = get_user_model().objects
DELETE, LEAVING, STAY = "/accounts/delete/", "/accounts/leaving/", "/accounts/leaving/stay/"
PAST_GRACE = grace.GRACE + timedelta(seconds=1)


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def ada():
    ada = make_ada()
    person = actions.create_person(user=ada)
    actions.set_profile_fact(person=person, fact="timezone", value="Pacific/Auckland", by=ada)
    return ada


@pytest.fixture
def browser(ada):
    """A browser in which Ada has just logged in."""
    client = Client()
    log_in(client)
    return client


def ask(client, name="ada"):
    return client.post(DELETE, {"name": name})


def make_due(user):
    grace.ask_to_leave(user=user, now=timezone.now() - PAST_GRACE)


# Asking


def test_the_page_counts_what_goes_and_offers_the_archive(browser, ada):
    save(ada.person, make_intake(), make_intake())
    make_share(ada.person)
    text = browser.get(DELETE).text

    assert "2 entries of your diary" in text
    assert "1 shared link that is open" in text
    assert 'href="/archive/"' in text


def test_it_says_how_long_backups_have_a_copy(browser, settings):
    keep = settings.BACKUPS.keep._replace(daily=7, weekly=4, monthly=0)
    settings.BACKUPS = settings.BACKUPS._replace(keep=keep)

    assert "keep a copy for up to 28 days more" in browser.get(DELETE).text


def test_it_is_linked_from_the_account(browser):
    assert f'href="{DELETE}"' in browser.get("/accounts/").text


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_is_there_is_asked_first(ada, method):
    client = Client()
    client.force_login(ada)

    response = getattr(client, method)(DELETE)

    assert response["Location"] == f"/accounts/again/?next={DELETE.replace('/', '%2F')}"
    assert grace.leaves_at(USERS.get()) is None


@pytest.mark.parametrize("path", [DELETE, LEAVING])
def test_a_visitor_is_asked_to_log_in(client, path):
    assert client.get(path)["Location"] == f"/accounts/login/?next={path}"


@pytest.mark.parametrize("path", [DELETE, LEAVING, STAY])
def test_another_method_is_refused(browser, path):
    assert browser.delete(path).status_code == 405


@pytest.mark.parametrize("name", ["", "bob", "ad", "x" * 5000, "nul\0"])
def test_without_the_right_name_nothing_happens(browser, ada, name):
    response = ask(browser, name)

    assert response.context["form"].errors.keys() == {"name"}
    assert grace.leaves_at(USERS.get()) is None


@pytest.mark.parametrize("name", [" ada ", "ADA", "\N{FULLWIDTH LATIN SMALL LETTER A}da"])
def test_the_name_is_read_as_at_the_log_in(browser, name):
    assert ask(browser, name).status_code == 302


def test_it_says_the_day_on_the_clock_of_the_person(browser, monkeypatch):
    # Half past eleven in London is the next day in Auckland.
    late = timezone.now().replace(year=2027, month=6, day=10, hour=23, minute=30)
    monkeypatch.setattr(timezone, "now", lambda: late)

    log_in(browser)

    assert "Until 25 June 2027:" in browser.get(DELETE).text


def test_all_sessions_are_ended(browser, ada):
    other = Client()
    log_in(other)
    unlisted = Client()
    unlisted.force_login(ada)

    ask(browser)

    assert [is_logged_in(one) for one in (browser, other, unlisted)] == [False] * 3
    assert Session.objects.count() == 0


def test_all_links_are_closed_at_once(browser, ada):
    tokens = make_share(ada.person)
    ask(browser)

    assert Client().get(f"/s/{tokens.page}/").status_code == 410


def test_the_next_page_says_until_when_it_can_be_kept(browser):
    response = browser.post(DELETE, {"name": "ada"}, follow=True)

    assert "Until then you can log in and keep it." in response.text


def test_asked_for_again_the_first_day_holds(ada):
    first = timezone.now()
    for hours in (0, 1):
        grace.ask_to_leave(user=ada, now=first + timedelta(hours=hours))

    assert grace.leaves_at(USERS.get()) == first + grace.GRACE


# Waiting


@pytest.fixture
def waiting(ada):
    grace.ask_to_leave(user=ada, now=timezone.now())
    client = Client()
    log_in(client)
    return client


@pytest.mark.parametrize(
    "path",
    ["/day/", "/", "/shelf/", "/accounts/", "/accounts/password/change/", "/archive/", "/rules/"],
)
def test_every_other_page_leads_to_the_one(waiting, path):
    assert waiting.get(path)["Location"] == LEAVING


def test_nothing_can_be_written(waiting, ada):
    before = queries.person_of(USERS.get()).revision

    assert waiting.post("/log/none/", {"substance": "magnesium"})["Location"] == LEAVING
    assert queries.person_of(USERS.get()).revision == before


def test_the_page_says_when_and_has_no_bar(waiting):
    response = waiting.get(LEAVING)

    assert "Your diary will be deleted on" in response.text
    assert 'class="bar"' not in response.text


def test_the_archive_can_be_taken_along(waiting):
    response = waiting.post("/archive/file/")

    assert response["Content-Disposition"].startswith("attachment")


def test_keeping_it_opens_the_diary_again(waiting):
    assert waiting.post(STAY)["Location"] == "/day/"
    assert waiting.get("/day/").status_code == 200
    assert erasing.erase_due(now=timezone.now() + PAST_GRACE) == 0


def test_links_stay_closed_when_it_is_kept(ada, waiting):
    make_share(ada.person, id="a")
    actions.revoke_all_shares(person=ada.person, now=timezone.now())
    waiting.post(STAY)

    assert queries.share_of(ada.person, "a").revoked_at is not None


def test_it_costs_no_query_to_know(waiting, django_assert_num_queries):
    # The session, and the login with all that belongs to it
    with django_assert_num_queries(2):
        waiting.get("/day/")


def test_who_stays_has_no_such_page(browser):
    assert browser.get(LEAVING)["Location"] == "/accounts/"


def test_somebody_else_is_not_touched(waiting, client):
    bob = USERS.create_user("bob")
    client.force_login(bob)

    assert client.get("/day/").status_code == 200


# After it


def test_before_its_time_nothing_is_erased(ada):
    grace.ask_to_leave(user=ada, now=timezone.now())

    assert erasing.erase_due(now=timezone.now() + grace.GRACE - timedelta(minutes=1)) == 0
    assert USERS.count() == 1


def test_once_it_is_due_it_cannot_be_kept(ada, client):
    make_due(ada)
    client.force_login(ada)

    assert "is being deleted" in client.get(LEAVING).text
    assert client.post(STAY)["Location"] == LEAVING
    assert erasing.erase_due(now=timezone.now()) == 1


def test_the_command_of_the_night_erases_what_is_due(ada, capsys):
    make_due(ada)
    call_command("delete_due_accounts")

    assert USERS.count() == 0
    assert "Accounts erased: 1." in capsys.readouterr().out


def test_somebodys_log_in_erases_it_too_but_looks_once_an_hour(ada, client):
    USERS.create_user("bob", password="plum-orbit-42")
    make_due(ada)
    log_in(client, "bob")
    assert not USERS.filter(username="ada").exists()

    make_due(make_ada())
    log_in(Client(), "bob")
    assert USERS.filter(username="ada").exists()


def test_the_start_of_the_server_looks_too_once_for_all_workers(ada):
    make_due(ada)
    erasing.erase_due_now_and_then(is_start=True)
    assert USERS.count() == 0

    make_due(make_ada())
    erasing.erase_due_now_and_then(is_start=True)
    assert USERS.count() == 1


def test_a_start_is_told_apart_from_the_one_before(ada, settings):
    erasing.erase_due_now_and_then(is_start=True)
    settings.STARTED_AS = "anew"
    make_due(ada)
    erasing.erase_due_now_and_then(is_start=True)

    assert USERS.count() == 0


def test_a_worker_looks_a_minute_after_it_began(ada, monkeypatch):
    begun = []
    monkeypatch.setattr(erasing, "Timer", lambda *arguments: begun.append(arguments) or Mock())
    erasing.erase_soon()

    assert begun == [(60, erasing._look_once)]


def test_a_log_in_erases_only_some_so_that_nobody_waits():
    for number in range(5):
        make_due(USERS.create_user(f"user-{number}"))
    erasing.erase_due_now_and_then()

    assert USERS.count() == 5 - erasing.AT_ONCE


def test_where_it_cannot_be_marked_nothing_is_erased(ada, monkeypatch):
    make_due(ada)
    marks.note(0, timezone.now())
    append = marks._append
    monkeypatch.setattr(marks, "_append", lambda _, line: append(Path("/dev/full"), line))

    with pytest.raises(OSError, match="No space left"):
        erasing.erase_due(now=timezone.now())
    assert USERS.count() == 1


def test_the_owner_can_erase_one_without_the_wait(ada):
    USERS.create_user("bob")
    call_command("delete_due_accounts", now="ADA", yes=True)

    assert [user.username for user in USERS.all()] == ["bob"]


def test_the_owner_has_to_type_the_name(ada, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda _: "yes")

    with pytest.raises(CommandError, match="Nothing was erased"):
        call_command("delete_due_accounts", now="ada")
    assert USERS.count() == 1


def test_nobody_of_that_name_is_told(ada):
    with pytest.raises(CommandError, match="There is no account bob"):
        call_command("delete_due_accounts", now="bob", yes=True)


# An older backup


def bring_back(user):
    """Put the login where it was, as a restored backup does."""
    return USERS.create(
        pk=user.pk, username=user.username, password=user.password, date_joined=user.date_joined
    )


@pytest.fixture
def came_back(ada):
    old = USERS.get()
    erasing.erase_now(user=ada)
    return bring_back(old)


def test_what_a_backup_brought_back_goes_again_at_night(came_back, capsys):
    call_command("delete_due_accounts")

    assert USERS.count() == 0
    assert "Erased again, after a backup had brought them back: 1." in capsys.readouterr().out


def test_it_lets_nobody_in(came_back, client):
    response = log_in(client)

    assert not is_logged_in(client)
    assert "This account was deleted" in client.get(response["Location"]).text
    assert USERS.count() == 0


def test_it_is_known_again_with_another_secret_key(came_back, settings):
    settings.SECRET_KEY = "another-one"

    assert erasing.erase_again() == 1


def test_somebody_new_with_its_number_is_somebody_else(ada):
    key = ada.pk
    erasing.erase_now(user=ada)
    USERS.create_user("bob", pk=key)
    call_command("delete_due_accounts")

    assert USERS.get().username == "bob"
