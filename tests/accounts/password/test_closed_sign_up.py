"""SIGNUP=closed: visitors make no account, the owner of the installation does by command."""

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.utils import timezone

from mgapp import environment
from tests.accounts.people import PASSWORD, log_in, make_ada, sign_up
from tracker import actions, queries

pytestmark = pytest.mark.django_db

USERS = get_user_model().objects


@pytest.fixture
def closed(settings):
    settings.SIGN_UP_IS_OPEN = False


@pytest.mark.parametrize(
    ("said", "is_open"),
    [(None, True), ("", True), ("open", True), ("closed", False), ("Closed ", False)],
)
def test_it_is_open_unless_closed_is_said(monkeypatch, said, is_open):
    monkeypatch.delenv("SIGNUP", raising=False)
    if said is not None:
        monkeypatch.setenv("SIGNUP", said)

    assert environment.sign_up_is_open() is is_open


def test_another_word_is_told(monkeypatch):
    monkeypatch.setenv("SIGNUP", "maybe")

    with pytest.raises(environment.SettingProblem, match="write open or closed"):
        environment.sign_up_is_open()


def test_the_page_says_who_makes_accounts(closed, client):
    response = client.get("/accounts/signup/")

    assert response.status_code == 200
    assert "Accounts are made by the owner" in response.text


def test_a_form_that_is_sent_makes_none(closed, client):
    response = sign_up(client)

    assert response.status_code == 403
    assert not USERS.exists()


@pytest.mark.parametrize("path", ["/", "/rules/", "/accounts/login/", "/accounts/signup/"])
def test_no_link_leads_there(closed, client, path):
    assert "/accounts/signup/" not in client.get(path).text.replace(f'{path}">', "")


def test_nor_does_the_demo(closed, client, monkeypatch):
    monkeypatch.setattr("tracker.actions.demo.DAYS", 3)
    actions.ensure_demo(now=timezone.now())
    client.post("/demo/")

    assert "/accounts/signup/" not in client.get("/day/").text
    assert "/accounts/signup/" not in client.post("/log/none/").text


def test_the_front_page_offers_the_log_in(closed, client):
    assert 'class="btn btn-primary" href="/accounts/login/"' in client.get("/").text


def test_where_it_is_open_the_links_are_there(client):
    pages = (client.get(path).text for path in ("/", "/accounts/login/"))

    assert all("/accounts/signup/" in page for page in pages)


# By command


@pytest.fixture
def create(monkeypatch, capsys):
    def run(name="ada", password=PASSWORD, **options):
        monkeypatch.setattr("sys.stdin", StringIO(f"{password}\n"))
        call_command("create_account", name, password_stdin=True, **options)
        return capsys.readouterr().out

    return run


def test_the_account_can_log_in(closed, create, client):
    assert create() == "Made the account ada. Log in at http://localhost:8000/accounts/login/\n"
    assert log_in(client)["Location"] == "/day/"


def test_its_diary_is_in_the_zone_that_was_named(create):
    create(timezone="America/New_York")

    assert queries.profiles(queries.person_named("ada"))[0].timezone == "America/New_York"


@pytest.mark.parametrize(
    ("password", "words"),
    [("short-1", "too short"), ("12345678901234", "Password:"), ("", "Password:")],
)
def test_the_rules_for_passwords_hold(create, password, words):
    with pytest.raises(CommandError, match=words):
        create(password=password)
    assert not USERS.exists()


@pytest.mark.parametrize("name", ["with space", "ADA", ""])
def test_the_rules_for_names_hold(create, name):
    make_ada()

    with pytest.raises(CommandError, match="Name:"):
        create(name)
    assert USERS.count() == 1


def test_a_zone_that_is_none_is_told(create):
    with pytest.raises(CommandError, match="There is no time zone 'Moon/Crater'"):
        create(timezone="Moon/Crater")


def test_a_password_is_asked_for_twice(monkeypatch):
    typed = iter([PASSWORD, "another-one-5"])
    monkeypatch.setattr(
        "mgapp.accounts.management.commands.create_account.getpass", lambda _: next(typed)
    )

    with pytest.raises(CommandError, match="not the same"):
        call_command("create_account", "ada")
    assert not USERS.exists()
