"""An archive on a phone: taken along, looked at, brought in."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_intake, make_meal, make_person, save
from tracker import queries
from tracker.views.handover.archive import document_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def archive(tmp_path):
    """An archive of somebody with a meal and an intake."""
    other = make_person()
    save(other, make_intake(id="a", note="theirs"), make_meal())
    path = tmp_path / "archive.json"
    path.write_bytes(b"".join(document_of(other, None)))
    return path


@pytest.fixture
def compared(person, open_as_person, archive):
    """The page that compares it with a diary in which something differs."""
    save(person, make_intake(id="a", note="mine"))
    page = open_as_person("/archive/")
    page.get_by_label("Archive, a file that ends in .json").set_input_files(archive)
    press(page, "See what it would bring")
    return page


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def test_what_was_taken_along_is_the_archive(person, open_as_person):
    save(person, make_intake())
    page = open_as_person("/archive/")

    with page.expect_download() as download:
        page.get_by_role("button", name="Download the archive").click()

    assert download.value.path().read_bytes() == b"".join(document_of(person, None))


def test_the_rest_is_added_and_taken_back(person, compared):
    press(compared, "Leave mine as it is, add the rest")
    assert len(queries.diary(person).meals) == 1

    press(compared, "Undo")

    expect(compared.get_by_role("status")).to_have_text("Taken back: all is as it was before.")
    assert queries.diary(person).meals == ()


def test_axe_finds_nothing_wrong_in_the_comparison(compared, accessibility_problems):
    assert accessibility_problems(compared) == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_comparison_is_not_wider_than_the_window(compared, width):
    compared.set_viewport_size({"width": width, "height": 844})

    assert compared.evaluate("document.documentElement.scrollWidth") == width
