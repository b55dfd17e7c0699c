"""The rules by which the HTTP Observatory (Mozilla, now MDN) grades a site, and the score.

Written down from its documentation and its table of scores, version 5: each test has outcomes with
a number of points; the first outcome that fits counts. A site begins with 100, loses points first,
and wins extra ones only where 90 are left. 100 and more is an A+.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

FOR_EXTRA = 90
A_PLUS = 100

BROAD = {"*", "ftp:", "http:", "https:", "http://*", "http://*.*", "https://*", "https://*.*"}
INLINE = {"'unsafe-inline'", "data:"}
PRIVATE_REFERRER = {
    "no-referrer",
    "same-origin",
    "strict-origin",
    "strict-origin-when-cross-origin",
}
SIX_MONTHS = 15_768_000


class Outcome(NamedTuple):
    """One way in which a test can end."""

    name: str
    points: int
    fits: Callable[["Seen"], bool]


@dataclass
class Seen:
    """What a scanner sees of a site: one answer by https, and where plain http leads."""

    address: str
    headers: dict
    cookies: list
    text: str
    led_to: str
    """The address to which plain http is redirected; empty where it is not."""

    @cached_property
    def policy(self):
        """Return the directives of the Content-Security-Policy, each with its sources."""
        parts = [part.split() for part in self.header("Content-Security-Policy").split(";")]
        return {part[0].lower(): set(part[1:]) for part in parts if part}

    @cached_property
    def scripts(self):
        """Return (absolute address, whether its content is pinned) of each script with one."""
        reader = Scripts()
        reader.feed(self.text)
        return [(urljoin(self.address, source), is_pinned) for source, is_pinned in reader.found]

    @cached_property
    def hsts_seconds(self):
        found = re.search(r"max-age=(\d+)", self.header("Strict-Transport-Security"))
        return int(found[1]) if found else None

    def header(self, name):
        return self.headers.get(name, "")

    def sources(self, directive):
        return self.policy.get(directive, self.policy.get("default-src", {"*"}))

    def is_html(self):
        return self.header("Content-Type").startswith("text/html")


class Scripts(HTMLParser):
    """Finds the scripts that a page loads."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "script" and said.get("src"):
            self.found.append((said["src"], "integrity" in said))


def allows_http(seen, *directives):
    sources = set().union(*(seen.sources(one) for one in directives))
    return any(source.startswith(("http:", "ftp:")) for source in sources)


def is_session(cookie):
    return any(part in cookie.key.lower() for part in ("login", "sess"))


def any_cookie(wrong):
    return lambda seen: any(wrong(cookie) for cookie in seen.cookies)


def script_hosts(seen):
    return {urlsplit(address).netloc for address, _ in seen.scripts}


def is_own(seen):
    return script_hosts(seen) <= {urlsplit(seen.address).netloc}


def by_https(seen):
    return all(urlsplit(address).scheme == "https" for address, _ in seen.scripts)


def pinned(seen):
    return bool(seen.scripts) and all(is_pinned for _, is_pinned in seen.scripts)


def always(_seen):
    return True


ACTIVE = ("script-src", "style-src", "object-src", "connect-src", "font-src", "worker-src")

