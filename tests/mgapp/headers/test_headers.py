"""What every answer carries, whatever it answers; with https as the Observatory would grade it."""

import runpy

import pytest
from django.core.cache import cache
from django.test import Client

from tests.accounts.people import PASSWORD
from tests.factories import make_intake, make_person, make_share, save
from tests.mgapp.headers.observatory import A_PLUS, Seen, outcomes, score
from tests.running import ROOT
from tests.visitors import logged_in

pytestmark = pytest.mark.django_db

HOST = "diary.example.org"
OF_HTTPS = (
    *("ALLOWED_HOSTS", "CONTENT_SECURITY_POLICY", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE"),
    *("CSRF_TRUSTED_ORIGINS", "PUBLIC_URL", "SECURE_HSTS_SECONDS", "SECURE_SSL_HOST"),
    *("SECURE_SSL_REDIRECT", "SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE"),
)
TOKEN = "a" * 43
STATIC = "/static/css/mgdiary.css"


@pytest.fixture(autouse=True)
def no_attempts_yet(db):
    """Count attempts anew."""
    cache.clear()


@pytest.fixture
def with_https(settings, monkeypatch, tmp_path):
    """Set the site up as PUBLIC_URL=https://... does."""
    monkeypatch.setenv("PUBLIC_URL", f"https://{HOST}")
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    read = runpy.run_path(str(ROOT / "mgapp/settings.py"))
    for name in OF_HTTPS:
        setattr(settings, name, read[name])


@pytest.fixture
def person():
    """Somebody with an entry and a shared link."""
    person = make_person("ada")
    save(person, make_intake())
    make_share(person, token=TOKEN)
    return person


def browser(person=None):
    """Return a browser that asks this host by https, in which the person logged in by the form."""
    client = Client(headers={"host": HOST})
    if person is not None:
        person.user.set_password(PASSWORD)
        person.user.save()
        typed = {"login": person.user.username, "password": PASSWORD}
        assert client.post("/accounts/login/", typed, secure=True)["Location"] == "/day/"
    return client


def seen_at(client, path):
    answer = client.get(path, secure=True)
    plain = client.get(path)
    answer.close()
    return Seen(
        address=f"https://{HOST}{path}",
        headers=answer.headers,
        cookies=list(client.cookies.values()),
        text=answer.text if "html" in answer["Content-Type"] else "",
        led_to=plain.headers.get("Location", ""),
    )


# Graded


@pytest.mark.parametrize(
    ("path", "is_own"),
    [
        ("/", False),
        ("/accounts/login/", False),
        ("/accounts/signup/", False),
        ("/rules/", False),
        (f"/s/{TOKEN}/", False),
        (STATIC, False),
        ("/nowhere/", False),
        ("/service-worker.js", False),
        ("/day/2026-06-10/", True),
        ("/nowhere/", True),
        ("/report/", True),
        ("/archive/", True),
    ],
)
def test_the_observatory_would_give_an_a_plus(with_https, person, path, is_own):
    seen = seen_at(browser(person if is_own else None), path)

    assert score(seen) >= A_PLUS, outcomes(seen)


@pytest.mark.parametrize(
    ("missing", "points"),
    [
        ("Content-Security-Policy", 75),
        ("Strict-Transport-Security", 80),
        ("X-Content-Type-Options", 95 + 10 + 5 + 5 + 10),
    ],
)
def test_the_grading_notices_what_is_missing(with_https, missing, points):
    seen = seen_at(browser(), "/rules/")
    del seen.headers[missing]

    assert score(seen) == points


def test_nothing_at_all_would_be_an_f():
    assert score(Seen(f"https://{HOST}/", {}, [], "", "")) < 25


# On everything

POSTED = {"login": "ada", "password": "wrong"}


def answer_of(kind, person):
    """Return an answer of this kind."""
    own, visitor = logged_in(person), Client()
    asked = {
        "page": lambda: visitor.get("/"),
        "login": lambda: visitor.get("/accounts/login/"),
        "refused login": lambda: visitor.post("/accounts/login/", POSTED),
        "own page": lambda: own.get("/day/2026-06-10/"),
        "own redirect": lambda: own.post("/appearance/", {"appearance": "dark"}),
        "own export": lambda: own.post("/report/file/csv/"),
        "to the login": lambda: visitor.get("/day/"),
        "slash": lambda: visitor.get("/rules"),
        "share": lambda: visitor.get(f"/s/{TOKEN}/"),
        "share 404": lambda: visitor.get(f"/s/{TOKEN[1:]}/"),
        "share 405": lambda: visitor.get(f"/s/{TOKEN}/file/csv/"),
        "share file": lambda: visitor.post(f"/s/{TOKEN}/file/csv/"),
        "400": lambda: Client(headers={"host": "evil.example"}).get("/rules/"),
        "403": lambda: Client(enforce_csrf_checks=True).post("/appearance/"),
        "404": lambda: visitor.get("/nowhere/"),
        "own 404": lambda: own.get("/nowhere/"),
        "405": lambda: visitor.post("/rules/"),
        "own 405": lambda: own.get("/undo/1/"),
        "413": lambda: visitor.post("/appearance/", {"next": "x" * 2_000_000}),
        "429": too_many_logins,
        "500": lambda: Client(raise_request_exception=False).get("/forms/"),
        "static": static_file,
        "304": lambda: visitor.get("/rules/", headers={"If-None-Match": etag_of(visitor)}),
    }
    return asked[kind]()


def static_file():
    answer = Client().get(STATIC)
    answer.close()
    return answer


def etag_of(visitor):
    return visitor.get("/rules/")["ETag"]


def too_many_logins():
    client = Client()
    return [client.post("/accounts/login/", POSTED) for _ in range(7)][-1]


STATUS = {
    "page": 200,
    "login": 200,
    "refused login": 200,
    "own page": 200,
    "own redirect": 302,
    "own export": 200,
    "to the login": 302,
    "slash": 301,
    "share": 200,
    "share 404": 404,
    "share 405": 405,
    "share file": 200,
    "400": 400,
    "403": 403,
    "404": 404,
    "own 404": 404,
    "405": 405,
    "own 405": 405,
    "413": 413,
    "429": 429,
    "500": 500,
    "static": 200,
    "304": 304,
}
KEPT = {"page", "static", "304"}


@pytest.fixture
def broken(monkeypatch, settings):
    """Let the page of magnesium's forms break."""

    def breaks(*_arguments, **_named):
        raise ZeroDivisionError

    settings.LOGGING_CONFIG = None
    monkeypatch.setattr("tracker.views.magnesium_forms.render", breaks)


@pytest.mark.parametrize("kind", STATUS)
def test_every_answer_carries_the_headers(person, broken, kind):
    answer = answer_of(kind, person)

    assert answer.status_code == STATUS[kind]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Referrer-Policy"] in {"same-origin", "no-referrer"}
    assert "default-src 'none'" in answer["Content-Security-Policy"].split("; ")
    assert "camera=()" in answer["Permissions-Policy"]


@pytest.mark.parametrize("kind", sorted(STATUS.keys() - KEPT))
def test_what_is_not_said_to_be_public_is_kept_nowhere(person, broken, kind):
    said = answer_of(kind, person)["Cache-Control"].split(", ")

    assert {"private", "no-store"} <= set(said)


@pytest.mark.parametrize("kind", ["page", "304", "login", "own page", "404", "405", "413", "500"])
def test_a_page_is_another_one_for_another_cookie(person, broken, kind):
    assert "Cookie" in answer_of(kind, person)["Vary"].split(", ")


@pytest.mark.parametrize("path", [f"/s/{TOKEN}/", f"/s/{TOKEN}/file/csv/"])
@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "options"])
def test_where_a_link_was_opened_is_told_to_nobody(person, path, method):
    assert getattr(Client(), method)(path)["Referrer-Policy"] == "no-referrer"


