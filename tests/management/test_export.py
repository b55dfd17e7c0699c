import os
import signal
import subprocess
import sys
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests import clock
from tests.factories import make_intake, make_person, make_score, save
from tests.running import environment, manage, migrate
from tracker.views.handover.files import FORMATS

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[2]


@pytest.fixture
def person():
    person = make_person("ada", timezone="Europe/Berlin")
    save(
        person,
        make_intake("2026-06-10T08:00", note="with tea"),
        make_intake("2026-06-12T08:00", substance="zinc"),
        make_score("2026-06-11T21:00"),
    )
    return person


def export(*options, user="ada"):
    """Return what the command says on standard error."""
    said = StringIO()
    call_command("export", user, *map(str, options), stderr=said)
    return said.getvalue()


@pytest.fixture
def exported(person, tmp_path):
    """Return what writes a flat file and returns its text."""

    def written(*options):
        file = tmp_path / "diary.csv"
        export("--format", "csv", "--output", file, *options)
        return file.read_bytes().decode("utf-8-sig")

    return written


STARTS = {
    "pdf": b"%PDF-",
    "letter": b"%PDF-",
    "csv": b"\xef\xbb\xbfkind,",
    "zip": b"PK\x03\x04",
    "xlsx": b"PK\x03\x04",
    "fhir": b'{"resourceType',
    "json": b"{",
}


@pytest.mark.parametrize("what", FORMATS)
def test_each_format_is_written(person, tmp_path, what):
    file = tmp_path / "diary"
    said = export("--format", what, "--output", file, "--from", "2026-06-01")

    data = file.read_bytes()
    assert data.replace(b"\n", b"").replace(b" ", b"").startswith(STARTS[what])
    assert f"{len(data):,} bytes" in said


def test_csv_into_a_name_that_ends_in_zip_is_the_archive_of_files(person, tmp_path):
    file = tmp_path / "diary.ZIP"
    export("--format", "csv", "--output", file)

    assert file.read_bytes().startswith(b"PK")


def test_without_an_output_it_goes_to_standard_output(person, capsysbinary):
    export("--format", "csv")

    assert capsysbinary.readouterr().out.startswith(STARTS["csv"])


def test_without_days_all_that_is_written_is_there(exported):
    assert exported().count("\r\n") == 1 + 3


def test_entries_of_days_to_come_are_there_too(person, exported):
    later = clock.now() + timedelta(days=9)
    save(person, make_intake(later.replace(microsecond=0)))

    assert later.date().isoformat() in exported()


def test_days_can_be_chosen(exported):
    text = exported("--from", "2026-06-11", "--to", "2026-06-11")

    assert "symptom," in text
    assert text.count("\r\n") == 1 + 1


def test_substances_and_symptoms_can_be_chosen_by_any_of_their_names(exported):
    text = exported("--substance", "Magnesium", "--symptom", "nerve_pain")

    assert "magnesium" in text
    assert "nerve_pain" in text
    assert "zinc" not in text


def test_notes_can_be_left_out(exported):
    assert "with tea" in exported()
    assert "with tea" not in exported("--without-notes")


def test_json_with_nothing_chosen_is_the_whole_archive(person, tmp_path):
    whole, part = tmp_path / "whole.json", tmp_path / "part.json"
    said = export("--format", "json", "--output", whole)
    export("--format", "json", "--output", part, "--from", "2026-06-01")

    assert "everything" in said
    assert '"changes"' in whole.read_text()
    assert '"changes"' not in part.read_text()


def test_an_empty_diary_is_a_file_too(tmp_path):
    make_person("eve")
    export("--format", "csv", "--output", tmp_path / "diary.csv", user="eve")

    assert (tmp_path / "diary.csv").read_bytes().count(b"\r\n") == 1


def test_the_file_is_for_its_owner_alone_and_nothing_stands_beside_it(person, tmp_path):
    file = tmp_path / "diary.csv"
    export("--format", "csv", "--output", file)

    assert file.stat().st_mode & 0o777 == 0o600
    assert [*tmp_path.iterdir()] == [file]


def test_a_device_is_written_to_and_stays_what_it_is(person):
    export("--format", "csv", "--output", os.devnull)

    assert Path(os.devnull).is_char_device()


def wrong(*options, user="ada"):
    with pytest.raises(CommandError) as raised:
        export(*options, user=user)
    assert raised.value.returncode == 2
    return str(raised.value)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--from", "2026-06-12", "--to", "2026-06-11"], "2026-06-12 is after 2026-06-11"),
        (["--symptom", "joy"], "no symptom 'joy' in this diary; there are: nerve_pain"),
        (["--substance", "gold"], "no substance 'gold' in this diary; there are: magnesium, zinc"),
        (["--output", "."], "is a folder"),
        (["--output", "no-such-folder/diary.csv"], "cannot be written"),
    ],
)
def test_what_cannot_be_meant_is_told_and_nothing_is_written(person, capsysbinary, options, told):
    assert told in wrong("--format", "csv", *options)
    assert capsysbinary.readouterr().out == b""


def test_a_login_that_is_not_there_is_told():
    assert "nobody with the login 'eve'" in wrong("--format", "csv", user="eve")


def test_a_full_disk_while_a_workbook_is_put_together_is_told_in_words(monkeypatch, person):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("xlsxwriter.workbook.Packager", full)

    assert "No space left on device" in wrong("--format", "xlsx")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_who_ends_it_half_way_finds_the_file_before_and_no_half_one(
    person, tmp_path, monkeypatch, number
):
    file = tmp_path / "diary.csv"
    file.write_text("of yesterday")

    def is_ended(*_):
        yield b"half"
        os.kill(os.getpid(), number)
        yield b"the rest"

    monkeypatch.setattr("tracker.exports.tables.flat_csv", is_ended)

    with pytest.raises(SystemExit):
        export("--format", "csv", "--output", file)
    assert file.read_text() == "of yesterday"
    assert [*tmp_path.iterdir()] == [file]


def test_a_file_that_breaks_off_leaves_the_one_before(person, tmp_path, monkeypatch):
    file = tmp_path / "diary.csv"
    file.write_text("of yesterday")

    def breaks_off(*_):
        yield b"half"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tracker.exports.tables.flat_csv", breaks_off)

    assert "No space left on device" in wrong("--format", "csv", "--output", file)
    assert file.read_text() == "of yesterday"
    assert [*tmp_path.iterdir()] == [file]


@pytest.mark.parametrize(
    "options",
    [["ada", "--format", "doc"], ["ada", "--format", "csv", "--from", "tomorrow"]],
)
def test_a_wrong_call_is_told_in_words(options):
    done = subprocess.run(
        [sys.executable, "manage.py", "export", *options],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr
    assert b"Traceback" not in done.stderr


def test_a_reader_that_has_seen_enough_is_no_error(tmp_path):
    variables = environment(tmp_path, 1)
    migrate(variables)
    # More than a pipe holds, or the last byte may be on its way before the reader has left.
    manage(variables, "demo", "--user", "ada", "--days", "90")
    command = f"{sys.executable} manage.py export ada --format csv | head -c 20"
    done = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env=variables, capture_output=True, check=False
    )

    assert done.stdout == b"\xef\xbb\xbfkind,id,at,timezo"
    assert done.stderr == b""
