"""How blank days count: said once, kept, and taken back."""

from datetime import date

import pytest
from django.test import Client

from tests.factories import save
from tests.views.diary_pages import undo_last
from tests.views.helps.asking import TODAY, days_ago
from tests.visitors import visitor_of_demo
from tracker import queries
from tracker.domain.diary import Settings

pytestmark = pytest.mark.django_db

PATH = "/does-it-help/logging/"


def since(person):
    settings = queries.belongings(person)["settings"]
    return settings and settings.every_dose_logged_from


def test_it_opens_with_what_is_kept(person, client):
    save(person, Settings(every_dose_logged_from=date(2026, 1, 2)))
    form = client.get(PATH).context["form"]

    assert (form["logged"].value(), form["since"].value()) == ("all", "2026-01-02")


def test_every_dose_since_a_day_is_kept(person, client):
    answer = client.post(PATH, {"logged": "all", "since": str(days_ago(9))})

    assert (answer.status_code, answer.url) == (303, "/does-it-help/")
    assert since(person) == days_ago(9)


def test_it_can_be_said_no_more(person, client):
    save(person, Settings(every_dose_logged_from=date(2026, 1, 2)))
    client.post(PATH, {"logged": "some", "since": "2026-01-02"})

    assert since(person) is None


def test_it_can_be_taken_back(person, client):
    client.post(PATH, {"logged": "all", "since": str(days_ago(9))})
    undo_last(client)

    assert since(person) is None


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"logged": "all", "since": ""}, "since"),
        ({"logged": "all", "since": "soon"}, "since"),
        ({"logged": "all", "since": "9999-12-31"}, "since"),
        ({"logged": "all", "since": "0001-01-01"}, "since"),
        ({"logged": "", "since": str(TODAY)}, "logged"),
        ({"logged": "most", "since": str(TODAY)}, "logged"),
        ({}, "logged"),
    ],
)
def test_what_cannot_be_meant_is_said_at_its_field(person, client, typed, field):
    page = client.post(PATH, typed)

    assert page.context["form"].errors[field]
    assert since(person) is None


def test_the_demo_keeps_nothing(person):
    assert visitor_of_demo(person).post(PATH, {"logged": "some"}).status_code == 403


def test_a_visitor_is_asked_to_log_in():
    assert Client().get(PATH).url.startswith("/accounts/login/")
