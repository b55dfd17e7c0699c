"""A line of the profile that was wrong goes; a write is undone where it was made."""

import pytest

from tests.factories import make_person
from tests.views.profile.profiles import MAY, lines, profile, say

pytestmark = pytest.mark.django_db


# Lines that were wrong


def test_a_wrong_line_goes(ada, person):
    say(person, kidney="normal")
    say(person, since=MAY, kidney="ckd")

    ada.post("/profile/remove/", {"fact": "kidney", "holds_from": "2026-05-01"})

    assert lines(person, "kidney") == [(None, "normal")]


def test_a_line_of_all_days_goes(ada, person):
    say(person, kidney="ckd")

    ada.post("/profile/remove/", {"fact": "kidney", "holds_from": ""})

    assert profile(person).kidney is None


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"fact": "kidney", "holds_from": "2026-05-02"},
        {"fact": "kidney", "holds_from": "x"},
        {"fact": "height", "holds_from": "2026-05-01"},
        {"fact": "k\x00", "holds_from": "2026-05-01"},
    ],
)
def test_a_line_that_is_not_there_is_not_found(ada, person, typed):
    say(person, since=MAY, kidney="ckd")

    assert ada.post("/profile/remove/", typed).status_code == 404


def test_someone_elses_line_is_not_found_and_stays(ada):
    other = make_person()
    say(other, since=MAY, kidney="ckd")

    response = ada.post("/profile/remove/", {"fact": "kidney", "holds_from": "2026-05-01"})

    assert response.status_code == 404
    assert profile(other).kidney == "ckd"


# Undo


def undo_of(page):
    return page.context["note"]["change"]


def test_each_write_can_be_undone_where_it_was_made(ada, person):
    page = ada.post("/profile/sex/", {"sex": "female"}, follow=True)

    ada.post("/profile/undo/", {"change": undo_of(page)})

    assert profile(person).sex is None


def test_the_removal_of_a_line_can_be_undone(ada, person):
    say(person, kidney="ckd")
    page = ada.post("/profile/remove/", {"fact": "kidney", "holds_from": ""}, follow=True)

    ada.post("/profile/undo/", {"change": undo_of(page)})

    assert profile(person).kidney == "ckd"


def test_an_undo_after_another_change_is_told_and_changes_nothing(ada, person):
    first = say(person, kidney="ckd")
    say(person, kidney="dialysis")

    page = ada.post("/profile/undo/", {"change": first.pk}, follow=True).text

    assert "changed again since" in page
    assert profile(person).kidney == "dialysis"


@pytest.mark.parametrize("change", ["", "x", "0", "-1", "999999", "9" * 40])
def test_an_undo_of_nothing_is_not_found(ada, change):
    assert ada.post("/profile/undo/", {"change": change}).status_code == 404


def test_someone_elses_change_is_not_found_and_stays(ada):
    other = make_person()
    change = say(other, kidney="ckd")

    assert ada.post("/profile/undo/", {"change": change.pk}).status_code == 404
    assert profile(other).kidney == "ckd"


@pytest.mark.parametrize(
    ("sent", "back"),
    [
        ("/day/", "/day/"),
        ("", "/profile/"),
        ("https://other.example/", "/profile/"),
        ("//other.example/", "/profile/"),
        ("/\\other.example/", "/profile/"),
    ],
)
def test_the_way_back_stays_on_this_site(ada, person, sent, back):
    change = say(person, kidney="ckd")

    response = ada.post("/profile/undo/", {"change": change.pk, "next": sent})

    assert response["Location"] == back
