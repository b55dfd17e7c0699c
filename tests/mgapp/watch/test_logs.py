"""Nothing of a person's data reaches a log."""

import json
import logging
import sys

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory

from mgapp.watch import request_ids
from mgapp.watch.logs import JsonLines, OnlyOurWords, WithoutExceptionText
from mgapp.watch.request_ids import numbered

FORMATS = {"plain": WithoutExceptionText("{message}", style="{"), "json": JsonLines()}


@pytest.fixture(autouse=True)
def outside_of_requests():
    """Forget the number of the last request that this thread answered."""
    token = request_ids._current.set("")
    yield
    request_ids._current.reset(token)


def formatted(error):
    information = (type(error), error, error.__traceback__)
    return WithoutExceptionText().formatException(information)


def raised(text, *, cause=None):
    try:
        raise ValueError(text) from cause
    except ValueError as error:
        return error


def record(logger, message, *args, error=None, module="handlers.py", **extra):
    information = (type(error), error, error.__traceback__) if error else None
    made = logging.LogRecord(logger, logging.ERROR, module, 7, message, args, information)
    vars(made).update(extra)
    return made


def written(made):
    """Return what the log says of a record."""
    OnlyOurWords().filter(made)
    return FORMATS["plain"].format(made)


def test_a_line_of_ours_is_written_as_it_is():
    assert written(record("mgapp.accounts", "Not sent: %s", "TimeoutError")) == (
        "Not sent: TimeoutError"
    )


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/day/2026-06-10/?note=pain", "/day/<on>/"),
        ("/accounts/password/reset/key/1-d0s-abc/", "/accounts/password/reset/key/<uidb36>-<key>/"),
        ("/accounts/confirm-email/MQ:1w:x-_/", "/accounts/confirm-email/<key>/"),
        ("/s/Zk3v-_9x/", "/s/<token>/"),
        ("/s/Zk3v-_9x", "/s/<token>/"),
        ("/s/Zk3v-_9x/file/pdf/", "/s/<token>/file/<kind>/"),
        ("/shl/Zk3v-_9x/ey:1w:x/", "/shl/<token>/<ticket>/"),
        ("/entry/intake/pain-after-lunch/", "/entry/<kind>/<entry_id>/"),
        ("/pain-after-lunch/", "/*"),
        ("/readyz", "/readyz"),
    ],
)
def test_of_an_address_only_the_route_is_logged(path, route):
    assert written(record("gunicorn.error", "Error handling request %s", path)) == (
        f"Error handling request {route}"
    )


def test_the_line_of_a_request_is_read_for_its_route():
    line = record("django.server", '"%s" %s %s', "GET /day/2026-06-10/?a=pain HTTP/1.1", "200", 3)

    assert written(line) == '"GET /day/<on>/" 200 3'


@pytest.mark.parametrize("value", ["pain", "GET pain HTTP/1.1", ["pain"], ValueError("pain"), b"p"])
def test_words_that_came_to_a_library_are_not_logged(value):
    assert "pain" not in written(record("a.library", "Unexpected: %s", value))


def test_the_type_of_an_error_that_a_library_tells_of_is_logged():
    assert written(record("a.library", "Lost: %s", OSError("pain"))) == "Lost: OSError"


def test_words_in_named_places_are_not_logged():
    assert written(record("a.library", "Unexpected: %(word)s", {"word": "pain"})) == "Unexpected: *"


def test_a_host_that_is_refused_is_not_logged():
    request = RequestFactory().get("/day/")
    text = "Invalid HTTP_HOST header: 'pain.example'."
    made = record("django.security.DisallowedHost", text, request=request, status_code=400)

    assert written(made) == "Bad Request: /day/"


def test_a_spoilt_session_is_logged_without_its_text():
    assert "pain" not in written(record("django.security.SuspiciousSession", "pain"))


def test_what_gunicorn_could_not_read_is_not_logged():
    text = "Invalid request from ip=203.0.113.7: Invalid HTTP Header: 'PAIN'"

    assert written(record("gunicorn.error", text)) == "Invalid request"


def test_what_gunicorn_says_of_its_start_is_logged():
    made = record("gunicorn.error", "In use: %s", "('127.0.0.1', 8000)", module="gunicorn/sock.py")

    assert written(made) == "In use: ('127.0.0.1', 8000)"


def test_a_warning_of_python_is_logged_without_its_text():
    made = record("py.warnings", "%s", "/a/b.py:7: RuntimeWarning: pain 7\n  count(pain)\n")

    assert written(made) == "/a/b.py:7: RuntimeWarning"


def test_the_text_of_an_exception_is_not_logged():
    assert "pain" not in formatted(raised("pain 7 after lunch"))


def test_the_type_and_place_of_an_exception_are_logged():
    text = formatted(raised("pain 7 after lunch"))

    assert "ValueError" in text
    assert "test_logs.py" in text


def test_the_text_of_the_cause_is_not_logged_but_its_type_is():
    text = formatted(raised("pain 7", cause=KeyError("magnesium 350 mg")))

    assert "KeyError" in text
    assert "magnesium" not in text


@pytest.mark.parametrize("log_format", FORMATS)
def test_a_line_of_a_request_carries_its_number(log_format):
    lines = []

    def view(request):
        lines.append(FORMATS[log_format].format(record("tracker", "Done")))
        return HttpResponse()

    response = numbered(view)(RequestFactory().get("/"))

    assert response["X-Request-ID"] in lines[0]


def test_a_json_line_has_the_parts_of_a_record():
    error = raised("pain")
    line = json.loads(JsonLines().format(record("tracker", "Lost %s", 3, error=error)))

    assert line["level"] == "ERROR"
    assert line["logger"] == "tracker"
    assert line["message"] == "Lost 3"
    assert line["error"].endswith("ValueError (its text may quote a diary and is not logged)")


def test_a_json_line_of_a_request_has_keys_of_its_own():
    parts = {"method": "GET", "route": "/day/", "status": 200}
    line = json.loads(JsonLines().format(record("gunicorn.access", "%(method)s", parts)))

    assert parts.items() <= line.items()


@pytest.mark.parametrize("logger", ["django.request", "tracker", "gunicorn.error"])
def test_no_logger_has_a_handler_that_mails_the_request(logger):
    handlers = [type(handler).__name__ for handler in logging.getLogger(logger).handlers]

    assert "AdminEmailHandler" not in handlers


def test_every_line_for_people_passes_the_filter():
    streams = {
        name: handler
        for name, handler in settings.LOGGING["handlers"].items()
        if "StreamHandler" in handler.get("class", "") and name != "access"
    }

    assert streams
    assert all(handler["filters"] == ["only_our_words"] for handler in streams.values())
    assert "mgapp.watch.logs" in sys.modules