TESTS = {
    "content-security-policy": [
        Outcome("missing", -25, lambda seen: not seen.policy),
        Outcome(
            "unsafe scripts or any objects",
            -20,
            lambda seen: bool(
                seen.sources("script-src") & (BROAD | INLINE) or seen.sources("object-src") & BROAD
            ),
        ),
        Outcome("active content by http", -20, lambda seen: allows_http(seen, *ACTIVE)),
        Outcome(
            "eval",
            -10,
            lambda seen: "'unsafe-eval'" in seen.sources("script-src") | seen.sources("style-src"),
        ),
        Outcome("images by http", -10, lambda seen: allows_http(seen, "img-src", "media-src")),
        Outcome(
            "unsafe styles", 0, lambda seen: bool(seen.sources("style-src") & (BROAD | INLINE))
        ),
        Outcome(
            "nothing unless allowed", 10, lambda seen: seen.policy.get("default-src") == {"'none'"}
        ),
        Outcome("nothing unsafe", 5, always),
    ],
    "cookies": [
        Outcome("none", 0, lambda seen: not seen.cookies),
        Outcome(
            "session without Secure",
            -40,
            any_cookie(lambda cookie: is_session(cookie) and not cookie["secure"]),
        ),
        Outcome(
            "session without HttpOnly",
            -30,
            any_cookie(lambda cookie: is_session(cookie) and not cookie["httponly"]),
        ),
        Outcome(
            "token without SameSite",
            -20,
            any_cookie(lambda cookie: "csrf" in cookie.key.lower() and not cookie["samesite"]),
        ),
        Outcome("without Secure", -20, any_cookie(lambda cookie: not cookie["secure"])),
        Outcome("without SameSite", 0, any_cookie(lambda cookie: not cookie["samesite"])),
        Outcome("secure, HttpOnly and SameSite", 5, always),
    ],
    "cross-origin-resource-sharing": [
        Outcome(
            "any site, with its cookies",
            -50,
            lambda seen: (
                bool(seen.header("Access-Control-Allow-Origin"))
                and seen.header("Access-Control-Allow-Credentials") == "true"
            ),
        ),
        Outcome("none or public", 0, always),
    ],
    "redirection": [
        Outcome("none", -20, lambda seen: not seen.led_to),
        Outcome("not to https", -20, lambda seen: not seen.led_to.startswith("https://")),
        Outcome(
            "to another host",
            -5,
            lambda seen: urlsplit(seen.led_to).hostname != urlsplit(seen.address).hostname,
        ),
        Outcome("to https on this host", 0, always),
    ],
    "referrer-policy": [
        Outcome("missing", 0, lambda seen: not seen.header("Referrer-Policy")),
        Outcome("private", 5, lambda seen: seen.header("Referrer-Policy") in PRIVATE_REFERRER),
        Outcome("unsafe", -5, always),
    ],
    "strict-transport-security": [
        Outcome("missing", -20, lambda seen: seen.hsts_seconds is None),
        Outcome("under six months", -10, lambda seen: seen.hsts_seconds < SIX_MONTHS),
        Outcome("six months and more", 0, always),
    ],
    "subresource-integrity": [
        Outcome("no page", 0, lambda seen: not seen.is_html()),
        Outcome("no scripts", 0, lambda seen: not seen.scripts),
        Outcome("by http", -50, lambda seen: not by_https(seen)),
        Outcome("pinned", 5, pinned),
        Outcome("all from here", 0, is_own),
        Outcome("from elsewhere, not pinned", -5, always),
    ],
    "x-content-type-options": [
        Outcome("nosniff", 0, lambda seen: seen.header("X-Content-Type-Options") == "nosniff"),
        Outcome("missing", -5, always),
    ],
    "x-frame-options": [
        Outcome("frame-ancestors", 5, lambda seen: "frame-ancestors" in seen.policy),
        Outcome(
            "header",
            0,
            lambda seen: seen.header("X-Frame-Options").upper() in {"DENY", "SAMEORIGIN"},
        ),
        Outcome("missing", -20, always),
    ],
    "cross-origin-resource-policy": [
        Outcome("missing", 0, lambda seen: not seen.header("Cross-Origin-Resource-Policy")),
        Outcome(
            "closed",
            10,
            lambda seen: (
                seen.header("Cross-Origin-Resource-Policy") in {"same-origin", "same-site"}
            ),
        ),
        Outcome(
            "open", 0, lambda seen: seen.header("Cross-Origin-Resource-Policy") == "cross-origin"
        ),
        Outcome("not understood", -5, always),
    ],
}


def outcomes(seen):
    """Return the outcome of each test."""
    return {
        name: next(one for one in possible if one.fits(seen)) for name, possible in TESTS.items()
    }


def score(seen):
    """Return the points of a site, as the Observatory counts them."""
    points = [one.points for one in outcomes(seen).values()]
    left = 100 + sum(one for one in points if one < 0)
    extra = sum(one for one in points if one > 0) if left >= FOR_EXTRA else 0
    return max(left + extra, 0)
