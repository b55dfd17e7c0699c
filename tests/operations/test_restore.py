"""`manage.py restore`: what was kept is there again, or nothing was changed."""

import sqlite3
import stat
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from threading import Timer

import psycopg
import pyrage
import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError

from mgapp.operations import locks
from mgapp.operations.database.connecting import connected, refuse_company
from mgapp.operations.database.schema import pending
from mgapp.operations.problems import OperationProblem
from tests import databases
from tests.operations.sites import NEWEST_OLD, changed_database, changed_zip
from tests.running import App

REPLACE = ("--replace", "--no-input")
LATER = "UPDATE tracker_meal SET note = 'written after the backup'"


@pytest.fixture
def filled(site):
    return site.fill()


def test_an_empty_site_is_filled(site):
    said = site.call("restore", NEWEST_OLD)

    assert site.ask("SELECT username FROM auth_user") == [("ada",)]
    assert "What was there" not in said


def test_what_was_written_later_is_gone_and_all_else_is_there_again(filled):
    before, file = filled.contents(), filled.backup()
    filled.ask(LATER)
    filled.ask("DELETE FROM tracker_score")

    filled.call("restore", file, *REPLACE)

    assert filled.contents() == before


def test_what_was_there_is_kept_and_can_be_brought_back_in_turn(filled):
    file = filled.backup()
    filled.ask(LATER)
    before = filled.contents()

    said = filled.call("restore", file, *REPLACE)

    [kept] = [one for one in filled.backups() if "before-restore" in one.name]
    assert str(kept) in said
    filled.call("restore", kept, *REPLACE)
    assert filled.contents() == before


def test_diaries_are_not_replaced_without_a_word(filled):
    file = filled.backup()
    filled.ask(LATER)
    before = filled.contents()

    with pytest.raises(CommandError, match="--replace"):
        filled.call("restore", file)

    assert filled.contents() == before


def test_a_demo_alone_is_no_diary_to_ask_about(filled):
    file = filled.backup()
    filled.ask("UPDATE tracker_person SET is_demo = TRUE")

    assert "Brought back" in filled.call("restore", file)


def test_pages_that_were_kept_of_another_state_are_not_shown(filled):
    file, states = filled.backup(), filled.states()

    filled.call("restore", file, *REPLACE)

    assert not filled.states() & states


def test_who_was_logged_in_has_to_log_in_again(filled):
    file = filled.backup()
    filled.ask(
        "INSERT INTO django_session (session_key, session_data, expire_date) VALUES (%s, %s, %s)",
        *("a-cookie", "of-ada", datetime(2126, 1, 1, tzinfo=UTC)),
    )

    filled.call("restore", file, *REPLACE)

    assert filled.ask("SELECT * FROM django_session") == []


def test_new_rows_are_numbered_after_the_old_ones(filled):
    filled.call("restore", filled.backup(), *REPLACE)

    with connected(filled.place) as alias:
        user = get_user_model()(username="eve")
        user.save(using=alias)
    assert (user.pk,) > filled.ask("SELECT max(id) FROM auth_user WHERE username = 'ada'")[0]


# Files that are refused, each with a sentence, and with nothing changed


def cut(file, to):
    to.write_bytes(file.read_bytes()[:-1000])
    return to


def with_another_byte(file, to):
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    to.write_bytes(content)
    return to


def with_text(text):
    def make(file, to):
        to.write_bytes(text)
        return to

    return make


def without(member):
    return lambda file, to: changed_zip(file, to, **{member: None})


def with_manifest(text):
    return lambda file, to: changed_zip(file, to, manifest=text)


def of_the_future(file, to):
    return changed_database(
        file,
        to,
        "INSERT INTO django_migrations (app, name, applied) "
        "VALUES ('tracker', '9999_of_the_future', '2036-01-01')",
    )


def with_a_dangling_row(file, to):
    return changed_database(file, to, "UPDATE tracker_intake SET person_id = 4711")


