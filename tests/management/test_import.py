import json
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from tests.document.documents import ARCHIVE, FULL, document
from tests.factories import make_intake, make_person, save
from tracker import queries
from tracker.document import document_text, read_document
from tracker.models import Change
from tracker.views.handover.archive import document_of

pytestmark = pytest.mark.django_db

TEXT = "".join(document_text(read_document(ARCHIVE)))


@pytest.fixture
def archive(tmp_path):
    path = tmp_path / "archive.json"
    path.write_text(TEXT, "utf-8")
    return path


def bring_in(file, *options, login="ada"):
    out = StringIO()
    call_command("import", login, str(file), *options, stdout=out)
    return out.getvalue()


def refused(file, *options):
    with pytest.raises(CommandError) as caught:
        bring_in(file, *options)
    assert caught.value.returncode == 2
    return str(caught.value)


def test_an_archive_becomes_the_diary_of_a_new_login(archive):
    said = bring_in(archive)

    assert "Made the login 'ada'" in said
    assert b"".join(document_of(queries.person_named("ada"), None)).decode() == TEXT


def test_what_came_is_counted_by_kind(archive):
    said = bring_in(archive)

    assert "Meals: 1 new, 0 the same, 0 in conflict\n" in said
    assert said.endswith("Imported with its history: 27 things.\n")


def test_the_second_time_adds_nothing(archive):
    bring_in(archive)
    changes = Change.objects.count()

    assert bring_in(archive).endswith("Nothing to import: the diary has all of it.\n")
    assert Change.objects.count() == changes


def test_a_dry_run_makes_no_login_and_writes_nothing(archive):
    said = bring_in(archive, "--dry-run")

    assert said.endswith("Compared only; nothing was imported.\n")
    assert not get_user_model().objects.filter(username="ada").exists()


def test_a_dry_run_compares_with_the_diary_that_is_there(archive):
    bring_in(archive)

    assert "Meals: 0 new, 1 the same, 0 in conflict\n" in bring_in(archive, "--dry-run")


def test_where_something_differs_nothing_is_written(archive):
    person = make_person("ada")
    save(person, make_intake(id="a"))

    message = refused(archive)

    assert message.startswith("Nothing was imported: some of it differs.")
    assert queries.diary(person).meals == ()


def test_with_keep_mine_the_rest_is_added(archive):
    person, mine = make_person("ada"), make_intake(id="a")
    save(person, mine)

    said = bring_in(archive, "--keep-mine")

    diary = queries.diary(person)
    assert (diary.intakes, len(diary.meals)) == ((mine,), 1)
    assert "Intakes: 0 new, 0 the same, 1 in conflict\n  10 June 2026, 08:00\n" in said


def test_every_problem_of_a_wrong_document_is_told_with_its_path(tmp_path):
    path = tmp_path / "wrong.json"
    path.write_text(json.dumps(document(intakes=[{"id": "a"}], x=1)), "utf-8")

    message = refused(path)

    assert [line.split(": ")[0] for line in message.splitlines()[1:]] == [
        "$.x",
        "$.intakes[0].taken_at",
        "$.intakes[0].timezone",
    ]
    assert not get_user_model().objects.exists()


@pytest.mark.parametrize("text", [b"", b"\xff", b"[]", b'{"format": "other", "version": 1}'])
def test_what_is_no_archive_is_refused(tmp_path, text):
    path = tmp_path / "wrong.json"
    path.write_bytes(text)

    assert refused(path).startswith("Nothing was imported.")


def test_a_file_that_is_not_there_is_told(tmp_path):
    assert "cannot be read" in refused(tmp_path / "none.json")


def test_standard_input_is_read(monkeypatch):
    class Input:
        class buffer:
            @staticmethod
            def read():
                return json.dumps(FULL).encode()

    monkeypatch.setattr("sys.stdin", Input)

    assert "new things" in bring_in("-")
