"""What a form opens with, and what undo finds."""

from datetime import date

import pytest

from tests.factories import make_content, make_intake, make_none_taken, make_person, save
from tracker import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make_person()


def test_the_latest_is_the_last_in_time_not_the_last_logged(person):
    later = make_intake("2026-06-11T08:00")
    save(person, later)
    save(person, make_intake("2026-06-10T08:00"))

    assert queries.latest_intake_of(person, "magnesium") == later


def test_a_substance_is_found_by_any_of_its_names(person):
    contents = (make_content("Cholecalciferol", "1000", unit="IU"),)
    intake = make_intake(contents=contents)
    save(person, intake)

    assert queries.latest_intake_of(person, "vitamin_d") == intake


@pytest.mark.parametrize(
    "other",
    [
        make_intake(product="Multi"),
        make_intake(contents=(make_content(), make_content("zinc", "10"))),
        make_intake(contents=(make_content("calcium"),)),
        make_intake(source="food"),
    ],
)
def test_what_says_nothing_of_the_next_one_is_left_out(person, other):
    save(person, other)

    assert queries.latest_intake_of(person, "magnesium") is None


def test_somebody_elses_is_not_found(person):
    save(make_person(), make_intake())

    assert queries.latest_intake_of(person, "magnesium") is None


def test_a_change_is_found_by_its_number_for_its_own_person_only(person):
    change = save(person, make_intake()).change

    assert queries.change_of(person, change.pk) == change
    assert queries.change_of(make_person(), change.pk) is None


def test_the_entry_of_a_change_tells_its_day(person):
    change = save(person, make_none_taken("2026-06-10")).change

    assert queries.entry_of_change(person, change.pk).day == date(2026, 6, 10)
    assert queries.entry_of_change(make_person(), change.pk) is None
