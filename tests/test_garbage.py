"""Every address of the site is sent garbage in every part of a request: never an error of ours.

The addresses come from the resolver, so a new one is in by itself. What a page's own forms send is
spoilt too, since it gets further than noise. `GARBAGE_EXAMPLES=20000` looks longer.
"""

import os
import re
from contextlib import contextmanager
from urllib.parse import quote

import pytest
from django.conf import settings as site_settings
from django.db import connection, transaction
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, ClientHandler
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mgapp.bodies.content_type import plain_type
from mgapp.watch.routes import route_of
from scripts.screenshots import PAGES
from tests import addresses as site_addresses
from tests.browser.made_diary import make_full_diary
from tests.plain_visitor import Page
from tests.visitors import logged_in
from tracker import actions

pytestmark = pytest.mark.django_db

EXAMPLES = int(os.environ.get("GARBAGE_EXAMPLES", "150"))
# A page of a diary asks some dozens of questions; garbage may not multiply them.
MOST_QUERIES = 150
FORM = "application/x-www-form-urlencoded"
EYES = ("stranger", "person", "demo")
METHODS = (
    "GET",
    "POST",
    "HEAD",
    "PUT",
    "PATCH",
    "DELETE",
    "OPTIONS",
    "TRACE",
    "PROPFIND",
    "get",
    "",
)

# What is garbage

TELLING = (
    *(
        "",
        " ",
        "\0",
        "a\0b",
        "\ud800",
        "\udfff\ud800",
        "\ufeff",
        "\u202e",
        "\u0663",
        "\xb2",
        "\U0001f48a",
    ),
    *("NaN", "Infinity", "-1", "1e400", "1e-400", "0x1", "9" * 30, "9" * 5000, "x" * 5000, "1_0"),
    *("0000-00-00", "0001-01-01", "9999-12-31", "2026-02-30", "2026-W01-1", "24:00", "02:30"),
    *("2026-06-10", "2026-06", "intake", "meal", "score", "magnesium", "nerve_pain", "csv", "pdf"),
    *("../../etc/passwd", "' OR 1=1 --", "<script>", "{{7*7}}", "%s%n", "=1+1", "[]", "{}", "null"),
    *("//evil.example", "https://evil.example/", "javascript:alert(1)", "\r\nX-Y: z", "on", "None"),
)
GARBAGE = st.one_of(
    st.sampled_from(TELLING),
    st.text(max_size=40),
    st.text(st.characters(codec=None), max_size=12),
    st.integers().map(str),
    st.dates().map(str),
)


def as_bytes(text):
    return text.encode("utf-8", "surrogatepass")


RAW = st.one_of(st.binary(max_size=60), GARBAGE.map(as_bytes))
# A header's bytes come to Django as letters of Latin-1, without line ends.
IN_A_HEADER = RAW.map(lambda raw: re.sub(rb"[\r\n]", b"", raw).decode("latin-1"))
HEADERS = st.dictionaries(
    st.sampled_from(
        (
            *("HTTP_ACCEPT", "HTTP_ACCEPT_LANGUAGE", "HTTP_ACCEPT_ENCODING", "HTTP_HOST"),
            *("HTTP_HX_REQUEST", "HTTP_HX_TARGET", "HTTP_HX_TRIGGER", "HTTP_HX_CURRENT_URL"),
            *("HTTP_HX_BOOSTED", "HTTP_HX_PROMPT", "HTTP_REFERER", "HTTP_ORIGIN", "HTTP_RANGE"),
            *("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_USER_AGENT"),
            *("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PROTO"),
            *("HTTP_AUTHORIZATION", "HTTP_X_REQUEST_ID", "HTTP_X_CSRFTOKEN", "HTTP_FORWARDED"),
            *(
                "HTTP_PURPOSE",
                "HTTP_SEC_PURPOSE",
                "HTTP_SEC_FETCH_SITE",
                "CONTENT_LENGTH",
                "HTTP_COOKIE",
            ),
        )
    ),
    IN_A_HEADER,
    max_size=4,
)
COOKIES = st.dictionaries(
    st.sampled_from(
        (
            *(site_settings.SESSION_COOKIE_NAME, site_settings.CSRF_COOKIE_NAME),
            *("appearance", "messages", "django_language", "device", "x"),
        )
    ),
    # A cookie of a browser is one word; what else is in it ends there.
    IN_A_HEADER.map(lambda text: re.sub(r"[\x00-\x20;,\"\\\x7f-\xff]", "", text)),
    max_size=2,
)
CONTENT_TYPES = st.sampled_from(
    (
        *(FORM, f"{FORM}; charset=utf-16", f"{FORM}; charset=nonsense", f"{FORM}; charset=idna"),
        *(
            "multipart/form-data",
            "multipart/form-data; boundary=",
            "multipart/form-data; boundary=é",
        ),
        *(
            MULTIPART_CONTENT,
            "application/json",
            "text/plain",
            "",
            "/",
            "a/b; c",
            "text/html;" * 99,
        ),
    )
)


