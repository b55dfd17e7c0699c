"""What scores look like over the day, the week and the body, without a claim."""

import numpy as np
import pytest

from tests.domain.days_made import (
    EVENING,
    MORNING,
    NIGHT,
    days_made,
    found_in,
    score,
)
from tracker.domain.patterns import (
    PlaceFelt,
    part_of,
    places_of,
    scores_by_symptom,
    severity_steps,
    time_of_day,
    weekdays_of,
)

SCALE = (0.0, 10.0, "low", None)


def time_of(written):
    return time_of_day(found_in(days_made(dict(enumerate(written)))))


def part(found, name):
    return next(one for one in found.parts if one.part == name)


def weekdays(scores):
    return weekdays_of(np.array(scores, float), np.arange(len(scores)) % 7)


class TestTimeOfDay:
    @pytest.mark.parametrize(
        ("minute", "name"),
        [
            (0, "night"),
            (4 * 60 + 59, "night"),
            (5 * 60, "morning"),
            (11 * 60 + 59, "morning"),
            (12 * 60, "afternoon"),
            (17 * 60, "evening"),
            (21 * 60 + 59, "evening"),
            (22 * 60, "night"),
            (23 * 60 + 59, "night"),
        ],
    )
    def test_the_parts_of_the_day(self, minute, name):
        assert part_of(minute) == name

    def test_the_mean_of_a_part_is_that_of_its_scores(self):
        found = time_of([[score((MORNING, 2), (MORNING + 60, 4))], [score((MORNING, 9))]])

        assert (part(found, "morning").mean, part(found, "morning").days) == (5, 2)

    def test_a_part_without_a_score_has_no_mean(self):
        assert part(time_of([[score((MORNING, 2))]]), "night").mean is None

    def test_a_score_without_a_time_is_in_no_part(self):
        found = time_of([[score((None, 8))]])

        assert (found.days, sum(one.scores for one in found.parts)) == (0, 0)

    @pytest.mark.parametrize(("days", "missing"), [(0, 14), (13, 1), (14, 0), (15, 0)])
    def test_fourteen_days_are_enough(self, days, missing):
        assert time_of([[score((MORNING, 2))]] * days or [[score((None, 2))]]).missing == missing

    def test_a_day_with_one_score_compares_nothing(self):
        found = time_of([[score((EVENING, 8))]] * 20)

        assert (part(found, "evening").compared, found.worst) == (0, None)

    def test_two_scores_in_one_part_compare_nothing(self):
        found = time_of([[score((EVENING, 8), (EVENING + 10, 3))]] * 20)

        assert not found.is_compared

    @pytest.mark.parametrize(("evenings", "worst"), [(14, "evening"), (13, None)])
    def test_the_worst_part_is_so_on_two_of_three_days(self, evenings, worst):
        days = [[score((MORNING, 2), (EVENING, 6))]] * evenings
        days += [[score((MORNING, 6), (EVENING, 2))]] * (21 - evenings)
        found = time_of(days).worst

        assert (found and found.part) == worst

    def test_a_day_on_which_two_parts_are_as_bad_has_no_worst(self):
        found = time_of([[score((MORNING, 5), (EVENING, 5))]] * 20)

        assert (part(found, "evening").compared, part(found, "evening").worst) == (20, 0)

    def test_where_high_is_better_the_lowest_is_the_worst(self):
        found = time_of([[score((MORNING, 2), (NIGHT, 8), better="high")]] * 14)

        assert found.worst.part == "morning"

    def test_a_scale_without_a_worse_end_compares_nothing(self):
        assert not time_of([[score((MORNING, 2), (NIGHT, 8), better="none")]] * 14).is_compared

    def test_thirteen_days_with_two_times_do_not_compare(self):
        days = [[score((MORNING, 2), (NIGHT, 8))]] * 13 + [[score((NIGHT, 8))]] * 5

        assert time_of(days).worst is None

    @pytest.mark.parametrize(("evening", "mostly"), [(11, "evening"), (10, None)])
    def test_mostly_is_more_than_half_of_the_scores(self, evening, mostly):
        days = [[score((EVENING, 5))]] * evening + [[score((MORNING, 5))]] * (20 - evening)
        found = time_of(days).mostly

        assert (found and found.part) == mostly


