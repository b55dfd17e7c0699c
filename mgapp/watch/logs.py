"""Logs without a person's data: routes, types and numbers, never what a visitor sent.

Our own lines say what we wrote. Those of Django, gunicorn and other libraries are written anew,
for they quote addresses, headers and the text of exceptions.
"""

import json
import logging
import re
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from http.client import responses
from types import TracebackType
from typing import Any

from mgapp.watch.request_ids import current_request_id
from mgapp.watch.routes import METHODS, known_method, route_of

ExceptionInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)

SERVER = "gunicorn.access"
_OURS = ("mgapp", "tracker")
# The parts of gunicorn that start and watch processes: they never see a request.
_OF_START = {"arbiter", "sock"}
_REQUEST_LINE = re.compile(r"(\S+) (/\S*) HTTP/[0-9.]+")


class OnlyOurWords(logging.Filter):
    """Takes out of a record what a visitor may have sent; every record stays."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite `record` where it is not our own, and let it pass."""
        if record.name.startswith("django.security"):
            # Refused as it should be: nothing broke, and the way there is Django's.
            record.exc_info = None
        if hasattr(record, "request"):
            record.msg, record.args = "%s: %s", (_reason(record), route_of(record.request.path))
        elif record.name.startswith("gunicorn.") and record.module in _OF_START:
            pass
        elif not _is_ours(record):
            record.msg, record.args = _without_sender(record)
        return True


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] in _OURS


def _reason(record: logging.LogRecord) -> str:
    return responses.get(getattr(record, "status_code", 0), "Refused")


def _without_sender(record: logging.LogRecord) -> tuple[str, Any]:
    text = str(record.msg)
    if record.name.startswith("django.security"):
        return "A session or a request was refused", ()
    if record.name == "py.warnings":
        # "file:line: category: text", and the line of code.
        return ":".join(record.getMessage().split(":", 3)[:3]), ()
    if text.startswith("Invalid request"):
        # Gunicorn writes the address of the network and a piece of what it could not read into it.
        return "Invalid request", ()
    return text, _safe_args(record.args)


def _safe_args(args: object) -> Any:
    if isinstance(args, Mapping):
        return {name: _safe(value) for name, value in args.items()}
    return tuple(_safe(value) for value in args) if isinstance(args, tuple) else None


def _safe(value: object) -> object:
    if isinstance(value, int | float):
        return value
    if isinstance(value, BaseException):
        return type(value).__qualname__
    text = value if isinstance(value, str) else ""
    if text in METHODS or (text.isascii() and text.isdigit()):
        return text
    if line := _REQUEST_LINE.fullmatch(text):
        return f"{known_method(line[1])} {route_of(line[2])}"
    return route_of(text) if text.startswith("/") else "*"


class WithoutExceptionText(logging.Formatter):
    """Says where an error happened and of which type it is, but not its text.

    The text of an exception often quotes the value that caused it, which may be a diary entry. A
    line that was written for a request ends with the request's number.
    """

    def formatMessage(self, record: logging.LogRecord) -> str:
        """Return the line of the record without its stack."""
        number = current_request_id()
        return super().formatMessage(record) + (f" [{number}]" if number else "")

    def formatException(self, ei: ExceptionInfo) -> str:
        """Return the stack and type of the exception, after those of the ones that led to it."""
        return "".join(_stacks_and_types(ei[1])).rstrip()


class JsonLines(WithoutExceptionText):
    """The same as one JSON object a line, for programs that read logs."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the object; an answered request has its parts as keys of their own."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
        }
        if record.name == SERVER and isinstance(record.args, dict):
            line |= record.args
        else:
            line |= {"message": record.getMessage(), "request": current_request_id() or None}
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line)


def _stacks_and_types(error: BaseException | None) -> list[str]:
    if error is None:
        return []
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return [
        *_stacks_and_types(earlier),
        *traceback.format_tb(error.__traceback__),
        f"{type(error).__qualname__} (its text may quote a diary and is not logged)\n",
    ]
