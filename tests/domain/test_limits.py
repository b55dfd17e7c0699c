from datetime import date
from decimal import Decimal

import pytest

from tests.domain.diaries import by_rule, content, intake, take
from tracker.domain.diary import EarlierProfile, Profile


def limit_of(rule, *intakes, **lists):
    """Return (total, limit, entries) of each flag of a limit rule."""
    flags = by_rule(rule, *intakes, **lists)
    return [(float(flag.total), float(flag.limit), len(flag.entries)) for flag in flags]


class TestWindow:
    def test_a_total_equal_to_the_limit_is_not_over_it(self):
        assert not limit_of("ul_magnesium", take("magnesium", 350))

    def test_a_microgram_more_is_over(self):
        assert limit_of("ul_magnesium", take("magnesium", "350.001")) == [(350.001, 350, 1)]

    def test_three_thirds_of_the_limit_are_not_over_it(self):
        third = 350 / 3
        parts = [take("magnesium", third, at) for at in ("08:00", "12:00", "18:00")]
        assert not limit_of("ul_magnesium", *parts)

    def test_late_evening_and_after_midnight_are_one_window(self):
        doses = [take("magnesium", 200, "22:30"), take("magnesium", 200, "2026-06-11 01:00")]
        assert limit_of("ul_magnesium", *doses) == [(400, 350, 2)]

    def test_a_nightly_dose_a_quarter_of_an_hour_early_is_no_excess(self):
        doses = [take("magnesium", 300, "22:15"), take("magnesium", 300, "2026-06-11 22:00")]
        assert not limit_of("ul_magnesium", *doses)

    def test_twenty_hours_apart_are_two_windows_and_a_minute_less_is_one(self):
        first = take("magnesium", 200, "2026-06-10 04:00")
        assert not limit_of("ul_magnesium", first, take("magnesium", 200, "2026-06-11 00:00"))
        assert limit_of("ul_magnesium", first, take("magnesium", 200, "2026-06-10 23:59"))

    def test_of_the_windows_of_a_day_the_largest_is_told_the_earliest_of_equals(self):
        doses = [take("magnesium", 200, at) for at in ("00:30", "01:00", "21:30", "22:00")]
        assert limit_of("ul_magnesium", *doses) == [(400, 350, 2)]
        assert by_rule("ul_magnesium", *doses)[0].entries == ("magnesium 00:30", "magnesium 01:00")

    def test_a_clock_change_does_not_stretch_the_twenty_hours(self):
        doses = [
            take("magnesium", 200, "2026-03-07 22:00"),
            take("magnesium", 200, "2026-03-08 18:30"),
        ]
        assert limit_of("ul_magnesium", *doses)


class TestWhatCounts:
    @pytest.mark.parametrize(
        "details",
        [
            {"source": "food"},
            {"route": "topical"},
            {"route": "bath"},
            {"basis": "unknown"},
            {"basis": "compound", "compound": "magnesium unobtainate"},
            {"unit": "IU"},
        ],
    )
    def test_what_is_no_countable_magnesium_supplement_is_in_no_total(self, details):
        assert not limit_of("ul_magnesium", take("magnesium", 900, **details))

    @pytest.mark.parametrize(
        ("details", "total"),
        [
            ({"basis": "compound", "form": "oxide"}, 603),
            ({"basis": "compound", "compound": "Magnesium Oxide"}, 603),
            ({"unit": "g"}, 1_000_000),
            ({"unit": "mmol"}, 24305),
            ({"unit": "mmol", "basis": "unknown"}, 24305),
            ({"unit": "mmol", "basis": "compound", "form": "citrate"}, 72915),
        ],
    )
    def test_a_thousand_of_each_unit_and_basis_is_so_much_magnesium(self, details, total):
        assert limit_of("ul_magnesium", take("magnesium", 1000, **details)) == [(total, 350, 1)]

    def test_antacids_and_laxatives_count_like_supplements(self):
        antacid = take("magnesium", 400, source="medicine", product_class="antacid")
        assert limit_of("ul_magnesium", antacid)

    def test_a_weekly_capsule_is_spread_over_its_days(self):
        weekly = take("vitamin_d", 50_000, unit="IU", covers_days=7)
        assert limit_of("ul_vitamin_d", weekly) == [(pytest.approx(7142.857143), 4000, 1)]
        assert not limit_of("ul_vitamin_d", take("vitamin_d", 28_000, unit="IU", covers_days=7))

    def test_micrograms_of_vitamin_d_are_compared_in_iu(self):
        assert not limit_of("ul_vitamin_d", take("vitamin d3", 100, unit="mcg"))
        assert limit_of("ul_vitamin_d", take("vitamin d3", "100.1", unit="mcg")) == [
            (4004, 4000, 1)
        ]

    def test_a_prescribed_dose_over_the_limit_is_an_info(self):
        flag = by_rule("ul_magnesium", take("magnesium", 400, prescribed=True))[0]
        assert flag.severity == "info"

    def test_calcium_from_food_counts_in_the_us_and_not_in_the_uk(self):
        food = take("calcium", 2600, source="food")
        assert limit_of("ul_calcium", food) == [(2600, 2500, 1)]
        assert not limit_of("ul_calcium", food, profile=Profile(region="UK"))


