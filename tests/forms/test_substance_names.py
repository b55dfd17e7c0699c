"""Names as people and labels write them."""

import pytest

from tracker.domain.diary import Content
from tracker.forms import choices
from tracker.forms.substance_names import (
    Named,
    base_name,
    content_name,
    content_named_by,
    is_medicine_name,
    label_name,
    read_name,
    suggested_names,
)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("magnesium", Named("magnesium")),
        ("  MAGNESIUM   bisglycinate ", Named("magnesium", "glycinate")),
        ("Magnesium (as Magnesium Bisglycinate)", Named("magnesium", "glycinate")),
        ("Magnesium as citrate", Named("magnesium", "citrate")),
        ("Epsom salt", Named("magnesium", "sulfate")),
        ("calcium carbonate", Named("calcium", "carbonate")),
        ("Vitamin D3 (cholecalciferol)", Named("vitamin_d")),
        ("zinc bisglycinate", Named("zinc", "bisglycinate")),
        ("levothyroxine", Named("Levothyroxine")),
        (
            "tricalcium dicitrate, anhydrous",
            Named("calcium", "citrate", "tricalcium dicitrate, anhydrous"),
        ),
    ],
)
def test_a_name_is_read(text, named):
    assert read_name(text) == named


@pytest.mark.parametrize("text", ["", "gold", "calcium channel blocker", "()", "citrate"])
def test_what_is_no_known_name_is_none(text):
    assert read_name(text) is None


def test_a_chloride_that_can_be_swallowed_is_not_one_for_the_skin():
    assert read_name("magnesium chloride hexahydrate").form == "chloride"


def test_every_name_that_is_offered_is_read_as_itself():
    read = {name: read_name(name) for name in suggested_names()}

    again = {
        name: content_name(Content(one.substance, one.form, compound=one.compound))
        for name, one in read.items()
    }
    assert again == {name: name for name in read}


def test_every_salt_can_be_named():
    salts = {
        salt for one, _label in choices.substance_choices() for salt, _ in choices.salts_of(one)
    }
    usual = {salt for salt in salts if read_name(salt).compound is None}

    assert {read_name(salt).compound for salt in salts - usual} == salts - usual
    assert all(" ".join(salt.split()[:2]) == salt for salt in usual)


def test_a_medicine_is_one_by_its_name():
    assert is_medicine_name("Levothyroxine")
    assert not is_medicine_name("Alpha-lipoic acid")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Levothyroxine 75 µg", ("Levothyroxine", 75, "mcg")),
        ("Gabapentin, 300mg", ("Gabapentin", 300, "mg")),
        ("Vitamin D3 1000 IU", ("vitamin_d", 1000, "IU")),
        ("Levothyroxine 75", ("Levothyroxine", None, None)),
        ("Zinc 7.5 mg", ("zinc", 7.5, "mg")),
    ],
)
def test_the_name_of_a_product_says_what_it_holds(name, content):
    read = content_named_by(name)

    assert (read.substance, read.amount, read.unit) == content


def test_what_an_amount_in_a_name_is_of_is_not_known():
    assert content_named_by("Magnesium glycinate 2000 mg").basis == "unknown"


@pytest.mark.parametrize("name", ["Foo 3", "My night mix", "75 mg", "Sleep + 2000 IU"])
def test_a_name_that_says_nothing_known_holds_nothing(name):
    assert content_named_by(name) is None


def test_a_strength_is_no_part_of_the_name():
    assert base_name("Euthyrox 75 µg") == "Euthyrox"


def test_a_product_is_called_by_what_it_holds():
    contents = (
        Content("magnesium", "glycinate", unit="mg"),
        Content("vitamin_b6", amount=5, unit="mg"),
    )
    assert label_name(contents) == "Magnesium glycinate + Vitamin B6 5 mg"
