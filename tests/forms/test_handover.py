"""What is handed over: what was ticked, and how a session keeps it."""

from datetime import date

import pytest
from django.http import QueryDict

from tracker.domain.selection import Selection
from tracker.forms.handover import Choice, choice_kept, sent_choice, ticked

OFFERED = ("cramp", "nerve_pain", "")


@pytest.mark.parametrize(
    ("sent", "chosen"),
    [
        (["nerve_pain", "cramp"], ("cramp", "nerve_pain")),
        (["", "nerve_pain", "cramp"], None),
        ([""], ("",)),
        (["another"], ()),
        ([], ()),
    ],
)
def test_all_that_is_offered_is_all_and_the_rest_is_what_was_ticked(sent, chosen):
    assert ticked(sent, OFFERED) == chosen


def test_where_nothing_is_offered_nothing_is_left_out():
    assert ticked([], []) is None


def test_a_form_is_read_into_a_choice():
    sent = QueryDict("symptom=cramp&substance=magnesium&notes=yes")

    assert sent_choice(sent, OFFERED, ("magnesium",)) == Choice(("cramp",), None, True, False)


@pytest.mark.parametrize("choice", [Choice(), Choice((), ("zinc",), False, False)])
def test_a_session_keeps_it(choice):
    assert choice_kept(choice.kept()) == choice


def test_where_nothing_is_kept_it_is_everything():
    assert choice_kept({}) == Choice(None, None, with_notes=True, with_name=True)


def test_it_is_chosen_of_days():
    first, last = date(2026, 6, 1), date(2026, 6, 30)

    assert Choice(("cramp",), (), False, False).of_days(first, last) == Selection(
        first, last, ("cramp",), (), with_notes=False, with_name=False
    )
