"""What the scripts share that need a program, and install it where there is none."""

import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

Found = TypeVar("Found")


def found_or_installed(
    find: Callable[[], Found | None], installers: Iterable[Callable[[], object]]
) -> Found | None:
    """Return what `find` finds, running `installers` one by one while it finds nothing.

    None: the last one brought nothing either.
    """
    found = find()
    for install in installers:
        if found:
            break
        install()
        found = find()
    return found


def run(command: Sequence[str], folder: Path | None = None) -> int:
    """Return how it ended, with the end of what it complained of on standard error."""
    result = subprocess.run(
        command, cwd=folder, check=False, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    if result.returncode:
        print(result.stderr.strip()[-2000:], file=sys.stderr)
    return result.returncode


def run_told(what: str, command: Sequence[str]) -> int:
    """Run a command that takes a while, and say first what it installs."""
    print(f"Installing {what}.", file=sys.stderr)
    return run(command)


def may_use_apt(*, is_root: bool, system: str) -> bool:
    """Return whether this user may install packages: the root of a Debian, by its `system`."""
    return is_root and system == "debian"


def runs_as_root() -> bool:
    return os.geteuid() == 0


def linux_name() -> str:
    """Return the name by which this Linux calls itself, such as "debian"; "" elsewhere."""
    try:
        return platform.freedesktop_os_release().get("ID", "")
    except OSError:
        return ""
