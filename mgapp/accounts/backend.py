"""Who logs in: allauth's way, with the person and the standing of the login in the same query."""

from functools import cache, partial
from itertools import groupby, islice
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import DEFAULT_DB_ALIAS, connection

from mgapp.accounts.logins import login_named


class LoginAndPerson(AuthenticationBackend):
    """Every page of the diary asks for all of them, so they come together."""

    def _authenticate_by_username(self, username: str, password: str) -> AbstractBaseUser | None:
        return self._check_password(login_named(username), password)

    def get_user(self, user_id: int) -> AbstractBaseUser | None:
        user = _question().answer(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None


class Question:
    """Asks for a login and what is read with it: a queryset whose SQL is put together once.

    Each request asks it, and to put three tables together takes Django ten times as long as the
    database takes to answer.
    """

    def __init__(self) -> None:
        logins = get_user_model()._default_manager.select_related("person", "standing")
        compiler: Any = logins.filter(pk=0).query.get_compiler(DEFAULT_DB_ALIAS)
        self._sql, _ = compiler.as_sql()
        columns = [column for column, *_ in compiler.select]
        self._converted = partial(
            compiler.apply_converters, converters=compiler.get_converters(columns)
        )
        # The columns of one table after those of the other.
        self._tables = [
            (model, [column.target.attname for column in of_model])
            for model, of_model in groupby(columns, key=lambda column: column.target.model)
        ]

    def answer(self, user_id: int) -> Any:
        """Return the login; None where there is none."""
        with connection.cursor() as cursor:
            cursor.execute(self._sql, [user_id])
            found = cursor.fetchone()
        if found is None:
            return None
        [line] = self._converted([found])
        values = iter(line)
        user, *others = (
            model.from_db(DEFAULT_DB_ALIAS, names, [*islice(values, len(names))])
            for model, names in self._tables
        )
        for one in others:
            _belongs(one, user)
        return user


def _belongs(one: Any, user: Any) -> None:
    """Let the login know what is its own, or that it has none: then there is nothing to ask."""
    if one.pk is None:
        one._meta.get_field("user").remote_field.set_cached_value(user, None)
    else:
        one.user = user


@cache
def _question() -> Question:
    return Question()
