"""A browser without scripts: keeps its connection and cookies, sends forms, measures answers."""

import http.client
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from gzip import decompress
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

REDIRECTS = {301, 302, 303, 307}


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, how long it took to be there whole, and its bytes on the wire."""

    status: int
    seconds: float
    body: bytes
    wire_bytes: int
    location: str
    etag: str = ""
    server_seconds: float = 0
    """The processor time that it cost, where the browser was given the server's clock."""

    @property
    def html(self) -> str:
        return self.body.decode()


class Browser:
    def __init__(
        self,
        port: int,
        cookies: dict[str, str] | None = None,
        clock: Callable[[], float] = lambda: 0,
    ) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.port = port
        self.cookies = dict(cookies or {})
        self._clock = clock

    def get(self, path: str, *, etag: str = "") -> Answer:
        """Ask for a page; with the `etag` of an answer, for what changed since."""
        return self._ask("GET", path, None, {"If-None-Match": etag} if etag else {})

    def post(self, path: str, fields: Iterable[tuple[str, str]]) -> Answer:
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"http://127.0.0.1:{self.port}",
        }
        return self._ask("POST", path.partition("#")[0], urlencode([*fields]), headers)

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        sent = {
            "Accept-Encoding": "gzip",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            **headers,
        }
        worked = self._clock()
        began = time.perf_counter()
        try:
            response, wire = self._answer(method, path, body, sent)
        except (ConnectionResetError, BrokenPipeError):
            # The server lets a connection go that was quiet for two seconds.
            self._connection.close()
            began = time.perf_counter()
            response, wire = self._answer(method, path, body, sent)
        seconds = time.perf_counter() - began
        self._keep_cookies(response)
        is_packed = response.getheader("Content-Encoding") == "gzip"
        location = urlsplit(response.getheader("Location") or "").path
        whole = decompress(wire) if is_packed else wire
        etag = response.getheader("ETag") or ""
        worked = self._clock() - worked
        return Answer(response.status, seconds, whole, len(wire), location, etag, worked)

    def _answer(
        self, method: str, path: str, body: str | None, headers: dict[str, str]
    ) -> tuple[http.client.HTTPResponse, bytes]:
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        return response, response.read()

    def _keep_cookies(self, response: http.client.HTTPResponse) -> None:
        for line in response.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value

    def close(self) -> None:
        self._connection.close()


# Forms


Fields = list[tuple[str, str]]


@dataclass
class Form:
    style: str
    action: str
    method: str
    fields: Fields = field(default_factory=list)
    buttons: Fields = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    """Where each of the buttons sends to."""

    def sent(self) -> Fields:
        """Return what the first button sends."""
        return [*self.fields, *(one for one in self.buttons[:1] if one[0])]


class FormReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._open: Form | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            method = given.get("method", "get").lower()
            self._open = Form(given.get("class", ""), given.get("action", ""), method)
            self.forms.append(self._open)
        elif self._open is not None:
            self._note(self._open, tag, given)

    def _note(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name, value = given.get("name", ""), given.get("value", "")
        if tag == "select":
            self._select = name
        elif tag == "textarea":
            form.fields.append((name, ""))
        elif tag == "option":
            self._note_option(form, value, is_selected="selected" in given)
        elif tag == "button" and given.get("type") != "button":
            form.buttons.append((name, value))
            form.addresses.append(given.get("formaction") or form.action)
        elif tag == "input" and name and (not is_choice(given) or "checked" in given):
            form.fields.append((name, value))

    def _note_option(self, form: Form, value: str, *, is_selected: bool) -> None:
        """Note the option that is selected, and until there is one the first."""
        if is_selected:
            form.fields = [one for one in form.fields if one[0] != self._select]
        if self._select and self._select not in dict(form.fields):
            form.fields.append((self._select, value))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = ""


def is_choice(given: dict[str, str]) -> bool:
    return given.get("type") in {"radio", "checkbox"}


def forms_of(html: str) -> list[Form]:
    reader = FormReader()
    reader.feed(html)
    return reader.forms


def form_to(html: str, action: str, style: str = "") -> Form:
    """Return the first form that posts to an address that begins like this, of that class."""
    found = [one for one in forms_of(html) if one.method == "post" and style in one.style]
    return next(one for one in found if one.action.startswith(action))


def form_holding(html: str, name: str) -> Form:
    """Return the first form that has a field of this name."""
    return next(one for one in forms_of(html) if name in dict(one.fields))
