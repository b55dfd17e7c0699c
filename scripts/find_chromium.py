"""Finds a Chromium or Chrome for the browser tests.

    python scripts/find_chromium.py             prints its path
    python scripts/find_chromium.py --install   installs one first where there is none

The order: $CHROMIUM, then the usual commands, then the usual places on macOS, then the download of
playwright's own.
"""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MACOS_PROGRAMS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
DEBIAN_PACKAGE = (
    "sh",
    "-c",
    "export DEBIAN_FRONTEND=noninteractive;"
    " apt-get update -qq && apt-get install -qq --yes chromium",
)
PLAYWRIGHT_DOWNLOAD = (sys.executable, "-m", "playwright", "install", "chromium")


class NoChromium(Exception):
    """There is no browser for the tests; the text is one sentence for whoever runs them."""


def find_chromium() -> str | None:
    """Return the path of an installed browser, or None. Raises NoChromium for a wrong $CHROMIUM."""
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        return _chosen_program(chosen)
    installed = (shutil.which(name) for name in (*COMMANDS, *MACOS_PROGRAMS))
    return next((path for path in installed if path), None) or _playwrights_own()


def ensure_chromium(installers: Iterable[Sequence[str]]) -> str:
    """Return the path of a browser, running `installers` one by one while there is none.

    Raises NoChromium where the last one brought none either.
    """
    found = find_chromium()
    for installer in installers:
        if found:
            break
        _install(installer)
        found = find_chromium()
    if not found:
        raise NoChromium(
            "The browser tests found no Chromium and could not install one: install Chromium or "
            "Google Chrome, or set CHROMIUM to its path."
        )
    return found


def installers_for(*, is_root: bool, system: str) -> list[Sequence[str]]:
    """Return the commands that may install a browser for this user on the Linux named `system`."""
    can_use_apt = is_root and system == "debian"
    return [DEBIAN_PACKAGE, PLAYWRIGHT_DOWNLOAD] if can_use_apt else [PLAYWRIGHT_DOWNLOAD]


def _chosen_program(chosen: str) -> str:
    path = shutil.which(chosen)
    if path is None:
        raise NoChromium(f"CHROMIUM is {chosen!r}, but there is no such program.")
    return path


def _playwrights_own() -> str | None:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _install(installer: Sequence[str]) -> None:
    print("Installing Chromium for the browser tests.", file=sys.stderr)
    result = subprocess.run(
        installer, check=False, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    if result.returncode:
        print(result.stderr.strip()[-2000:], file=sys.stderr)


def _linux_name() -> str:
    try:
        return platform.freedesktop_os_release().get("ID", "")
    except OSError:
        return ""


def main(arguments: Sequence[str]) -> None:
    """Print the path of a browser, or leave with a sentence on standard error."""
    installers = installers_for(is_root=os.geteuid() == 0, system=_linux_name())
    try:
        print(ensure_chromium(installers if "--install" in arguments else []))
    except NoChromium as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main(sys.argv[1:])
