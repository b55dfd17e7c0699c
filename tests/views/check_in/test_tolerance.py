"""How a dose sat."""

import pytest
from django.test import Client

from tests.factories import make_intake, save
from tests.views.diary_pages import (
    NEW_YORK,
    YESTERDAY,
    html_at,
    kept,
    messages_at,
    typed_on,
    undo_last,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def dose(person):
    intake = make_intake(f"{YESTERDAY}T08:00", id="a/b", timezone=NEW_YORK)
    save(person, intake)
    return "/entry/intake/a/b/tolerance/"


def sat(client, dose, *words):
    return client.post(dose, typed_on(client.get(dose)) | {"tolerance": list(words)})


def test_how_it_sat_is_kept_with_the_dose_and_can_be_taken_back(client, person, dose):
    response = sat(client, dose, "nausea", "loose_stools")
    said = kept(person)[0].tolerance
    undo_last(client)

    assert response["Location"] == f"/day/{YESTERDAY}/"
    assert said == ("nausea", "loose_stools")
    assert kept(person)[0].tolerance == ()


def test_the_day_shows_how_it_sat_and_leads_to_it(client, person, dose):
    before = html_at(client, f"/day/{YESTERDAY}/")
    sat(client, dose, "fine")

    assert f'href="{dose}"' in before
    assert "sat well" in html_at(client, f"/day/{YESTERDAY}/")


def test_fine_stands_alone(client, person, dose):
    response = sat(client, dose, "fine", "nausea")

    assert messages_at(response, "tolerance")[0].startswith("Fine, or one of the others?")
    assert kept(person)[0].tolerance == ()


def test_a_dose_that_was_changed_meanwhile_asks_first(client, person, dose):
    typed = typed_on(client.get(dose))
    sat(client, dose, "constipation")
    response = client.post(dose, typed | {"tolerance": ["fine"]})
    again = client.post(dose, typed_on(response) | {"tolerance": ["fine"]})

    assert "after it: constipation" in response.text
    assert (again.status_code, kept(person)[0].tolerance) == (303, ("fine",))


def test_changing_the_dose_keeps_how_it_sat(client, person, dose):
    sat(client, dose, "fine")
    page = "/entry/intake/a/b/"
    client.post(page, typed_on(client.get(page)) | {"note": "New."})

    assert [(one.note, one.tolerance) for one in kept(person)] == [("New.", ("fine",))]


@pytest.mark.parametrize("words", [["gold"], ["\0"], ["fine"] * 3 + ["x" * 9999]])
def test_garbage_about_a_dose_is_survived(client, person, dose, words):
    assert sat(client, dose, *words).status_code == 200
    assert kept(person)[0].tolerance == ()


@pytest.mark.parametrize("entry_id", ["none", "%00", "x" * 300])
def test_a_dose_that_is_not_there_is_not_found(client, person, entry_id):
    assert client.get(f"/entry/intake/{entry_id}/tolerance/").status_code == 404


def test_the_dose_of_another_person_is_not_found(stranger, dose):
    assert stranger.get(dose).status_code == 404
    assert stranger.post(dose, {"tolerance": "fine"}).status_code == 404


def test_a_visitor_is_asked_to_log_in_for_a_dose(dose):
    assert "/accounts/login/" in Client().get(dose)["Location"]


def test_a_dose_takes_no_other_method(client, dose):
    assert client.put(dose).status_code == 405