BROKEN = {
    "cut": (cut, "is not a backup of Mg Diary, or it is damaged"),
    "another byte": (with_another_byte, "is not a backup of Mg Diary, or it is damaged"),
    "empty": (with_text(b""), "is not a backup of Mg Diary"),
    "a letter": (with_text(b"Dear Ada, ..."), "is not a backup of Mg Diary"),
    "without a manifest": (without("manifest"), "is not a backup of Mg Diary"),
    "without a database": (without("mgdiary"), "is not a backup of Mg Diary"),
    "of another program": (with_manifest('{"format": "cake"}'), "is not a backup of Mg Diary"),
    "a list as manifest": (with_manifest("[]"), "is not a backup of Mg Diary"),
    "half a manifest": (with_manifest('{"format": "mg-diary-backup"}'), "is not a backup"),
    "not encrypted well": (with_text(b"age-encryption.org/v1\n..."), "passphrase"),
    "of the future": (of_the_future, "made by a newer version of Mg Diary"),
    "with a dangling row": (with_a_dangling_row, "is damaged"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_file_that_is_not_a_whole_backup_changes_nothing(filled, tmp_path, kind):
    make, says = BROKEN[kind]
    file = make(filled.backup(), tmp_path / "broken.zip")
    before, states = filled.contents(), filled.states()

    with pytest.raises(CommandError, match=says):
        filled.call("restore", file, *REPLACE)

    assert filled.contents() == before
    assert filled.states() == states
    assert list(filled.folder.glob(".operation-*")) == []


def test_a_file_that_is_not_there_is_told_of(filled):
    with pytest.raises(CommandError, match="cannot be read"):
        filled.call("restore", filled.folder / "nothing.zip", *REPLACE)


# Encrypted ones


def test_an_encrypted_one_brings_its_secret_key_along(filled, tmp_path):
    identity, key = pyrage.x25519.Identity.generate(), tmp_path / "key"
    key.write_text(str(identity))
    file = filled.backup("--recipient", identity.to_public())
    (filled.folder / "secret_key").write_text("the key of a new machine\n")

    said = filled.call("restore", file, *REPLACE, "--identity-file", key)

    used = filled.folder / "secret_key"
    assert used.read_text() == "the key of this site\n"
    assert stat.S_IMODE(used.stat().st_mode) == 0o600
    [aside] = filled.folder.glob("secret_key.before-*")
    assert aside.read_text() == "the key of a new machine\n"
    assert str(aside) in said


def test_a_key_that_the_environment_sets_stays_and_that_of_the_backup_is_beside(
    filled, tmp_path, monkeypatch
):
    identity, key = pyrage.x25519.Identity.generate(), tmp_path / "key"
    key.write_text(str(identity))
    file = filled.backup("--recipient", identity.to_public())
    (filled.folder / "secret_key").unlink()
    monkeypatch.setenv("SECRET_KEY", "the key of all our machines")

    said = filled.call("restore", file, *REPLACE, "--identity-file", key)

    [beside] = filled.folder.glob("secret_key*")
    assert beside.read_text() == "the key of this site\n"
    assert stat.S_IMODE(beside.stat().st_mode) == 0o600
    assert str(beside) in said
    assert "Brought back" in said


def test_one_that_is_closed_to_us_changes_nothing(filled):
    file = filled.backup("--recipient", pyrage.x25519.Identity.generate().to_public())
    before = filled.contents()

    with pytest.raises(CommandError, match="is encrypted"):
        filled.call("restore", file, *REPLACE)

    assert filled.contents() == before


# The server, and other programs


def test_a_running_server_has_to_be_stopped_first(filled):
    file = filled.backup()
    app = App(filled.folder)
    try:
        before = filled.contents()
        with pytest.raises(CommandError, match="stop"):
            filled.call("restore", file, *REPLACE)
        assert filled.contents() == before
    finally:
        app.stop()

    assert "Brought back" in filled.call("restore", file, *REPLACE)


@contextmanager
def company_of(site, seconds):
    """Be another program in the site's PostgreSQL database, for so long."""
    other = psycopg.connect(databases.url_of(site.folder))
    leaving = Timer(seconds, other.close)
    leaving.start()
    try:
        yield
    finally:
        leaving.cancel()
        other.close()


def test_a_program_that_stays_connected_has_to_be_stopped_first(filled):
    if is_file(filled):
        pytest.skip("a file knows nobody who is connected")
    with company_of(filled, 30), pytest.raises(OperationProblem, match="1 other programs"):
        refuse_company(filled.place)


def test_a_program_that_is_just_leaving_is_waited_for(filled):
    if is_file(filled):
        pytest.skip("a file knows nobody who is connected")
    with company_of(filled, 0.3):
        refuse_company(filled.place)


def test_no_server_starts_while_a_backup_is_brought_back(filled):
    with locks.without_server(filled.folder):
        app = App(filled.folder)
        _, said = app.process.communicate(timeout=30)

    assert app.first_line == ""
    assert app.process.returncode == 1
    assert "start the server when that is done" in said


def is_file(site):
    return "sqlite3" in site.place["ENGINE"]


def test_whoever_reads_a_file_at_that_moment_reads_what_was_there(filled):
    if not is_file(filled):
        pytest.skip("PostgreSQL's readers are its own concern")
    file = filled.backup()
    filled.ask(LATER)
    note = "SELECT note FROM tracker_meal"
    with closing(sqlite3.connect(filled.place["NAME"], isolation_level=None)) as reader:
        reader.execute("BEGIN")
        before = reader.execute(note).fetchall()

        filled.call("restore", file, *REPLACE)

        assert reader.execute(note).fetchall() == before
        reader.execute("COMMIT")
        assert reader.execute(note).fetchall() != before


def test_a_file_that_cannot_be_read_any_more_is_kept_beside(filled):
    if not is_file(filled):
        pytest.skip("PostgreSQL has no file of ours")
    before, file = filled.contents(), filled.backup()
    filled.place["NAME"].write_bytes(b"no database any more" * 1000)

    with pytest.raises(CommandError, match="--replace"):
        filled.call("restore", file)
    filled.call("restore", file, *REPLACE)

    assert filled.contents() == before
    [kept] = [one for one in filled.backups() if one.name.startswith("unreadable-")]
    assert kept.read_bytes().startswith(b"no database any more")


def test_the_restored_site_has_the_tables_of_today(site):
    site.call("restore", NEWEST_OLD)

    with connected(site.place) as alias:
        assert not pending(alias)