def test_no_file_of_ours_is_open_to_other_sites():
    assert "Access-Control-Allow-Origin" not in static_file().headers


def test_only_a_health_link_may_be_read_from_other_sites(person):
    answer = Client().options(f"/shl/{TOKEN}-health/")

    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Access-Control-Allow-Credentials" not in answer.headers


# What the policy allows


def policy_of(answer):
    parts = [part.split() for part in answer["Content-Security-Policy"].split(";")]
    return {part[0]: part[1:] for part in parts}


def test_nothing_comes_from_anywhere_else(client):
    sources = {source for found in policy_of(client.get("/")).values() for source in found}

    assert sources == {"'none'", "'self'", "data:"}


def test_pictures_alone_may_be_data(client):
    policy = policy_of(client.get("/"))

    assert [name for name, sources in policy.items() if "data:" in sources] == ["img-src"]


def test_plain_http_is_not_upgraded_where_there_is_no_https(client):
    assert "upgrade-insecure-requests" not in policy_of(client.get("/"))


def test_with_https_everything_comes_by_it(with_https):
    answer = browser().get("/", secure=True)

    assert "upgrade-insecure-requests" in policy_of(answer)
    assert answer["Strict-Transport-Security"] == "max-age=31536000"


def test_a_page_may_use_keys_to_log_in_and_nothing_else_of_the_device(client):
    policy = client.get("/")["Permissions-Policy"].split(", ")

    assert {one for one in policy if not one.endswith("=()")} == {
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
        "clipboard-write=(self)",
    }


# Cookies


@pytest.mark.parametrize("name", ["__Host-sessionid", "__Host-csrftoken"])
def test_with_https_a_cookie_is_of_this_host_alone(with_https, person, name):
    client = browser(person)
    client.get("/profile/", secure=True)
    cookie = client.cookies[name]

    assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")


def test_no_cookie_can_be_read_by_a_script(with_https, person):
    client = browser(person)
    client.post("/appearance/", {"appearance": "dark"}, secure=True)
    client.get("/profile/", secure=True)

    assert client.cookies.keys() >= {"__Host-csrftoken", "appearance", "__Host-sessionid"}
    assert all(one["httponly"] and one["samesite"] == "Lax" for one in client.cookies.values())


# Logging out


def test_with_https_logging_out_leaves_nothing_of_this_site_behind(with_https, person):
    client = browser(person)

    answer = client.post("/accounts/logout/", secure=True)

    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.cookies["__Host-sessionid"]["max-age"] == 0


def test_logging_out_keeps_the_looks_of_the_page(with_https, person):
    client = browser(person)
    client.post("/appearance/", {"appearance": "dark"}, secure=True)

    answer = client.post("/accounts/logout/", secure=True)

    assert "cookies" not in answer["Clear-Site-Data"]
    assert "appearance" not in answer.cookies
    assert client.cookies["appearance"].value == "dark"
