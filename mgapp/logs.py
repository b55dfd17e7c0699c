"""Logs without a person's data: ids and paths, never what was typed, a dose or a symptom."""

import logging
import re
import traceback
from types import TracebackType

ExceptionInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)

QUERY = re.compile(r"\?\S*")
# What follows in these paths lets its holder in.
KEY = re.compile(r"(/(?:accounts/password/reset/key|accounts/confirm-email|s|shl)/)[^\s?]+")


def without_key(path: str) -> str:
    """Return `path` without the key that a link in a mail or a shared link carries.

    >>> without_key("/accounts/password/reset/key/1-abc/")
    '/accounts/password/reset/key/*'
    """
    return KEY.sub(r"\1*", path)


class WithoutQuery(logging.Filter):
    """Cuts the query string off every address in a log record, and keys; every record stays."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Shorten the addresses in `record` and let it pass."""
        if isinstance(record.args, tuple):
            record.args = tuple(
                without_key(QUERY.sub("", value)) if isinstance(value, str) else value
                for value in record.args
            )
        return True


class WithoutExceptionText(logging.Formatter):
    """Says where an error happened and of which type it is, but not its text.

    The text of an exception often quotes the value that caused it, which may be a diary entry.
    """

    def formatException(self, ei: ExceptionInfo) -> str:
        """Return the stack and type of the exception, after those of the ones that led to it."""
        return "".join(_stacks_and_types(ei[1])).rstrip()


def _stacks_and_types(error: BaseException | None) -> list[str]:
    if error is None:
        return []
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return [
        *_stacks_and_types(earlier),
        *traceback.format_tb(error.__traceback__),
        f"{type(error).__qualname__} (its text may quote a diary and is not logged)\n",
    ]
