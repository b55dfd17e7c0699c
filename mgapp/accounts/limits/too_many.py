"""The answer to too many attempts: please wait, and for how long."""

from collections.abc import Mapping
from math import ceil
from time import time
from typing import Any

from allauth.core.internal.ratelimit import get_cache_key, get_rates
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

APP = "allauth.account"


def too_many(
    request: HttpRequest, seconds: int = 60, *, is_about_password: bool = True
) -> HttpResponse:
    """Return the page that asks to wait `seconds`; most limits count within a minute."""
    seconds = max(seconds, 1)
    context = {"minutes": ceil(seconds / 60), "is_about_password": is_about_password}
    return told_to_wait(render(request, "429.html", context, status=429), seconds)


def told_to_wait(response: HttpResponse, seconds: int) -> HttpResponse:
    """Return `response` with the header that says when to ask again."""
    response.headers["Retry-After"] = str(max(seconds, 1))
    return response


def key_of_answers(user: Any) -> str:
    """Return under what the answers of somebody are counted who is asked once more who is there."""
    return f"again-user-{user.pk}"


def seconds_to_wait(
    request: HttpRequest,
    *,
    action: str,
    key: str | None = None,
    app: str = APP,
    config: Mapping[str, str] | None = None,
) -> int:
    """Return after how many seconds none of the limits on `action` refuses any more."""
    waits = [0.0]
    for rate in get_rates(app=app, action=action, config=config):
        # The newest attempt comes first; refused ones are not among them.
        attempts = cache.get(get_cache_key(request, app=app, action=action, rate=rate, key=key), [])
        if len(attempts) >= rate.amount:
            waits.append(attempts[rate.amount - 1] + rate.duration - time())
    return ceil(max(waits))
