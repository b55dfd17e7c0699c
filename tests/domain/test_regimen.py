"""When what somebody takes became another."""

from datetime import date, timedelta
from math import isnan

import pytest

from tracker.domain.daily import Daily, DailyDose
from tracker.domain.regimen import turns_of
from tracker.domain.series import Days, doses_of

FIRST = date(2026, 1, 1)


def dose(amount=200.0, form="glycinate"):
    return DailyDose("magnesium", form, "mg", amount, 1, 0, 0, 0)


def turns(taken, *, length=None, **kwargs):
    """`taken` has one for each day: a dose, "none", or None for nothing written."""
    written = [
        Daily(
            FIRST + timedelta(number),
            doses=(one,) if isinstance(one, DailyDose) else (),
            none_taken=("magnesium",) if one == "none" else (),
        )
        for number, one in enumerate(taken)
        if one is not None
    ]
    days = Days.between(FIRST, FIRST + timedelta((length or len(taken)) - 1), written)
    return turns_of("magnesium", doses_of("magnesium", None, days, **kwargs), days)


def test_the_same_dose_every_day_has_no_turn():
    assert turns([dose()] * 60) == []


def test_nothing_taken_has_no_turn():
    assert turns([None] * 60) == turns(["none"] * 60) == []


def test_another_form_from_some_day_on_is_one_turn_on_that_day():
    (turn,) = turns([dose(form="oxide")] * 30 + [dose()] * 30)

    assert (turn.place, turn.kind, turn.forms) == (30, "change", ("oxide", "glycinate"))
    assert turn.is_of_form
    assert not turn.is_of_amount


def test_another_dose_from_some_day_on_is_one_turn_on_that_day():
    (turn,) = turns([dose(200)] * 20 + [dose(400)] * 20)

    assert (turn.place, turn.amounts) == (20, (200, 400))
    assert turn.is_of_amount
    assert not turn.is_of_form


def test_form_and_dose_that_change_together_are_one_turn():
    (turn,) = turns([dose(400, "oxide")] * 20 + [dose(200)] * 20)

    assert (turn.place, turn.forms, turn.amounts) == (20, ("oxide", "glycinate"), (400, 200))


def test_days_that_were_left_out_do_not_hide_a_change():
    taken = [dose(200) if n % 3 else None for n in range(40)]
    taken += [dose(400) if n % 3 else None for n in range(1, 41)]

    assert [turn.place for turn in turns(taken)] == [40]


@pytest.mark.parametrize("odd", [dose(400), dose(form="oxide"), dose(None), "none", None])
def test_a_single_odd_day_is_no_turn(odd):
    assert turns([dose()] * 30 + [odd] + [dose()] * 30) == []


def test_a_dose_that_alternates_is_no_turn():
    assert turns([dose(200), dose(400)] * 40) == []


def test_a_dose_that_differs_by_little_is_the_same_dose():
    assert turns([dose(200)] * 20 + [dose(230)] * 20) == []


def test_there_and_back_are_two_turns():
    taken = [dose(200)] * 20 + [dose(400)] * 20 + [dose(200)] * 20

    assert [turn.place for turn in turns(taken)] == [20, 40]


def test_a_beginning_after_two_weeks_without_is_a_turn():
    (turn,) = turns([None] * 14 + [dose()] * 20)

    assert (turn.place, turn.kind, turn.forms[1], turn.amounts[1]) == (
        14,
        "begin",
        "glycinate",
        200,
    )


def test_a_beginning_soon_after_the_first_day_may_be_none():
    assert turns([None] * 13 + [dose()] * 20) == []


def test_an_end_is_said_where_the_days_after_it_say_none():
    (turn,) = turns([dose()] * 20 + ["none"] * 14)

    assert (turn.place, turn.kind) == (20, "end")
    assert isnan(turn.amounts[1])


def test_days_of_which_nothing_is_written_are_no_end():
    assert turns([dose()] * 20, length=60) == []


def test_days_after_every_dose_is_logged_are_an_end():
    (turn,) = turns([dose()] * 20, length=60, every_dose_logged_from=FIRST)

    assert (turn.place, turn.kind) == (20, "end")


def test_doses_of_unknown_amount_have_turns_of_form_only():
    (turn,) = turns([dose(None, "oxide")] * 20 + [dose(None)] * 20)

    assert turn.is_of_form
    assert not turn.is_of_amount


def test_a_form_that_is_not_known_is_no_other_form():
    assert turns([dose(form="")] * 20 + [dose()] * 20) == []


@pytest.mark.parametrize("length", range(1, 16))
def test_few_days_have_no_change(length):
    taken = [dose(200)] * (length // 2) + [dose(400)] * (length - length // 2)

    assert len(turns(taken)) <= 1
