"""What is longer than anything one can type or bring here is not read, but answered."""

import pytest
from django.test import Client

from tests.factories import make_person, make_share
from tests.visitors import logged_in
from tracker.forms.archive import MOST_BYTES

pytestmark = pytest.mark.django_db

TOKEN = "a" * 43


@pytest.fixture
def person():
    """Somebody with a shared link."""
    person = make_person("ada")
    make_share(person, token=TOKEN)
    return person


@pytest.mark.parametrize(
    "path", ["/accounts/login/", "/accounts/signup/", "/appearance/", "/demo/", f"/s/{TOKEN}/"]
)
def test_ten_megabytes_in_a_field_are_too_much(client, person, path):
    answer = client.post(path, {"login": "x" * 10_000_000})

    assert answer.status_code == 413


@pytest.mark.parametrize("path", ["/log/intake/", "/check-in/", "/profile/conditions/", "/day/"])
def test_they_are_too_much_of_somebody_logged_in_too(person, path):
    answer = logged_in(person).post(path, {"notes": "x" * 10_000_000})

    assert answer.status_code == 413
    assert "This is too much at once" in answer.text


def test_a_long_body_is_not_read(person):
    client = logged_in(person)

    answer = client.generic("POST", "/log/intake/", b"", CONTENT_LENGTH=str(10**15))

    assert answer.status_code == 413


@pytest.mark.parametrize("length", ["-5", "many", "1e9", "\N{SUPERSCRIPT TWO}"])
def test_a_length_that_is_none_is_no_length(client, length):
    answer = client.generic("POST", "/appearance/", b"appearance=dark", CONTENT_LENGTH=length)

    assert answer.status_code == 302


def test_thousands_of_fields_are_too_much(person):
    answer = logged_in(person).post("/log/intake/", {f"field-{n}": "1" for n in range(1500)})

    assert answer.status_code == 413


def test_a_file_is_taken_by_the_page_for_it_alone(person):
    long = b"x" * 2_000_000
    client = logged_in(person)

    statuses = {
        path: client.generic("POST", path, long, "text/plain").status_code
        for path in ("/archive/choose/", "/archive/bring-in/", "/report/choose/")
    }

    assert statuses == {
        "/archive/choose/": 200,
        "/archive/bring-in/": 413,
        "/report/choose/": 413,
    }


def test_of_somebody_who_is_not_logged_in_no_file_is_read():
    answer = Client().generic("POST", "/archive/choose/", b"x" * 2_000_000, "text/plain")

    assert answer.status_code == 413


def test_far_more_than_an_archive_is_not_read(person):
    answer = logged_in(person).generic(
        "POST", "/archive/choose/", b"", CONTENT_LENGTH=str(2 * MOST_BYTES + 1)
    )

    assert answer.status_code == 413


def test_a_compressed_body_is_not_unpacked(client):
    answer = client.generic(
        "POST",
        "/appearance/",
        b"\x1f\x8b" + b"\0" * 500,
        "application/x-www-form-urlencoded",
        headers={"Content-Encoding": "gzip"},
    )

    assert answer.status_code == 302
    assert "appearance" not in answer.cookies
