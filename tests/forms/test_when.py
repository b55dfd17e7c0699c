"""When something was, from what a person types: the moment, or the field and words that ask."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from tracker.forms.when import Unclear, moment_of, typed_when

NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 6, 10, 18, 0, tzinfo=UTC)  # 14:00 in New York


def moment(day="2026-06-10", how="exact", clock="08:05", **typed):
    return moment_of(
        day=date.fromisoformat(day),
        how=how,
        clock=time.fromisoformat(clock) if clock else None,
        **{"which": "", "zone": NEW_YORK, "now": NOW} | typed,
    )


def problem(**typed):
    with pytest.raises(Unclear) as caught:
        moment(**typed)
    return caught.value


def test_a_clock_time_is_that_minute_in_the_zone():
    at, precision = moment()

    assert (at.isoformat(), precision) == ("2026-06-10T08:05:00-04:00", "minute")


@pytest.mark.parametrize(
    ("how", "clock"),
    [("morning", "08:00"), ("noon", "12:00"), ("afternoon", "15:00"), ("evening", "19:00")],
)
def test_a_part_of_a_day_is_about_a_time_that_stands_for_it(how, clock):
    at, precision = moment(day="2026-06-09", how=how, clock=None)

    assert (f"{at:%H:%M}", precision) == (clock, "about")


def test_a_part_of_the_day_that_is_still_going_on_stands_at_its_beginning():
    at, _precision = moment(how="afternoon", clock=None)

    assert f"{at:%H:%M}" == "13:00"


def test_the_day_alone_stands_at_noon():
    at, precision = moment(day="2026-06-09", how="day", clock="08:05")

    assert (f"{at:%H:%M}", precision) == ("12:00", "day")


def test_two_minutes_ahead_are_a_clock_that_differs():
    assert moment(clock="14:02")[0].minute == 2


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"clock": "14:03"}, "time"),
        ({"clock": None}, "time"),
        ({"day": "2026-06-11"}, "day"),
        ({"day": "0001-01-01"}, "day"),
        ({"how": "evening", "clock": None}, "how"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(typed, field):
    assert problem(**typed).field == field


def test_an_hour_that_the_clocks_left_out_did_not_exist():
    found = problem(day="2026-03-08", clock="02:30")

    assert (found.field, "went forward" in found.message) == ("time", True)


def test_an_hour_that_came_twice_is_asked_about():
    found = problem(day="2025-11-02", clock="01:30")

    assert [at.tzname() for at in found.readings] == ["EDT", "EST"]


@pytest.mark.parametrize(("which", "offset"), [("first", "-04:00"), ("second", "-05:00")])
def test_the_answer_says_which_of_the_two(which, offset):
    at, _precision = moment(day="2025-11-02", clock="01:30", which=which)

    assert at.isoformat() == f"2025-11-02T01:30:00{offset}"


def test_a_day_that_a_zone_left_out_has_no_noon():
    found = problem(day="2011-12-30", how="day", zone=ZoneInfo("Pacific/Apia"))

    assert found.field == "day"


def test_the_second_of_two_hours_is_typed_back_as_the_second():
    at = datetime(2025, 11, 2, 1, 30, tzinfo=NEW_YORK, fold=1)

    assert typed_when(at)["which"] == "second"


@pytest.mark.parametrize(("hour", "how"), [(3, "night"), (8, "morning"), (23, "night")])
def test_a_rough_time_is_typed_back_as_its_part_of_the_day(hour, how):
    at = datetime(2026, 6, 9, hour, 0, tzinfo=NEW_YORK)

    assert typed_when(at, "about")["how"] == how


@pytest.mark.parametrize(("which", "offset"), [("first", "-04:00"), ("second", "-05:00")])
def test_in_the_second_of_two_hours_both_are_over(which, offset):
    now = datetime(2026, 11, 1, 1, 40, fold=1, tzinfo=NEW_YORK)

    at, _precision = moment(day="2026-11-01", clock="01:35", which=which, now=now)

    assert at.isoformat() == f"2026-11-01T01:35:00{offset}"
