from datetime import date
from zoneinfo import ZoneInfo

import pytest

from tests.factories import BERLIN, make_intake, make_product, make_skipped_dose
from tracker.domain.diary import Diary
from tracker.domain.usual_doses import usual_doses

JUNE_10 = date(2026, 6, 10)
TABLET = make_product("Levothyroxine 75", substance="levothyroxine", times=["07:00"])


def taken(at, **fields):
    return make_intake(at, substance="levothyroxine", product_id=TABLET.id, **fields)


def states(*intakes, product=TABLET, day=JUNE_10, **lists):
    diary = Diary(products=(product,), intakes=intakes, **lists)
    return [dose.state for dose in usual_doses(diary, day, ZoneInfo(BERLIN))]


def test_a_usual_dose_that_nobody_logged_is_open():
    assert states() == ["open"]


def test_an_intake_of_the_product_is_the_dose():
    assert states(taken("2026-06-10T07:20")) == ["taken"]


def test_an_intake_of_the_same_substance_without_a_product_is_the_dose():
    assert states(make_intake("2026-06-10T09:00", substance="Levothyroxine")) == ["taken"]


def test_an_intake_of_another_product_is_not():
    intake = make_intake("2026-06-10T07:00", substance="levothyroxine", product_id="another")

    assert states(intake) == ["open"]


def test_one_intake_is_one_dose_the_nearest():
    twice = make_product(substance="levothyroxine", times=["07:00", "19:00"])

    assert states(make_intake("2026-06-10T18:00", substance="levothyroxine"), product=twice) == [
        "open",
        "taken",
    ]


def test_one_intake_that_names_no_product_is_the_dose_of_one_of_them():
    other = make_product("Another", substance="levothyroxine", times=["08:00"])
    intake = make_intake("2026-06-10T07:50", substance="levothyroxine")
    diary = Diary(products=(TABLET, other), intakes=(intake,))

    doses = usual_doses(diary, JUNE_10, ZoneInfo(BERLIN))

    assert [(dose.product.name, dose.state) for dose in doses] == [
        (TABLET.name, "open"),
        ("Another", "taken"),
    ]


@pytest.mark.parametrize(("day", "state"), [(JUNE_10, "taken"), (date(2026, 6, 11), "open")])
def test_a_dose_after_midnight_is_that_of_the_evening_before(day, state):
    night = make_product(substance="gabapentin", times=["23:30"])
    intake = make_intake("2026-06-11T00:20", substance="gabapentin")

    assert states(intake, product=night, day=day) == [state]


def test_an_intake_without_a_time_is_the_dose_of_its_day():
    assert states(taken("2026-06-10T00:00", precision="day")) == ["taken"]


def test_a_dose_that_the_person_leaves_out_is_skipped():
    assert states(skipped_doses=(make_skipped_dose(TABLET),)) == ["skipped"]


def test_the_same_dose_of_another_day_is_open():
    skipped = make_skipped_dose(TABLET, "2026-06-09")

    assert states(skipped_doses=(skipped,)) == ["open"]


def test_a_product_that_was_put_away_has_no_usual_doses():
    assert states(product=make_product(times=["07:00"], is_put_away=True)) == []


def test_an_open_dose_would_be_what_the_label_says():
    (dose,) = usual_doses(Diary(products=(TABLET,)), JUNE_10, ZoneInfo(BERLIN))

    assert dose.as_taken.contents == TABLET.contents
