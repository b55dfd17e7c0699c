"""Tells whether an error came from where the data is kept, and what is the matter there.

Both drivers say it with a number or code; their texts differ and may quote what was to be stored.
"""

import errno
from collections.abc import Iterator
from enum import StrEnum

from django.db import InterfaceError, OperationalError


class Trouble(StrEnum):
    """What is the matter with the place where the data is kept."""

    BUSY = "busy"
    READ_ONLY = "read-only"
    FULL = "full"
    GONE = "gone"
    DAMAGED = "damaged"


SQLITE = {
    5: Trouble.BUSY,  # SQLITE_BUSY: another process writes
    6: Trouble.BUSY,  # SQLITE_LOCKED: another connection of this process does
    8: Trouble.READ_ONLY,
    10: Trouble.FULL,  # SQLITE_IOERR: a quota, or a disk that takes nothing more
    11: Trouble.DAMAGED,  # SQLITE_CORRUPT
    13: Trouble.FULL,
    14: Trouble.GONE,  # SQLITE_CANTOPEN
    26: Trouble.DAMAGED,  # SQLITE_NOTADB
}
"""By the lowest byte of SQLite's result codes; the rest of a code only says more of the same."""

POSTGRESQL = {
    "25006": Trouble.READ_ONLY,
    "40001": Trouble.BUSY,  # not serializable
    "40P01": Trouble.BUSY,  # a deadlock
    "53100": Trouble.FULL,
    "53200": Trouble.BUSY,  # out of memory
    "53300": Trouble.BUSY,  # too many connections
    "55P03": Trouble.BUSY,  # waited for a lock for too long
    "57014": Trouble.BUSY,  # took too long and was cancelled
    "58030": Trouble.FULL,  # the disk
    "08": Trouble.GONE,
    "57": Trouble.GONE,  # shut down, crashed, or starting
    "XX001": Trouble.DAMAGED,
    "XX002": Trouble.DAMAGED,
}
"""By SQLSTATE, or by its class."""

FILES = {
    errno.ENOSPC: Trouble.FULL,
    errno.EDQUOT: Trouble.FULL,
    errno.EFBIG: Trouble.FULL,
    errno.EROFS: Trouble.READ_ONLY,
}


def trouble_of(error: BaseException | None) -> Trouble | None:
    """Return what is the matter where the data is kept; None for an error of any other kind."""
    return next((found for one in _chain(error) if (found := _trouble(one))), None)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield the error and those that led to it: Django's stands in front of the driver's own."""
    while error is not None:
        yield error
        earlier = None if error.__suppress_context__ else error.__context__
        error = error.__cause__ or earlier


def _trouble(error: BaseException) -> Trouble | None:
    if isinstance(error, OperationalError | InterfaceError):
        # A server that cannot be asked gives no code.
        return None if _has_code(error.__cause__) else Trouble.GONE
    if (code := getattr(error, "sqlite_errorcode", None)) is not None:
        return SQLITE.get(code & 0xFF)
    if (state := getattr(error, "sqlstate", None)) is not None:
        return POSTGRESQL.get(state) or POSTGRESQL.get(state[:2])
    return FILES.get(error.errno or 0) if isinstance(error, OSError) else None


def _has_code(error: BaseException | None) -> bool:
    codes = (getattr(error, name, None) for name in ("sqlite_errorcode", "sqlstate"))
    return any(code is not None for code in codes)
