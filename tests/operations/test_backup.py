"""`manage.py backup`: a file that is whole and checked, or none."""

import json
import os
import resource
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zipfile import ZipFile

import pyrage
import pytest
from django.core.management import CommandError

from mgapp.operations import locks
from mgapp.operations.backup import making, rotation, sealing
from mgapp.operations.backup.sealing import Key
from mgapp.operations.database.connecting import scratch_file
from tests.operations.sites import contents_of
from tests.running import ROOT, environment, start_script

NOW = datetime(2026, 6, 30, 3, 0, tzinfo=UTC)


def database_in(file, folder):
    """Return the settings of the database that an ordinary unzip takes out of a backup."""
    with ZipFile(file) as opened:
        return scratch_file(Path(opened.extract("mgdiary.sqlite3", folder / file.stem)))


def rows_of(database, statement):
    with closing(sqlite3.connect(database["NAME"])) as opened:
        return opened.execute(statement).fetchall()


def test_a_backup_holds_every_row_as_it_was(site, tmp_path):
    file = site.fill().backup()

    assert contents_of(database_in(file, tmp_path)) == site.contents()


def test_it_is_readable_for_its_owner_only(site):
    file = site.fill().backup()

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_it_says_what_is_in_it(site):
    with ZipFile(site.fill().backup()) as opened:
        manifest = json.loads(opened.read("manifest.json"))

    assert manifest["format"] == "mg-diary-backup"
    assert manifest["rows"]["tracker_intake"] == 3
    assert ["tracker", "0006_shares"] in manifest["migrations"]


def test_no_log_in_leaves_with_it(site, tmp_path):
    site.fill()
    site.ask(
        "INSERT INTO django_session (session_key, session_data, expire_date) VALUES (%s, %s, %s)",
        *("a-cookie", "of-ada", NOW),
    )

    database = database_in(site.backup(), tmp_path)

    assert rows_of(database, "SELECT * FROM django_session") == []
    assert b"a-cookie" not in Path(database["NAME"]).read_bytes()


def test_what_was_deleted_is_not_left_between_the_pages(site, tmp_path):
    site.fill()
    site.ask("UPDATE tracker_meal SET note = 'a note that was taken back'")
    site.ask("UPDATE tracker_meal SET note = ''")

    database = database_in(site.backup(), tmp_path)

    assert b"taken back" not in Path(database["NAME"]).read_bytes()


def test_the_secret_key_is_only_in_an_encrypted_one(site, tmp_path):
    site.fill()
    identity = pyrage.x25519.Identity.generate()

    plain, sealed = site.backup(), site.backup("--recipient", identity.to_public())

    opened = tmp_path / "opened.zip"
    sealing.unseal(sealed, opened, Key(identities=str(identity)))
    assert "secret_key" not in ZipFile(plain).namelist()
    assert ZipFile(opened).read("secret_key") == b"the key of this site"


def test_a_passphrase_closes_it(site, tmp_path):
    passphrase = tmp_path / "passphrase"
    passphrase.write_text("sea breeze\n")

    file = site.fill().backup("--passphrase-file", passphrase)

    assert file.name.endswith(".zip.age")
    opened = tmp_path / "opened.zip"
    sealing.unseal(file, opened, Key(passphrase="sea breeze"))
    assert contents_of(database_in(opened, tmp_path)) == site.contents()


def test_it_goes_where_it_is_told_to(site, tmp_path):
    site.fill().call("backup", "--to", tmp_path / "usb" / "diary")

    assert len(list((tmp_path / "usb" / "diary").iterdir())) == 1
    assert site.backups() == []


def test_nothing_else_is_left_behind(site):
    site.fill().backup()

    left = {file.name for file in site.folder.iterdir()}
    assert left - {"mgdiary.sqlite3"} == {"secret_key", "backups", "operation.lock"}


def test_what_a_killed_backup_left_is_swept_away(site):
    left = site.folder / ".operation-of-last-night"
    left.mkdir()
    (left / "snapshot.sqlite3").write_bytes(b"half")

    site.fill().backup()

    assert not left.exists()


