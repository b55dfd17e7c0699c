"""The archive: everything taken along, and a file brought in after it was looked at."""

import json
import os
from datetime import timedelta
from io import BytesIO
from time import sleep, time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.document.documents import ARCHIVE, document
from tests.factories import make_intake, make_meal, make_person, make_product, save
from tests.visitors import logged_in, visitor_of_demo
from tracker import actions, queries
from tracker.document import document_text, parse, read_document
from tracker.forms.archive import MOST_BYTES
from tracker.models import Change
from tracker.views.archive import kept_file

pytestmark = pytest.mark.django_db

PAGE, FILE = "/archive/", "/archive/file/"
CHOOSE, BRING_IN = "/archive/choose/", "/archive/bring-in/"
MEAL = {"id": "m", "eaten_at": "2026-06-10T12:00:00Z", "timezone": "UTC"}
ONE_MEAL = json.dumps(document(meals=[MEAL])).encode()
TEXT = "".join(document_text(read_document(ARCHIVE))).encode()


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path / "brought-in"


@pytest.fixture
def client(person):
    return logged_in(person)


def taken(client):
    return b"".join(client.post(FILE).streaming_content)


def choose(client, text, name="archive.json"):
    return client.post(CHOOSE, {"file": SimpleUploadedFile(name, text)})


def files_in(folder):
    return sorted(folder.iterdir()) if folder.exists() else []


class TestWhoMayLook:
    def test_a_visitor_is_asked_to_log_in(self):
        assert Client().get(PAGE).url == f"/accounts/login/?next={PAGE}"

    @pytest.mark.parametrize("path", [FILE, CHOOSE])
    def test_files_move_by_post_only(self, client, path):
        assert client.get(path).status_code == 405

    def test_the_page_only_shows(self, client):
        assert client.post(PAGE).status_code == 405

    @pytest.mark.parametrize("path", [CHOOSE, BRING_IN])
    def test_a_visitor_of_the_demo_brings_nothing_in(self, person, path):
        assert visitor_of_demo(person).post(path).status_code == 403

    def test_a_visitor_of_the_demo_sees_no_form_for_it(self, person):
        html = visitor_of_demo(person).get(PAGE).text

        assert "Download the archive" in html
        assert 'type="file"' not in html

    def test_more_leads_there(self, client):
        assert f'href="{PAGE}"' in client.get("/more/").text


class TestTakingItAlong:
    def test_it_is_a_download_that_nobody_keeps(self, client):
        response = client.post(FILE)

        assert response["Content-Disposition"].startswith('attachment; filename="mg-diary-archive-')
        assert "no-store" in response["Cache-Control"]

    def test_it_holds_everything(self, client, person):
        save(person, make_intake(), make_meal(), make_product())

        diary = read_document(parse(taken(client)))

        assert (len(diary.intakes), len(diary.meals), len(diary.changes)) == (1, 1, 2)

    def test_where_it_cannot_be_made_the_page_says_so(self, client, monkeypatch):
        def full(*_args, **_options):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("tracker.views.handover.moment.SpooledTemporaryFile", full)

        html = client.post(FILE, follow=True).text
        assert "The archive could not be made just now." in html

    def test_it_holds_nothing_of_a_stranger(self, stranger, person):
        save(person, make_intake(note="private"))

        assert b"private" not in taken(stranger)


