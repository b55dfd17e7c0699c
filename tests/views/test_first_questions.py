"""The three cards of the first days."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories import make_person
from tracker import actions, queries
from tracker.domain.diary import Profile
from tracker.models import Change
from tracker.views.shown.first_questions import next_question

pytestmark = pytest.mark.django_db

ADDRESS = "/profile/first-question/"


@pytest.fixture
def person():
    return make_person()


@pytest.fixture
def ada(client, person):
    client.force_login(person.user)
    return client


def profile(person):
    return queries.profiles(person)[0]


def asked(person):
    told = queries.told_profiles(person)
    question = next_question(told.profiles[0], told.spoken_of)
    return question and question.fact


@pytest.mark.parametrize(
    ("known", "skipped", "fact"),
    [
        ({}, (), "kidney"),
        ({"kidney": "normal"}, (), "medicines"),
        ({}, ("kidney",), "medicines"),
        ({"kidney": "ckd", "medicines": ("gabapentin",)}, (), "birth_date"),
        ({"birth_date": date(1981, 7, 1)}, ("kidney", "medicines"), None),
        ({"age": Decimal(45)}, ("kidney", "medicines"), None),
        ({}, ("kidney", "medicines", "birth_date"), None),
    ],
)
def test_one_question_at_a_time(known, skipped, fact):
    question = next_question(Profile(**known), skipped)

    assert (question and question.fact) == fact


def test_an_answer_holds_for_the_whole_diary(ada, person):
    ada.post(ADDRESS, {"question": "kidney", "answer": "ckd"})

    assert [p.value for p in queries.profile_periods(person)["kidney"]] == ["ckd"]


def test_after_an_answer_the_next_one_is_asked(ada, person):
    ada.post(ADDRESS, {"question": "kidney", "answer": "normal"})

    assert asked(person) == "medicines"


def test_no_medicine_is_an_answer(ada, person):
    actions.set_profile_facts(person=person, values={"kidney": "normal"})

    ada.post(ADDRESS, {"question": "medicines", "answer": "skipped"})

    assert asked(person) == "birth_date"


def test_a_year_is_kept_as_a_birth_date(ada, person):
    ada.post(ADDRESS, {"question": "birth_date", "year": "1981"})

    assert profile(person).birth_date == date(1981, 7, 1)


@pytest.mark.parametrize("year", ["", "81", "x", "2020", "9999"])
def test_a_year_that_cannot_be_is_told_and_nothing_is_kept(ada, person, year):
    response = ada.post(ADDRESS, {"question": "birth_date", "year": year})

    assert response.context["form"].errors
    assert not Change.objects.exists()


@pytest.mark.parametrize("fact", ["kidney", "medicines", "birth_date"])
def test_a_question_that_was_skipped_does_not_come_back(ada, person, fact):
    ada.post(ADDRESS, {"question": fact, "skip": "yes"})

    assert asked(person) != fact
    assert profile(person) == Profile()


def test_a_skipped_question_can_be_answered_in_the_profile(ada, person):
    ada.post(ADDRESS, {"question": "kidney", "skip": "yes"})

    ada.post("/profile/kidney/", {"kidney": "ckd", "holds_from": ""})

    assert profile(person).kidney == "ckd"


def test_a_skip_can_be_undone(ada, person):
    ada.post(ADDRESS, {"question": "kidney", "skip": "yes"})

    ada.post("/profile/undo/", {"change": Change.objects.get().pk})

    assert asked(person) == "kidney"


def test_a_second_tap_changes_nothing(ada, person):
    ada.post(ADDRESS, {"question": "kidney", "answer": "ckd"})

    ada.post(ADDRESS, {"question": "kidney", "answer": "normal"})

    assert profile(person).kidney == "ckd"


@pytest.mark.parametrize(
    "typed",
    [{}, {"question": "height"}, {"question": "kidney", "answer": "fine"}, {"question": "kidney"}],
)
def test_an_answer_to_nothing_is_not_found(ada, typed):
    assert ada.post(ADDRESS, typed).status_code == 404
    assert not Change.objects.exists()


def test_it_is_no_page_to_look_at(ada):
    assert ada.get(ADDRESS).status_code == 405


def test_the_day_page_asks_one_of_them(ada):
    page = ada.get("/day/").text

    assert page.count("Do you have a kidney problem?") == 1
    assert "In which year were you born?" not in page


def test_an_answer_leads_back_to_the_day_where_it_can_be_undone(ada, person):
    page = ada.post(ADDRESS, {"question": "kidney", "answer": "ckd", "next": "/day/"}, follow=True)

    assert page.redirect_chain == [("/day/", 302)]
    change = Change.objects.get(person=person)
    assert f'action="/undo/{change.pk}/"' in page.text
