from dataclasses import replace
from datetime import time

from tests.domain.diaries import BOOK, content, take, time_at
from tests.factories import diary_of, make_product, make_skipped_dose
from tracker.domain.diary import Diary, UsualTime
from tracker.domain.next_times import next_times, untimed_near
from tracker.domain.usual_doses import open_doses_around


def found(*taken, now="12:00"):
    times = next_times(Diary(intakes=taken), BOOK, now=time_at(now))
    return {time.candidate.contents[0].substance: time for time in times}


def at(*taken, now="12:00"):
    return {name: one.at and f"{one.at:%H:%M}" for name, one in found(*taken, now=now).items()}


TABLET = make_product(
    "Levothyroxine 75", contents=(content("levothyroxine"),), source="medicine", times=["07:00"]
)


def of_shelf(*things, now="12:00", skipped=()):
    """Return the next times by name, of products and of what was taken."""
    diary = diary_of(*things, *skipped)
    at = time_at(now)
    doses = open_doses_around(diary, at.date(), at.tzinfo)
    times = next_times(diary, BOOK, now=at, open_doses=doses)
    return {
        one.candidate.contents[0].substance
        if len(one.candidate.contents) == 1
        else one.candidate.product: one
        for one in times
    }


class TestMinerals:
    def test_with_nothing_taken_all_are_fine_now(self):
        times = found()
        assert list(times) == ["magnesium", "calcium", "iron", "zinc"]
        assert all(one.is_now for one in times.values())

    def test_after_magnesium_a_large_calcium_waits_two_hours(self):
        assert at(take("magnesium", 200, "11:00"))["calcium"] == "13:00"

    def test_it_says_what_is_in_the_way(self):
        dose = take("magnesium", 200, "11:00")
        (window,) = found(dose)["calcium"].because
        assert (window.entry, window.rule.id) == (dose, "mg_calcium")

    def test_a_medicine_that_hours_do_not_help_is_to_be_asked_about(self):
        one = found(take("raltegravir", at="08:00"))["magnesium"]
        assert (one.at, [rule.id for rule in one.ask_about]) == (None, ["raltegravir"])


class TestMedicines:
    def test_one_of_thirteen_days_ago_is_on_the_list(self):
        assert "levothyroxine" in found(take("levothyroxine", at="2026-05-28 12:00"))

    def test_one_of_more_than_fourteen_days_ago_is_not(self):
        assert "levothyroxine" not in found(take("levothyroxine", at="2026-05-27 11:59"))

    def test_one_to_come_is_not(self):
        assert "levothyroxine" not in found(take("levothyroxine", at="13:00"))

    def test_it_waits_for_the_magnesium_of_just_now(self):
        times = at(take("levothyroxine", at="2026-06-09 07:00"), take("magnesium", 200, "11:00"))
        assert times["levothyroxine"] == "15:00"

    def test_each_stands_once(self):
        days = [take("gabapentin", at=f"2026-06-0{day} 08:00") for day in range(1, 9)]
        assert list(found(*days)).count("gabapentin") == 1

    def test_of_one_that_no_rule_knows_nothing_is_claimed(self):
        one = found(take("metamizole", at="08:00"))["metamizole"]
        assert (one.is_now, one.is_known) == (True, False)

    def test_a_supplement_without_a_rule_about_hours_is_not_on_it(self):
        assert "vitamin_d" not in found(take("vitamin_d", 1000, unit="IU"))

    def test_what_is_given_on_the_skin_is_not_on_it(self):
        assert "gabapentin" not in found(take("gabapentin", at="08:00", route="topical"))


class TestShelf:
    def test_a_medicine_on_the_shelf_is_on_the_list(self):
        assert "levothyroxine" in of_shelf(TABLET)

    def test_one_that_was_put_away_is_not(self):
        assert "levothyroxine" not in of_shelf(replace(TABLET, is_put_away=True))

    def test_one_that_was_logged_as_well_stands_once_and_as_its_label_says(self):
        times = next_times(
            Diary(intakes=(take("levothyroxine", at="07:00"),), products=(TABLET,)),
            BOOK,
            now=time_at("12:00"),
        )
        assert [one.candidate.product for one in times if one.candidate.source == "medicine"] == [
            "Levothyroxine 75"
        ]


class TestIfTaken:
    def test_a_tablet_that_nobody_logged_changes_nothing_of_what_is_fine(self):
        assert of_shelf(TABLET, now="10:00")["calcium"].is_now

    def test_it_says_from_when_it_would_be_fine_if_it_was_taken(self):
        one = of_shelf(TABLET, now="10:00")["calcium"].if_taken
        assert (f"{one.at:%H:%M}", [dose.product for dose in one.doses]) == ("11:00", [TABLET])
        assert {window.rule.id for window in one.because} == {"levothyroxine"}

    def test_once_the_hours_are_over_it_makes_no_difference(self):
        assert of_shelf(TABLET, now="11:00")["calcium"].if_taken is None

    def test_one_of_tomorrow_morning_counts_tonight(self):
        early = replace(TABLET, usual_times=(UsualTime(time(2)),))
        one = of_shelf(early, now="23:00")["calcium"].if_taken
        assert one.at == time_at("2026-06-11 06:00")

    def test_one_that_was_logged_is_no_supposition(self):
        times = of_shelf(TABLET, take("levothyroxine", at="07:00"), now="10:00")
        assert (times["calcium"].is_now, times["calcium"].if_taken) == (False, None)

    def test_one_that_is_left_out_is_none(self):
        skipped = make_skipped_dose(TABLET)
        assert of_shelf(TABLET, now="10:00", skipped=(skipped,))["calcium"].if_taken is None

    def test_one_that_ends_before_what_is_logged_changes_nothing(self):
        times = of_shelf(TABLET, take("magnesium", 200, "10:00"), now="10:30")
        assert times["calcium"].if_taken is None

    def test_two_that_follow_each_other_are_both_named(self):
        second = replace(TABLET, id="second", usual_times=(UsualTime(time(12)),))
        one = of_shelf(TABLET, second, now="10:00")["calcium"].if_taken
        assert (f"{one.at:%H:%M}", len(one.doses)) == ("16:00", 2)

    def test_one_that_hours_do_not_help_is_to_be_asked_about(self):
        tablet = make_product(
            "Raltegravir 400",
            contents=(content("raltegravir"),),
            source="medicine",
            times=["08:00"],
        )
        one = of_shelf(TABLET, tablet, now="10:00")["magnesium"].if_taken
        assert (one.at, [dose.product for dose in one.doses]) == (None, [tablet])
        assert [rule.id for rule in one.ask_about] == ["raltegravir"]

    def test_a_medicine_is_not_in_its_own_way(self):
        antacid = make_product(
            "Antacid",
            contents=(content("magnesium", 200), content("calcium", 600)),
            source="medicine",
            times=["11:30"],
        )
        (one,) = [one for name, one in of_shelf(antacid).items() if name == "Antacid"]
        assert one.if_taken is None


def test_an_entry_without_a_time_is_named_and_not_looked_at():
    dose = replace(take("levothyroxine", at="08:00"), precision="day")
    diary = Diary(intakes=(dose,))

    assert untimed_near(diary, BOOK, now=time_at("12:00")) == [dose]
    assert found(dose)["magnesium"].is_now