class TestChoosingAFile:
    def test_no_file_is_asked_for_again(self, client):
        assert "Choose a file first." in client.post(CHOOSE).text

    def test_an_empty_file_is_told(self, client):
        assert "This file is empty." in choose(client, b"").text

    def test_a_file_that_is_too_large_is_told_and_not_read(self, client, folder):
        html = choose(client, b" " * (MOST_BYTES + 1)).text

        assert "This file is larger than" in html
        assert files_in(folder) == []

    def test_where_there_is_no_room_for_it_the_page_says_so(self, client, folder):
        folder.write_text("in the place of the folder")

        response = choose(client, ONE_MEAL)

        assert response.status_code == 200
        assert "The file could not be kept just now." in response.text

    @pytest.mark.parametrize(
        "text",
        [b"plain text", b"\xff\xfe", b"[]", b"{}", b'{"format": "mgapp-diary"}', b"[" * 10**5],
    )
    def test_what_is_no_archive_is_told_and_not_kept(self, client, folder, text):
        response = choose(client, text)

        assert response.status_code == 200
        assert "This file cannot be read as an archive. Nothing was added." in response.text
        assert files_in(folder) == []

    def test_half_a_character_that_no_page_can_show_is_told(self, client, folder):
        text = json.dumps(document(meals=[MEAL | {"note": "\ud83d"}]))
        response = choose(client, text.encode())

        assert "holds characters that are not text" in response.text
        assert files_in(folder) == []

    def test_a_character_that_is_written_in_two_halves_is_one(self, client, folder):
        text = json.dumps(document(meals=[MEAL | {"note": "\N{SMILING FACE WITH SMILING EYES}"}]))
        assert "\\ud83d\\ude0a" in text

        assert choose(client, text.encode()).status_code == 302

    def test_each_problem_is_told_with_its_path(self, client):
        text = json.dumps(document(intakes=[{"id": "a", "colour": "blue"}])).encode()

        assert "$.intakes[0].taken_at" in choose(client, text).text

    def test_of_many_problems_the_first_are_told_and_the_rest_counted(self, client):
        html = choose(client, json.dumps(document(intakes=[1] * 50)).encode()).text

        assert html.count("expected an object") == 20
        assert "and 30 more" in html

    def test_it_waits_where_only_the_server_can_read_it(self, client, folder):
        choose(client, TEXT)

        (file,) = files_in(folder)
        assert (file.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)

    def test_a_second_file_takes_the_place_of_the_first(self, client, folder):
        choose(client, TEXT)
        choose(client, json.dumps(document()).encode())

        assert len(files_in(folder)) == 1

    def test_a_large_one_that_came_in_pieces_is_kept_whole(self, client, folder, settings):
        settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100
        choose(client, TEXT)

        assert files_in(folder)[0].read_bytes() == TEXT


class TestLookingAtIt:
    def test_nothing_has_changed_yet(self, client, person):
        before = taken(client)

        response = client.get(choose(client, TEXT).url)

        assert "This becomes your diary" in response.text
        assert taken(client) == before

    def test_what_is_new_and_what_is_the_same_is_counted(self, client, person):
        mine, new = make_intake(), make_intake()
        save(person, mine)
        other = make_person()
        save(other, mine, new)
        choose(client, taken(logged_in(other)))

        page = client.get(BRING_IN).context["comparison"]

        assert [(one.new, one.same) for one in page.kinds if one.label == "Intakes"] == [("1", "1")]

    def test_what_differs_is_named_by_its_day(self, client, person):
        differing(client, person)

        html = client.get(BRING_IN).text

        assert "10 June 2026, 08:00" in html
        assert "Leave mine as it is, add the rest" in html

    def test_a_stranger_does_not_see_it(self, client, stranger):
        choose(client, TEXT)
        session = stranger.session
        session["archive"] = client.session["archive"]
        session.save()

        assert stranger.get(BRING_IN).url == PAGE

    def test_with_nothing_chosen_it_leads_back(self, client):
        assert client.get(BRING_IN).url == PAGE

    @pytest.mark.parametrize("token", ["../../etc/passwd", "0" * 32, 1])
    def test_where_the_file_went_it_says_so(self, client, token):
        session = client.session
        session["archive"] = token
        session.save()

        assert client.get(BRING_IN).url == PAGE
        assert "The file is no longer here. Choose it again." in client.get(PAGE).text

    def test_an_hour_later_it_is_gone(self, client, stranger, folder):
        choose(client, TEXT)
        long_ago = time() - timedelta(hours=1, minutes=1).total_seconds()
        os.utime(files_in(folder)[0], (long_ago, long_ago))

        stranger.get(PAGE)

        assert files_in(folder) == []


