from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.diaries import BOOK, ZONE, content, felt, intake, meal, take, time_at
from tests.factories import make_content, make_product, make_skipped_dose
from tracker.domain.blocked import Surroundings, obstacles, stretches
from tracker.domain.diary import Diary, instant
from tracker.domain.ribbon import ribbon
from tracker.domain.rules import find_flags
from tracker.domain.timing import Planner, day_span
from tracker.domain.usual_doses import UsualDose, open_doses_around

JUNE_10 = date(2026, 6, 10)
HOME = ZoneInfo(ZONE)
TABLET = make_product(
    "Levothyroxine 75",
    contents=(make_content("levothyroxine", None),),
    source="medicine",
    times=["07:00"],
)


def on(*taken, day=JUNE_10, today=None, home=HOME, **lists):
    diary = Diary(intakes=taken, **lists)
    return ribbon(diary, day, BOOK, home=home, today=today or day)


def lanes(*taken, **given):
    return {lane.name: lane for lane in on(*taken, **given).lanes}


def marked(*taken, **given):
    return [name for name, lane in lanes(*taken, **given).items() if lane.marks]


def blocked(lane, *taken, **given):
    return [
        (f"{one.start:%H:%M}", f"{one.end:%H:%M}", one.severity, one.is_supposed)
        for one in lanes(*taken, **given)[lane].blocked
    ]


class TestAxis:
    def test_a_day_has_24_hours(self):
        hours = on(take("magnesium", 200)).axis.hours
        assert [hour.at.hour for hour in hours] == [*range(24)]

    def test_a_day_in_march_leaves_an_hour_out(self):
        axis = on(take("magnesium", 200, "2026-03-08 08:00"), day=date(2026, 3, 8)).axis
        assert [hour.at.hour for hour in axis.hours] == [0, 1, *range(3, 24)]
        assert axis.length == timedelta(hours=23)
        assert axis.clock_change.isoformat() == "2026-03-08T03:00:00-04:00"

    def test_a_day_in_november_shows_an_hour_twice(self):
        axis = on(take("magnesium", 200, "2026-11-01 08:00"), day=date(2026, 11, 1)).axis
        assert [hour.at.hour for hour in axis.hours] == [0, 1, 1, *range(2, 24)]
        assert [hour.at.fold for hour in axis.hours if hour.is_twice] == [0, 1]
        assert axis.length == timedelta(hours=25)
        assert instant(axis.clock_change) == instant(axis.hours[2].at)

    def test_a_day_that_begins_in_a_clock_change_begins_with_what_the_clock_shows(self):
        cairo = ZoneInfo("Africa/Cairo")
        taken = take("magnesium", 200, "2026-04-24 08:00", zone="Africa/Cairo")
        axis = on(taken, day=date(2026, 4, 24), home=cairo).axis
        assert (f"{axis.start:%H:%M}", axis.hours[0].at.hour) == ("01:00", 1)
        assert axis.share(axis.hours[0].at) == 0

    def test_a_half_hour_of_clock_change_keeps_the_hours_that_are_shown(self):
        place = "Australia/Lord_Howe"
        taken = take("magnesium", 200, "2026-04-05 08:00", zone=place)
        axis = on(taken, day=date(2026, 4, 5)).axis
        assert [hour.at.hour for hour in axis.hours] == [*range(24)]
        assert axis.length == timedelta(hours=24, minutes=30)

    def test_the_middle_of_a_25_hour_day_is_not_noon(self):
        axis = on(take("magnesium", 200, "2026-11-01 08:00"), day=date(2026, 11, 1)).axis
        assert axis.share(time_at("2026-11-01 11:30")) == 0.5

    def test_its_zone_is_that_of_the_first_entry(self):
        first = take("magnesium", 200, "07:00", zone="Asia/Tokyo")
        assert on(take("calcium", 600, "06:30", zone="Europe/Berlin"), first).axis.zone.key == (
            "Asia/Tokyo"
        )

    def test_without_an_entry_it_is_that_of_home(self):
        assert on(products=(TABLET,), home=ZoneInfo("Asia/Tokyo")).axis.zone.key == "Asia/Tokyo"


