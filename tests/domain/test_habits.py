"""How something is taken: days, times, meals, and because it hurt."""

from datetime import date

import pytest

from tests.domain.days_made import days_made, dose, doses_in
from tests.factories import make_experiment
from tracker.domain.daily import Exposure
from tracker.domain.habits import PAUSE, habit_of, planned_without

MAGNESIUM = Exposure("magnesium")
AT_TEN = 22 * 60
NONE = "magnesium"
"""What a day says on which none was taken."""


def habit(written, length=None, exposure=MAGNESIUM, since=None):
    days = days_made(written, length)
    taken = doses_in(days, exposure.substance, since=since)[Exposure(exposure.substance)].taken
    return habit_of(exposure, days, taken)


def every_day(number, *of_day):
    return {place: list(of_day) for place in range(number)}


def times(*minutes):
    return {place: [dose(minute)] for place, minute in enumerate(minutes)}


class TestDays:
    def test_what_was_never_taken_has_no_habit(self):
        assert habit({0: [NONE]}) is None

    def test_unknown_days_are_neither_taken_nor_missed(self):
        found = habit({0: [dose()], 1: [NONE], 3: [dose()]}).adherence

        assert (found.taken, found.known, found.unknown) == (2, 3, 1)

    @pytest.mark.parametrize(("before", "first"), [(PAUSE, 14), (PAUSE - 1, 0)])
    def test_a_long_pause_at_the_begin_is_before_it_began(self, before, first):
        found = habit({before: [dose()], before + 1: [dose()]})

        assert found.first.toordinal() - date(2026, 1, 5).toordinal() == first

    @pytest.mark.parametrize(("after", "counted"), [(PAUSE, 1), (PAUSE - 1, PAUSE)])
    def test_a_long_pause_at_the_end_is_after_it_ended(self, after, counted):
        found = habit({0: [dose()]}, length=1 + after).adherence

        assert found.known + found.unknown == counted

    def test_days_before_it_began_are_not_missed_where_every_dose_is_logged(self):
        written = {place: [dose()] for place in range(30, 60)}
        found = habit(written, since=date(2026, 1, 1)).adherence

        assert (found.taken, found.known) == (30, 30)


class TestExperiments:
    def planned(self, **fields):
        experiment = make_experiment("2026-01-05", blocks=(True, False) * 4, **fields)
        return planned_without(MAGNESIUM, days_made({}, length=60), [experiment])

    def test_the_days_of_a_block_without_it_were_planned(self):
        assert sorted(self.planned())[:8] == [*range(7, 14), 21]

    def test_the_day_it_was_stopped_on_no_longer_belongs_to_it(self):
        assert self.planned(stopped_on=date(2026, 1, 15)) == {7, 8, 9}

    def test_a_stop_after_its_end_adds_no_day(self):
        assert self.planned(stopped_on=date(2027, 1, 1)) == self.planned()

    def test_those_of_another_substance_were_not(self):
        assert self.planned(substance="calcium") == set()

    def test_they_are_in_no_share(self):
        days = days_made({place: [dose()] if place < 7 else [NONE] for place in range(20)})
        taken = doses_in(days)[MAGNESIUM].taken
        found = habit_of(MAGNESIUM, days, taken, planned_without=range(7, 14))

        assert (found.adherence.taken, found.adherence.known, found.planned_without) == (7, 13, 7)


class TestKinds:
    @pytest.mark.parametrize(("days", "kind"), [(13, "not_enough"), (14, "share")])
    def test_fourteen_known_days_are_enough(self, days, kind):
        written = {**every_day(days - 1, dose()), days - 1: [NONE]}

        assert habit(written).kind == kind

    @pytest.mark.parametrize(("hurt", "kind"), [(10, "share"), (11, "as_needed")])
    def test_more_than_half_because_it_hurt_is_no_habit(self, hurt, kind):
        written = every_day(20, dose())
        written |= {place: [dose(as_needed=1)] for place in range(hurt)}

        assert habit(written).kind == kind

    def test_a_weekly_dose_has_a_distance_and_no_share(self):
        written = {place: [dose()] if place % 7 == 0 else [NONE] for place in range(29)}
        found = habit(written)

        assert (found.kind, found.gap_days) == ("now_and_then", 7)

    @pytest.mark.parametrize(("apart", "kind"), [(3, "share"), (4, "now_and_then")])
    def test_every_third_day_is_a_share_still(self, apart, kind):
        written = {place: [dose()] if place % apart == 0 else [NONE] for place in range(40)}

        assert habit(written).kind == kind

    def test_a_painkiller_is_not_asked_for_more_days(self):
        assert habit({0: [dose(as_needed=1)], 9: [dose(as_needed=1)]}).kind == "as_needed"

    def test_who_never_writes_of_days_without_has_no_share(self):
        assert habit(every_day(20, dose()), length=25).kind == "never_missed"

    def test_every_day_taken_and_none_unknown_is_a_share(self):
        assert habit(every_day(20, dose())).kind == "share"


class TestTimes:
    def test_the_usual_time_goes_over_midnight(self):
        (clock,) = habit(times(*[23 * 60 + 50, 10] * 7)).clocks

        assert (clock.usual.minutes, clock.within) == (0, 10)

    @pytest.mark.parametrize(("days", "clocks"), [(13, 0), (14, 1)])
    def test_fourteen_days_with_a_time_are_enough(self, days, clocks):
        assert len(habit(times(*[AT_TEN] * days)).clocks) == clocks

    def test_four_of_five_doses_are_within(self):
        (clock,) = habit(times(*[AT_TEN] * 16, *[AT_TEN + 60, AT_TEN - 60] * 2)).clocks

        assert clock.within == 0

    def test_two_doses_a_day_have_two_times(self):
        clocks = habit(every_day(14, dose(8 * 60, AT_TEN))).clocks

        assert [one.usual.minutes for one in clocks] == [8 * 60, AT_TEN]

    def test_a_day_with_another_number_of_doses_does_not_move_them(self):
        written = {**every_day(15, dose(8 * 60, AT_TEN)), 15: [dose(AT_TEN)]}

        assert habit(written).clocks[0].usual.minutes == 8 * 60

    def test_scattered_times_have_no_usual_one(self):
        assert habit(times(*[6 * 60, 12 * 60, 15 * 60] * 6)).clocks == ()

    def test_a_dose_without_a_time_is_counted_and_has_none(self):
        found = habit(every_day(20, dose()))

        assert (found.doses, found.timed_days) == (20, 0)


class TestDoses:
    def test_meals_are_counted_by_dose(self):
        written = {0: [dose(with_meal=1)], 1: [dose(without_meal=1)], 2: [dose()]}
        found = habit(written)

        assert (found.with_meal, found.without_meal, found.meal_not_said) == (1, 1, 1)

    def test_the_latest_is_of_the_last_day_with_a_dose(self):
        found = habit({0: [dose(amount=100.0)], 4: [dose(amount=300.0)], 6: [NONE]})

        assert (found.latest[0].amount, found.latest_day) == (300.0, date(2026, 1, 9))

    def test_another_form_is_another_habit(self):
        days = days_made({0: [dose(form="citrate")], 1: [dose(form="glycinate")]})
        exposure = Exposure("magnesium", "citrate")
        found = habit_of(exposure, days, doses_in(days)[MAGNESIUM].taken)

        assert found.doses == 1
