"""Marks of erased accounts, outside the database: so that an older backup brings none back unseen.

A mark says nothing about who it was, but tells the same account again, should it be there again.
The file begins with a random key of its own, which stays when the secret key changes.
"""

import hmac
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

from django.conf import settings

from mgapp.files import make_once


@dataclass(frozen=True, slots=True)
class Held:
    """What the file holds."""

    secret: str
    marks: frozenset[str]

    def has(self, key: int, joined: datetime) -> bool:
        """Return whether the login `key` was erased; one of another time may have the same key."""
        return _mark(self.secret, key, joined) in self.marks


def held() -> Held | None:
    """Return the marks of all accounts that were erased here; None where none was."""
    try:
        secret, *marks = _file().read_text(encoding="ascii").split()
    except FileNotFoundError:
        return None
    return Held(secret, frozenset(marks))


def note(key: int, joined: datetime) -> None:
    """Keep the mark of a login for good; raises OSError where it cannot be kept.

    It is on the disk before this returns.
    """
    while (there := held()) is None:
        make_once(_file(), f"{token_hex(32)}\n")
    _append(_file(), _mark(there.secret, key, joined))


def _append(file: Path, line: str) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_APPEND)
    try:
        os.write(descriptor, f"{line}\n".encode("ascii"))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _mark(secret: str, key: int, joined: datetime) -> str:
    what = f"{key} {joined.astimezone(UTC).isoformat()}"
    return hmac.new(secret.encode("ascii"), what.encode("ascii"), "sha256").hexdigest()


def _file() -> Path:
    return Path(settings.DATA_DIR) / "erased-accounts"
