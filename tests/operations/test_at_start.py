"""The backup when the server starts."""

import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest

from mgapp.operations.backup import rotation
from tests.running import ROOT, environment, script

SERVER = """
import sys, time
from mgapp.operations.backup.at_start import wait_and_make
waiting = wait_and_make(int(sys.argv[1]))
print("started", flush=True)
time.sleep(600)
"""


@pytest.fixture
def server(site):
    """Return what starts a program that asks for a backup so many seconds later, as gunicorn."""
    running = []

    def start(seconds):
        command = [sys.executable, "-c", SERVER, str(seconds)]
        variables = environment(site.folder)
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        process = subprocess.Popen(command, cwd=ROOT, env=variables, text=True, **pipes)
        running.append(process)
        assert process.stdout.readline() == "started\n"
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


def test_a_while_after_the_start_there_is_a_backup(site, server):
    site.fill()

    server(0)

    patience = time.monotonic() + 180
    while not site.backups() or site.backups()[0].name.startswith("."):
        assert time.monotonic() < patience
        time.sleep(0.1)
    assert rotation.made_at(site.backups()[0].name)


def test_when_the_server_ends_before_nothing_waits_any_longer(server):
    process = server(600)

    process.kill()

    # All that held its pipes has ended.
    _, said = process.communicate(timeout=30)
    assert said == ""


STARTS = """
from mgapp.operations.backup import at_start
at_start.begin()
print(len(at_start._waiting))
"""


def has_begun(site, **wishes):
    """Return whether a start of the server begins a backup."""
    return script(environment(site.folder, **{"BACKUP_AT_START": "1", **wishes}), STARTS) == ["1"]


def test_the_start_begins_one_where_there_is_none(site):
    assert has_begun(site)


def test_it_can_be_turned_off(site):
    assert not has_begun(site, BACKUP_AT_START="0")


@pytest.mark.parametrize(("hours", "begins"), [(1, False), (25, True)])
def test_it_begins_when_the_newest_is_older_than_a_day(site, hours, begins):
    folder = site.folder / "backups"
    folder.mkdir()
    made_at = datetime.now(UTC) - timedelta(hours=hours)
    (folder / rotation.name_of(made_at, sealed=False)).touch()

    assert has_begun(site) is begins


def test_a_problem_is_one_line_in_the_log_and_no_failure(site):
    (site.folder / "backups").touch()

    done = subprocess.run(
        [sys.executable, "manage.py", "backup", "--if-due"],
        cwd=ROOT,
        env=environment(site.folder),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0
    [line] = done.stderr.splitlines()
    assert "No backup at the start" in line
