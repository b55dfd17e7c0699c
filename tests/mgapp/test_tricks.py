"""Old tricks with requests: hosts, redirects, sessions, methods. None of them works."""

from urllib.parse import urlsplit

import pytest
from django.conf import settings as site
from django.test import Client
from django.utils.crypto import get_random_string

from tests.accounts.people import PASSWORD, log_in, make_ada
from tests.factories import make_intake, make_person, save
from tests.visitors import logged_in
from tracker import actions
from tracker.domain.diary import CoverSheet

pytestmark = pytest.mark.django_db

AWAY = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "/\t/evil.example/",
    "\t//evil.example/",
    " //evil.example/",
    "/\n/evil.example",
    "https:evil.example",
    "http:///evil.example",
    "//evil.example@localhost/",
    "\N{FULLWIDTH SOLIDUS}\N{FULLWIDTH SOLIDUS}evil.example/",
    "/\N{FULLWIDTH SOLIDUS}evil.example/",
    "javascript:alert(1)",
    "data:text/html,x",
    "//localhost/",
    "https://testserver/",
    "x\r\nSet-Cookie: a=b",
]


@pytest.fixture(autouse=True)
def no_limits(settings):
    """Count no attempts."""
    settings.ACCOUNT_RATE_LIMITS = False


@pytest.fixture
def person():
    return make_person()


def is_here(address):
    """Look whether a browser stays on this site, as browsers read addresses."""
    seen = "".join(one for one in address if one not in "\t\r\n").strip().replace("\\", "/")
    return not urlsplit(seen).scheme and not seen.startswith("//")


# The host


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "localhost@evil.example",
        "localhost:80@evil.example",
        "evil.example:80",
        "localhost\\evil.example",
        "",
        "*",
    ],
)
def test_a_host_that_is_not_ours_is_refused_without_showing_it(host):
    answer = Client().get("/rules/", headers={"host": host})

    assert answer.status_code == 400
    assert "evil" not in answer.text


@pytest.mark.parametrize(
    "name", ["X-Forwarded-Host", "X-Host", "Forwarded", "X-Original-Host", "X-Forwarded-Server"]
)
def test_a_host_that_a_header_names_is_nobodys(client, name):
    answer = client.get("/rules", headers={name: "host=evil.example"})

    assert answer["Location"] == "/rules/"
    assert "evil" not in client.get("/rules/", headers={name: "evil.example"}).text


@pytest.mark.parametrize("name", ["X-Original-URL", "X-Rewrite-URL"])
def test_an_address_that_a_header_names_is_not_opened(client, name):
    assert client.get("/rules/", headers={name: "/day/"}).status_code == 200


# Where answers lead


@pytest.mark.parametrize("away", AWAY)
def test_logging_in_leads_to_a_page_of_this_site(away):
    make_ada()

    assert is_here(log_in(Client(), next=away)["Location"])


def test_and_to_the_one_that_was_asked_for():
    make_ada()
    client = Client()

    answer = client.post(
        "/accounts/login/?next=/rules/",
        {"login": "ada", "password": PASSWORD, "next": "/rules/"},
    )

    assert answer["Location"] == "/rules/"


@pytest.mark.parametrize("away", AWAY)
@pytest.mark.parametrize("path", ["/appearance/", "/profile/kidney/", "/accounts/logout/"])
def test_a_form_leads_to_a_page_of_this_site(person, path, away):
    sent = {"appearance": "dark", "kidney": "normal", "next": away}

    answer = logged_in(person).post(path, sent)

    assert is_here(answer.headers.get("Location", "/"))


@pytest.mark.parametrize("path", ["//evil.example/day", "//evil.example", "/\\evil.example/rules"])
def test_an_address_that_looks_like_a_host_stays_one_of_this_site(path):
    answer = Client().get(path)

    assert is_here(answer.headers.get("Location", "/"))


@pytest.mark.parametrize("referrer", ["https://evil.example/", "//evil.example"])
def test_where_one_came_from_leads_nowhere(person, referrer):
    answer = logged_in(person).post(
        "/appearance/", {"appearance": "dark"}, headers={"referer": referrer}
    )

    assert answer["Location"] == "/appearance/"


# Sessions


def test_logging_in_takes_a_session_of_its_own():
    make_ada()
    client = Client()
    client.post("/demo/")
    before = client.cookies[site.SESSION_COOKIE_NAME].value

    log_in(client)

    assert client.cookies[site.SESSION_COOKIE_NAME].value != before


def test_a_session_that_somebody_chose_is_not_taken():
    make_ada()
    client = Client()
    chosen = get_random_string(32, "abcdefghijklmnopqrstuvwxyz0123456789")
    client.cookies[site.SESSION_COOKIE_NAME] = chosen

    log_in(client)

    assert client.cookies[site.SESSION_COOKIE_NAME].value != chosen


def test_signing_up_takes_a_session_of_its_own():
    client = Client()
    client.post("/demo/")
    before = client.cookies[site.SESSION_COOKIE_NAME].value

    client.post("/accounts/signup/", {"username": "ada", "password1": PASSWORD})

    assert client.cookies[site.SESSION_COOKIE_NAME].value != before


def test_the_token_of_forms_is_another_one_after_logging_in():
    make_ada()
    client = Client()
    client.get("/accounts/login/")
    before = client.cookies[site.CSRF_COOKIE_NAME].value

    log_in(client)

    assert client.cookies[site.CSRF_COOKIE_NAME].value != before


# Methods


@pytest.mark.parametrize(
    "how",
    [
        {"headers": {"X-HTTP-Method-Override": "DELETE"}},
        {"headers": {"X-Method-Override": "POST"}},
        {"query_params": {"_method": "POST"}},
    ],
)
def test_a_method_is_what_it_is(person, how):
    save(person, make_intake(id="taken"))
    client = logged_in(person)

    client.get("/entry/intake/taken/delete/", **how)

    assert client.get("/entry/intake/taken/").status_code == 200


@pytest.mark.parametrize("path", ["/", "/day/", "/accounts/login/", "/rules/"])
@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PATCH", "PROPFIND"])
def test_a_strange_method_is_not_answered(person, path, method):
    answer = logged_in(person).generic(method, path, headers={"X-Mark": "zq7mark"})

    assert answer.status_code in {302, 405}
    assert "zq7mark" not in answer.text


def test_another_site_cannot_send_a_form(person):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person.user)

    answer = client.post("/log/none/", headers={"origin": "https://evil.example"})

    assert answer.status_code == 403


# Names of files

ODD = 'Ada"; filename="evil.html\r\nSet-Cookie: a=b\u2028\u202e../../etc'


@pytest.mark.parametrize("kind", ["csv", "zip", "xlsx", "fhir", "json"])
def test_a_name_that_was_typed_is_in_no_header(person, kind):
    clean = ODD.replace("\r\n", " ")
    actions.put_belonging(person=person, belonging=CoverSheet(name=clean))
    save(person, make_intake(product=clean))

    answer = logged_in(person).post(f"/report/file/{kind}/")

    assert answer["Content-Disposition"].startswith("attachment; filename=")
    assert set(answer["Content-Disposition"].removeprefix("attachment; filename=")) <= set(
        'abcdefghijklmnopqrstuvwxyz0123456789-._"'
    )
    assert "html" not in answer["Content-Type"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    answer.close()


@pytest.mark.parametrize("path", ["/day/2026-06-10%0d%0aSet-Cookie:%20a=b/", "/rules/%0d%0aX: y/"])
def test_an_address_with_a_line_break_sets_no_header(client, path):
    answer = client.get(path)

    assert answer.status_code == 404
    assert "a" not in client.cookies
