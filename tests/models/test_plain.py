from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.factories import local, make_intake, make_meal, make_none_taken, make_score
from tracker.domain.diary import FoodPortion, Scale, Site
from tracker.models import kind_of
from tracker.models.plain import from_plain, plain

EVERYTHING = [
    make_intake(product="Magnesium 200", as_needed=True, note="with tea", covers_days=7),
    make_meal(foods=(FoodPortion("usda-sr28:01077", Decimal("244.50")),)),
    make_score(scale=Scale(Decimal(1), Decimal(7), "none", "Bristol"), sites=(Site("toes"),)),
    make_none_taken(substance=None),
]


@pytest.mark.parametrize("entry", EVERYTHING, ids=lambda entry: type(entry).__name__)
def test_an_entry_comes_back_from_its_snapshot(entry):
    kind = kind_of(entry)

    assert kind.entry_of(kind.snapshot(entry)) == entry


def test_what_is_not_known_is_left_out():
    assert "product" not in plain(make_intake(product=None))


def test_the_second_of_two_equal_clock_times_comes_back_as_the_second():
    intake = make_intake(local("2025-10-26T02:30", fold=1))
    kind = kind_of(intake)

    assert kind.entry_of(kind.snapshot(intake)).taken_at.fold == 1


def test_a_time_is_kept_in_the_zone_of_its_entry():
    at = local("2026-06-10T08:00", "America/New_York")

    assert plain(replace(make_intake(), taken_at=at))["taken_at"] == "2026-06-10T14:00:00+02:00"


@pytest.mark.parametrize(
    ("hint", "value"),
    [(bool, "yes"), (tuple[str, ...], "ckd"), (date, "soon"), (str, 3), (int, None)],
)
def test_a_value_of_another_type_is_refused(hint, value):
    with pytest.raises(ValueError, match=r"."):
        from_plain(hint, value)
