"""Rows read column by column are what Django reads of them row by row."""

from decimal import Decimal

import pytest

from tests.factories import (
    make_content,
    make_intake,
    make_meal,
    make_none_taken,
    make_person,
    make_score,
    save,
)
from tracker import queries
from tracker.domain.diary import FoodPortion, Site
from tracker.models import KINDS
from tracker.queries.lines import PORTION

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make_person()


@pytest.mark.parametrize(
    ("kind", "entry"),
    [
        ("intake", make_intake(tolerance=("nausea",), servings=Decimal("0.50"), as_needed=True)),
        ("meal", make_meal(tags=("fat",), foods=(FoodPortion("usda-sr28:01077", Decimal("1.0")),))),
        ("score", make_score(sites=(Site("toes", "left"),), qualities=("burning",))),
        ("none_taken", make_none_taken(substance=None)),
    ],
)
def test_an_entry_is_the_same_as_read_by_django(person, kind, entry):
    save(person, entry)

    kept = queries.diary(person)
    assert [*kept.intakes, *kept.meals, *kept.symptoms, *kept.none_taken] == [entry]
    assert KINDS[kind].rows_of(person).get().entry() == entry


def test_equal_amounts_keep_the_digits_of_each(person):
    save(person, *(make_intake(amount=amount) for amount in ("1.5", "1.50", "1.5")))

    amounts = [str(one.contents[0].amount) for one in queries.diary(person).intakes]

    assert sorted(amounts) == ["1.5", "1.5", "1.50"]


def test_an_intake_whose_lines_lie_in_two_portions_is_one(person):
    many = tuple(make_content(f"substance {number}") for number in range(PORTION + 3))
    save(person, make_intake("2026-06-10T08:00", contents=many), make_intake("2026-06-11T08:00"))

    assert [len(one.contents) for one in queries.diary(person).intakes] == [PORTION + 3, 1]
