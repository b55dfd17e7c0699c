"""The answer to too many attempts: please wait, and for how long."""

from math import ceil
from time import time

from allauth.core.internal.ratelimit import get_cache_key, get_rates
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

APP = "allauth.account"


def too_many(request: HttpRequest, seconds: int = 60) -> HttpResponse:
    """Return the page that asks to wait `seconds`; all limits but one count within a minute."""
    seconds = max(seconds, 1)
    page = render(request, "429.html", {"minutes": ceil(seconds / 60)}, status=429)
    page.headers["Retry-After"] = str(seconds)
    return page


def seconds_to_wait(request: HttpRequest, *, action: str, key: str) -> int:
    """Return after how many seconds none of the limits on `action` refuses any more."""
    waits = [0.0]
    for rate in get_rates(app=APP, action=action):
        # The newest attempt comes first; refused ones are not among them.
        attempts = cache.get(get_cache_key(request, app=APP, action=action, rate=rate, key=key), [])
        if len(attempts) >= rate.amount:
            waits.append(attempts[rate.amount - 1] + rate.duration - time())
    return ceil(max(waits))
