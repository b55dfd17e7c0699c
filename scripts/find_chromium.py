"""Finds a Chromium or Chrome for the browser tests.

    python -m scripts.find_chromium             prints its path
    python -m scripts.find_chromium --install   installs one first where there is none

The order: $CHROMIUM, then the usual commands, then the usual places on macOS, then the download of
playwright's own.
"""

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from scripts.installing import found_or_installed, linux_name, may_use_apt, run_told, runs_as_root

# The first is Chromium without what a window needs: the same pages in a third of the time.
COMMANDS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
MACOS_PROGRAMS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
DEBIAN_PACKAGE = (
    "sh",
    "-c",
    "export DEBIAN_FRONTEND=noninteractive;"
    " apt-get update -qq && { apt-get install -qq --yes chromium-headless-shell"
    " || apt-get install -qq --yes chromium; }",
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
    installs = [partial(run_told, "Chromium for the browser tests", one) for one in installers]
    found = found_or_installed(find_chromium, installs)
    if not found:
        raise NoChromium(
            "The browser tests found no Chromium and could not install one: install Chromium or "
            "Google Chrome, or set CHROMIUM to its path."
        )
    return found


def installers_for(*, is_root: bool, system: str) -> list[Sequence[str]]:
    """Return the commands that may install a browser for this user on the Linux named `system`."""
    from_debian = [DEBIAN_PACKAGE] if may_use_apt(is_root=is_root, system=system) else []
    return [*from_debian, PLAYWRIGHT_DOWNLOAD]


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


def main(arguments: Sequence[str]) -> None:
    """Print the path of a browser, or leave with a sentence on standard error."""
    installers = installers_for(is_root=runs_as_root(), system=linux_name())
    try:
        print(ensure_chromium(installers if "--install" in arguments else []))
    except NoChromium as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main(sys.argv[1:])
