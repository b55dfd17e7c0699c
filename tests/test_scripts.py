"""The scripts that `make` calls."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import pytest
from psycopg import OperationalError, connect

from scripts import find_chromium as finder
from scripts import install_validators as validators
from scripts import postgresql


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


@pytest.mark.parametrize(
    ("better", "other"),
    [("chromium", "google-chrome"), ("chromium-headless-shell", "chromium")],
)
def test_one_browser_is_preferred_to_another(programs, better, other):
    add_program(programs / other)
    path = add_program(programs / better)

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


# --- the PostgreSQL of the tests -----------------------------------------------------------------

ROOT = Path(__file__).resolve().parents[1]
HAS_POSTGRESQL = pytest.mark.skipif(not postgresql.find_programs(), reason="no PostgreSQL here")


@pytest.fixture
def no_postgresql(programs, monkeypatch):
    """Return an empty folder, outside of which no PostgreSQL is found."""
    monkeypatch.delenv("POSTGRESQL_BIN", raising=False)
    monkeypatch.setattr(postgresql, "FOLDERS_WITH_PROGRAMS", (f"{programs}/*/bin",))
    return programs


def add_postgresql(folder):
    folder.mkdir(parents=True)
    for name in postgresql.PROGRAMS:
        add_program(folder / name)
    return folder


def test_the_newest_of_several_is_taken(no_postgresql):
    for version in ("9.6", "15", "8"):
        add_postgresql(no_postgresql / version / "bin")

    assert postgresql.find_programs() == no_postgresql / "15" / "bin"


def test_the_chosen_postgresql_comes_first(no_postgresql, monkeypatch):
    add_postgresql(no_postgresql / "15" / "bin")
    monkeypatch.setenv("POSTGRESQL_BIN", str(add_postgresql(no_postgresql / "mine")))

    assert postgresql.find_programs() == no_postgresql / "mine"


def test_a_chosen_folder_without_it_is_named(no_postgresql, monkeypatch):
    monkeypatch.setenv("POSTGRESQL_BIN", "/nowhere")

    with pytest.raises(postgresql.NoPostgreSQL, match="'/nowhere', but there is no initdb"):
        postgresql.find_programs()


def test_without_postgresql_the_tests_end_with_one_sentence(no_postgresql):
    with pytest.raises(postgresql.NoPostgreSQL, match=r"^[^.]*apt install postgresql[^.]*\.$"):
        postgresql.ensure_programs([])


@pytest.mark.parametrize(
    ("is_root", "system", "number"),
    [(True, "debian", 1), (False, "debian", 0), (True, "fedora", 0)],
)
def test_only_root_on_debian_installs_postgresql(is_root, system, number):
    assert len(postgresql.installers_for(is_root=is_root, system=system)) == number


def with_postgresql(*command, **pipes):
    """Start a command with a server of its own."""
    started = [sys.executable, "-m", "scripts.postgresql", *command]
    return subprocess.Popen(started, cwd=ROOT, text=True, **pipes)


@pytest.fixture
def told():
    """Return a command that tells its DATABASE_URL and goes on until its input ends."""
    program = "import os, sys; print(os.environ['DATABASE_URL'], flush=True); sys.stdin.read()"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with with_postgresql(sys.executable, "-c", program, **pipes) as started:
        yield started


def is_there(address):
    try:
        connect(address).close()
    except OperationalError:
        return False
    return True


def is_gone(address):
    end = monotonic() + 20
    while is_there(address) and monotonic() < end:
        sleep(0.05)
    return not is_there(address)


@HAS_POSTGRESQL
def test_the_command_has_a_server_of_its_own_and_its_status_is_told():
    with with_postgresql("sh", "-c", 'test -n "$DATABASE_URL" && exit 7') as started:
        assert started.wait(60) == 7


@HAS_POSTGRESQL
def test_the_server_goes_with_the_command(told):
    address = told.stdout.readline().strip()
    was_there = is_there(address)
    told.stdin.close()
    told.wait(30)

    assert (was_there, is_there(address)) == (True, False)


@HAS_POSTGRESQL
@pytest.mark.parametrize("with_signal", [signal.SIGTERM, signal.SIGKILL])
def test_the_server_goes_where_the_script_is_killed(told, with_signal):
    address = told.stdout.readline().strip()
    os.kill(told.pid, with_signal)

    assert is_gone(address)


@HAS_POSTGRESQL
def test_the_server_sorts_otherwise_than_sqlite(told):
    with connect(told.stdout.readline().strip()) as connection:
        assert connection.execute("SELECT 'a' < 'B', current_setting('fsync')").fetchone() == (
            True,
            "off",
        )
