"""Tells the owner of logins whose names differ by capitals alone: older versions let them be made.

Both work, each by its name just as it is written; nobody may rename somebody else's account, so
the owner is told, at each `manage.py migrate`.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.core import checks
from django.db import connections

from mgapp.accounts.logins import compared
from mgapp.accounts.models import ComparedName


def names_that_are_alike(databases: Sequence[str]) -> list[checks.CheckMessage]:
    """Return a warning for each login whose name belongs to an earlier one, but for capitals."""
    return [warning for alias in databases for warning in _alike(alias)]


def _alike(alias: str) -> list[checks.CheckMessage]:
    if ComparedName._meta.db_table not in connections[alias].introspection.table_names():
        return []
    nameless = get_user_model()._default_manager.using(alias).filter(compared_name=None)
    owners = ComparedName.objects.using(alias).select_related("user")
    pairs = [(user, owners.filter(name=compared(user.get_username())).first()) for user in nameless]
    return [_warning(user, owner.user) for user, owner in pairs if owner is not None]


def _warning(user: Any, owner: Any) -> checks.CheckMessage:
    return checks.Warning(
        f"The names of the logins {owner.pk} ({owner}) and {user.pk} ({user}) differ by capitals "
        "alone.",
        hint="Each logs in by its name just as it is written. Ask one of them for another name.",
        id="accounts.W001",
    )
