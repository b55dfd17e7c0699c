from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    local,
    make_content,
    make_intake,
    make_meal,
    make_none_taken,
    make_person,
    make_score,
    save,
)
from tracker import queries
from tracker.domain.diary import Diary, FoodPortion, Scale, Site

pytestmark = pytest.mark.django_db

JUNE_10 = date(2026, 6, 10)


def ids(diary):
    return sorted(diary.ids())


def full_diary():
    return Diary(
        intakes=(
            make_intake(
                at="2026-06-10T08:00",
                contents=(make_content("magnesium", form="citrate"), make_content("zinc", "15.0")),
                precision="about",
                meal="with",
                as_needed=False,
                product="Cal-Mag",
                product_class="antacid",
                prescribed=True,
                covers_days=7,
                note="first line\nsecond",
            ),
            make_intake(at="2026-06-10T09:00", contents=(), route=None, source=None),
        ),
        meals=(make_meal(foods=(FoodPortion("usda-sr28:01077", Decimal("244.0")),)),),
        symptoms=(
            make_score(
                value=None,
                scale=Scale(Decimal(1), Decimal("7.0"), "none", "type"),
                sites=(Site("toes", "left"), Site()),
                qualities=("burning",),
            ),
        ),
        none_taken=(make_none_taken(substance=None),),
    )


def test_a_diary_comes_back_as_it_was_saved():
    person, diary = make_person(), full_diary()
    save(person, *diary.intakes, *diary.meals, *diary.symptoms, *diary.none_taken)

    assert queries.diary(person) == diary


def test_a_diary_holds_nothing_of_anybody_else():
    person = make_person()
    save(make_person(), make_intake(), make_meal(), make_score(), make_none_taken())

    assert queries.diary(person) == Diary()


def test_entries_come_in_the_order_of_time():
    person = make_person()
    save(person, make_intake("2026-06-10T20:00", id="late"), make_intake(id="early"))

    assert [one.id for one in queries.diary(person).intakes] == ["early", "late"]


def test_entries_of_one_instant_come_in_the_order_of_the_document():
    person = make_person()
    save(person, make_intake(id="b"), make_intake(id="a"), make_intake(id="c"))

    assert [one.id for one in queries.diary(person).intakes] == ["b", "a", "c"]


def test_both_bounds_of_a_span_belong_to_it():
    person = make_person()
    save(person, *(make_intake(f"2026-06-{day:02}T08:00", id=f"{day}") for day in range(8, 14)))

    diary = queries.diary(person, start=date(2026, 6, 9), end=date(2026, 6, 11))

    assert [one.id for one in diary.intakes] == ["9", "10", "11"]


def test_a_day_is_that_of_the_entrys_own_zone():
    person = make_person()
    save(person, make_intake("2026-06-10T23:30", timezone="America/New_York", id="there"))

    assert ids(queries.diary(person, start=JUNE_10, end=JUNE_10)) == ["there"]


def test_a_time_comes_back_in_its_own_zone():
    person = make_person()
    save(person, make_intake("2026-06-10T23:30", timezone="Asia/Kathmandu"))

    assert queries.diary(person).intakes[0].taken_at.isoformat() == "2026-06-10T23:30:00+05:45"


@pytest.mark.parametrize(("fold", "offset"), [(0, "+02:00"), (1, "+01:00")])
def test_the_hour_that_clocks_show_twice_comes_back_as_the_right_one(fold, offset):
    person = make_person()
    save(person, make_intake(local("2025-10-26T02:30", fold=fold)))

    taken_at = queries.diary(person).intakes[0].taken_at

    assert (taken_at.isoformat(), taken_at.fold) == (f"2025-10-26T02:30:00{offset}", fold)


def test_around_a_day_are_its_own_entries():
    person = make_person()
    save(person, make_intake("2026-06-10T00:00", id="a"), make_none_taken("2026-06-10", id="n"))

    assert ids(queries.diary_around(person, JUNE_10)) == ["a", "n"]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12"])
@pytest.mark.parametrize("at", ["2026-06-10T00:00", "2026-06-10T23:59"])
def test_around_a_day_are_its_entries_at_the_ends_of_the_earth(zone, at):
    person = make_person()
    save(person, make_meal(at, timezone=zone, id="far"))

    assert ids(queries.diary_around(person, JUNE_10)) == ["far"]


