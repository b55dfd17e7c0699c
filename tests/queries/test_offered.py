"""What a diary holds that can be handed over."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    make_content,
    make_intake,
    make_meal,
    make_none_taken,
    make_person,
    make_product,
    make_score,
    save,
)
from tracker import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make_person()


@pytest.mark.parametrize(
    "entry",
    [
        make_intake("2026-05-03T08:00"),
        make_meal("2026-05-03T08:00"),
        make_score("2026-05-03T08:00"),
        make_none_taken("2026-05-03"),
    ],
    ids=lambda entry: type(entry).__name__,
)
def test_the_first_day_is_that_of_any_entry(person, entry, django_assert_num_queries):
    save(person, make_intake("2026-06-10T08:00"), make_score("2026-06-11T08:00"), entry)

    with django_assert_num_queries(1):
        assert queries.first_written(person) == date(2026, 5, 3)


def test_the_first_day_is_found_without_going_through_the_diary(person):
    with CaptureQueriesContext(connection) as captured:
        queries.first_written(person)

    assert captured[0]["sql"].count(" LIMIT 1") == 4
    assert "MIN(" not in captured[0]["sql"]


def test_an_empty_diary_has_no_first_day(person):
    save(make_person(), make_intake())

    assert queries.first_written(person) is None


def test_symptoms_are_those_with_a_score_and_those_without_a_name(person):
    save(person, make_score(), make_score(symptom="mood"), make_score(symptom=None))
    save(make_person(), make_score(symptom="tingling"))

    assert queries.symptoms_logged(person) == ("", "mood", "nerve_pain")


def test_a_substance_is_named_once_however_it_is_written(person):
    save(
        person,
        make_intake(substance="Magnesium"),
        make_intake(substance="magnesium "),
        make_intake(contents=(make_content(substance="My Own Herb"), make_content(None))),
    )

    assert queries.substances_logged(person) == ("magnesium", "my own herb")


def test_what_was_not_taken_and_what_stands_on_the_shelf_can_be_chosen_too(person):
    save(person, make_none_taken(substance="calcium"), make_product(substance="zinc"))
    save(person, make_none_taken("2026-06-11", substance=None))
    save(make_person(), make_intake(substance="iron"))

    assert queries.substances_logged(person) == ("calcium", "zinc")
