"""Files of the report: downloads that nobody keeps, of what is chosen and nothing else."""

import gzip
import logging
import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.factories import make_score, save
from tests.views.diary_pages import words_in
from tests.views.handover.report_pages import CHOOSE, JUNE, REPORT, chosen, file_of
from tests.visitors import visitor_of_demo
from tracker.views.handover.files import FORMATS, KINDS

pytestmark = pytest.mark.django_db

BEGINS = {
    "pdf": b"%PDF-",
    "letter": b"%PDF-",
    "csv": b"\xef\xbb\xbf",
    "zip": b"PK",
    "xlsx": b"PK",
    "fhir": b"{",
    "json": b"{",
}


@pytest.fixture
def made_of(monkeypatch):
    """Let a format be made of pieces that a test gives."""

    def let(file_format, make):
        monkeypatch.setitem(KINDS, file_format, replace(KINDS[file_format], make=make))

    return let


def broken(*pieces):
    def make(person, selection):
        yield from pieces
        raise ValueError("quotes a diary")

    return make


@pytest.mark.parametrize("file_format", FORMATS)
class TestEachFormat:
    def test_it_is_a_download_with_a_name_that_names_nobody(self, client, full, file_format):
        response = client.post(file_of(file_format))
        response.close()
        name = f"mg-diary-2026-06-08-to-2026-06-30.{KINDS[file_format].suffix}"

        assert response.status_code == 200
        assert response["Content-Disposition"] == f'attachment; filename="{name}"'
        assert response["Content-Type"] == KINDS[file_format].content_type

    def test_it_is_what_it_says(self, client, full, file_format):
        content = client.post(file_of(file_format)).getvalue()

        assert content.startswith(BEGINS[file_format])

    def test_nobody_stores_or_guesses_it(self, client, full, file_format):
        response = client.post(file_of(file_format))
        response.close()

        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Content-Type-Options"] == "nosniff"

    def test_the_demo_can_be_taken_along(self, person, full, file_format):
        response = visitor_of_demo(person).post(file_of(file_format))

        assert (response.status_code, bool(response.getvalue())) == (200, True)
        assert response["Cache-Control"] == "private, no-store"

    def test_an_empty_diary_makes_one_too(self, client, file_format):
        assert client.post(file_of(file_format)).getvalue()


def test_what_a_file_was_made_in_goes_before_it_is_sent(client, full, made_of):
    gone = []

    def make(person, selection):
        try:
            yield from (b"a", b"b")
        finally:
            gone.append("gone")

    made_of("csv", make)
    response = client.post(file_of("csv"))

    assert gone == ["gone"]
    response.close()


def test_what_is_not_chosen_is_not_in_it(client, full):
    client.post(CHOOSE + JUNE, chosen(symptoms=["mood"], substances=["magnesium"], notes=None))
    text = client.post(file_of("csv")).getvalue().decode().lower()

    assert "mood" in text
    assert [one for one in ("nerve_pain", "yoghurt", "left foot", "600") if one in text] == []


def test_the_days_are_those_of_the_address(client, person, full):
    save(person, make_score("2026-07-02T21:00", symptom="tingling"))

    assert "tingling" not in client.post(file_of("csv")).getvalue().decode()
    assert "tingling" in client.post(file_of("csv", "?span=all")).getvalue().decode()


def seal_on(page):
    return re.search('name="seal" value="([^"]+)"', page.text)[1]


def test_what_the_page_showed_is_what_leaves(client, full):
    page = client.get(REPORT + JUNE)

    assert client.post(file_of("csv"), {"seal": seal_on(page)}).status_code == 200


def test_what_was_chosen_in_another_window_is_looked_at_first(client, full):
    page = client.get(REPORT + JUNE)
    client.post(CHOOSE + JUNE, chosen(symptoms=["mood"]))
    response = client.post(file_of("csv"), {"seal": seal_on(page)})

    assert (response.status_code, response["Location"]) == (303, REPORT + JUNE)
    assert "changed since in another window" in client.get(REPORT + JUNE).text


