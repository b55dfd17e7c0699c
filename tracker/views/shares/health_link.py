"""SMART Health Links: the manifest and the encrypted file that another program asks for.

Viewers of such links are pages of other sites, so these answers may be read from any site. They
carry no cookie, and what they hold is encrypted with a key that is never sent here.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from tracker import actions, queries
from tracker.domain.shares import hash_of
from tracker.exports.health_link import manifest
from tracker.forms.share import LONGEST_PASSCODE

LONGEST_REQUEST = 4096
TICKET_SECONDS = 300
"""How long a file can be fetched after its manifest; an hour is the most that is allowed."""
TICKET_SALT = "tracker.health_link"

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for a manifest. `longest` is the longest file that may stand inside of it."""

    passcode: str | None
    longest: int | None


def for_viewers(method: str) -> Callable[[View], View]:
    """Let a view answer `method` to programs of other sites."""

    def decorated(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "OPTIONS":
                response = HttpResponse(status=204)
            elif request.method == method:
                response = view(request, *args, **kwargs)
            else:
                response = HttpResponseNotAllowed([method, "OPTIONS"])
            for name, value in _headers(method).items():
                response.headers[name] = value
            return response

        return answer

    return decorated


@for_viewers("POST")
def health_link(request: HttpRequest, token: str) -> HttpResponse:
    """Return the manifest of a link: its file, or where the file can be fetched now."""
    body = request.read(LONGEST_REQUEST + 1)
    if len(body) > LONGEST_REQUEST:
        return JsonResponse({"error": "The request is too long."}, status=413)
    asked = _asked(body)
    if asked is None:
        message = "The body is a JSON object with the text `recipient`."
        return JsonResponse({"error": message}, status=400)
    found = _open(queries.shared_as_health_link(token))
    if found is None:
        return _nothing()
    if found.share.has_passcode and not _is_right(found, asked.passcode):
        return JsonResponse({"remainingAttempts": _tries_left(token)}, status=401)
    actions.note_opening(shared=found, what="health_link", now=timezone.now())
    return JsonResponse(_manifest(found, token, asked.longest))


@for_viewers("GET")
def health_file(_request: HttpRequest, token: str, ticket: str) -> HttpResponse:
    """Return the encrypted file to whoever got the manifest a moment ago."""
    found = _open(queries.shared_as_health_link(token))
    if found is None or not _is_fresh(ticket, token):
        return _nothing()
    return HttpResponse(queries.health_file(found), content_type="application/jose")


def _headers(method: str) -> Mapping[str, str]:
    return {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": f"{method}, OPTIONS",
        "Access-Control-Allow-Headers": "Content-Type",
        "Access-Control-Max-Age": "600",
        "Cache-Control": "no-store",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex, nofollow, noarchive",
    }


def _asked(body: bytes) -> Asked | None:
    """Return what a viewer asks for; None where that is not what the specification says."""
    try:
        sent = json.loads(body)
        # Half of a surrogate pair can be escaped in JSON, and is no text.
        json.dumps(sent, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None
    if not isinstance(sent, dict):
        return None
    recipient, passcode = sent.get("recipient"), sent.get("passcode")
    longest = sent.get("embeddedLengthMax")
    is_named = isinstance(recipient, str) and bool(recipient.strip())
    is_right = isinstance(passcode, str | None) and type(longest) in (int, type(None))
    return Asked(passcode, longest) if is_named and is_right else None


def _open(found: queries.Shared | None) -> queries.Shared | None:
    """Return a link that is open and has its file."""
    if found is None or found.share.ending(timezone.now()) is not None:
        return None
    return found if found.share.has_health_file else None


def _is_right(found: queries.Shared, passcode: str | None) -> bool:
    """No passcode at all is no guess: it uses up no try."""
    typed = (passcode or "").strip()
    if not typed or len(typed) > LONGEST_PASSCODE:
        return False
    return actions.use_try(shared=found, passcode=typed, now=timezone.now())


def _tries_left(token: str) -> int:
    found = queries.shared_as_health_link(token)
    return found.share.tries_left if found else 0


def _manifest(found: queries.Shared, token: str, longest: int | None) -> Mapping[str, Any]:
    file = queries.health_file(found)
    if longest is None or len(file) <= longest:
        return manifest(made_at=found.share.made_at, embedded=file)
    ticket = signing.dumps(hash_of(token), salt=TICKET_SALT)
    address = reverse("tracker:health_file", args=[token, ticket])
    return manifest(made_at=found.share.made_at, location=f"{settings.PUBLIC_URL}{address}")


def _is_fresh(ticket: str, token: str) -> bool:
    try:
        named = signing.loads(ticket, salt=TICKET_SALT, max_age=TICKET_SECONDS)
    except signing.BadSignature:
        return False
    return bool(named == hash_of(token))


def _nothing() -> HttpResponse:
    """A link that is over looks like one that never was."""
    return JsonResponse({"error": "There is no such link, or it is over."}, status=404)
