"""Erasing: an account whose time is over goes, with every row and file of it.

Three call this: `manage.py delete_due_accounts` at night, the server as it starts, and once an
hour a log-in or sign-up. Several may do so at once: each account is taken by one of them.
"""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from threading import Timer
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import SESSION_KEY, get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import DatabaseError, connection, connections, transaction
from django.db.models import Q
from django.utils import timezone

from mgapp.accounts.leaving import marks
from mgapp.accounts.limits.too_many import key_of_answers
from mgapp.accounts.logins import person_of
from mgapp.accounts.models import Standing
from tracker.views.archive import kept_file

logger = logging.getLogger("mgapp.accounts")

EVERY = timedelta(hours=1)
SECONDS_AFTER_START = 60
AT_ONCE = 3
"""How many accounts a log-in erases at most, so that nobody waits for long."""

NAMES_A_LOGIN = frozenset({SESSION_KEY, "account_authentication_methods_user", "user_pk", "user"})
"""Under these names a session holds the id of a login, at whatever depth."""


def erase_due(*, now: datetime, most: int | None = None) -> int:
    """Erase the accounts whose time is over, the longest waiting first; return how many."""
    due = Standing.objects.filter(leaves_at__lte=now).order_by("leaves_at")
    return sum(_erase(Q(standing__leaves_at__lte=now), key) for key in _keys(due, most))


def erase_again() -> int:
    """Erase accounts that were erased before and came back with an older backup."""
    held = marks.held()
    if held is None:
        return 0
    logins = get_user_model()._default_manager
    rows = logins.values_list("pk", "date_joined").iterator()
    back = [key for key, joined in rows if held.has(key, joined)]
    return sum(_erase(Q(), key) for key in back)


def erase_now(*, user: AbstractBaseUser) -> None:
    """Erase an account without waiting, for the owner of the installation."""
    _erase(Q(), user.pk)


def erase_due_now_and_then(*, is_start: bool = False) -> None:
    """Erase what is due, once an hour in all workers and once a start; a trouble stops nobody.

    At the start all of it, and what came back with a backup; else some, since somebody waits.
    """
    turn = settings.STARTED_AS if is_start else "hour"
    try:
        if cache.add(f"mgapp.accounts.erasing.{turn}", True, EVERY.total_seconds()):
            erase_due(now=timezone.now(), most=None if is_start else AT_ONCE)
            if is_start:
                erase_again()
    except (DatabaseError, OSError) as problem:
        logger.error("Accounts that are due were not erased: %s", type(problem).__name__)


def came_back(user: Any) -> bool:
    """Return whether this account was erased, and is there again from an older backup."""
    held = marks.held()
    return held is not None and held.has(user.pk, user.date_joined)


def erase_soon() -> None:
    """Look a minute from now, beside the requests of this worker; for the start of the server."""
    timer = Timer(SECONDS_AFTER_START, _look_once)
    timer.daemon = True
    timer.start()


def _look_once() -> None:
    try:
        erase_due_now_and_then(is_start=True)
    finally:
        connections.close_all()


def _keys(due: Any, most: int | None) -> list[int]:
    return list(due.values_list("user_id", flat=True)[:most])


def _erase(condition: Q, key: int) -> bool:
    """Erase the login `key` if it is there and still meets `condition`; return whether it was."""
    _ask("PRAGMA secure_delete = ON")
    with transaction.atomic():
        rows = get_user_model()._default_manager.select_for_update(of=("self",))
        user = rows.filter(condition, pk=key).first()
        if user is None:
            return False
        _forget_attempts(user)
        _end_sessions(user)
        _erase_diary(user)
        user.delete()
        # The last step before all of this holds: what cannot be marked is not erased.
        marks.note(key, user.date_joined)
    # Until then the write-ahead log has the rows still, as they were written.
    _ask("PRAGMA wal_checkpoint(TRUNCATE)")
    logger.info("An account was erased, with its diary, its files and its sessions.")
    return True


def _ask(pragma: str) -> None:
    """Ask SQLite to leave nothing of deleted rows in its files; PostgreSQL has its vacuum."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute(pragma)


def _erase_diary(user: AbstractBaseUser) -> None:
    # Not before it is needed: see mgapp/loading.py.
    from tracker import actions

    person = person_of(user)
    if person is not None:
        actions.erase_person(person=person)
        kept_file.drop_all_of(person)


def _end_sessions(user: AbstractBaseUser) -> None:
    """Delete each session that names the login: over or not, logged in or on the way there."""
    keys = [
        one.session_key
        for one in Session.objects.iterator()
        if str(user.pk) in _named_in(one.get_decoded())
    ]
    Session.objects.filter(session_key__in=keys).delete()


def _named_in(held: Any) -> Iterator[str]:
    """Yield the ids of logins that a session holds."""
    if isinstance(held, dict):
        for name, value in held.items():
            if name in NAMES_A_LOGIN and isinstance(value, str | int):
                yield str(value)
            yield from _named_in(value)
    elif isinstance(held, list):
        for value in held:
            yield from _named_in(value)


def _forget_attempts(user: Any) -> None:
    """Delete what the cache counts of the login, by its id or by a hash of its names."""
    addresses = EmailAddress.objects.filter(user_id=user.pk).values_list("email", flat=True)
    counted = {f"mfa-auth-user-{user.pk}", key_of_answers(user)}
    names = {user.get_username(), user.email, *counted, *addresses} - {""}
    hashes = (sha256(name.lower().encode()).hexdigest() for name in names)
    parts = [f"%:user:{user.pk}", f"%user={user.pk}&%", *(f"%{one}%" for one in hashes)]
    caches: Any = settings.CACHES
    table = connection.ops.quote_name(caches["default"]["LOCATION"])
    with connection.cursor() as cursor:
        for part in parts:
            cursor.execute(f"DELETE FROM {table} WHERE cache_key LIKE %s", [part])  # noqa: S608 # nosec B608 - the table's own name
