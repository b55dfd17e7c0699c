"""kill -9 while a backup is made or brought back: what was there, or what comes, never a mix."""

import signal
import subprocess
import sys
import time

import pytest

from tests.running import ROOT, App, environment

LATER = "UPDATE tracker_meal SET note = 'written after the backup'"
PATIENCE = 120


def is_being_kept(site):
    return any(site.folder.glob("backups/.mgdiary-*-before-restore.zip.part")) or is_kept(site)


def is_kept(site):
    """Return whether what was there is safe; from then on it is replaced."""
    return any(site.folder.glob("backups/mgdiary-*-before-restore.zip"))


MOMENTS = {
    "being kept": (is_being_kept, 0),
    "kept": (is_kept, 0),
    "a little later": (is_kept, 0.05),
}


def kill(site, moment, *command, seconds=0):
    """Start a command, and kill it so long after `moment` has come."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", *map(str, command)],
        cwd=ROOT,
        env=environment(site.folder),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    give_up = time.monotonic() + PATIENCE
    while process.poll() is None and not moment(site):
        assert time.monotonic() < give_up
        time.sleep(0.001)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.communicate()


@pytest.fixture
def filled(site):
    return site.fill()


@pytest.mark.parametrize("name", MOMENTS)
def test_a_restore_that_is_killed_leaves_the_old_or_the_new_and_can_be_done_again(filled, name):
    moment, seconds = MOMENTS[name]
    coming, file = filled.contents(), filled.backup()
    filled.ask(LATER)
    before = filled.contents()

    kill(filled, moment, "restore", file, "--replace", "--no-input", seconds=seconds)

    assert filled.contents() in (before, coming)
    filled.call("restore", file, "--replace", "--no-input")
    assert filled.contents() == coming
    assert list(filled.folder.glob(".operation-*")) == []


def test_after_a_restore_that_was_killed_the_server_starts(filled):
    file = filled.backup()
    kill(filled, is_kept, "restore", file, "--replace", "--no-input")

    app = App(filled.folder, migrated=False)
    app.stop()

    assert app.first_line == "http://localhost:" + app.address.rpartition(":")[2]


def test_a_backup_that_is_killed_is_not_there_and_the_next_one_is(filled):
    before = filled.contents()
    kill(filled, lambda site: any(site.folder.glob("backups/.mgdiary-*.part")), "backup")
    whole = [file for file in filled.backups() if not file.name.startswith(".")]

    assert filled.contents() == before
    assert all("Brought back" in restored(filled, file) for file in whole)
    assert "Brought back" in restored(filled, filled.backup())
    assert filled.contents() == before


def restored(site, file):
    return site.call("restore", file, "--replace", "--no-input")
