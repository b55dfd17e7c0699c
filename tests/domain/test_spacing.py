import pytest

from tests.domain.diaries import BOOK, by_rule, content, intake, take
from tracker.domain.diary import Diary
from tracker.domain.rules import find_flags


def one(flags):
    assert len(flags) == 1
    return flags[0]


class TestGaps:
    def test_calcium_one_minute_short_of_two_hours_after_magnesium_is_flagged(self):
        flag = one(
            by_rule("mg_calcium", take("magnesium", 200, "08:00"), take("calcium", 600, "09:59"))
        )
        assert (flag.gap_minutes, flag.required_gap_minutes) == (119, 120)

    def test_calcium_exactly_two_hours_after_magnesium_is_not_flagged(self):
        assert not by_rule(
            "mg_calcium", take("magnesium", 200, "08:00"), take("calcium", 600, "10:00")
        )

    def test_earliest_ok_is_two_hours_after_the_earlier_entry_in_the_later_entrys_zone(self):
        magnesium = take("magnesium", 200, "08:00")
        calcium = take("calcium", 600, "14:30", zone="Europe/Berlin")
        flag = one(by_rule("mg_calcium", magnesium, calcium))
        assert flag.earliest_ok.isoformat() == "2026-06-10T16:00:00+02:00"

    def test_a_gap_counts_its_seconds(self):
        flag = one(
            by_rule("levothyroxine", take("levothyroxine"), take("magnesium", 100, "11:59:30"))
        )
        assert flag.gap_minutes == 239.5

    @pytest.mark.parametrize(
        ("magnesium_at", "flagged"),
        [
            ("06:00", True),
            ("06:01", True),
            ("03:59", True),
            ("02:00", False),
            ("09:59", True),
            ("10:00", False),
        ],
    )
    def test_ciprofloxacin_asks_for_six_hours_after_magnesium_and_two_before(
        self, magnesium_at, flagged
    ):
        found = by_rule(
            "ciprofloxacin", take("ciprofloxacin"), take("magnesium", 100, magnesium_at)
        )
        assert bool(found) is flagged

    def test_at_the_same_instant_the_larger_minimum_and_severity_hold(self):
        flag = one(by_rule("gabapentin", take("gabapentin"), take("magnesium", 100)))
        assert (flag.gap_minutes, flag.required_gap_minutes, flag.severity) == (0, 120, "caution")

    def test_gabapentin_before_magnesium_is_only_an_info(self):
        flag = one(by_rule("gabapentin", take("gabapentin"), take("magnesium", 100, "09:00")))
        assert flag.severity == "info"

    def test_two_products_that_conflict_both_ways_give_one_flag_with_the_larger_gap(self):
        both = [content("ciprofloxacin"), content("magnesium", 50)]
        flag = one(by_rule("ciprofloxacin", intake(both, "08:00"), intake(both, "09:00")))
        assert flag.required_gap_minutes == 360

    def test_contents_of_one_intake_never_conflict(self):
        assert not by_rule(
            "mg_calcium", intake([content("magnesium", 200), content("calcium", 600)])
        )

    def test_many_contents_that_conflict_are_one_flag(self):
        minerals = intake([content("magnesium", 50), content("calcium", 100)], "09:00")
        assert len(by_rule("levothyroxine", take("levothyroxine"), minerals)) == 1


class TestWhatCounts:
    @pytest.mark.parametrize("route", ["topical", "bath", "injection", "infusion", None])
    def test_magnesium_that_is_not_swallowed_is_in_no_gap(self, route):
        assert not by_rule(
            "levothyroxine", take("levothyroxine"), take("magnesium", 99, route=route)
        )

    @pytest.mark.parametrize("source", ["food", "excipient", None])
    def test_magnesium_of_food_or_of_unknown_source_is_in_no_gap(self, source):
        assert not by_rule(
            "levothyroxine", take("levothyroxine"), take("magnesium", 99, source=source)
        )

    def test_an_amount_of_zero_is_no_intake(self):
        assert not by_rule("levothyroxine", take("levothyroxine"), take("magnesium", 0))

    def test_an_unknown_amount_still_conflicts_where_no_amount_is_asked_for(self):
        magnesium = take("magnesium", source="supplement")
        assert by_rule("levothyroxine", take("levothyroxine"), magnesium)

    def test_an_entry_that_only_knows_its_day_is_in_no_gap(self):
        magnesium = take("magnesium", 100, precision="day")
        assert not by_rule("levothyroxine", take("levothyroxine"), magnesium)

    def test_names_joined_by_plus_are_several_medicines(self):
        assert by_rule("gabapentin", take("Tramadol + Gabapentin"), take("magnesium", 100))

    def test_a_brand_name_in_capitals_is_the_medicine(self):
        assert by_rule("levothyroxine", take("SYNTHROID"), take("iron", 14, "09:00"))


class TestAmountOnOneOccasion:
    @pytest.mark.parametrize(
        ("amount", "severity"),
        [(249, None), (250, "info"), (499, "info"), (500, "caution"), ("499.999", "info")],
    )
    def test_calcium_is_graded_by_its_amount(self, amount, severity):
        flags = by_rule("mg_calcium", take("calcium", amount), take("magnesium", 100, "08:30"))
        assert [flag.severity for flag in flags] == ([severity] if severity else [])

    def test_calcium_within_fifteen_minutes_is_summed(self):
        flags = by_rule(
            "mg_calcium",
            take("calcium", 300, "08:00"),
            take("calcium", 300, "08:15"),
            take("magnesium", 100, "08:30"),
        )
        assert [flag.severity for flag in flags] == ["caution", "caution"]

    def test_calcium_sixteen_minutes_apart_is_two_occasions(self):
        flags = by_rule(
            "mg_calcium",
            take("calcium", 300, "08:00"),
            take("calcium", 300, "08:16"),
            take("magnesium", 100, "08:30"),
        )
        assert [flag.severity for flag in flags] == ["info", "info"]

    def test_calcium_of_unknown_basis_meets_no_threshold(self):
        calcium = take("calcium", 900, basis="unknown")
        assert not by_rule("mg_calcium", calcium, take("magnesium", 100))

    def test_calcium_carbonate_counts_by_its_calcium(self):
        calcium = take("calcium", 1300, basis="compound", form="carbonate")
        flag = one(by_rule("mg_calcium", calcium, take("magnesium", 100, "08:30")))
        assert flag.severity == "caution"


