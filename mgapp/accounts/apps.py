"""The accounts as Django knows them."""

from allauth.usersessions.apps import UserSessionsConfig
from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Sign up, log in, change a password; and the table that counts attempts."""

    name = "mgapp.accounts"


class SessionsConfig(UserSessionsConfig):
    """The table of sessions, without allauth's signals: `devices/sessions.py` keeps it."""

    def ready(self) -> None:
        """Connect nothing: allauth would look through all sessions of a login at each log-in."""