def quoted(text):
    return quote(as_bytes(text), safe="")


def form_body(fields):
    return "&".join(f"{quoted(name)}={quoted(value)}" for name, value in fields).encode()


def upload_body(fields, files):
    """`files` are a field's name, a file's name and its bytes."""
    head = b'Content-Disposition: form-data; name="%s"'
    parts = [head % as_bytes(name) + b"\r\n\r\n" + as_bytes(value) for name, value in fields]
    parts += [
        head % as_bytes(name) + b'; filename="%s"\r\n\r\n' % as_bytes(file) + content
        for name, file, content in files
    ]
    line = b"--" + BOUNDARY.encode()
    return b"".join(line + b"\r\n" + part + b"\r\n" for part in parts) + line + b"--\r\n"


# What there is to spoil


ANSWERED_EARLIER = {"/healthz", "/readyz", "/metrics", "/nowhere/"}
ROUTES = sorted({one.route for one in site_addresses.addresses()} | ANSWERED_EARLIER)
PATHS = [page.path for page in PAGES if page.is_there]


class AsServed(ClientHandler):
    """The site as the server asks it (mgapp/wsgi.py)."""

    def __call__(self, environ):
        environ["CONTENT_TYPE"] = plain_type(environ.get("CONTENT_TYPE", ""))
        return super().__call__(environ)


class Site:
    """A diary with everything in it, those who come to it, and the forms that they find."""

    def __init__(self):
        person = make_full_diary()
        actions.ensure_demo(now=timezone.now())
        demo = Client()
        demo.post("/demo/")
        self._handler = AsServed(enforce_csrf_checks=False)
        self.cookies = {
            "stranger": Client().cookies,
            "person": logged_in(person).cookies,
            "demo": demo.cookies,
        }
        self.forms, self.paths = self._read()

    def visitor(self, eyes):
        client = Client()
        # Its middleware is made once.
        client.handler = self._handler
        keep(client, {name: one.value for name, one in self.cookies[eyes].items()})
        return client

    def _read(self):
        """Return the forms of all pages, and the paths that they and the links lead to."""
        forms, paths = {}, {}
        for eyes in ("person", "stranger"):
            client = self.visitor(eyes)
            for path in PATHS:
                response = client.get(path)
                if response.status_code != 200 or response.streaming:
                    continue
                page = Page(path.partition("?")[0], response.text)
                for form in page.forms:
                    action = form.action.partition("?")[0]
                    forms.setdefault(route_of(action), []).append((action, form))
                for link in page.links:
                    paths.setdefault(route_of(link), set()).add(link.partition("?")[0])
        return forms, {route: sorted(found) for route, found in paths.items()}


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker, tmp_path_factory):
    """Return the site. It is made once; what a test changes is taken back."""
    folder = override_settings(DATA_DIR=tmp_path_factory.mktemp("data"))
    with django_db_blocker.unblock(), folder, transaction.atomic():
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("tracker.actions.demo.DAYS", 3)
            made = Site()
        yield made
        transaction.set_rollback(True)


def keep(client, cookies):
    for name, value in cookies.items():
        client.cookies[name] = value


@contextmanager
def taken_back():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@st.composite
def addresses(draw, site):
    """Draw an address: one there is, or one with garbage filled in."""
    route = draw(st.sampled_from(ROUTES))
    plain = route_of(re.sub(r"<\w+:(\w+)>", r"<\1>", route))
    known = [action for action, _ in site.forms.get(plain, ())] + site.paths.get(plain, [])
    if known and draw(st.booleans()):
        return draw(st.sampled_from(known))

    def filled(_):
        return draw(
            st.one_of(GARBAGE.map(quoted), st.sampled_from(("%ff%fe", "%", "%zz", "1", "a")))
        )

    return re.sub(r"<[^>]*>", filled, route)


@st.composite
def bodies(draw, site, path):
    """Draw a body and its type: a form of the site, spoilt, or bytes."""
    found = [form for _, form in site.forms.get(route_of(path), ())]
    fields = list(draw(st.sampled_from(found)).fields) if found else []
    names = st.sampled_from([name for name, _ in fields] or ["a", "rows", "places", "entry_id"])
    spoilt = draw(st.lists(st.tuples(st.one_of(names, names, GARBAGE), GARBAGE), max_size=5))
    kept = [field for field in fields if field[0] not in dict(spoilt) or draw(st.booleans())]
    way = draw(st.sampled_from(("form", "form", "form", "upload", "raw")))
    if way == "form":
        return form_body(kept + spoilt), FORM
    if way == "raw":
        return draw(RAW), draw(CONTENT_TYPES)
    files = [(draw(names), draw(GARBAGE), draw(RAW)) for _ in range(draw(st.integers(0, 2)))]
    return upload_body(kept + spoilt, files), MULTIPART_CONTENT


