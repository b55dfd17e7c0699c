from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.diaries import BOOK, content, intake, take, time_at
from tracker.domain.diary import Diary, instant
from tracker.domain.rules import find_flags
from tracker.domain.timing import (
    Planner,
    blocked_windows,
    clear_windows,
    combinations_near,
    day_span,
    next_safe_time,
)

MAGNESIUM = take("magnesium", 200)
CALCIUM = take("calcium", 600)


def next_time(candidate, *taken, now="08:00"):
    found = next_safe_time(candidate, Diary(intakes=taken), BOOK, now=time_at(now))
    return None if found is None else found.isoformat()[11:16]


class TestNextSafeTime:
    def test_calcium_is_fine_two_hours_after_this_magnesium(self):
        assert next_time(CALCIUM, take("magnesium", 200, "08:00"), now="08:30") == "10:00"

    def test_magnesium_is_fine_two_hours_after_that_calcium(self):
        assert next_time(MAGNESIUM, take("calcium", 600, "08:00"), now="08:30") == "10:00"

    def test_with_nothing_in_the_way_it_is_now(self):
        assert next_time(MAGNESIUM, now="08:30") == "08:30"

    def test_at_the_very_minute_that_is_far_enough_it_is_now(self):
        assert next_time(MAGNESIUM, take("calcium", 600, "08:00"), now="10:00") == "10:00"

    def test_a_dose_that_is_planned_later_counts_too(self):
        assert next_time(MAGNESIUM, take("levothyroxine", at="11:00"), now="08:30") == "15:00"

    def test_the_order_decides_with_an_antibiotic(self):
        assert next_time(MAGNESIUM, take("ciprofloxacin", at="08:00"), now="08:30") == "10:00"
        assert next_time(take("ciprofloxacin"), MAGNESIUM, now="08:30") == "14:00"

    def test_no_hours_make_a_medicine_fine_that_is_not_to_be_combined(self):
        assert next_time(MAGNESIUM, take("raltegravir", at="20:00")) is None

    def test_little_calcium_needs_no_hours(self):
        assert next_time(take("calcium", 100), take("magnesium", 200)) == "08:00"

    def test_little_calcium_beside_more_of_it_needs_them(self):
        taken = [take("magnesium", 200, "08:00"), take("calcium", 200, "09:00")]
        assert next_time(take("calcium", 100), *taken, now="09:05") == "09:15"

    def test_a_clock_change_does_not_shorten_the_wait(self):
        found = next_safe_time(
            CALCIUM,
            Diary(intakes=(take("magnesium", 200, "2026-03-08 01:00"),)),
            BOOK,
            now=time_at("2026-03-08 01:30"),
        )
        assert found.isoformat() == "2026-03-08T04:00:00-04:00"


class TestPlanner:
    """One preparation of the diary, asked of many candidates."""

    NOW = time_at("09:00")

    def planner(self, *taken):
        return Planner(Diary(intakes=taken), BOOK)

    def test_each_candidate_gets_its_own_answer(self):
        planner = self.planner(take("magnesium", 200, "08:00"))
        at = [planner.next_safe_time(one, now=self.NOW) for one in (CALCIUM, MAGNESIUM)]
        assert [f"{one:%H:%M}" for one in at] == ["10:00", "09:00"]

    def test_what_is_supposed_counts_as_taken(self):
        supposed = self.planner().joined_by([take("magnesium", 200, "08:00")])
        assert f"{supposed.next_safe_time(CALCIUM, now=self.NOW):%H:%M}" == "10:00"

    def test_what_is_supposed_changes_no_other_planner(self):
        planner = self.planner()
        planner.joined_by([take("magnesium", 200, "08:00")])
        assert planner.next_safe_time(CALCIUM, now=self.NOW) == self.NOW

    def test_a_day_without_a_time_is_in_no_gap(self):
        dose = replace(take("magnesium", 200, "08:00"), precision="day")
        assert self.planner(dose).next_safe_time(CALCIUM, now=self.NOW) == self.NOW

    def test_exactly_a_day_apart_is_near_to_what_is_not_combined(self):
        diary = Diary(intakes=(take("raltegravir", at="2026-06-10 09:00"),))
        near = [
            bool(combinations_near(MAGNESIUM, diary, BOOK, time_at(f"2026-06-11 {clock}")))
            for clock in ("09:00", "09:01")
        ]
        assert near == [True, False]

    def test_on_a_day_only_doses_near_it_are_in_the_way(self):
        days = [f"2026-06-{day:02} 08:00" for day in range(1, 30)]
        planner = self.planner(*(take("magnesium", 200, at) for at in days))
        start, end = day_span(date(2026, 6, 10), ZoneInfo("America/New_York"))
        windows = planner.blocked_windows(CALCIUM, start=start, end=end)
        assert {one.entry.taken_at.day for one in windows} == {10}