def test_it_goes_by_itself_after_an_hour_even_if_nobody_comes(client, folder, monkeypatch):
    monkeypatch.setattr("tracker.views.archive.kept_file.WAITS_SECONDS", -0.9)
    monkeypatch.setattr("tracker.views.archive.kept_file._SWEEP", kept_file._Sweep())
    choose(client, TEXT)

    waited_until = time() + 10
    while files_in(folder) and time() < waited_until:
        sleep(0.02)

    assert files_in(folder) == []


def differing(client, person):
    """Choose an archive with an intake that the diary has otherwise, and a new meal."""
    save(person, make_intake(id="a", note="mine"))
    other = make_person()
    save(other, make_intake(id="a", note="theirs"), make_meal())
    choose(client, taken(logged_in(other)))


class TestBringingItIn:
    def test_an_empty_diary_becomes_the_one_of_the_file(self, client, folder):
        choose(client, TEXT)

        response = client.post(BRING_IN, follow=True)

        assert "The archive is in: this is your diary now." in response.text
        assert (taken(client), files_in(folder)) == (TEXT, [])

    def test_what_was_added_can_be_taken_back_where_it_is_told(self, client, person):
        save(person, make_intake())
        choose(client, ONE_MEAL)
        page = client.post(BRING_IN, follow=True)

        note = page.context["note"]
        client.post("/profile/undo/", {"change": note["change"], "next": PAGE})

        diary = queries.diary(person)
        assert (len(diary.intakes), diary.meals) == (1, ())

    def test_what_differs_stops_all_of_it(self, client, person):
        differing(client, person)

        response = client.post(BRING_IN)

        assert "Some of it differs from your diary" in response.text
        assert not queries.diary(person).meals

    def test_mine_can_stay_while_the_rest_is_added(self, client, person):
        differing(client, person)

        client.post(BRING_IN, {"keep_mine": "yes"})

        diary = queries.diary(person)
        assert (diary.intakes[0].note, len(diary.meals)) == ("mine", 1)

    def test_leaving_it_adds_nothing_and_keeps_no_file(self, client, person, folder):
        choose(client, TEXT)

        response = client.post(BRING_IN, {"leave": "yes"}, follow=True)

        assert "Nothing was added." in response.text
        assert (files_in(folder), queries.diary(person).intakes) == ([], ())

    def test_a_second_press_of_the_button_adds_nothing(self, client, person):
        choose(client, TEXT)
        client.post(BRING_IN)
        changes = Change.objects.count()

        again = client.post(BRING_IN, follow=True)

        assert "The archive is in: this is your diary now." in again.text
        assert Change.objects.count() == changes

    def test_what_cannot_be_kept_is_told(self, client, person):
        choose(client, json.dumps(document(meals=[MEAL | {"note": "a\0b"}])).encode())

        response = client.post(BRING_IN, follow=True)

        assert "cannot be kept" in response.text
        assert queries.diary(person).meals == ()

    def test_what_was_written_meanwhile_is_not_lost(self, client, person):
        choose(client, ONE_MEAL)
        client.get(BRING_IN)
        actions.log_meal(person=person, meal=make_meal(id="mine"))

        client.post(BRING_IN)

        assert {meal.id for meal in queries.diary(person).meals} == {"mine", "m"}


def test_the_page_costs_the_same_however_long_the_diary(client, person, django_assert_num_queries):
    client.get(PAGE)
    with django_assert_num_queries(2):
        client.get(PAGE)
    save(person, *(make_intake() for _ in range(20)))
    with django_assert_num_queries(2):
        client.get(PAGE)


def test_a_file_is_sent_in_pieces(client, person):
    save(person, *(make_intake(note="x" * 2000) for _ in range(60)))

    pieces = list(client.post(FILE).streaming_content)

    assert len(pieces) > 1
    assert len(BytesIO(b"".join(pieces)).getvalue()) > 120_000
