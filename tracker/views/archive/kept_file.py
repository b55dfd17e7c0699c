"""A file that waits between the page that compares it and the answer to that page.

It holds somebody's diary. So it stands in a folder that only the server's own user can read, under
a name that begins with whose it is and cannot be guessed; it goes as soon as it is answered, when
the next one comes, and after an hour in any case. Each worker finds it: the session knows the name
only.
"""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex
from threading import Lock, Timer
from time import time
from typing import Any

from django.conf import settings

WAITS_SECONDS = 60 * 60
TOKEN = re.compile(r"[0-9a-f]{32}")


def keep(person: Any, pieces: Iterable[bytes]) -> str:
    """Keep a file of `person` in the place of any other, and return its token.

    Raises OSError where there is no room for it; nothing of it stays then.
    """
    drop_all_of(person)
    token = token_hex(16)
    path = _path(person, token)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(pieces)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    _sweep_later()
    return token


def read(person: Any, token: Any) -> bytes | None:
    """Return the file; None where it went, or never was, or is another person's."""
    if not isinstance(token, str) or TOKEN.fullmatch(token) is None:
        return None
    drop_old()
    try:
        return _path(person, token).read_bytes()
    except FileNotFoundError:
        return None


def drop_all_of(person: Any) -> None:
    """Delete what the person left, and what others left too long ago."""
    drop_old()
    for file in _folder().glob(f"{person.pk}-*"):
        file.unlink(missing_ok=True)


def drop_old() -> None:
    for file in _files():
        try:
            is_old = file.stat().st_mtime < time() - WAITS_SECONDS
        except FileNotFoundError:
            continue
        if is_old:
            file.unlink(missing_ok=True)


def _sweep_later() -> None:
    """See to it that nothing waits for longer than an hour, even where nobody comes any more.

    A worker that ends before leaves it to whoever opens the archive next.
    """
    with _SWEEP.lock:
        if _SWEEP.timer is None:
            _SWEEP.timer = Timer(WAITS_SECONDS + 1, _sweep)
            _SWEEP.timer.daemon = True
            _SWEEP.timer.start()


def _sweep() -> None:
    with _SWEEP.lock:
        _SWEEP.timer = None
    drop_old()
    if any(_files()):
        _sweep_later()


@dataclass
class _Sweep:
    """The one sweep of this worker that is to come, if any is."""

    timer: Timer | None = None
    lock: Lock = field(default_factory=Lock)


_SWEEP = _Sweep()


def _files() -> Iterator[Path]:
    return _folder().glob("*-*")


def _path(person: Any, token: str) -> Path:
    return _folder() / f"{person.pk}-{token}"


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "brought-in"
