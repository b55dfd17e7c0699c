"""Days in a row: what is known is a number, what is not is NaN, and never 0."""

from datetime import date
from decimal import Decimal

import numpy as np

from tests.factories import make_content, make_intake, make_none_taken, make_score
from tracker.domain.daily import daily_values
from tracker.domain.diary import Scale
from tracker.domain.series import (
    Days,
    Exposure,
    doses_of,
    exposures_in,
    scores_of,
    substances_in,
    symptoms_in,
)
from tracker.knowledge import knowledge

FIRST, LAST = date(2026, 6, 10), date(2026, 6, 13)
NAN = np.nan


def days(*, intakes=(), scores=(), none_taken=(), first=FIRST, last=LAST):
    written = daily_values(intakes, scores, none_taken, knowledge().rule_book.substances)
    return Days.between(first, last, written)


def of_form(form, at="2026-06-10T08:00", **content):
    return make_intake(at, contents=(make_content(form=form, **content),))


def amounts(*, form=None, since=None, **entries):
    found = doses_of("magnesium", form, days(**entries), every_dose_logged_from=since)
    return [None if np.isnan(one) else one for one in found.amount]


class TestDays:
    def test_the_weekdays_begin_with_monday(self):
        assert [*days().weekdays] == [2, 3, 4, 5]

    def test_what_is_outside_the_days_is_left_out(self):
        scores = [make_score(f"2026-06-{day:02}T09:00") for day in (9, 10, 13, 14)]

        assert [one.day.day for one in days(scores=scores).written] == [10, 13]

    def test_there_can_be_none(self):
        assert scores_of("nerve_pain", days(first=LAST, last=FIRST)).mean.shape == (0,)


class TestScores:
    def test_a_day_without_a_score_is_not_known(self):
        found = scores_of("nerve_pain", days(scores=[make_score("2026-06-11T09:00", value="4")]))

        np.testing.assert_array_equal(found.mean, [NAN, 4, NAN, NAN])

    def test_scores_on_another_scale_are_left_out_and_counted(self):
        scores = [
            make_score("2026-06-10T09:00"),
            make_score("2026-06-11T09:00"),
            make_score("2026-06-12T09:00", scale=Scale(max=Decimal(100)), value="60"),
        ]
        found = scores_of("nerve_pain", days(scores=scores))

        assert (found.scale, found.on_other_scales) == ((0, 10, "low", None), 1)
        np.testing.assert_array_equal(found.mean, [6, 6, NAN, NAN])

    def test_without_a_score_there_is_no_scale(self):
        assert scores_of("cramp", days()).scale is None


class TestDoses:
    def test_a_blank_day_is_not_known(self):
        assert amounts(intakes=[make_intake()]) == [200, None, None, None]

    def test_a_day_of_which_the_person_says_so_is_a_zero(self):
        none_taken = [make_none_taken("2026-06-11"), make_none_taken("2026-06-12", substance=None)]

        assert amounts(none_taken=none_taken) == [None, 0, 0, None]

    def test_none_of_another_substance_says_nothing(self):
        assert amounts(none_taken=[make_none_taken(substance="zinc")]) == [None] * 4

    def test_where_every_dose_is_logged_a_blank_day_is_a_zero_from_then_on(self):
        assert amounts(intakes=[make_intake()], since=date(2026, 6, 12)) == [200, None, 0, 0]

    def test_that_day_can_be_before_the_first_one(self):
        assert amounts(since=date(2020, 1, 1)) == [0, 0, 0, 0]

    def test_a_dose_that_cannot_be_counted_is_not_known_even_then(self):
        intakes = [make_intake(), make_intake("2026-06-11T08:00", amount=None)]

        assert amounts(intakes=intakes, since=FIRST) == [200, None, 0, 0]

    def test_a_day_with_another_form_is_a_zero_of_this_one(self):
        intakes = [of_form("citrate"), of_form("oxide", "2026-06-11T08:00", amount="300")]

        assert amounts(form="citrate", intakes=intakes) == [200, 0, None, None]

    def test_a_day_with_a_form_that_is_not_known_says_nothing_of_this_one(self):
        intakes = [of_form("citrate"), of_form(None, "2026-06-11T08:00")]

        assert amounts(form="citrate", intakes=intakes, since=FIRST) == [200, None, 0, 0]

    def test_all_forms_are_one_substance(self):
        assert amounts(intakes=[of_form("citrate"), of_form("oxide")])[0] == 400

    def test_labels_without_any_amount_leave_the_number_of_doses(self):
        intakes = [make_intake(amount=None), make_intake(amount=None)]
        found = doses_of("magnesium", None, days(intakes=intakes))

        assert (found.unit, found.amount[0]) == (None, 2)

    def test_whether_it_was_taken_is_known_without_an_amount(self):
        intakes = [make_intake(), make_intake("2026-06-11T08:00", amount=None)]
        none_taken = [make_none_taken("2026-06-12")]
        found = doses_of("magnesium", None, days(intakes=intakes, none_taken=none_taken))

        np.testing.assert_array_equal(found.taken, [1, 1, 0, NAN])

    def test_one_dose_because_it_hurt_marks_the_day(self):
        intakes = [make_intake(), make_intake(as_needed=True)]

        assert [*doses_of("magnesium", None, days(intakes=intakes)).as_needed] == [
            True,
            False,
            False,
            False,
        ]


def test_symptoms_are_those_of_most_days_first():
    scores = [make_score(symptom="cramp"), make_score(), make_score("2026-06-11T09:00")]

    assert symptoms_in(days(scores=scores)) == ["nerve_pain", "cramp"]


def test_substances_are_those_of_most_days_first_and_then_by_name():
    intakes = [
        make_intake(substance="zinc"),
        make_intake(substance="calcium"),
        make_intake(substance="zinc"),
        make_intake(),
        make_intake("2026-06-11T08:00"),
    ]

    assert substances_in(days(intakes=intakes)) == ["magnesium", "calcium", "zinc"]


def test_forms_are_named_where_there_is_more_than_one():
    intakes = [
        of_form("citrate"),
        of_form("oxide"),
        of_form("oxide", "2026-06-11T08:00"),
        make_intake("2026-06-11T08:00", substance="calcium"),
    ]

    assert exposures_in(days(intakes=intakes)) == [
        Exposure("magnesium"),
        Exposure("magnesium", "oxide"),
        Exposure("magnesium", "citrate"),
        Exposure("calcium"),
    ]
