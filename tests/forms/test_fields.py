"""Fields by themselves: numbers digit for digit, text that databases can hold."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from tracker.forms.fields import (
    NameField,
    NoteField,
    NumberField,
    is_entry_id,
    new_entry_id,
    sent_entry_id,
    with_entry_id,
)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("200", "200"),
        (" 200 ", "200"),
        ("1.50", "1.50"),
        ("1,5", "1.5"),
        ("1,000", "1000"),
        ("1,000.5", "1000.5"),
        (".5", "0.5"),
        ("0", "0"),
        ("+3", "3"),
    ],
)
def test_a_number_is_read_as_it_is_written(typed, number):
    assert str(NumberField().clean(typed)) == str(Decimal(number))


def test_nothing_typed_is_not_known():
    assert NumberField().clean("") is None


@pytest.mark.parametrize(
    "typed",
    [
        *("-5", "\N{MINUS SIGN}5", "abc", "1e5", "NaN", "Infinity", "5 mg", "1,5,0", "--5"),
        *("9" * 21, "\u0661\u0662", "\0", "0x10", "."),
    ],
)
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(ValidationError):
        NumberField().clean(typed)


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"])
def test_text_that_databases_cannot_hold_is_refused(text):
    with pytest.raises(ValidationError, match="cannot be kept"):
        NameField().clean(text)


def test_over_long_text_is_told_with_its_length():
    with pytest.raises(ValidationError, match="2001 characters; at most 2000"):
        NoteField().clean("x" * 2001)


def test_a_name_has_single_spaces():
    assert NameField().clean(" Magnesium \n 200 ") == "Magnesium 200"


def test_the_browser_cuts_nothing():
    assert "maxlength" not in NoteField().widget.attrs


def test_only_our_own_ids_are_ids():
    assert is_entry_id(new_entry_id())
    assert not is_entry_id("{12345678-1234-5678-1234-567812345678}")
    assert not is_entry_id("")


def test_an_id_of_ours_that_came_along_stays():
    typed = {"entry_id": new_entry_id(), "name": "Evening"}

    assert sent_entry_id(typed) == typed["entry_id"]
    assert with_entry_id(typed) is typed


@pytest.mark.parametrize("typed", [{}, {"entry_id": ""}, {"entry_id": "1"}])
def test_what_came_without_one_gets_an_id_and_is_not_changed_itself(typed):
    before = dict(typed)

    assert is_entry_id(with_entry_id(typed)["entry_id"])
    assert typed == before
