"""The key that signs sessions and forms: from SECRET_KEY, or made once and kept with the data."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mgapp.environment.problem import SettingProblem
from mgapp.files import make_once

KEY_BYTES = 50


def secret_key(database: Mapping[str, Any]) -> str:
    """Return SECRET_KEY; "" where there is none and the one in the data folder will do.

    A database on another machine may serve several of them. Each would make a key of its own, and
    who logged in on one would be a stranger to the next.
    """
    key = os.environ.get("SECRET_KEY") or ""
    if not key and _is_elsewhere(database):
        raise SettingProblem(
            "The database of DATABASE_URL is on another machine, so more than one may use it, and "
            "all of them have to sign with one key: set SECRET_KEY, to the same long random text "
            "on each of them."
        )
    return key


def _is_elsewhere(database: Mapping[str, Any]) -> bool:
    """Return whether a PostgreSQL is reached otherwise than by a socket or within this machine."""
    host = database.get("HOST") or database.get("OPTIONS", {}).get("host", "")
    return not (host in {"", "localhost", "127.0.0.1", "::1"} or host.startswith("/"))


def read_or_create_secret_key(path: Path) -> str:
    """Return the key kept in `path`; make it, readable for its owner only, where there is none.

    Several processes may start at once: all of them return the same key. Raises SettingProblem
    where the file cannot be read or made, or is empty.
    """
    try:
        if not path.exists():
            make_once(path, secrets.token_urlsafe(KEY_BYTES) + "\n")
        key = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise SettingProblem(
            f"The secret key {path} cannot be read or made ({_reason(problem)}); "
            "give this user write access to the folder, or set DATA_DIR or SECRET_KEY."
        ) from problem
    if not key:
        raise SettingProblem(f"The secret key {path} is empty; delete it to have a new one made.")
    return key


def _reason(problem: OSError | UnicodeDecodeError) -> str:
    return (problem.strerror or "") if isinstance(problem, OSError) else "it is not plain text"