@st.composite
def requests(draw, site):
    path = draw(addresses(site))
    method = draw(
        st.one_of(st.sampled_from(("GET", "POST", "POST", "POST")), st.sampled_from(METHODS))
    )
    query = draw(
        st.lists(
            st.tuples(
                st.one_of(
                    st.sampled_from(
                        ("from", "to", "on", "kind", "page", "span", "next", "q", "sort")
                    ),
                    GARBAGE,
                ),
                GARBAGE,
            ),
            max_size=3,
        )
    )
    body, content_type = (b"", "") if method in ("GET", "HEAD") else draw(bodies(site, path))
    headers = draw(st.one_of(st.just({}), HEADERS))
    return method, path, form_body(query).decode(), body, content_type, headers


def ask(client, request):
    """Return the status of the whole answer, and how many queries it needed."""
    method, path, query, body, content_type, headers = request
    as_typed = {"QUERY_STRING": query} | headers
    with CaptureQueriesContext(connection) as queries:
        response = client.generic(method, path, body, content_type, **as_typed)
        b"".join(response)
    return response.status_code, len(queries)


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)
@given(data=st.data())
def test_garbage_is_never_an_error_of_the_server(site, data):
    with taken_back():
        client = site.visitor(data.draw(st.sampled_from(EYES)))
        keep(client, data.draw(st.one_of(st.just({}), COOKIES)))
        for request in data.draw(st.lists(requests(site), min_size=1, max_size=4)):
            status, queries = ask(client, request)
            assert status < 500, request
            assert queries <= MOST_QUERIES, request
        # What was kept of it breaks no page either.
        after = data.draw(st.sampled_from(PATHS))
        assert site.visitor("person").get(after).status_code < 500


@pytest.mark.parametrize("eyes", EYES)
def test_every_address_survives_the_same_garbage(site, eyes):
    """So that each address is met in every run, however few examples are drawn."""
    bad = "\0 \ud800 '\"<>%s 9999-99-99"
    failed = {}
    for route in ROUTES:
        path = re.sub(r"<[^>]*>", "%00%ff", route)
        for method, body in (("GET", b""), ("POST", form_body([("a", bad), (bad, "a")]))):
            with taken_back():
                request = (method, path, form_body([("q", bad)]).decode(), body, FORM, {})
                status, queries = ask(site.visitor(eyes), request)
            if status >= 500 or queries > MOST_QUERIES:
                failed[method, path] = status, queries

    assert failed == {}


def spoilt_forms(site):
    """Yield each form of the site with garbage in each of its fields in turn."""
    for found in site.forms.values():
        for action, form in {one[1].names(): one for one in found}.values():
            for name in form.names():
                yield action, form, name


# One of them in each run; with more examples, all.
BAD = ["\0", "\ud800", "x" * 20_000, "9" * 400, "-1", ""][: 1 if EXAMPLES <= 150 else None]


@pytest.mark.parametrize("bad", BAD)
def test_garbage_in_any_one_field_of_any_form_is_survived(site, bad):
    failed = {}
    for action, form, name in spoilt_forms(site):
        fields = [(one, bad if one == name else value) for one, value in form.fields]
        with taken_back():
            request = (form.method.upper(), action, "", form_body(fields), FORM, {})
            status, queries = ask(site.visitor("person"), request)
        if status >= 500 or queries > MOST_QUERIES:
            failed[action, name] = status, queries

    assert failed == {}


@pytest.mark.parametrize(
    "path", ["/log/intake/", "/accounts/login/", "/archive/bring-in/", "/undo/1/"]
)
def test_a_field_of_ten_megabytes_is_refused(site, path):
    body = b"note=" + b"x" * 10_000_000

    with taken_back():
        status, _ = ask(site.visitor("person"), ("POST", path, "", body, FORM, {}))
    assert 400 <= status < 500


@pytest.mark.parametrize("eyes", EYES)
def test_thousands_of_fields_are_refused(site, eyes):
    fields = [(f"note{number}", "x") for number in range(5_000)]

    with taken_back():
        status, _ = ask(site.visitor(eyes), ("POST", "/log/meal/", "", form_body(fields), FORM, {}))
    assert 400 <= status < 500


def test_a_thousand_times_the_same_field_is_survived(site):
    found = [(action, form) for forms in site.forms.values() for action, form in forms[:1]]
    for action, form in found:
        fields = form.fields + [(name, value) for name, value in form.fields for _ in range(20)]
        with taken_back():
            request = ("POST", action, "", form_body(fields[:900]), FORM, {})
            status, queries = ask(site.visitor("person"), request)
        assert (status < 500, queries <= MOST_QUERIES) == (True, True), action
