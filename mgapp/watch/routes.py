"""Which page an address means, in the words of our own code.

A path may hold what its sender chose: the key of a shared link, the id of an entry that came with a
file, any text at all. So logs, mails and metrics name the route that it leads to, never the path.
"""

import re

from django.conf import settings
from django.http import HttpRequest
from django.urls import ResolverMatch, resolve

UNKNOWN = "/*"
# What programs ask is answered before any view; mgapp.watch.probes says how.
OF_PROBES = frozenset(("/healthz", "/readyz", "/metrics"))
METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"))

_CONVERTER = re.compile(r"<\w+:(\w+)>")
_NAMED_GROUP = re.compile(r"\(\?P(<\w+>)[^()]*\)")
_ANCHOR = re.compile(r"[\^$]|\\Z")


def route_of(path: str) -> str:
    """Return the route that `path` leads to, with or without its slash at the end.

    >>> route_of("/day/2026-06-10/?note=pain")
    '/day/<on>/'
    >>> route_of("/accounts/password/reset/key/1-abc")
    '/accounts/password/reset/key/<uidb36>-<key>/'
    >>> route_of("/pain-after-lunch")
    '/*'
    """
    bare = path.partition("?")[0].partition("#")[0]
    if bare in OF_PROBES:
        return bare
    for candidate in (bare, f"{bare}/"):
        match = _match(candidate)
        if match is not None:
            return route_of_match(match)
    return UNKNOWN


def _match(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except Exception:
        # Mostly nothing is there. Or no address can be read, and that is what is being logged.
        return None


def route_of_match(match: ResolverMatch) -> str:
    """Return the route of a page that was found."""
    route = _NAMED_GROUP.sub(r"\1", _CONVERTER.sub(r"<\1>", match.route))
    return "/" + _ANCHOR.sub("", route)


def route_of_answer(request: HttpRequest, status: int) -> str:
    """Return the route of a request that has its answer; a static file's own path, if it is one."""
    if request.resolver_match is not None:
        return route_of_match(request.resolver_match)
    if request.path.startswith(settings.STATIC_URL) and status < 400:
        return request.path
    return route_of(request.path)


def known_method(method: str | None) -> str:
    """Return the method of a request, and `*` for a word that its sender made up."""
    return method if method in METHODS else "*"
