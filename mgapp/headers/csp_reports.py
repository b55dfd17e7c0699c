"""Where browsers tell of what the Content-Security-Policy kept them from; with CSP_REPORTS=1 only.

A report is anybody's word, and says which page was open. So no more than two words of it are
written down, the directive and the host that was blocked, and only a few in a minute.
"""

import json
import logging
import re
from threading import Lock
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

logger = logging.getLogger("mgapp.csp")

LONGEST_REPORT = 16 * 1024
MOST_IN_A_BODY = 10
MOST_A_MINUTE = 20
DIRECTIVE = re.compile(r"[a-z]+(-[a-z]+){0,3}", re.ASCII)
WORD = re.compile(r"[a-z][a-z-]{0,29}", re.ASCII)
"""What stands in the place of an address where there is none: `inline`, `eval`, `data`."""
HOST = re.compile(r"[a-z0-9.:\[\]_-]{1,255}", re.ASCII)


class Quota:
    """So many lines a minute from this process, whoever sends them."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._until = 0.0
        self._left = 0

    def allows(self) -> bool:
        """Take one of this minute's lines; False where none is left."""
        with self._lock:
            now = monotonic()
            if now >= self._until:
                self._until, self._left = now + 60, self._most
            self._left -= 1
            return self._left >= 0


QUOTA = Quota(MOST_A_MINUTE)


@csrf_exempt
@require_POST
def csp_report(request: HttpRequest) -> HttpResponse:
    """Write down what was blocked; answer the same whatever was sent."""
    if not settings.CSP_REPORTS:
        raise Http404
    body = request.read(LONGEST_REPORT + 1)
    if len(body) > LONGEST_REPORT:
        return HttpResponse(status=413)
    for directive, blocked in told(body):
        if QUOTA.allows():
            logger.warning("The content security policy blocked %s for %s", blocked, directive)
    return HttpResponse(status=204)


def told(body: bytes) -> list[tuple[str, str]]:
    """Return directive and blocked host of each report in `body`, old style or new.

    >>> told(b'{"csp-report": {"violated-directive": "img-src", "blocked-uri": "https://a.b/c?d"}}')
    [('img-src', 'a.b')]
    >>> told(b'[{"type": "csp-violation", "body": {"effectiveDirective": "script-src-elem",'
    ...      b' "blockedURL": "inline"}}]')
    [('script-src-elem', 'inline')]
    >>> told(b'{"csp-report": {"violated-directive": "new\\\\nline", "blocked-uri": ""}}')
    []
    """
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        return []
    reports = sent if isinstance(sent, list) else [sent]
    found = [_told(one) for one in reports[:MOST_IN_A_BODY]]
    return [one for one in found if one is not None]


def _told(report: Any) -> tuple[str, str] | None:
    if not isinstance(report, dict):
        return None
    said = report.get("csp-report") or report.get("body")
    if not isinstance(said, dict):
        return None
    directive = _first_text(said, "effective-directive", "effectiveDirective", "violated-directive")
    blocked = blocked_host(_first_text(said, "blocked-uri", "blockedURL"))
    directive = directive.partition(" ")[0]
    return (directive, blocked) if DIRECTIVE.fullmatch(directive) and blocked else None


def _first_text(said: dict[str, Any], *names: str) -> str:
    return next((said[name] for name in names if isinstance(said.get(name), str)), "")


def blocked_host(text: str) -> str:
    """Return the host of an address, or the word that stands in its place; never a path."""
    if WORD.fullmatch(text):
        return text
    try:
        host = urlsplit(text).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""
    return host if HOST.fullmatch(host) else ""
