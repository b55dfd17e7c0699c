"""On a day without, the product of an experiment is not usual."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.factories import make_experiment, make_product
from tracker.domain.diary import Diary
from tracker.domain.experiment.left_out import without_left_out

FIRST = date(2026, 6, 11)
NIGHT, OTHER = make_product(times=["22:00"]), make_product(times=["08:00"])
PLAN = make_experiment(FIRST.isoformat(), product_id=NIGHT.id)


def usual_on(number, plan=PLAN):
    """Return which of both products are usual on the day of that number, counted from 1."""
    diary = Diary(products=(NIGHT, OTHER), experiments=(plan,))
    there = without_left_out(diary, FIRST + timedelta(days=number - 1))
    return [one.id for one in there.products if one.usual_times]


@pytest.mark.parametrize("number", [8, 14])
def test_on_a_day_without_its_product_is_not_usual_and_others_are(number):
    assert usual_on(number) == [OTHER.id]


@pytest.mark.parametrize("number", [0, 1, 7, 15, 85])
def test_on_other_days_it_is(number):
    assert usual_on(number) == [NIGHT.id, OTHER.id]


def test_after_a_stop_it_is_usual_again():
    stopped = replace(PLAN, stopped_on=FIRST + timedelta(days=8))

    assert usual_on(10, stopped) == [NIGHT.id, OTHER.id]


def test_an_experiment_without_a_product_of_the_shelf_leaves_all_as_they_are():
    assert usual_on(8, replace(PLAN, product_id=None)) == [NIGHT.id, OTHER.id]