class TestAgeAndRegion:
    @pytest.mark.parametrize(
        ("age", "region", "limit"),
        [
            (None, None, 350),
            (8, "US", 110),
            (9, "US", 350),
            (3, "US", 65),
            (30, "EU", 250),
            (30, "UK", 400),
            (17, "UK", 250),
            ("0.9", "US", None),
            (3, "EU", None),
        ],
    )
    def test_the_magnesium_limit_is_that_of_age_and_region(self, age, region, limit):
        profile = Profile(age=None if age is None else Decimal(age), region=region)
        found = limit_of("ul_magnesium", take("magnesium", 1000), profile=profile)
        assert found == ([] if limit is None else [(1000, limit, 1)])

    def test_the_limit_is_that_of_the_age_on_the_entrys_own_day(self):
        profile = Profile(birth_date=date(2017, 6, 11))
        doses = [
            take("magnesium", 120, "2026-06-10 08:00"),
            take("magnesium", 120, "2026-06-11 08:00"),
        ]
        assert limit_of("ul_magnesium", *doses, profile=profile) == [(120, 110, 1)]

    def test_a_move_changes_the_limit_from_its_day_on(self):
        moved = (EarlierProfile(date(2026, 6, 10), Profile(region="EU")),)
        doses = [
            take("magnesium", 300, "2026-06-10 08:00"),
            take("magnesium", 300, "2026-06-11 08:00"),
        ]
        found = limit_of(
            "ul_magnesium", *doses, profile=Profile(region="US"), earlier_profiles=moved
        )
        assert found == [(300, 250, 1)]


class TestDaysWithoutATime:
    def test_all_counted_intakes_of_the_local_day_are_summed(self):
        doses = [
            take("magnesium", 200, "12:00", precision="day"),
            take("magnesium", 200, "23:00"),
        ]
        assert limit_of("ul_magnesium", *doses) == [(400, 350, 2)]

    def test_of_a_day_and_a_window_that_share_an_intake_the_larger_is_told(self):
        doses = [
            take("magnesium", 100, "12:00", precision="day"),
            take("magnesium", 400, "23:00"),
        ]
        assert limit_of("ul_magnesium", *doses) == [(500, 350, 2)]

    def test_a_window_larger_than_the_day_is_told_alone(self):
        doses = [
            take("magnesium", 400, "2026-06-09 23:00"),
            take("magnesium", 400, "2026-06-10 01:00"),
            take("magnesium", 10, "2026-06-10 12:00", precision="day"),
        ]
        found = limit_of("ul_magnesium", *doses)
        assert (800, 350, 2) in found
        assert (410, 350, 2) not in found


class TestVitaminB6:
    def test_over_twelve_and_within_the_us_limit_is_told_as_information(self):
        flag = by_rule("b6_lowest_limit", take("vitamin_b6", 25))[0]
        assert (flag.severity, flag.total, flag.limit) == ("info", 25, 100)

    def test_over_the_us_limit_only_the_limit_is_told(self):
        assert not by_rule("b6_lowest_limit", take("vitamin_b6", 101))
        assert limit_of("ul_vitamin_b6", take("vitamin_b6", 101)) == [(101, 100, 1)]

    def test_twelve_is_not_over_twelve_and_the_eu_has_a_limit_of_its_own(self):
        assert not by_rule("b6_lowest_limit", take("p5p", 12))
        assert not by_rule("b6_lowest_limit", take("p5p", 50), profile=Profile(region="EU"))

    def test_a_day_over_its_limit_leaves_the_next_days_window_to_be_told(self):
        profile = Profile(birth_date=date(2017, 6, 11))
        doses = [
            take("vitamin_b6", 30, "2026-06-10 12:00", precision="day"),
            take("vitamin_b6", 20, "2026-06-10 23:00"),
            take("vitamin_b6", 5, "2026-06-11 01:00"),
        ]
        assert limit_of("ul_vitamin_b6", *doses, profile=profile) == [(50, 40, 2)]
        assert limit_of("b6_lowest_limit", *doses, profile=profile) == [(25, 60, 2)]


class TestZinc:
    @pytest.mark.parametrize(
        ("zinc", "found"), [(40, None), (41, ("info", 40)), (142, ("caution", 142))]
    )
    def test_zinc_beside_magnesium_is_graded_by_its_total(self, zinc, found):
        flags = by_rule("mg_zinc_high", take("magnesium", 100), take("zinc", zinc, "09:00"))
        assert [(flag.severity, flag.limit) for flag in flags] == ([found] if found else [])

    def test_zinc_without_magnesium_or_in_the_same_product_alone_is_not_this_rules_matter(self):
        assert not by_rule("mg_zinc_high", take("zinc", 60))
        assert not by_rule("mg_zinc_high", intake([content("zinc", 60), content("magnesium", 50)]))

    def test_the_entries_are_the_zinc_intakes(self):
        flags = by_rule("mg_zinc_high", take("magnesium", 100), take("zinc", 60, "09:00"))
        assert flags[0].entries == ("zinc 09:00",)
