"""A browser in which a login is used for the first time is told to the others.

Each browser has a random cookie that stays when somebody logs out. Of it a hash is kept for each
login, made with the login's id. Which device a session belongs to stands in the session, so
nobody makes theirs another one by changing a cookie.

A new device is shown to those that are known and to those that were there before it; they alone
can say that it is known. So whoever came in without leave, with two browsers, cannot wave the
first one through with the second.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Exists, Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from mgapp.accounts.devices.user_agents import device_name
from mgapp.accounts.models import AGENT_LENGTH, Device
from mgapp.accounts.standings import set_standing, standing_of

SESSION_KEY = "device"
VALUE = re.compile(r"[\w-]{43}", re.ASCII)
NEWS_FOR = timedelta(days=30)
"""As long as a session lasts: nobody is logged in any more who was there before."""
MOST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class NewDevice:
    """A device that is told of: its key, what it calls itself, and when it logged in."""

    key: int
    name: str
    at: datetime


def note_login(request: HttpRequest, user: AbstractBaseUser, response: HttpResponseBase) -> bool:
    """Put the browser among the devices of `user`; return whether the others are told of it.

    The first device of a login is nobody's news.
    """
    value, now = _value(request) or token_urlsafe(32), timezone.now()
    with transaction.atomic():
        device, is_new = _noted(request, user, value, now)
        is_news = is_new and device.known_at is None
        if is_news:
            set_standing(user, news_until=now + NEWS_FOR)
    request.session[SESSION_KEY] = device.pk
    _set_cookie(response, value)
    return is_news


def news_for(request: HttpRequest) -> list[NewDevice]:
    """Return the devices that this session is told of, the newest first.

    No query where there is nothing new: that is known with the login.
    """
    standing = standing_of(request.user)
    if standing is None or not standing.news_until or standing.news_until <= timezone.now():
        return []
    rows = _untold(request).order_by("-pk")[:MOST_SHOWN]
    return [NewDevice(row.pk, device_name(row.user_agent), row.first_at) for row in rows]


def say_known(request: HttpRequest, key: int) -> bool:
    """Take a device as one's own; return whether it was this session's to say."""
    with transaction.atomic():
        is_done = bool(_untold(request).filter(pk=key).update(known_at=timezone.now()))
        if not _unknown(request.user).exists():
            set_standing(request.user, news_until=None)
    return is_done


def _untold(request: HttpRequest) -> QuerySet[Device]:
    """Return the devices that nobody knows yet and that came after that of this session."""
    rows = _unknown(request.user)
    # A session that knows of no device was begun before devices were noted.
    own = request.session.get(SESSION_KEY, 0)
    is_known = Exists(Device.objects.filter(pk=own, known_at__isnull=False))
    return rows.filter(Q(pk__gt=own) | is_known, first_at__gt=timezone.now() - NEWS_FOR).exclude(
        pk=own
    )


def _unknown(user: Any) -> QuerySet[Device]:
    return Device.objects.filter(user_id=user.pk, known_at=None)


def _noted(request: HttpRequest, user: Any, value: str, now: datetime) -> tuple[Device, bool]:
    devices = Device.objects.filter(user_id=user.pk)
    devices.filter(last_at__lt=now - Device.FORGOTTEN_AFTER).delete()
    agent = request.headers.get("User-Agent", "").replace("\0", "")[:AGENT_LENGTH]
    seen = {"last_at": now, "user_agent": agent}
    first = {"first_at": now, "known_at": None if devices.exists() else now}
    return Device.objects.update_or_create(
        user_id=user.pk,
        cookie_hash=sha256(f"{user.pk} {value}".encode()).hexdigest(),
        defaults=seen,
        create_defaults=seen | first,
    )


def _value(request: HttpRequest) -> str | None:
    value = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    return value if VALUE.fullmatch(value) else None


def _set_cookie(response: Any, value: str) -> None:
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        value,
        max_age=Device.FORGOTTEN_AFTER,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
