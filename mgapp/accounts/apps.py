"""The accounts as Django knows them."""

from collections.abc import Sequence
from typing import Any

from allauth.usersessions.apps import UserSessionsConfig
from django.apps import AppConfig
from django.core.checks import CheckMessage, Tags, register


class AccountsConfig(AppConfig):
    """Sign up, log in, change a password; and the table that counts attempts."""

    name = "mgapp.accounts"
    # Of the two in this file, that of "mgapp.accounts".
    default = True

    def ready(self) -> None:
        """Let `manage.py migrate` and `check --database default` look for names that are alike."""
        register(_names_that_are_alike, Tags.database)


def _names_that_are_alike(databases: Sequence[str] | None, **_: Any) -> list[CheckMessage]:
    # What it needs of the diary is not loaded at every start.
    from mgapp.accounts.doubles import names_that_are_alike

    return names_that_are_alike(databases or ())


class SessionsConfig(UserSessionsConfig):
    """The table of sessions, without allauth's signals: `devices/sessions.py` keeps it."""

    def ready(self) -> None:
        """Connect nothing: allauth would look through all sessions of a login at each log-in."""