class TestMarks:
    def test_each_thing_has_its_lane(self):
        day = {"meals": (meal("12:00"),), "symptoms": (felt("nerve_pain", 4),)}
        taken = [
            take("magnesium", 200),
            take("calcium", 600),
            take("vitamin_d", 1000, unit="IU"),
            take("gabapentin"),
        ]
        assert marked(*taken, **day) == [
            "magnesium",
            "calcium",
            "vitamin_d",
            "medicine",
            "meal",
            "symptom",
        ]

    def test_a_product_of_two_has_a_mark_in_both(self):
        both = intake([content("magnesium", 200), content("calcium", 200)])
        assert marked(both) == ["magnesium", "calcium"]

    def test_what_has_no_lane_has_one_for_the_day(self):
        assert marked(take("zinc", 15)) == ["other"]
        assert "other" not in lanes(take("magnesium", 200))

    def test_a_cream_is_a_medicine_too(self):
        assert marked(take("capsaicin", route="topical")) == ["medicine"]

    def test_they_stand_in_order_of_time(self):
        late, early = take("magnesium", 200, "22:00"), take("magnesium", 200, "08:00")
        assert [one.entry for one in lanes(late, early)["magnesium"].marks] == [early, late]

    def test_an_entry_without_a_time_stands_apart(self):
        dose = replace(take("magnesium", 200), precision="day")
        shown = on(dose)
        assert [one.entry for one in shown.apart] == [dose]
        assert not any(lane.marks for lane in shown.lanes)

    def test_an_entry_of_the_day_in_another_zone_stands_apart_where_its_hour_is_not_on_it(self):
        first, late = take("magnesium", 200, "07:00", zone="Asia/Tokyo"), take("calcium", 600)
        late = replace(late, taken_at=time_at("22:00"))
        assert [one.entry for one in on(first, late).apart] == [late]

    def test_about_is_told_apart(self):
        dose = replace(take("magnesium", 200), precision="about")
        assert lanes(dose)["magnesium"].marks[0].precision == "about"

    def test_the_day_before_is_not_on_it(self):
        assert on(take("magnesium", 200, "2026-06-09 23:59")) is None

    def test_a_day_without_anything_has_no_ribbon(self):
        assert on() is None

    @pytest.mark.parametrize("day", [date.min, date.max])
    def test_the_ends_of_the_calendar_have_none(self, day):
        taken = take("magnesium", 200, f"{day} 12:00", zone="UTC")
        assert on(taken, day=day, products=(TABLET,), today=JUNE_10) is None


class TestBlocked:
    def test_calcium_is_too_near_two_hours_before_and_after_magnesium(self):
        taken = take("magnesium", 200, "08:00")
        assert blocked("calcium", taken) == [("06:00", "10:00", "caution", False)]

    def test_magnesium_is_too_near_to_calcium_just_the_same(self):
        assert blocked("magnesium", take("calcium", 600, "08:10")) == [
            ("06:10", "10:10", "caution", False)
        ]

    def test_vitamin_d_is_always_clear(self):
        taken = [take("magnesium", 200), take("calcium", 600), take("levothyroxine")]
        assert blocked("vitamin_d", *taken) == []

    def test_stretches_that_overlap_are_one_and_keep_their_reasons(self):
        doses = [take("magnesium", 200, "08:00"), take("magnesium", 200, "09:00")]
        lane = lanes(*doses)["calcium"]
        assert [one.entry for one in lane.obstacles] == doses
        assert [(f"{one.start:%H:%M}", f"{one.end:%H:%M}") for one in lane.blocked] == [
            ("06:00", "11:00")
        ]

    def test_the_more_serious_one_is_drawn(self):
        assert blocked("magnesium", take("alendronate", at="08:00")) == [
            ("06:00", "08:30", "caution", False),
            ("08:30", "10:00", "info", False),
        ]

    def test_a_dose_of_the_evening_before_reaches_into_the_morning(self):
        taken = [take("magnesium", 200, "2026-06-09 23:00"), take("magnesium", 200, "20:00")]
        assert blocked("calcium", *taken)[0] == ("00:00", "01:00", "caution", False)

    def test_a_reason_is_told_whole_where_it_reaches_into_the_night(self):
        (one,) = lanes(take("magnesium", 200, "23:00"))["calcium"].obstacles
        assert one.end == time_at("2026-06-11 01:00")

    def test_each_medicine_of_the_person_is_asked_of(self):
        lane = lanes(take("magnesium", 200, "08:00"), products=(TABLET,))["medicine"]
        assert [(one.candidate.product, one.rule.id) for one in lane.obstacles] == [
            ("Levothyroxine 75", "levothyroxine")
        ]

    def test_a_medicine_that_hours_do_not_help_blocks_the_whole_reach_of_its_rule(self):
        lane = lanes(take("raltegravir", at="08:00"))["magnesium"]
        (one,) = lane.obstacles
        assert (one.rule.id, one.start) == ("raltegravir", time_at("2026-06-09 08:00"))
        assert [instant(one.start) for one in lane.blocked] == [instant(time_at("00:00"))]

    def test_an_entry_without_a_time_blocks_nothing(self):
        assert blocked("calcium", replace(take("magnesium", 200), precision="day")) == []

    def test_the_hours_of_a_clock_change_are_real_hours(self):
        taken = take("magnesium", 200, "2026-03-08 01:00")
        (one,) = lanes(taken, day=date(2026, 3, 8))["calcium"].blocked
        assert one.end.isoformat() == "2026-03-08T04:00:00-04:00"


