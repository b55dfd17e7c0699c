"""Products on the shelf together with what else belongs to the step."""

from dataclasses import replace
from datetime import date

import pytest

from tests.factories import make_intake, make_person, make_product, save
from tracker import actions, queries

pytestmark = pytest.mark.django_db

JUNE = date(2026, 6, 1)


@pytest.fixture
def person():
    return make_person()


def add(person, product, *medicines):
    return actions.add_product(person=person, product=product, medicines=medicines, since=JUNE)


def shelf(person):
    return queries.belongings(person)["products"]


def medicines(person):
    return queries.profiles(person)[0].medicines


def test_a_medicine_stands_on_the_shelf_and_in_the_profile(person):
    product = make_product("Euthyrox")
    add(person, product, "Levothyroxine")

    assert shelf(person) == (product,)
    assert medicines(person) == ("Levothyroxine",)


def test_both_are_taken_back_as_one_step(person):
    saved = add(person, make_product(), "Levothyroxine")
    actions.undo(person=person, change=saved.change)

    assert (shelf(person), medicines(person)) == ((), ())


def test_the_same_again_is_the_change_that_was_made(person):
    product = make_product()
    first = add(person, product, "Levothyroxine")

    assert add(person, product, "Levothyroxine").change == first.change


def test_another_product_with_the_id_is_refused(person):
    product = make_product()
    add(person, product)

    with pytest.raises(actions.IdInUse):
        add(person, replace(product, name="Another"))


def test_an_intake_and_its_product_are_one_step(person):
    product = make_product()
    intake = make_intake(product_id=product.id)
    saved = actions.log_intake(person=person, intake=intake, product=product)
    actions.undo(person=person, change=saved.change)

    assert (shelf(person), queries.diary(person).intakes) == ((), ())


def test_a_product_that_is_there_stays_as_it_is(person):
    product = make_product()
    save(person, product)
    newer = replace(product, name="Newer")
    actions.log_intake(person=person, intake=make_intake(), product=newer)

    assert shelf(person) == (product,)
