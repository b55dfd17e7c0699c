"""Installs the readers in tests/validators with npm, and npm first where a Debian's root may.

    python scripts/install_validators.py

They are for tests only, and run in the Node that playwright brings: the one that comes with npm can
be older than they need.
"""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "validators"
DEBIAN_PACKAGE = (
    "sh",
    "-c",
    "export DEBIAN_FRONTEND=noninteractive; apt-get update -qq &&"
    " apt-get install -qq --yes --no-install-recommends npm",
)
INSTALL = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


class NotInstalled(Exception):
    """The readers are not there; the text is one sentence for whoever runs the tests."""


def ensure_npm(installers: Iterable[Sequence[str]]) -> str:
    """Return the path of npm, running `installers` one by one while there is none.

    Raises NotInstalled where the last one brought none either.
    """
    found = shutil.which("npm")
    for installer in installers:
        if found:
            break
        _run(installer)
        found = shutil.which("npm")
    if not found:
        raise NotInstalled(
            "The tests of exports read them with programs that npm installs, and found no npm: "
            "install it with Node.js (on Debian and Ubuntu: apt install npm)."
        )
    return found


def install(npm: str, folder: Path = FOLDER) -> None:
    """Install what the lock file of `folder` names. Raises NotInstalled where npm cannot."""
    if _run((npm, *INSTALL), folder):
        raise NotInstalled(f"npm could not install the readers in {folder.name}; see above.")


def installers_for(*, is_root: bool, system: str) -> list[Sequence[str]]:
    """Return the commands that may install npm for this user on the Linux named `system`."""
    return [DEBIAN_PACKAGE] if is_root and system == "debian" else []


def _run(command: Sequence[str], folder: Path | None = None) -> int:
    """Return how it ended, with the end of what it complained of on standard error."""
    result = subprocess.run(
        command, cwd=folder, check=False, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    if result.returncode:
        print(result.stderr.strip()[-2000:], file=sys.stderr)
    return result.returncode


def _linux_name() -> str:
    try:
        return platform.freedesktop_os_release().get("ID", "")
    except OSError:
        return ""


def main() -> None:
    """Install them, or leave with a sentence on standard error."""
    print("Installing the readers for the tests of exports.", file=sys.stderr)
    try:
        install(ensure_npm(installers_for(is_root=os.geteuid() == 0, system=_linux_name())))
    except NotInstalled as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main()
