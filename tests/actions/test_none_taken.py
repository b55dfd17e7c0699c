"""An intake and "none taken" of the same substance on the same day cannot both be true."""

import pytest

from tests.factories import (
    local,
    make_content,
    make_intake,
    make_none_taken,
    make_person,
    save,
)
from tracker import actions, queries

pytestmark = pytest.mark.django_db


def days_without(person):
    return [one.id for one in queries.diary(person).none_taken]


@pytest.mark.parametrize("said", ["magnesium", "Magnesium ", "mg (element)", None])
def test_logging_a_substance_takes_back_that_none_was_taken(said):
    person = make_person()
    actions.log_none_taken(person=person, none_taken=make_none_taken(substance=said))

    actions.log_intake(person=person, intake=make_intake(substance="magnesium"))

    assert days_without(person) == []


@pytest.mark.parametrize(
    ("fields", "intake"),
    [
        ({"substance": "calcium"}, make_intake(substance="magnesium")),
        ({"day": "2026-06-09"}, make_intake("2026-06-10T00:01")),
        ({"substance": "magnesium"}, make_intake(substance="magnesium", amount="0")),
        ({"substance": "magnesium"}, make_intake(contents=())),
        ({"substance": None}, make_intake(amount="0.0")),
    ],
    ids=["another substance", "another day", "an amount of 0", "a product only", "all, but 0"],
)
def test_what_does_not_contradict_it_leaves_none_taken_as_it_is(fields, intake):
    person = make_person()
    actions.log_none_taken(person=person, none_taken=make_none_taken(id="n", **fields))

    actions.log_intake(person=person, intake=intake)

    assert days_without(person) == ["n"]


def test_a_product_whose_contents_are_not_known_takes_back_that_nothing_was_taken():
    person = make_person()
    actions.log_none_taken(person=person, none_taken=make_none_taken(substance=None))

    actions.log_intake(person=person, intake=make_intake(contents=(), product="Multi"))

    assert days_without(person) == []


def test_the_day_is_that_of_the_intakes_own_zone():
    person = make_person()
    actions.log_none_taken(person=person, none_taken=make_none_taken("2026-06-09", id="n"))
    intake = make_intake(local("2026-06-10T01:00"), timezone="America/New_York")

    actions.log_intake(person=person, intake=intake)

    assert days_without(person) == []


def test_logging_and_taking_back_are_one_step_and_undone_as_one():
    person = make_person()
    actions.log_none_taken(person=person, none_taken=make_none_taken(id="n"))
    change = actions.log_intake(person=person, intake=make_intake()).change

    actions.undo(person=person, change=change)

    assert list(queries.diary(person).ids()) == ["n"]


def test_an_intake_that_is_changed_to_the_substance_takes_back_none_taken():
    person = make_person()
    intake = make_intake(id="a", substance="calcium")
    row = actions.log_intake(person=person, intake=intake).row
    actions.log_none_taken(person=person, none_taken=make_none_taken())

    magnesium = make_intake(id="a", contents=(make_content("magnesium"),))
    actions.change_intake(person=person, intake=magnesium, version=row.version)

    assert days_without(person) == []


def test_none_taken_is_refused_on_a_day_with_an_intake():
    person = make_person()
    actions.log_intake(person=person, intake=make_intake())

    with pytest.raises(actions.ContradictedByIntake, match="has an intake of it already"):
        actions.log_none_taken(person=person, none_taken=make_none_taken())


def test_none_taken_of_another_substance_is_fine():
    person = make_person()
    actions.log_intake(person=person, intake=make_intake(substance="calcium"))

    actions.log_none_taken(person=person, none_taken=make_none_taken(id="n"))

    assert days_without(person) == ["n"]


def test_a_file_that_says_both_is_taken_as_it_is():
    person = make_person()

    save(person, make_intake(), make_none_taken(id="n"))

    assert days_without(person) == ["n"]
