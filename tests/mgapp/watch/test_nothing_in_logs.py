"""What a visitor sends stands nowhere in what the site writes, whatever becomes of the request.

A word that stands nowhere else is sent through every form, field by field, and in addresses,
headers, cookies and files, to a real gunicorn; then all that it wrote is looked through.
"""

import re
from urllib.parse import quote, urlsplit

import pytest

from mgapp.watch.routes import UNKNOWN, route_of
from scripts.screenshots import PAGES
from tests.accounts.people import PASSWORD
from tests.addresses import addresses
from tests.mgapp.watch.raising import WAYS
from tests.plain_visitor import Page, Visitor
from tests.running import App, environment, migrate, script

MARKER = "Zq7Marker9x"
NAME = "Kw4Person8t"
TOKEN = "csrfmiddlewaretoken"
# These end the session in which the others are sent, so they come last.
LAST = ("/accounts/logout/", "/accounts/sessions/", "/accounts/delete/", "/demo/leave/")
MAKE_PERSON = f"""
from tests.browser.made_diary import make_full_diary
person = make_full_diary()
person.user.username = "{NAME}"
person.user.set_password("{PASSWORD}")
person.user.save()
# The made diary's login asks for a second step, which a visitor without a device cannot take.
person.user.authenticator_set.all().delete()
"""
RAISING = {"DJANGO_SETTINGS_MODULE": "tests.mgapp.watch.raising"}
HEADERS = (
    "User-Agent",
    "Referer",
    "Accept-Language",
    "X-Forwarded-For",
    "X-Request-ID",
    "HX-Target",
)
SENT_EVERYWHERE = dict.fromkeys(HEADERS, MARKER)


def fill(data_dir):
    """Make a person with a diary in which every kind of thing is."""
    variables = environment(data_dir)
    migrate(variables)
    script(variables, MAKE_PERSON)


def logged_in(address):
    visitor = Visitor(address, SENT_EVERYWHERE)
    form = next(one for one in visitor.page("/accounts/login/").forms if "login" in one.names())
    typed = {"login": NAME, "password": PASSWORD}
    visitor.post(form.action, [(name, typed.get(name, value)) for name, value in form.fields])
    assert visitor.get("/day/")[0] == 200
    return visitor


def pages(visitor):
    """Yield every page of the site, and one of each route that their links and forms lead to."""
    waiting, seen = [page.path for page in PAGES if page.is_there], set()
    while waiting:
        page = visitor.page(waiting.pop())
        yield page
        for link in [*page.links, *(form.action for form in page.forms)]:
            path = urlsplit(link).path
            route = route_of(path)
            if link.startswith("/") and route != UNKNOWN and route not in seen:
                seen.add(route)
                waiting.append(path)


def forms(visitor):
    """Return each different form of the site, those that end the session at the end."""
    found = {}
    for page in pages(visitor):
        for form in page.forms:
            found.setdefault((route_of(form.action), form.method, form.names()), form)
    return sorted(found.values(), key=lambda form: form.action.startswith(LAST))


def send(visitor, form):
    """Send the marker in all fields, in each alone, in the hidden ones, and as a file."""
    hidden = form.hidden - {TOKEN}
    token = {TOKEN: visitor.cookies.get("csrftoken", "")}
    ways = {frozenset(form.typed), frozenset(hidden), *(frozenset({one}) for one in form.typed)}
    for names in ways - {frozenset()}:
        fields = list((dict(form.filled(names, MARKER)) | token).items())
        if form.method == "get":
            visitor.get(f"{form.action}?{'&'.join(f'{name}={quote(v)}' for name, v in fields)}")
        else:
            visitor.post(form.action, fields)
    if form.files:
        fields = list((dict(form.fields) | token).items())
        visitor.upload(form.action, fields, [(name, MARKER) for name in form.files])


def marked_addresses():
    """Return each address of the site, with the marker wherever something can stand."""
    return {re.sub(r"<[^>]*>", MARKER, one.route) for one in addresses()}


def lines_of_requests(log):
    return re.findall(r" (?:GET|POST|\*) /\S* \d{3} ", log)


def test_nothing_of_any_form_is_written_down(tmp_path):
    fill(tmp_path)
    app = App(tmp_path)
    sent = set()
    for visitor in (Visitor(app.address, SENT_EVERYWHERE), logged_in(app.address)):
        for form in forms(visitor):
            send(visitor, form)
            sent.add((route_of(form.action), form.names()))
    out, log = app.stop()

    assert len(sent) > 60
    assert len(lines_of_requests(log)) > 300
    assert MARKER not in out + log
    assert NAME not in out + log


def test_nothing_of_an_address_header_or_cookie_is_written_down(tmp_path):
    fill(tmp_path)
    app = App(tmp_path)
    visitor = logged_in(app.address)
    strange = (
        {"Host": MARKER},
        {"Content-Type": MARKER},
        {"Cookie": f"sessionid={MARKER}; x={MARKER}"},
    )
    for path in sorted(marked_addresses()):
        visitor.get(f"{path}?{MARKER}={MARKER}")
        visitor.ask("POST", f"{path}?{MARKER}", MARKER.encode(), {"X-CSRFToken": MARKER})
    for headers in strange:
        visitor.ask("POST", f"/{MARKER}", b"", headers)
    visitor.ask(MARKER.upper(), "/day/")
    visitor.ask("POST", "/day/", b"", {"Origin": f"https://{MARKER}.example"})
    out, log = app.stop()

    assert len(lines_of_requests(log)) > 200
    assert MARKER.lower() not in (out + log).lower()
    assert NAME not in out + log


@pytest.mark.parametrize("log_format", ["plain", "json"])
def test_nothing_of_the_text_of_an_error_is_written_down(tmp_path, log_format):
    app = App(tmp_path, LOG_FORMAT=log_format, **RAISING)
    visitor = Visitor(app.address)
    for way in WAYS:
        visitor.post(f"/raise/{way}/?{MARKER}", {"text": MARKER})
    out, log = app.stop()

    assert log.count("raising.py") >= len(WAYS)
    assert all(kind in log for kind in ("ValueError", "KeyError", "IntegrityError"))
    assert MARKER not in out + log


def test_nothing_that_gunicorn_cannot_read_is_written_down(tmp_path):
    app = App(tmp_path)
    visitor = Visitor(app.address)
    visitor.ask("GET", "/", headers={f"Bad {MARKER}": MARKER})
    visitor.ask("GET", "/", headers={"Transfer-Encoding": MARKER})
    out, log = app.stop()

    assert "Invalid request" in log
    assert MARKER not in out + log
    assert "127.0.0.1" not in log


def test_a_page_is_read_with_its_forms():
    html = '<form method="post" action="/a/"><input name="b"><textarea name="c"></textarea></form>'

    assert Page("/", html).forms[0].names() == ("b", "c")