def test_an_old_one_goes_and_the_files_of_others_stay(site):
    folder = site.folder / "backups"
    folder.mkdir()
    names = [rotation.name_of(NOW - timedelta(days=day), sealed=False) for day in range(400)]
    for name in [*names, "letter.odt", "mgdiary-20200101T030000Z-before-restore.zip"]:
        (folder / name).touch()

    said = site.fill().call("backup")

    left = {file.name for file in site.backups()}
    assert {"letter.odt", "mgdiary-20200101T030000Z-before-restore.zip"} <= left
    assert len(left) <= 2 + 1 + 7 + 4 + 12
    assert "Deleted 3" in said


def test_if_due_makes_one_a_day(site):
    site.fill()

    site.call("backup", "--if-due")
    site.call("backup", "--if-due")

    assert len(site.backups()) == 1


@pytest.mark.parametrize(
    ("age", "due"),
    [
        (timedelta(hours=23, minutes=59), False),
        (timedelta(days=1), True),
        # A clock that was wrong does not keep backups from being made for years.
        (timedelta(days=-30), True),
    ],
)
def test_a_backup_is_due_when_the_newest_is_a_day_old(tmp_path, age, due):
    (tmp_path / rotation.name_of(NOW - age, sealed=True)).touch()

    assert making.is_due(tmp_path, now=NOW) is due


def test_without_any_a_backup_is_due(tmp_path):
    assert making.is_due(tmp_path / "backups", now=NOW)


def test_two_at_the_same_time_are_one_too_many(site):
    with (
        locks.one_operation(site.folder),
        pytest.raises(CommandError, match="Another backup, restore or move is under way"),
    ):
        site.call("backup")


def test_two_within_one_second_are_two(site):
    site.fill()

    assert site.backup() != site.backup()


def test_a_folder_that_is_a_file_is_told_of(site):
    (site.folder / "backups").touch()

    with pytest.raises(CommandError, match=r"backups cannot be used"):
        site.fill().call("backup")


def test_without_room_there_is_a_sentence_and_no_half_backup(site, tmp_path):
    site.fill()
    (tmp_path / "usb").mkdir()

    done = subprocess.run(
        [sys.executable, "manage.py", "backup", "--to", tmp_path / "usb"],
        cwd=ROOT,
        env=environment(site.folder),
        # No file may be longer than a fifth of what the database needs.
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr.startswith("CommandError: ")
    assert len(done.stderr.splitlines()) == 1
    assert list((tmp_path / "usb").iterdir()) == []
    assert list(site.folder.glob(".operation-*")) == []


def test_what_a_killed_backup_left_behind_goes_after_a_day(site):
    folder = site.fill().backup().parent
    old, new = folder / ".mgdiary-1.zip.part", folder / ".mgdiary-2.zip.age.part"
    old.touch()
    os.utime(old, (0, 0))
    new.touch()

    site.backup()

    assert [one for one in (old, new) if one.exists()] == [new]


KEEPS_WRITING = """
import sys
from django.contrib.auth import get_user_model
from tests.factories import make_intake
from tracker import actions
person = get_user_model().objects.get(username="ada").person
print("writing", flush=True)
number = 0
while not sys.stdin.closed:
    number += 1
    actions.log_intake(person=person, intake=make_intake(id=f"new-{number}"))
    print(number, flush=True)
"""


def test_while_somebody_writes_it_is_of_one_moment(site, tmp_path):
    site.fill()
    writer = start_script(environment(site.folder), KEEPS_WRITING)
    try:
        assert writer.stdout.readline().strip() == "writing"
        assert writer.stdout.readline().strip() == "1"
        files = [site.backup() for _ in range(3)]
    finally:
        writer.kill()
        written = int(writer.communicate()[0].split()[-1])

    counts = [writes_in(database_in(file, tmp_path)) for file in files]
    assert 1 <= counts[0][0] < counts[-1][0] <= written + 1
    # Each write has one entry, one content and one line of history.
    assert all(len(set(count)) == 1 for count in counts)


def writes_in(database):
    new = "entry_id LIKE 'new-%'"
    intakes = rows_of(database, f"SELECT count(*) FROM tracker_intake WHERE {new}")
    lines = rows_of(database, f"SELECT count(*) FROM tracker_changedentry WHERE {new}")
    contents = rows_of(
        database,
        "SELECT count(*) FROM tracker_intakecontent WHERE intake_id IN "
        f"(SELECT id FROM tracker_intake WHERE {new})",
    )
    return intakes[0][0], lines[0][0], contents[0][0]
