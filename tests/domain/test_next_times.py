from dataclasses import replace

from tests.domain.diaries import BOOK, take, time_at
from tracker.domain.diary import Diary
from tracker.domain.next_times import next_times, untimed_near


def found(*taken, now="12:00"):
    times = next_times(Diary(intakes=taken), BOOK, now=time_at(now))
    return {time.candidate.contents[0].substance: time for time in times}


def at(*taken, now="12:00"):
    return {name: one.at and f"{one.at:%H:%M}" for name, one in found(*taken, now=now).items()}


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


def test_an_entry_without_a_time_is_named_and_not_looked_at():
    dose = replace(take("levothyroxine", at="08:00"), precision="day")
    diary = Diary(intakes=(dose,))

    assert untimed_near(diary, BOOK, now=time_at("12:00")) == [dose]
    assert found(dose)["magnesium"].is_now