class TestWindows:
    def test_the_windows_of_a_day_stand_on_both_sides_of_a_dose(self):
        start, end = day_span(date(2026, 6, 10), ZoneInfo("America/New_York"))
        diary = Diary(intakes=(take("magnesium", 200, "08:00"),))
        windows = blocked_windows(CALCIUM, diary, BOOK, start=start, end=end)
        assert [(f"{one.start:%H:%M}", f"{one.end:%H:%M}", one.severity) for one in windows] == [
            ("06:00", "08:00", "caution"),
            ("08:00", "10:00", "caution"),
        ]

    def test_the_clear_windows_are_the_rest_of_the_day(self):
        start, end = day_span(date(2026, 6, 10), ZoneInfo("America/New_York"))
        diary = Diary(intakes=(take("magnesium", 200, "08:00"),))
        clear = clear_windows(CALCIUM, diary, BOOK, start=start, end=end)
        assert [(f"{one.start:%H:%M}", f"{one.end:%H:%M}") for one in clear] == [
            ("00:00", "06:00"),
            ("10:00", "00:00"),
        ]

    @pytest.mark.parametrize(("day", "hours"), [((2026, 3, 8), 23), ((2026, 11, 1), 25)])
    def test_a_day_of_a_clock_change_has_its_own_length(self, day, hours):
        start, end = day_span(date(*day), ZoneInfo("America/New_York"))
        (clear,) = clear_windows(CALCIUM, Diary(), BOOK, start=start, end=end)
        assert instant(clear.end) - instant(clear.start) == hours * 3_600_000_000

    def test_tiers_are_windows_of_their_own(self):
        start, end = time_at("08:00"), time_at("12:00")
        diary = Diary(intakes=(take("alendronate", at="08:00"),))
        windows = blocked_windows(MAGNESIUM, diary, BOOK, start=start, end=end)
        after = [(f"{one.end:%H:%M}", one.severity) for one in windows if one.end > start]
        assert after[-2:] == [("08:30", "caution"), ("10:00", "info")]


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
    take("dolutegravir", meal="with"),
]
MOMENTS = st.integers(0, 24 * 60).map(lambda minutes: minutes - minutes % 5)
TAKEN = st.lists(st.tuples(st.sampled_from(MEDICINES + MINERALS), MOMENTS), max_size=6)


def placed(one, minutes, name):
    start = datetime(2026, 6, 10, tzinfo=ZoneInfo("UTC"))
    return replace(one, id=name, taken_at=start + timedelta(minutes=minutes), timezone="UTC")


@settings(max_examples=150)
@given(TAKEN, st.sampled_from(MEDICINES + MINERALS), MOMENTS)
def test_a_time_is_blocked_exactly_where_the_entry_would_be_flagged(taken, candidate, minutes):
    entries = [placed(one, at, str(number)) for number, (one, at) in enumerate(taken)]
    would_be = placed(candidate, minutes, "new")
    flags = find_flags(Diary(intakes=(*entries, would_be)), BOOK)
    is_flagged = any(flag.rule.kind == "spacing" and "new" in flag.entries for flag in flags)

    at = would_be.taken_at
    windows = blocked_windows(
        candidate, Diary(intakes=tuple(entries)), BOOK, start=at, end=at + timedelta(seconds=1)
    )
    assert is_flagged == any(window.start <= at < window.end for window in windows)
