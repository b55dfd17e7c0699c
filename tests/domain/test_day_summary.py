"""A day in short."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.factories import make_intake, make_meal, make_none_taken, make_score
from tracker.domain.day_summary import (
    badness,
    days_from,
    severities_of,
    stretches,
    summarise,
    worst_scores,
)
from tracker.domain.diary import Diary, Scale
from tracker.domain.rules import find_flags
from tracker.domain.rules.model import IntakeRule, WeeklyDietRule
from tracker.knowledge import knowledge

ON = date(2026, 6, 10)
SLEEP = Scale(better="high")
STOOLS = Scale(min=Decimal(1), max=Decimal(7), better="none")


def summary_of(*, on=ON, **lists):
    return summarise(Diary(**lists), [on], knowledge().rule_book)[0]


def conflict():
    return (
        make_intake("2026-06-10T23:30", id="ca", substance="calcium", amount="600"),
        make_intake("2026-06-11T00:10", id="mg"),
    )


class TestCounts:
    def test_what_is_written_down_is_counted_by_kind(self):
        found = summary_of(
            intakes=(make_intake(), make_intake("2026-06-11T08:00")),
            meals=(make_meal(), make_meal()),
            symptoms=(make_score(),),
        )

        assert (found.intakes, found.meals, found.scores) == (1, 2, 1)

    def test_an_entry_counts_on_the_day_of_its_own_zone(self):
        intake = make_intake("2026-06-10T01:00", timezone="Asia/Tokyo")

        assert summary_of(intakes=(intake,)).intakes == 1

    def test_none_taken_is_not_a_day_without_a_word(self):
        found = summary_of(none_taken=(make_none_taken(), make_none_taken(substance=None)))

        assert (found.none_taken, found.is_empty) == (("magnesium", None), False)

    def test_a_day_without_a_word_is_empty(self):
        assert summary_of().is_empty


class TestWorst:
    def test_the_worst_score_of_each_symptom_is_kept_the_worst_of_all_first(self):
        scores = [make_score(value=value) for value in ("3", "7", "5")]
        scores.append(make_score(symptom="cramp", value="9"))

        assert [(one.symptom, one.value) for one in worst_scores(scores)] == [
            ("cramp", 9),
            ("nerve_pain", 7),
        ]

    def test_where_more_is_better_the_worst_is_the_least(self):
        scores = [make_score(symptom="sleep", value=value, scale=SLEEP) for value in ("8", "2")]

        assert worst_scores(scores)[0].value == 2

    def test_scales_of_other_lengths_are_compared_by_their_shares(self):
        to_a_hundred = make_score(symptom="cramp", value="50", scale=Scale(max=Decimal(100)))

        assert worst_scores([to_a_hundred, make_score(value="6")])[0].symptom == "nerve_pain"

    @pytest.mark.parametrize(
        "score", [make_score(symptom="stool", value="3", scale=STOOLS), make_score(value=None)]
    )
    def test_without_a_better_end_or_a_value_nothing_is_worst(self, score):
        assert worst_scores([score]) == ()

    def test_a_zero_is_a_score(self):
        assert [one.value for one in worst_scores([make_score(value="0")])] == [0]

    @pytest.mark.parametrize(
        ("value", "scale", "share"),
        [
            ("10", Scale(), 1),
            ("14", Scale(), 1),
            ("-2", Scale(), 0),
            ("5", Scale(min=Decimal(5), max=Decimal(5)), 0),
            ("4", Scale(min=Decimal(2), max=Decimal(6)), Fraction(1, 2)),
        ],
    )
    def test_the_share_lies_between_the_ends_of_the_scale(self, value, scale, share):
        assert badness(Decimal(value), scale) == share


class TestFlags:
    @pytest.mark.parametrize("day", [10, 11])
    def test_a_conflict_over_midnight_is_one_of_both_days(self, day):
        found = summary_of(on=date(2026, 6, day), intakes=conflict())

        assert [(one.rule, one.entries) for one in found.flags] == [("mg_calcium", ("ca", "mg"))]

    def test_tips_are_none(self):
        alone = Diary(intakes=(make_intake(meal="without"),))
        tips = [flag for flag in find_flags(alone, knowledge().rule_book) if flag.rule.is_tip]

        assert tips
        assert summary_of(intakes=alone.intakes).flags == ()

    def test_entries_know_how_serious_their_flags_are(self):
        sign = make_score(id="sign", symptom="saddle_numbness", value=None)
        found = summary_of(intakes=conflict(), symptoms=(sign,))

        assert severities_of([found]) == {
            "ca": {"caution"},
            "mg": {"caution"},
            "sign": {"emergency"},
        }

    def test_what_reaches_over_the_whole_diary_is_a_tip(self):
        """Else a write would have to forget days that lie further away than it looks."""
        asking = [
            rule
            for rule in knowledge().rule_book.rules
            if isinstance(rule, WeeklyDietRule)
            or (isinstance(rule, IntakeRule) and asks_for_the_first(rule.test))
        ]

        assert asking
        assert all(rule.is_tip for rule in asking)
        assert not any(rule.supersedes for rule in asking if isinstance(rule, IntakeRule))


def asks_for_the_first(test):
    return test.first_oral_magnesium or any(map(asks_for_the_first, test.any_of))


class TestStretches:
    def test_days_far_apart_are_stretches_of_their_own(self):
        days = [date(2026, 1, 5), date(2026, 1, 1), date(2026, 3, 1)]

        assert stretches(days, apart=5) == [
            (date(2026, 1, 1), date(2026, 1, 5)),
            (date(2026, 3, 1), date(2026, 3, 1)),
        ]

    def test_no_days_are_no_stretch(self):
        assert stretches([], apart=5) == []

    def test_both_ends_are_among_the_days(self):
        assert days_from(date(2026, 6, 30), date(2026, 7, 1)) == [
            date(2026, 6, 30),
            date(2026, 7, 1),
        ]
