"""How stomach and bowel bore what was taken."""

from tests.domain.diaries import BOOK, content, intake, take
from tracker.domain.daily import Exposure
from tracker.domain.handover.borne import borne

GLYCINATE = Exposure("magnesium", "glycinate")


def found_in(*intakes):
    return borne(intakes, BOOK.substances)


def test_words_are_counted_of_the_doses_that_have_one():
    found = found_in(
        take("magnesium", 200, form="glycinate", tolerance=("fine",)),
        take("magnesium", 200, form="glycinate", tolerance=("nausea", "loose_stools")),
        take("magnesium", 200, form="glycinate"),
    )[GLYCINATE]

    assert (found.doses, found.told) == (3, 2)
    assert found.words == {"fine": 1, "nausea": 1, "loose_stools": 1}


def test_what_nobody_said_a_word_of_is_left_out():
    assert found_in(take("magnesium", 200)) == {}


def test_forms_stand_apart_those_with_most_unwell_doses_first():
    found = found_in(
        take("magnesium", 200, form="glycinate", tolerance=("fine",)),
        take("magnesium", 300, form="oxide", tolerance=("loose_stools",)),
    )

    assert [one.form for one in found] == ["oxide", "glycinate"]


def test_a_product_that_holds_two_salts_of_one_form_is_one_dose():
    twice = (
        content("magnesium", 100, form="glycinate"),
        content("magnesium", 50, form="glycinate"),
    )

    assert found_in(intake(twice, tolerance=("fine",)))[GLYCINATE].doses == 1


def test_food_is_left_out():
    assert found_in(take("magnesium", 50, source="food", tolerance=("nausea",))) == {}
