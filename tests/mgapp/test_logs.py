"""Nothing of a person's data reaches a log."""

import logging

import pytest

from mgapp.logs import WithoutExceptionText, WithoutQuery


def formatted(error):
    information = (type(error), error, error.__traceback__)
    return WithoutExceptionText().formatException(information)


def raised(text, *, cause=None):
    try:
        raise ValueError(text) from cause
    except ValueError as error:
        return error


def test_the_query_string_is_cut_off_an_address():
    record = logging.LogRecord(
        "django.server", logging.INFO, "", 0, "%s %s", ("GET /day?note=pain HTTP/1.1", 200), None
    )

    WithoutQuery().filter(record)

    assert record.getMessage() == "GET /day HTTP/1.1 200"


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        ("/accounts/password/reset/key/1-d0s-abc/", "/accounts/password/reset/key/*"),
        ("/accounts/confirm-email/MQ:1w:x-_/", "/accounts/confirm-email/*"),
        ("/s/Zk3v-_9x/", "/s/*"),
        ("/s/Zk3v-_9x/file/pdf/", "/s/*"),
        ("/shl/Zk3v-_9x/ey:1w:x/", "/shl/*"),
        ("/shares/new/", "/shares/new/"),
        ("/accounts/login/", "/accounts/login/"),
    ],
)
def test_what_lets_its_holder_in_is_cut_off_its_path(path, logged):
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "%s", (path,), None)

    WithoutQuery().filter(record)

    assert record.getMessage() == logged


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


@pytest.mark.parametrize("logger", ["django.request", "tracker", "gunicorn.error"])
def test_no_logger_has_a_handler_that_mails_the_request(logger):
    handlers = [type(handler).__name__ for handler in logging.getLogger(logger).handlers]

    assert "AdminEmailHandler" not in handlers