class TestUsualDoses:
    def test_an_open_one_is_in_its_lane(self):
        (dose,) = lanes(products=(TABLET,))["medicine"].usual
        assert dose.at == time_at("07:00")

    def test_one_that_is_left_out_is_not(self):
        assert on(products=(TABLET,), skipped_doses=(make_skipped_dose(TABLET),)) is None

    def test_one_that_was_taken_is_a_mark_and_nothing_else(self):
        lane = lanes(take("levothyroxine", at="07:10"), products=(TABLET,))["medicine"]
        assert (len(lane.marks), lane.usual) == (1, ())

    def test_it_blocks_only_if_it_was_taken(self):
        assert blocked("magnesium", products=(TABLET,)) == [("03:00", "11:00", "caution", True)]

    def test_what_is_logged_goes_before_it(self):
        calcium = take("calcium", 600, "10:00")
        assert blocked("magnesium", calcium, products=(TABLET,)) == [
            ("03:00", "08:00", "caution", True),
            ("08:00", "12:00", "caution", False),
        ]

    def test_one_of_tomorrow_morning_blocks_the_night(self):
        early = make_product("Early", contents=TABLET.contents, source="medicine", times=["02:00"])
        stretch = blocked("calcium", take("vitamin_d", 25, unit="mcg"), products=(early,))[-1]
        assert stretch == ("22:00", "00:00", "caution", True)

    def test_nothing_stands_in_its_own_way(self):
        antacid = make_product(
            "Antacid",
            contents=(make_content("magnesium", "200"), make_content("calcium", "600")),
            source="medicine",
            times=["08:00"],
        )
        assert lanes(products=(antacid,))["medicine"].obstacles == ()

    @pytest.mark.parametrize(("days", "is_shown"), [(14, True), (15, False)])
    def test_a_day_long_ago_takes_none_for_granted(self, days, is_shown):
        today = JUNE_10 + timedelta(days=days)
        assert (on(products=(TABLET,), today=today) is not None) == is_shown


MEDICINES = [
    take(name)
    for name in ("levothyroxine", "ciprofloxacin", "gabapentin", "dolutegravir", "alendronate")
]
MINERALS = [
    take("magnesium", 100),
    take("calcium", 150),
    take("calcium", 300, meal="with"),
    take("iron", 20),
    intake([content("magnesium", 50), content("calcium", 200)]),
]
COMBINED = [take("raltegravir"), take("bictegravir", meal="with")]
PLACES = st.integers(-12 * 12, 36 * 12).map(lambda fives: 5 * fives)
TAKEN = st.lists(st.tuples(st.sampled_from(MEDICINES + MINERALS + COMBINED), PLACES), max_size=6)
USUAL = st.lists(st.tuples(st.sampled_from(MEDICINES + MINERALS), st.integers(0, 23)), max_size=2)


def placed(one, minutes, name):
    start = datetime(2026, 6, 10, tzinfo=ZoneInfo("UTC"))
    return replace(one, id=name, taken_at=start + timedelta(minutes=minutes), timezone="UTC")


def products_of(usual):
    return tuple(
        make_product(
            f"usual {number}",
            id=f"product {number}",
            contents=one.contents,
            source=one.source,
            meal=one.meal,
            times=[f"{hour:02}:00"],
        )
        for number, (one, hour) in enumerate(usual)
    )


def is_flagged(candidate, *others):
    flags = find_flags(Diary(intakes=(*others, candidate)), BOOK)
    kinds = {"spacing", "avoid_combination"}
    return any(flag.rule.kind in kinds and candidate.id in flag.entries for flag in flags)


@settings(max_examples=150)
@given(TAKEN, USUAL, st.sampled_from(MEDICINES + MINERALS), st.integers(0, 24 * 60 - 1))
def test_a_minute_is_blocked_exactly_where_the_entry_would_be_flagged(
    taken, usual, candidate, minute
):
    entries = [placed(one, at, str(number)) for number, (one, at) in enumerate(taken)]
    diary = Diary(intakes=tuple(entries), products=products_of(usual))
    would_be = placed(candidate, minute, "new")
    start, end = day_span(JUNE_10, ZoneInfo("UTC"))
    doses = open_doses_around(diary, JUNE_10, ZoneInfo("UTC"))
    others = [dose.as_taken for dose in doses if dose_is_other(dose, candidate)]
    found = obstacles(candidate, Surroundings(Planner(diary, BOOK), doses), start=start, end=end)

    def is_drawn(of):
        drawn = stretches(of, start=start, end=end)
        return any(one.start <= would_be.taken_at < one.end for one in drawn)

    logged = [one for one in found if not one.is_supposed]
    assert is_drawn(logged) == is_flagged(would_be, *entries)
    assert is_drawn(found) == is_flagged(would_be, *entries, *others)


def dose_is_other(dose: UsualDose, candidate):
    return dose.product.contents != candidate.contents
