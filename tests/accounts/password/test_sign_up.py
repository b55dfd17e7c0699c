import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests.accounts.people import PASSWORD, is_logged_in, make_ada, sign_up
from tracker import queries

pytestmark = pytest.mark.django_db

USERS = get_user_model().objects


def profile_of(name):
    return queries.profiles(queries.person_named(name))[0]


def test_a_name_and_a_password_are_enough_and_open_the_day(client):
    response = sign_up(client)

    assert (response.status_code, response["Location"]) == (302, "/day/")
    assert is_logged_in(client)


def test_an_account_comes_with_its_person(client):
    sign_up(client)

    assert queries.person_named("ada").user.username == "ada"


def test_the_profile_has_the_browsers_time_zone(client):
    sign_up(client, timezone="America/New_York")

    assert profile_of("ada").timezone == "America/New_York"


@pytest.mark.parametrize("zone", ["", "Moon/Crater", "../../etc/passwd", "\0", "x" * 10_000])
def test_a_time_zone_that_is_none_becomes_utc(client, zone):
    sign_up(client, timezone=zone)

    assert profile_of("ada").timezone == "UTC"


def test_without_a_script_the_time_zone_is_utc(client):
    client.post("/accounts/signup/", {"username": "ada", "password1": PASSWORD})

    assert profile_of("ada").timezone == "UTC"


def test_an_address_is_kept_and_no_mail_is_tried_without_a_mail_server(client, mailoutbox):
    response = sign_up(client, email="ada@example.org")

    assert response["Location"] == "/day/"
    assert USERS.get().email == "ada@example.org"
    assert mailoutbox == []


def test_a_name_that_is_taken_is_told_at_the_field(client):
    make_ada()

    response = sign_up(client)

    assert response.context["form"].errors == {
        "username": ["This name is taken here. Choose another, or log in if it is yours."]
    }


@pytest.mark.parametrize("name", ["ADA", "\N{FULLWIDTH LATIN SMALL LETTER A}da"])
def test_a_name_that_differs_only_in_writing_is_taken(client, name):
    make_ada()

    assert "username" in sign_up(client, username=name).context["form"].errors


def test_capitals_of_all_alphabets_are_the_same_name(client):
    USERS.create_user("zoë")

    assert "username" in sign_up(client, username="ZOË").context["form"].errors


@pytest.mark.parametrize(
    "name", ["\N{CYRILLIC SMALL LETTER A}da", "ad\N{GREEK SMALL LETTER ALPHA}"]
)
def test_a_name_that_looks_like_another_one_is_refused(client, name):
    response = sign_up(client, username=name)

    assert "another alphabet" in response.text
    assert not USERS.exists()


@pytest.mark.parametrize("name", ["Дмитрий", "Ζωή", "田中_kenji", "zoë-91"])
def test_a_name_may_be_of_any_alphabet(client, name):
    sign_up(client, username=name)

    assert USERS.filter(username=name).exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["ada", "ADA", "\N{FULLWIDTH LATIN CAPITAL LETTER A}da"])
def test_of_two_who_take_a_name_at_once_one_is_told_and_nothing_breaks(client, monkeypatch, name):
    sign_up(Client())
    look_up = "allauth.account.internal.userkit.filter_users_by_username"
    monkeypatch.setattr(look_up, lambda *names: USERS.none())
    monkeypatch.setattr("mgapp.accounts.adapter.logins_named", lambda name: [])

    response = sign_up(client, username=name)

    assert "username" in response.context["form"].errors
    assert not is_logged_in(client)
    assert [str(user) for user in USERS.all()] == ["ada"]


@pytest.mark.parametrize("name", ["", "with space", "semi;colon", "a" * 151, "nul\0"])
def test_a_name_that_cannot_be_one_is_refused_at_the_field(client, name):
    response = sign_up(client, username=name)

    assert response.status_code == 200
    assert "username" in response.context["form"].errors
    assert not USERS.exists()


@pytest.mark.parametrize("password", ["", "short-1", "12345678901", "password123", "ada-lovelace"])
def test_a_weak_password_is_refused_at_the_field(client, password):
    response = sign_up(client, username="ada-lovelace", password1=password)

    assert "password1" in response.context["form"].errors
    assert not USERS.exists()


def test_what_was_typed_is_kept_but_for_the_password(client):
    response = sign_up(client, username="", email="ada@example.org")

    assert 'value="ada@example.org"' in response.text
    assert PASSWORD not in response.text


def test_an_address_that_others_have_is_not_told(client):
    make_ada(email="shared@example.org")

    assert sign_up(client, username="grace", email="shared@example.org").status_code == 302


def test_a_link_cannot_fill_in_an_address(client):
    response = client.get("/accounts/signup/?email=eve@example.org")

    assert "eve@example.org" not in response.text


def test_who_is_logged_in_is_sent_to_the_day(client):
    sign_up(client)

    assert client.get("/accounts/signup/")["Location"] == "/day/"