@pytest.mark.parametrize("at", ["2026-06-04T00:00", "2026-06-12T23:59"])
def test_around_a_day_are_the_six_days_before_and_the_two_after(at):
    person = make_person()
    save(person, make_meal(at, id="near"))

    assert ids(queries.diary_around(person, JUNE_10)) == ["near"]


@pytest.mark.parametrize("at", ["2026-05-30T12:00", "2026-06-15T12:00"])
def test_around_a_day_is_not_the_rest_of_the_diary(at):
    person = make_person()
    save(person, make_meal(at))

    assert ids(queries.diary_around(person, JUNE_10)) == []


def test_the_first_magnesium_is_there_because_tips_for_beginners_ask_for_it():
    person = make_person()
    save(
        person,
        make_intake("2020-01-01T08:00", id="first", substance=" Magnesium "),
        make_intake("2021-01-01T08:00", id="later"),
    )

    assert ids(queries.diary_around(person, JUNE_10)) == ["first"]


def test_the_first_magnesium_is_not_looked_for_where_there_was_some_in_the_days_before():
    person = make_person()
    save(
        person,
        make_intake("2020-01-01T08:00", id="first"),
        make_intake("2026-06-08T08:00", id="of these days"),
    )

    assert ids(queries.diary_around(person, JUNE_10)) == ["of these days"]


def test_magnesium_of_the_day_itself_may_be_the_first_so_the_first_is_looked_for():
    person = make_person()
    save(
        person,
        make_intake("2020-01-01T08:00", id="first"),
        make_intake("2026-06-10T08:00", id="of the day"),
    )

    assert ids(queries.diary_around(person, JUNE_10)) == ["first", "of the day"]


NO_MAGNESIUM = pytest.mark.parametrize(
    "fields",
    [
        {"route": "topical"},
        {"source": "food"},
        {"source": None},
        {"amount": "0.00"},
        {"substance": "calcium"},
    ],
    ids=str,
)


@NO_MAGNESIUM
def test_what_is_no_magnesium_by_mouth_is_not_the_first(fields):
    person = make_person()
    save(person, make_intake("2020-01-01T08:00", **fields))

    assert ids(queries.diary_around(person, JUNE_10)) == []


@NO_MAGNESIUM
def test_what_is_no_magnesium_by_mouth_does_not_hide_the_first(fields):
    person = make_person()
    save(
        person,
        make_intake("2020-01-01T08:00", id="first"),
        make_intake("2026-06-08T08:00", id="later", **fields),
    )

    assert ids(queries.diary_around(person, JUNE_10)) == ["first", "later"]


def test_magnesium_of_an_amount_that_is_not_known_can_be_the_first():
    person = make_person()
    save(person, make_intake("2020-01-01T08:00", amount=None, id="first"))

    assert ids(queries.diary_around(person, JUNE_10)) == ["first"]


def count_queries(read):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        read()
    return len(captured)


@pytest.mark.parametrize(
    ("read", "number"),
    [(queries.diary, 8), (lambda person: queries.diary_around(person, JUNE_10), 8)],
    ids=["diary", "diary_around"],
)
def test_the_number_of_queries_is_the_same_for_any_number_of_rows(read, number):
    few, many = make_person(), make_person()
    save(few, make_intake())
    for hour in range(24):
        at = f"2026-06-10T{hour:02}:00"
        save(many, make_intake(at), make_meal(at), make_score(at), make_none_taken())

    assert count_queries(lambda: read(few)) == count_queries(lambda: read(many)) == number


def test_a_stored_entry_comes_with_its_version():
    person = make_person()
    intake = make_intake()
    save(person, intake)

    assert queries.stored_entry(person, "intake", intake.id) == queries.Stored(intake, 1)


def test_an_entry_of_somebody_else_is_not_there():
    save(make_person(), make_intake(id="a"))

    assert queries.stored_entry(make_person(), "intake", "a") is None


def test_a_diary_with_a_profile_only_has_no_entries():
    assert not queries.has_entries(make_person())


@pytest.mark.parametrize("make", [make_intake, make_meal, make_score, make_none_taken])
def test_one_entry_of_any_kind_is_an_entry(make):
    person = make_person()
    save(person, make())

    assert queries.has_entries(person)
