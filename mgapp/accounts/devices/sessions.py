"""The devices on which somebody is logged in: which they are, and how one of them is ended.

allauth's table holds when and from where a session was begun; Django's holds the session itself,
and decides. A row whose session is over is not shown, and goes with the next log-in.
"""

from collections.abc import Mapping
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from mgapp.accounts.devices import seen


def note(request: HttpRequest) -> None:
    """Put this session among those of its login, and take away those that are over."""
    over = ~Exists(_running().filter(session_key=OuterRef("session_key")))
    UserSession.objects.filter(over, user_id=request.user.pk).delete()
    UserSession.objects.create_from_request(request)
    seen.note(request)


def note_if_missing(request: HttpRequest) -> None:
    """Put a session in the list that was begun before there was one."""
    if not UserSession.objects.filter(session_key=request.session.session_key).exists():
        note(request)


def sessions_of(user: Any) -> list[UserSession]:
    """Return the sessions in which `user` is logged in, the newest first.

    `last_seen_at` is None where the session does not say it.
    """
    rows = {row.session_key: row for row in UserSession.objects.filter(user_id=user.pk)}
    alive = []
    for one in _running().filter(session_key__in=rows):
        data = one.get_decoded()
        if _is_of(data, user):
            alive.append(rows[one.session_key])
            alive[-1].last_seen_at = seen.seen_at(data)
    return sorted(alive, key=lambda row: (row.created_at, row.pk), reverse=True)


def end(rows: QuerySet[UserSession]) -> int:
    """End these sessions at once; return how many there were."""
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
    return len(keys)


def end_others(request: HttpRequest) -> int:
    """End all sessions of who is logged in here but this one; return how many there were."""
    rows = UserSession.objects.filter(user_id=request.user.pk)
    return end(rows.exclude(session_key=request.session.session_key))


def end_all(user: Any) -> int:
    """End all sessions of `user`, those too that no list knows; return how many there were.

    It opens every session of the site: a command has the time, a page has not.
    """
    keys = [one.session_key for one in _running().iterator() if _is_of(one.get_decoded(), user)]
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(user_id=user.pk).delete()
    return len(keys)


def _running() -> QuerySet[Session]:
    return Session.objects.filter(expire_date__gt=timezone.now())


def _is_of(data: Mapping[str, Any], user: Any) -> bool:
    """Return whether a session with this `data` is of `user`, begun with the password of now."""
    return data.get(SESSION_KEY) == str(user.pk) and constant_time_compare(
        data.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash()
    )
