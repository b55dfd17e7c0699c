import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests.accounts.people import NEW_PASSWORD, PASSWORD, is_logged_in, log_in, make_ada

pytestmark = pytest.mark.django_db


def test_name_and_password_open_the_day(client):
    make_ada()

    response = log_in(client)

    assert (response.status_code, response["Location"]) == (302, "/day/")
    assert is_logged_in(client)


@pytest.mark.parametrize("name", ["Ada", " ada ", "ADA"])
def test_capitals_and_spaces_around_a_name_do_not_matter(client, name):
    make_ada()

    assert log_in(client, name).status_code == 302


@pytest.mark.parametrize("name", ["zoë", "ZOË", "Zoe\N{COMBINING DIAERESIS}"])
def test_capitals_of_all_alphabets_are_known_on_every_database(client, name):
    get_user_model().objects.create_user("Zoë", password=PASSWORD)

    assert log_in(client, name).status_code == 302


@pytest.mark.parametrize("name", ["ada", "ADA"])
def test_two_who_signed_up_with_one_name_at_one_moment_both_get_in(client, name):
    for login in ("ada", "ADA"):
        get_user_model().objects.create_user(login, password=PASSWORD)

    log_in(client, name)

    assert client.get("/accounts/").wsgi_request.user.get_username() == name


def test_it_goes_on_where_it_was_interrupted(client):
    make_ada()

    assert log_in(client, QUERY_STRING="next=/rules/")["Location"] == "/rules/"


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        r"/\evil.example",
        "http:///evil.example",
        "javascript:alert(1)",
        "http://localhost/elsewhere",
        "https://testserver/",
    ],
)
@pytest.mark.parametrize("page", ["login", "signup", "logout"])
def test_it_never_leads_to_another_host(client, page, target):
    make_ada()
    form = {"login": "ada", "username": "grace", "password": PASSWORD, "password1": PASSWORD}

    response = client.post(f"/accounts/{page}/", {**form, "next": target})

    assert response["Location"] == ("/" if page == "logout" else "/day/")


def wrong(client, **fields):
    return log_in(client, **fields).context["form"].non_field_errors()


def test_a_wrong_password_is_told_calmly(client):
    make_ada()

    assert wrong(client, password="wrong") == [
        "The name and the password do not go together. Look at both once more; capitals count in "
        "the password."
    ]
    assert not is_logged_in(client)


def test_a_name_that_nobody_has_is_told_in_the_same_words(client):
    make_ada()

    assert wrong(client, login="nobody") == wrong(client, password="wrong")


def test_a_login_without_a_password_is_told_in_the_same_words(client):
    make_ada().set_unusable_password()

    assert wrong(client, login="nobody") == wrong(client, password="!")


def test_the_password_is_not_sent_back(client):
    assert "wrong-one" not in log_in(client, password="wrong-one").text


def test_an_account_that_is_closed_says_so_after_the_right_password(client):
    make_ada(is_active=False)

    assert log_in(client)["Location"] == "/accounts/inactive/"
    assert not is_logged_in(client)


def test_logging_out_asks_first(client):
    client.force_login(make_ada())

    assert "Log out" in client.get("/accounts/logout/").text
    assert is_logged_in(client)


def test_logging_out_ends_the_session_and_opens_the_front_page(client):
    client.force_login(make_ada())

    response = client.post("/accounts/logout/")

    assert response["Location"] == "/"
    assert dict(client.session) == {}


def test_nobody_can_be_logged_out_by_a_foreign_page():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_ada())

    assert client.post("/accounts/logout/").status_code == 403
    assert is_logged_in(client)


@pytest.mark.parametrize("path", ["/", "/rules/", "/accounts/password/change/", "/nowhere"])
def test_what_is_seen_logged_in_is_stored_nowhere(client, path):
    client.force_login(make_ada())

    assert client.get(path)["Cache-Control"] == "private, no-store"


def test_public_pages_may_be_kept_by_visitors(client):
    assert "no-store" not in client.get("/rules/")["Cache-Control"]


def test_the_session_cookie_is_out_of_reach_for_scripts_and_other_sites(client):
    make_ada()
    log_in(client)
    cookie = client.cookies["sessionid"]

    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


# Changing the password


def change_password(client, oldpassword=PASSWORD, password1=NEW_PASSWORD):
    form = {"oldpassword": oldpassword, "password1": password1}
    return client.post("/accounts/password/change/", form, follow=True)


def test_the_new_password_works_and_the_session_goes_on(client):
    client.force_login(make_ada())

    assert "Your new password is set." in change_password(client).text
    assert is_logged_in(client)
    assert log_in(Client(), password=NEW_PASSWORD).status_code == 302


def test_other_devices_are_logged_out(client):
    ada = make_ada()
    client.force_login(ada)
    other = Client()
    other.force_login(ada)

    change_password(client)

    assert other.get("/accounts/password/change/").status_code == 302


def test_the_current_password_is_needed(client):
    client.force_login(make_ada())

    errors = change_password(client, oldpassword="wrong").context["form"].errors

    assert errors == {"oldpassword": ["This is not your current password."]}


def test_a_weak_new_password_is_refused(client):
    client.force_login(make_ada())

    assert "password1" in change_password(client, password1="12345678").context["form"].errors


def test_a_login_without_a_password_can_set_one(client):
    ada = make_ada()
    ada.set_unusable_password()
    ada.save()
    client.force_login(ada)

    response = client.post("/accounts/password/set/", {"password1": NEW_PASSWORD}, follow=True)

    assert "Your password is set." in response.text
