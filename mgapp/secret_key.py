"""The key that signs sessions and forms: made once, at the first start, and kept with the data."""

import os
import secrets
import tempfile
from pathlib import Path

from mgapp.environment import SettingProblem

KEY_BYTES = 50


def read_or_create_secret_key(path: Path) -> str:
    """Return the key kept in `path`; make it, readable for its owner only, where there is none.

    Several processes may start at once: all of them return the same key. Raises SettingProblem
    where the file cannot be read or made, or is empty.
    """
    try:
        if not path.exists():
            _create(path)
        key = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise SettingProblem(
            f"The secret key {path} cannot be read or made ({_reason(problem)}); "
            "give this user write access to the folder, or set DATA_DIR or SECRET_KEY."
        ) from problem
    if not key:
        raise SettingProblem(f"The secret key {path} is empty; delete it to have a new one made.")
    return key


def _create(path: Path) -> None:
    """Write a new key under another name, then link it: a link is all or nothing, and the first
    process to make it wins, so nobody ever reads half a key or a second one."""
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".secret_key.")  # mode 0600
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(KEY_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        # Another process was faster; its key is the one to use.
        return
    finally:
        Path(draft).unlink()


def _reason(problem: OSError | UnicodeDecodeError) -> str:
    return (problem.strerror or "") if isinstance(problem, OSError) else "it is not plain text"
