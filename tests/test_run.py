"""The app behind gunicorn, started with the command that `make run` ends with."""

import json
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from tests.running import ROOT, App, collect_static_files, environment, free_port


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """Hands the redirect itself back."""

    def redirect_request(self, *arguments):
        return None


def get(address, **headers):
    """Return the answer, whatever its status."""
    request = urllib.request.Request(address, headers=headers)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), NoRedirect)
    try:
        with opener.open(request, timeout=10) as answer:
            answer.text = answer.read().decode(errors="replace")
            return answer
    except urllib.error.HTTPError as answer:
        answer.text = answer.read().decode(errors="replace")
        return answer


@pytest.fixture(scope="module", autouse=True)
def collected(tmp_path_factory):
    """Collect the static files, as `make setup` does."""
    collect_static_files(environment(tmp_path_factory.mktemp("data"), free_port()))


@pytest.fixture
def start(tmp_path):
    """Return a function that starts the app with some variables set."""
    started = []

    def start_app(**variables):
        started.append(App(tmp_path, **variables))
        return started[-1]

    yield start_app
    for app in started:
        if app.process.returncode is None:
            app.stop(signal.SIGKILL)


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """Return the address of a running app."""
    app = App(tmp_path_factory.mktemp("data"))
    yield app.address
    app.stop()


@pytest.fixture(scope="module")
def stylesheet(app):
    """Return the address of the stylesheet, as the front page names it."""
    page = get(app).text
    path = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
    return f"{app}{path}"


def test_the_front_page_is_served(app):
    answer = get(app)

    assert answer.status == 200
    assert "Mg Diary" in answer.text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Frame-Options", "DENY"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
    ],
)
def test_a_page_carries_the_header(app, name, value):
    assert get(app).headers[name] == value


def test_no_script_or_style_from_elsewhere_or_inline_is_allowed(app):
    policy = get(app).headers["Content-Security-Policy"].split("; ")

    assert {"default-src 'none'", "script-src 'self'", "style-src 'self'"} <= set(policy)
    assert "unsafe" not in " ".join(policy)


def test_a_page_that_does_not_exist_is_a_calm_404(app):
    answer = get(f"{app}/nowhere")

    assert answer.status == 404
    assert "There is no page here" in answer.text


def test_an_address_that_is_not_set_up_is_refused(app):
    assert get(app, Host="evil.example").status == 400


def test_a_static_file_is_kept_by_browsers_for_good(stylesheet):
    kept = get(stylesheet).headers["Cache-Control"]

    assert "immutable" in kept
    assert int(re.search(r"max-age=(\d+)", kept)[1]) >= 365 * 24 * 3600


TEXTS = [
    "/",
    "/rules/",
    "/accounts/login/",
    "/nowhere/",
    "/offline/",
    "/manifest.webmanifest",
    "/service-worker.js",
]


@pytest.mark.parametrize("path", TEXTS)
def test_every_text_is_sent_compressed(app, path):
    answer = get(f"{app}{path}", **{"Accept-Encoding": "gzip, br"})

    assert answer.headers["Content-Encoding"] == "gzip"


def test_a_browser_that_has_a_compressed_page_gets_no_second_copy(app):
    zipped = {"Accept-Encoding": "gzip"}
    etag = get(f"{app}/rules/", **zipped).headers["ETag"]

    assert get(f"{app}/rules/", **zipped, **{"If-None-Match": etag}).status == 304


def test_the_same_page_is_never_twice_as_long(app):
    """Random padding keeps the length of what is compressed from telling its content."""
    zipped = {"Accept-Encoding": "gzip"}
    lengths = {get(f"{app}/rules/", **zipped).headers["Content-Length"] for _ in range(8)}

    assert len(lengths) > 1


def test_who_takes_no_compressed_text_gets_it_plain(app):
    assert get(app).headers["Content-Encoding"] is None


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_a_static_file_is_sent_compressed(stylesheet, encoding):
    answer = get(stylesheet, **{"Accept-Encoding": encoding})

    assert answer.headers["Content-Encoding"] == encoding


def test_the_start_ends_with_the_public_address(start):
    app = start(PUBLIC_URL="http://diary.lan")

    assert app.first_line == "http://diary.lan"
    assert app.stop() == ("", "")


@pytest.mark.parametrize("with_signal", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_is_clean(start, with_signal):
    app = start()
    get(app.address)
    _, log = app.stop(with_signal)

    assert app.process.returncode == 0
    assert "Traceback" not in log


def test_the_log_holds_the_route_and_nothing_else_that_was_sent(start):
    app = start()
    sent = {"User-Agent": "agent", "Referer": "elsewhere"}
    get(f"{app.address}/nowhere%0Aline?note=pain", **sent)
    get(f"{app.address}/day/2026-06-10/?note=pain", **sent)
    _, log = app.stop()

    words = ("nowhere", "note", "pain", "agent", "elsewhere", "2026-06-10", "127.0.0.1")
    assert "GET /* 404" in log
    assert "GET /day/<on>/ 302" in log
    assert not any(word in log for word in words)


def test_a_line_of_the_log_ends_with_the_number_that_the_answer_carries(start):
    app = start()
    number = get(app.address).headers["X-Request-ID"]
    _, log = app.stop()

    assert re.search(rf"GET / 200 \S+s \d+B \[{number}\]$", log, re.MULTILINE)


def test_as_json_each_line_of_the_log_is_an_object(start):
    app = start(LOG_FORMAT="json")
    number = get(f"{app.address}/nowhere/").headers["X-Request-ID"]
    _, log = app.stop()

    (line,) = [one for one in map(json.loads, log.splitlines()) if one.get("request") == number]
    parts = {name: line[name] for name in ("level", "logger", "method", "route", "status")}
    assert parts == {
        "level": "INFO",
        "logger": "gunicorn.access",
        "method": "GET",
        "route": "/*",
        "status": 404,
    }
    assert 0 < line["seconds"] < 30
    assert line["bytes"] > 0


def test_the_log_does_not_hold_what_opens_a_shared_link(start):
    app = start()
    for path in ("/s/the-token/", "/s/the-token", "/s/the-token/file/pdf/", "/shl/the-token/x/"):
        get(f"{app.address}{path}")
    _, log = app.stop()

    assert log.count("GET /s/<token>/") == 3
    assert "GET /shl/<token>/<ticket>/ 404" in log
    assert "the-token" not in log


def test_behind_a_proxy_with_https_a_plain_request_is_sent_there(start):
    app = start(PUBLIC_URL="https://diary.example.org")

    answer = get(f"{app.address}/", Host="diary.example.org")

    assert answer.headers["Location"] == "https://diary.example.org/"


def test_behind_a_proxy_with_https_the_page_is_served_with_hsts(start):
    app = start(PUBLIC_URL="https://diary.example.org")

    answer = get(app.address, **{"Host": "diary.example.org", "X-Forwarded-Proto": "https"})

    assert answer.status == 200
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_a_wrong_setting_ends_the_start_with_one_sentence(tmp_path):
    result = subprocess.run(
        [sys.executable, "-m", "gunicorn", "mgapp.wsgi"],
        cwd=ROOT,
        env={**environment(tmp_path, 1), "BIND": "nonsense"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 1
    assert result.stderr.startswith("BIND is 'nonsense'")
    assert result.stderr.count("\n") == 1