def test_a_stranger_gets_their_own(stranger, full):
    assert "magnesium" not in stranger.post(file_of("csv")).getvalue().decode()


@pytest.mark.parametrize("file_format", ["docx", "PDF", "x" * 500])
def test_another_format_is_not_found(client, full, file_format):
    assert client.post(file_of(file_format)).status_code == 404


def test_all_of_it_is_made_before_any_of_it_leaves(client, full, made_of):
    made = []

    def make(person, selection):
        for number in range(3):
            made.append(number)
            yield b"%d" % number

    made_of("csv", make)
    response = client.post(file_of("csv"))

    assert (response.streaming, made) == (True, [0, 1, 2])
    assert (response["Content-Length"], response.getvalue()) == ("3", b"012")


def test_a_long_one_is_sent_in_pieces(client, full, made_of):
    made_of("csv", lambda person, selection: [b"x" * 3_000_000])
    pieces = [*client.post(file_of("csv"))]

    assert (len(pieces) > 10, sum(map(len, pieces))) == (True, 3_000_000)


def nameless_files():
    """Return how many files without a name this process has open."""
    links = [*Path("/proc/self/fd").iterdir()]
    return sum("(deleted)" in str(one.readlink()) for one in links if one.is_symlink())


def test_a_reader_that_stops_leaves_no_file_behind(client, full, made_of):
    made_of("csv", lambda person, selection: [b"x" * 3_000_000])
    before = nameless_files()
    response = client.post(file_of("csv"))
    next(iter(response))

    assert nameless_files() == before + 1
    response.close()
    assert nameless_files() == before


@pytest.mark.parametrize(
    ("file_format", "is_text"), [("csv", True), ("fhir", True), ("json", True), ("zip", False)]
)
def test_what_is_text_is_compressed_for_whoever_takes_it(client, full, file_format, is_text):
    packed = client.post(file_of(file_format), headers={"accept-encoding": "br, gzip"})
    plain = client.post(file_of(file_format)).getvalue()

    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert packed.has_header("Content-Length") == is_text
    content = packed.getvalue()
    if is_text:
        assert int(packed["Content-Length"]) == len(content)
    assert len(gzip.decompress(content)) == len(plain)


def test_a_file_during_which_the_diary_changed_is_made_anew(client, person, full, made_of):
    tries = []

    def make(person, selection):
        tries.append(len(tries))
        if len(tries) == 1:
            save(person, make_score("2026-06-20T21:00"))
        yield b"try %d" % len(tries)

    made_of("csv", make)

    assert client.post(file_of("csv")).getvalue() == b"try 2"


def test_a_diary_that_never_rests_is_no_file(client, person, full, made_of):
    def make(person, selection):
        save(person, make_score("2026-06-20T21:00"))
        yield b"half of this, half of that"

    made_of("csv", make)

    assert client.post(file_of("csv")).status_code == 503


class TestWhatCannotBeMade:
    def test_is_a_calm_page(self, client, full, made_of):
        made_of("csv", broken())
        response = client.post(file_of("csv"))

        assert response.status_code == 503
        assert "Your diary is as it was" in words_in(response.text)

    def test_nor_its_maker(self, client, full, made_of):
        made_of("csv", lambda person, selection: 1 / 0)

        assert client.post(file_of("csv")).status_code == 503

    def test_is_in_the_log(self, client, full, made_of, caplog):
        made_of("csv", broken())
        with caplog.at_level(logging.ERROR, logger="tracker"):
            client.post(file_of("csv"))

        assert "could not be made: text/csv" in caplog.text

    def test_sends_nothing_of_what_was_made_before(self, client, full, made_of):
        made_of("csv", broken(b"begun"))
        response = client.post(file_of("csv"))

        assert (response.status_code, b"begun" in response.content) == (503, False)