class TestTogetherWithFood:
    def test_dolutegravir_and_calcium_at_one_meal_are_fine(self):
        at_breakfast = [
            take("dolutegravir", meal="with"),
            take("calcium", 500, "08:15", meal="with"),
        ]
        assert not by_rule("dolutegravir", *at_breakfast)

    def test_sixteen_minutes_apart_is_not_one_meal(self):
        apart = [take("dolutegravir", meal="with"), take("calcium", 500, "08:16", meal="with")]
        assert by_rule("dolutegravir", *apart)

    def test_a_meal_that_is_not_known_is_no_exception(self):
        assert by_rule("dolutegravir", take("dolutegravir"), take("calcium", 500, meal="with"))

    def test_magnesium_in_the_product_is_no_exception(self):
        multi = intake([content("calcium", 300), content("magnesium", 50)], meal="with")
        assert by_rule("dolutegravir", take("dolutegravir", meal="with"), multi)

    def test_a_calcium_antacid_keeps_the_hours_with_juluca(self):
        antacid = take("calcium", 500, meal="with", product_class="antacid")
        assert by_rule("dolutegravir_rilpivirine", take("juluca", meal="with"), antacid)


class TestAntacids:
    @pytest.mark.parametrize(
        ("details", "flagged"),
        [
            ({"form": "oxide"}, True),
            ({"form": "milk of magnesia"}, True),
            ({"form": "glycinate"}, False),
            ({}, False),
            ({"form": "glycinate", "product_class": "antacid"}, True),
        ],
    )
    def test_rilpivirine_minds_antacid_forms_only(self, details, flagged):
        found = by_rule("rilpivirine_oral", take("edurant"), take("magnesium", 200, **details))
        assert bool(found) is flagged


class TestClocks:
    def test_the_hour_that_is_skipped_in_spring_is_no_gap(self):
        flag = one(
            by_rule(
                "mg_calcium",
                take("magnesium", 200, "2026-03-08 01:30"),
                take("calcium", 600, "2026-03-08 03:30"),
            )
        )
        assert flag.gap_minutes == 60

    def test_the_hour_that_comes_twice_in_autumn_is_two_hours(self):
        assert not by_rule(
            "mg_calcium",
            take("magnesium", 200, "2026-11-01 01:30"),
            take("calcium", 600, "2026-11-01 02:30"),
        )

    def test_the_same_reading_of_the_clock_twice_is_an_hour_apart(self):
        flag = one(
            by_rule(
                "mg_calcium",
                take("magnesium", 200, "2026-11-01 01:30"),
                take("calcium", 600, "2026-11-01 01:30", fold=1),
            )
        )
        assert flag.gap_minutes == 60

    def test_a_flight_counts_real_hours(self):
        flag = one(
            by_rule(
                "levothyroxine",
                take("levothyroxine", at="08:00", zone="Europe/Berlin"),
                take("magnesium", 100, "05:00", zone="America/New_York"),
            )
        )
        assert flag.gap_minutes == 180
        assert flag.earliest_ok.isoformat() == "2026-06-10T06:00:00-04:00"

    def test_a_zone_of_quarter_hours_is_read_as_it_is(self):
        flag = one(
            by_rule(
                "levothyroxine",
                take("levothyroxine", at="08:00", zone="Asia/Kathmandu"),
                take("magnesium", 100, "03:15", zone="UTC"),
            )
        )
        assert flag.gap_minutes == 60


class TestCombinations:
    def test_the_nearest_entry_of_the_medicine_is_named_the_earlier_of_two_as_near(self):
        flags = by_rule(
            "raltegravir",
            take("raltegravir", at="06:00"),
            take("magnesium", 100, "08:00"),
            take("raltegravir", at="10:00"),
        )
        assert [flag.entries for flag in flags] == [("raltegravir 06:00", "magnesium 08:00")]

    def test_no_hours_are_named(self):
        flag = one(by_rule("raltegravir", take("raltegravir"), take("magnesium", 100, "20:00")))
        assert (flag.gap_minutes, flag.required_gap_minutes, flag.earliest_ok) == (720, None, None)

    def test_twenty_four_hours_are_still_near_and_a_minute_more_is_not(self):
        medicine = take("raltegravir")
        assert by_rule("raltegravir", medicine, take("magnesium", 100, "2026-06-11 08:00"))
        assert not by_rule("raltegravir", medicine, take("magnesium", 100, "2026-06-11 08:01"))

    def test_a_product_with_both_is_paired_with_another_entry_and_never_with_itself(self):
        both = [content("raltegravir"), content("magnesium", 50)]
        assert not by_rule("raltegravir", intake(both))
        assert len(by_rule("raltegravir", intake(both), intake(both, "09:00"))) == 1


def test_flags_stand_in_order_of_their_first_entry_then_of_rule_id():
    diary = Diary(
        intakes=(
            take("magnesium", 200, "09:00"),
            take("levothyroxine", at="08:00"),
            take("calcium", 600, "08:00"),
        )
    )
    keys = [(flag.at, flag.rule.id) for flag in find_flags(diary, BOOK)]
    assert keys == sorted(keys)
