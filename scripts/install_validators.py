"""Installs the readers in tests/validators with npm, and npm first where a Debian's root may.

    python -m scripts.install_validators

They are for tests only, and run in the Node that playwright brings: the one that comes with npm can
be older than they need.
"""

import shutil
import sys
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from scripts.installing import found_or_installed, linux_name, may_use_apt, run, runs_as_root

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


def npm_here() -> str | None:
    """Return the path of npm, or None."""
    return shutil.which("npm")


def ensure_npm(installers: Iterable[Sequence[str]]) -> str:
    """Return the path of npm, running `installers` one by one while there is none.

    Raises NotInstalled where the last one brought none either.
    """
    found = found_or_installed(npm_here, [partial(run, one) for one in installers])
    if not found:
        raise NotInstalled(
            "The tests of exports read them with programs that npm installs, and found no npm: "
            "install it with Node.js (on Debian and Ubuntu: apt install npm)."
        )
    return found


def install(npm: str, folder: Path = FOLDER) -> None:
    """Install what the lock file of `folder` names. Raises NotInstalled where npm cannot."""
    if run((npm, *INSTALL), folder):
        raise NotInstalled(f"npm could not install the readers in {folder.name}; see above.")


def installers_for(*, is_root: bool, system: str) -> list[Sequence[str]]:
    """Return the commands that may install npm for this user on the Linux named `system`."""
    return [DEBIAN_PACKAGE] if may_use_apt(is_root=is_root, system=system) else []


def main() -> None:
    """Install them, or leave with a sentence on standard error."""
    print("Installing the readers for the tests of exports.", file=sys.stderr)
    try:
        install(ensure_npm(installers_for(is_root=runs_as_root(), system=linux_name())))
    except NotInstalled as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main()
