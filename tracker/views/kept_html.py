"""Parts of pages that are made once for each state of a diary.

A part is kept under the person's `state`, which is new with each write. One that says "now" is kept
under the minute as well; one that does not, under its day and for longer. What differs from one
answer to the next, the CSRF token and the ids of entries to come, is put in when the part is handed
out: it is rendered with marks that nobody can type, since they are drawn anew in each process.
"""

import re
from collections.abc import Callable
from hashlib import sha256
from secrets import token_hex
from typing import Any
from uuid import uuid4

from django.core.cache import caches
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

FRESH_ID = f"id-{token_hex(16)}"
"""Stands for the id of an entry that a form is to make; each one becomes another UUID."""

_TOKEN = f"token-{token_hex(16)}"


def kept(key: tuple[object, ...], make: Callable[[], Any], *, minutes: int = 1) -> Any:
    """Return what `make` returned for `key` before, within this process, or let it make it.

    A page that does not say "now", and whose key holds its day, may be kept for more minutes.
    """
    name = sha256(repr(key).encode()).hexdigest()
    there = caches["pages"].get(name)
    if there is None:
        there = make()
        caches["pages"].set(name, there, 60 * minutes)
    return there


def this_minute() -> int:
    """Return the minute for the key of a part that says "now"."""
    return int(timezone.now().timestamp() // 60)


def part(template: str, context: dict[str, Any]) -> str:
    """Return a part of a page, with marks in the place of what differs each time."""
    return render_to_string(template, context | {"csrf_token": _TOKEN})


def finished(html: str, request: HttpRequest) -> SafeString:
    """Return the part with the request's token and with fresh ids."""
    with_token = html.replace(_TOKEN, get_token(request))
    return mark_safe(re.sub(FRESH_ID, lambda _: str(uuid4()), with_token))  # noqa: S308 # nosec B308 B703 - rendered by `part`
