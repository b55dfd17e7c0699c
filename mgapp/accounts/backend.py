"""Who logs in: allauth's way, with the person and the standing of the login in the same query."""

from functools import cache
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet

from mgapp.accounts.logins import login_named


class LoginAndPerson(AuthenticationBackend):
    """Every page of the diary asks for all of them, so they come together."""

    def _authenticate_by_username(self, username: str, password: str) -> AbstractBaseUser | None:
        return self._check_password(login_named(username), password)

    def get_user(self, user_id: int) -> AbstractBaseUser | None:
        try:
            user = _logins().get(pk=user_id)
        except get_user_model().DoesNotExist:
            return None
        return user if self.user_can_authenticate(user) else None


@cache
def _logins() -> QuerySet[Any]:
    """Put together once; each request asks for one of them."""
    return get_user_model()._default_manager.select_related("person", "standing")
