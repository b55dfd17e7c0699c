"""The scripts that `make` calls."""

import sys

import pytest

from scripts import find_chromium as finder
from scripts import install_validators as validators


@pytest.fixture
def programs(monkeypatch, tmp_path):
    """Return an empty folder that is the only one where programs are looked for."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    # Neither a Chrome of this machine's nor playwright's own download.
    monkeypatch.setattr(finder, "MACOS_PROGRAMS", ())
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "downloads"))
    return tmp_path


def add_program(path):
    path.touch()
    path.chmod(0o755)
    return str(path)


def test_the_chosen_browser_comes_first(programs, monkeypatch):
    add_program(programs / "chromium")
    monkeypatch.setenv("CHROMIUM", add_program(programs / "mine"))

    assert finder.find_chromium() == str(programs / "mine")


def test_a_chosen_browser_that_does_not_exist_is_named(programs, monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")

    with pytest.raises(finder.NoChromium, match="'/nowhere/chromium', but there is no such"):
        finder.find_chromium()


@pytest.mark.parametrize("name", finder.COMMANDS)
def test_an_installed_browser_is_found(programs, name):
    path = add_program(programs / name)

    assert finder.find_chromium() == path


def test_chromium_is_preferred_to_chrome(programs):
    add_program(programs / "google-chrome")
    path = add_program(programs / "chromium")

    assert finder.find_chromium() == path


def test_without_any_browser_none_is_found(programs):
    assert finder.find_chromium() is None


def test_an_installer_that_brings_a_browser_is_the_last_to_run(programs):
    path = programs / "chromium"
    make_browser = (
        sys.executable,
        "-c",
        f"import pathlib; pathlib.Path({str(path)!r}).touch(mode=0o755)",
    )
    never = (sys.executable, "-c", f"import os; os.remove({str(path)!r})")

    assert finder.ensure_chromium([make_browser, never]) == str(path)


def test_an_installer_that_fails_is_followed_by_the_next(programs):
    path = programs / "chromium"
    fail = (sys.executable, "-c", "raise SystemExit(1)")
    make_browser = (
        sys.executable,
        "-c",
        f"import pathlib; pathlib.Path({str(path)!r}).touch(mode=0o755)",
    )

    assert finder.ensure_chromium([fail, make_browser]) == str(path)


def test_without_a_browser_the_tests_end_with_one_sentence(programs):
    with pytest.raises(finder.NoChromium, match=r"^[^.]*install Chromium[^.]*\.$"):
        finder.ensure_chromium([])


def test_root_on_debian_installs_the_package_first():
    assert finder.installers_for(is_root=True, system="debian") == [
        finder.DEBIAN_PACKAGE,
        finder.PLAYWRIGHT_DOWNLOAD,
    ]


@pytest.mark.parametrize(("is_root", "system"), [(False, "debian"), (True, "fedora")])
def test_others_use_playwrights_download(is_root, system):
    assert finder.installers_for(is_root=is_root, system=system) == [finder.PLAYWRIGHT_DOWNLOAD]


# --- the readers that npm installs ---------------------------------------------------------------


def test_npm_that_is_there_is_used(programs):
    path = add_program(programs / "npm")
    never = (sys.executable, "-c", f"import os; os.remove({path!r})")

    assert validators.ensure_npm([never]) == path


def test_npm_is_installed_where_it_is_missing(programs):
    path = programs / "npm"
    make_npm = (
        sys.executable,
        "-c",
        f"import pathlib; pathlib.Path({str(path)!r}).touch(mode=0o755)",
    )

    assert validators.ensure_npm([make_npm]) == str(path)


def test_without_npm_it_is_said_how_to_get_it(programs):
    with pytest.raises(validators.NotInstalled, match=r"found no npm: .*apt install npm"):
        validators.ensure_npm([])


@pytest.mark.parametrize(
    ("is_root", "system", "number"),
    [(True, "debian", 1), (False, "debian", 0), (True, "fedora", 0)],
)
def test_only_root_on_debian_installs_a_package(is_root, system, number):
    assert len(validators.installers_for(is_root=is_root, system=system)) == number


def test_an_npm_that_gives_up_is_told(tmp_path):
    with pytest.raises(validators.NotInstalled, match="npm could not install the readers"):
        validators.install("false", tmp_path)


def test_the_lock_file_names_no_place_to_download_from():
    text = (validators.FOLDER / "package-lock.json").read_text("utf-8")

    assert '"integrity": "sha512-' in text
    assert '"resolved"' not in text
