from collections import Counter
from datetime import date
from statistics import correlation

import pytest

from tracker.domain.diary import Diary
from tracker.imports import demo_diary

END = date(2026, 6, 30)


def year(seed=1):
    return demo_diary(days=365, seed=seed, end=END)


def days_of(diary: Diary):
    times = [one.taken_at for one in diary.intakes] + [one.eaten_at for one in diary.meals]
    times += [one.felt_at for one in diary.symptoms]
    return {time.date() for time in times} | {one.day for one in diary.none_taken}


def taken(diary, substance):
    return [
        intake
        for intake in diary.intakes
        if any(content.substance == substance for content in intake.contents)
    ]


def test_the_same_seed_and_end_give_the_same_diary():
    assert year() == year()


def test_another_seed_gives_another_diary():
    assert year(seed=2) != year()


def test_no_entry_lies_outside_the_days():
    days = days_of(demo_diary(days=100, seed=1, end=END))

    assert (min(days) >= date(2026, 3, 23), max(days) <= END) == (True, True)


@pytest.mark.parametrize("days", [1, 2, 40])
def test_a_diary_can_be_short(days):
    assert len(days_of(demo_diary(days=days, seed=3, end=END))) <= days


def test_every_entry_has_an_id_of_its_own():
    assert max(Counter(year().ids()).values()) == 1


def test_every_time_exists_on_the_clocks_of_its_zone():
    intakes = year().intakes

    assert all(
        intake.taken_at.timestamp() == intake.taken_at.replace(fold=0).timestamp()
        or intake.taken_at.fold
        for intake in intakes
    )


def test_magnesium_is_taken_on_most_days_and_missed_on_some():
    days = {intake.taken_at.date() for intake in taken(year(), "magnesium")}

    assert 250 < len(days) < 350


def test_some_doses_are_taken_because_it_hurt():
    assert any(intake.as_needed for intake in year().intakes)


def test_a_diary_has_days_of_which_nothing_is_known():
    assert len(days_of(year())) < 365


def test_some_days_say_that_no_magnesium_was_taken():
    assert year().none_taken


def test_no_day_says_both_that_magnesium_was_taken_regularly_and_that_it_was_not():
    diary = year()
    regular = {one.taken_at.date() for one in taken(diary, "magnesium") if not one.as_needed}

    assert regular.isdisjoint(one.day for one in diary.none_taken)


def test_pain_today_is_much_like_pain_yesterday():
    pain = [float(one.value) for one in year().symptoms if one.symptom == "nerve_pain"]

    assert correlation(pain[:-1], pain[1:]) > 0.3


def test_the_person_was_new_to_supplements_at_first():
    diary = year()

    assert [
        diary.profile_on(day).new_to_supplements for day in (date(2025, 7, 1), date(2026, 6, 1))
    ] == [True, False]


def test_medicines_in_the_profile_are_logged():
    diary = year()

    assert all(taken(diary, medicine) for medicine in diary.profile.medicines)
