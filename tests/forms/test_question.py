"""The question as it is typed, and what of the shelf can be asked about."""

from datetime import date

import pytest

from tests.factories import local, make_content, make_product, make_question
from tracker.domain.daily import Exposure
from tracker.forms.question import (
    QuestionForm,
    is_same_question,
    key_of,
    new_question,
    shelved_exposures,
)
from tracker.knowledge import knowledge

WHATS = {
    Exposure("magnesium"): "Magnesium, any form",
    Exposure("magnesium", "citrate"): "Magnesium citrate",
    Exposure("a|b"): "A|b",
}


def form(*, may_build_up=True, **typed):
    sent = {"symptom": "sleep", "what": key_of(Exposure("magnesium")), "speed": "0"} | typed
    return QuestionForm(sent, symptoms=[("sleep", "Sleep")], whats=WHATS, may_build_up=may_build_up)


def asked(**typed):
    typed_form = form(**typed)
    assert typed_form.is_valid()
    return typed_form.question("id", now=local("2026-06-10T09:00"), from_day=date(2026, 6, 10))


@pytest.mark.parametrize("what", WHATS)
def test_what_was_chosen_is_read_whatever_is_in_its_name(what):
    question = asked(what=key_of(what))

    assert (question.substance, question.form) == (what.substance, what.form)


@pytest.mark.parametrize(("speed", "half_life"), [("0", 0), ("2", 2), ("", 0)])
def test_the_speed_is_declared(speed, half_life):
    assert asked(speed=speed).half_life == half_life


@pytest.mark.parametrize("speed", ["1", "4", "-2", "fast"])
def test_no_other_speed_can_be_meant(speed):
    assert "speed" in form(speed=speed).errors


def test_it_keeps_when_and_where_it_was_asked_and_from_when_it_counts():
    question = asked()

    assert question.timezone == "Europe/Berlin"
    assert question.from_day == date(2026, 6, 10)
    assert question.sometimes_because_it_hurts is None


def test_a_new_form_chooses_the_same_day_and_nothing_else():
    assert {key for key, text in new_question().items() if text} == {"entry_id", "speed"}


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        ({}, True),
        ({"from_day": date(2026, 6, 10), "sometimes_because_it_hurts": True}, True),
        ({"half_life": 2}, False),
        ({"form": "citrate"}, False),
        ({"symptom": "sleep"}, False),
        ({"substance": "zinc"}, False),
    ],
)
def test_the_same_is_what_asks_the_same(other, is_same):
    assert is_same_question(make_question(), make_question(**other)) is is_same


def test_the_shelf_offers_what_stands_on_it():
    both = (make_content("Vitamin D3"), make_content("magnesium oxide"), make_content(""))
    products = [
        make_product(contents=both),
        make_product(substance="zinc", is_put_away=True),
        make_product(substance="iron", source="food"),
    ]

    found = shelved_exposures(products, knowledge().rule_book.substances)

    assert found[0] == Exposure("vitamin_d")
    assert {one.substance for one in found}.isdisjoint({"zinc", "iron", ""})