class TestWeekdays:
    def test_the_mean_is_that_of_the_days(self):
        found = weekdays([1, 0, 0, 0, 0, 0, 0, 3])

        assert (found.each[0].mean, found.each[0].days) == (2, 2)

    def test_a_weekday_without_a_score_has_no_mean(self):
        found = weekdays([1, 2])

        assert (found.each[6].mean, found.ends) == (None, None)

    @pytest.mark.parametrize(("weeks", "missing"), [(3, 1), (4, 0)])
    def test_four_days_of_each_weekday_are_enough(self, weeks, missing):
        assert weekdays([5] * 7 * weeks).missing == missing

    def test_a_day_without_a_score_is_not_counted(self):
        assert weekdays([np.nan, *[5] * 27]).missing == 1

    def test_a_weekday_that_is_much_worse_stands_out(self):
        assert weekdays([8, 3, 3, 4, 3, 3, 3] * 6).stands_out(SCALE)

    def test_a_difference_below_a_tenth_of_the_scale_does_not(self):
        assert not weekdays([3.9, 3, 3, 3, 3, 3, 3] * 50).stands_out(SCALE)

    def test_exactly_a_tenth_of_the_scale_can(self):
        assert weekdays([4, 3, 3, 3, 3, 3, 3] * 50).stands_out(SCALE)

    def test_by_chance_a_weekday_is_named_in_at_most_one_diary_of_fourteen(self):
        random = np.random.default_rng(6)
        diaries = random.integers(0, 11, size=(400, 84)).astype(float)
        named = [weekdays(one).stands_out(SCALE) for one in diaries]

        assert np.mean(named) < 0.07


class TestPlaces:
    def places(self, *named, **fields):
        written = {
            n: [score((EVENING, 5), places=of_day, **fields)] for n, of_day in enumerate(named)
        }
        return places_of(found_in(days_made(written)))

    def test_the_most_frequent_place_is_first(self):
        knee, toes = ("knee", "left", 4.0), ("toes", "right", 8.0)
        found = self.places([knee, toes], [knee], [])

        assert [(one.site, one.days, one.share) for one in found.each] == [
            ("knee", 2, 1.0),
            ("toes", 1, 0.5),
        ]

    def test_days_that_name_no_place_are_not_in_the_share(self):
        found = self.places([("knee", "left", 4.0)], [], [])

        assert (found.days, found.scored) == (1, 3)

    def test_the_severity_is_the_mean_of_the_worst_of_each_day(self):
        found = self.places([("knee", "left", 4.0)], [("knee", "left", 7.0)])

        assert found.each[0].worst == 5.5

    def test_both_sides_are_the_left_and_the_right_one(self):
        found = self.places([("sole", "both", 4.0)])

        assert {one.side for one in found.each} == {"left", "right"}

    def test_a_day_that_names_both_sides_and_one_of_them_counts_once(self):
        found = self.places([("sole", "both", 4.0), ("sole", "left", 6.0)])

        assert [(one.side, one.days, one.worst) for one in found.each] == [
            ("left", 1, 6.0),
            ("right", 1, 4.0),
        ]

    def test_a_place_without_a_side_stays_as_it_is(self):
        assert self.places([("whole body", None, 3.0)]).each[0].side is None

    def test_on_a_scale_without_a_worse_end_nothing_is_worst(self):
        assert self.places([("knee", "left", None)], better="none").each[0].worst is None

    def test_nowhere_named_is_no_place(self):
        assert self.places([], []).each == ()

    @pytest.mark.parametrize(
        ("share", "step"),
        [(0.01, 1), (0.25, 1), (0.2501, 2), (0.5, 2), (0.75, 3), (0.751, 4), (1.0, 4)],
    )
    def test_steps_are_quarters_that_include_their_end(self, share, step):
        assert PlaceFelt("knee", "left", 1, share, None).step == step


class TestSeverity:
    @pytest.mark.parametrize(
        ("value", "step"), [(0, 0), (0.1, 1), (2, 1), (2.1, 2), (6, 3), (8, 4), (10, 5), (12, 5)]
    )
    def test_a_step_includes_its_end(self, value, step):
        assert severity_steps(np.array([float(value)]), 0, 10, "low") == [step]

    @pytest.mark.parametrize(("value", "step"), [(10, 0), (8, 1), (7.9, 2), (0, 5)])
    def test_where_high_is_better_the_lowest_is_the_worst(self, value, step):
        assert severity_steps(np.array([float(value)]), 0, 10, "high") == [step]

    def test_a_day_without_a_score_is_not_a_day_without_pain(self):
        assert severity_steps(np.array([np.nan]), 0, 10, "low") == [-1]

    def test_rounding_of_floats_makes_no_step(self):
        assert severity_steps(np.array([0.6]), 0, 1, "low") == [3]


def test_scores_on_another_scale_are_left_out():
    days = days_made({0: [score((EVENING, 5))], 1: [score((EVENING, 50), high=100.0)]})
    found = scores_by_symptom(days, [("nerve_pain", SCALE)])

    assert [place for place, _score in found["nerve_pain"]] == [0]
