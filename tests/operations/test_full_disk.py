"""A disk that is really full: a small one is made for the test, where this user may mount one.

Elsewhere these are left out; `tests/mgapp/` has the same answers with what SQLite says of a file
that may not grow.
"""

import sqlite3
import subprocess
import sys
from contextlib import closing
from shutil import disk_usage, which
from uuid import uuid4

import pytest

from tests import databases
from tests.accounts.people import PASSWORD
from tests.plain_visitor import Visitor
from tests.running import ROOT, App, environment, manage, script

MEGABYTE = 1_000_000
FORM = "/log/intake/?kind=vitamin_d"
LOGGED = 303


@pytest.fixture
def disk(tmp_path):
    """A data folder on a disk of its own with 8 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m,mode=700", "tmpfs", str(folder)]
    if not which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this user may not mount a small disk")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def leave(disk, room):
    """Fill the disk with a file, but for some bytes."""
    (disk / "filled").write_bytes(b"x" * max(0, disk_usage(disk).free - room))


def free(disk):
    (disk / "filled").unlink()


@pytest.fixture
def app(disk):
    if databases.url_of(disk):
        pytest.skip("PostgreSQL has a disk of its own")
    app = App(disk)
    yield app
    app.stop()


@pytest.fixture
def visitor(app):
    """A browser in which Ada made an account."""
    visitor = Visitor(app.address)
    [form] = [one for one in visitor.page("/accounts/signup/").forms if "username" in one.typed]
    sent = dict(form.fields) | {"username": "ada", "password1": PASSWORD}
    assert visitor.post("/accounts/signup/", sent)[0] == 302
    return visitor


def intake(visitor):
    """Return what the form sends that logs an intake, with an id of its own."""
    [form] = [one for one in visitor.page(FORM).forms if "contents-0-amount" in one.typed]
    return dict(form.fields) | {"entry_id": str(uuid4()), "contents-0-amount": "5"}


def log(visitor, sent):
    return visitor.post(FORM, sent)


def log_until_full(visitor, most=100):
    """Log until an intake is refused; return its form and the answer."""
    for _ in range(most):
        sent = intake(visitor)
        status, text = log(visitor, sent)
        if status != LOGGED:
            return sent, status, text
    raise AssertionError("the disk was never full")


def logged(disk):
    with closing(sqlite3.connect(disk / "mgdiary.sqlite3")) as database:
        return [row[0] for row in database.execute("SELECT entry_id FROM tracker_intake")]


def whole(disk):
    with closing(sqlite3.connect(disk / "mgdiary.sqlite3")) as database:
        return database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_what_does_not_fit_is_told_and_kept_and_saved_once_there_is_room(disk, visitor):
    leave(disk, MEGABYTE // 3)
    sent, status, text = log_until_full(visitor)
    ready, said = visitor.get("/readyz")

    assert (status, ready) == (503, 503)
    assert "no room left to write" in text
    assert f'value="{sent["entry_id"]}"' in text
    assert '"disk": "not ok"' in said
    assert visitor.get("/day/")[0] == 200

    free(disk)

    assert [log(visitor, sent)[0] for _ in range(2)] == [LOGGED] * 2
    assert logged(disk).count(sent["entry_id"]) == 1
    assert whole(disk)


def run(disk, *command):
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, command)],
        cwd=ROOT,
        env=environment(disk),
        capture_output=True,
        text=True,
        check=False,
    )


NO_ROOM = "CommandError: There is not enough room on the disk of "
MAKE_ADA = "from tracker import actions; actions.create_login(name='ada')"


@pytest.fixture
def site(disk):
    """A site on the small disk, with an account; no server runs."""
    if databases.url_of(disk):
        pytest.skip("PostgreSQL has a disk of its own")
    manage(environment(disk), "migrate")
    script(environment(disk), MAKE_ADA)
    return disk


def left_over(disk):
    return [file for file in disk.rglob(".*") if file.is_file()]


def test_a_backup_without_room_is_a_sentence_and_leaves_nothing(site):
    leave(site, MEGABYTE // 4)

    done = run(site, "backup")

    assert (done.returncode, done.stderr[: len(NO_ROOM)]) == (1, NO_ROOM)
    assert list(site.glob("backups/*")) == left_over(site) == []


@pytest.mark.parametrize("megabytes", [0.1, 1.2])
def test_a_restore_without_room_changes_nothing(site, tmp_path, megabytes):
    manage(environment(site), "backup", "--to", str(tmp_path / "kept"))
    [file] = (tmp_path / "kept").iterdir()
    with closing(sqlite3.connect(site / "mgdiary.sqlite3")) as database:
        database.execute("UPDATE auth_user SET first_name = 'after the backup'")
        database.commit()
    leave(site, int(megabytes * MEGABYTE))

    done = run(site, "restore", file, "--replace", "--no-input")

    assert (done.returncode, done.stderr[: len(NO_ROOM)]) == (1, NO_ROOM)
    assert names_in(site) == [("ada", "after the backup")]
    assert whole(site)
    assert left_over(site) == []


def names_in(site):
    with closing(sqlite3.connect(site / "mgdiary.sqlite3")) as database:
        return database.execute("SELECT username, first_name FROM auth_user").fetchall()
