"""The cast of the account tests."""

from django.contrib.auth import get_user_model

PASSWORD = "plum-orbit-42"
NEW_PASSWORD = "quiet-anchor-77"


def make_ada(**fields):
    """Return the login "ada", with PASSWORD."""
    return get_user_model().objects.create_user("ada", password=PASSWORD, **fields)


def sign_up(client, **fields):
    form = {"username": "ada", "password1": PASSWORD, "timezone": "Europe/Berlin", **fields}
    return client.post("/accounts/signup/", form)


def log_in(client, login="ada", password=PASSWORD, **more):
    return client.post("/accounts/login/", {"login": login, "password": password}, **more)


def is_logged_in(client):
    return "_auth_user_id" in client.session
