"""What is loaded around a day is enough for its flags: they are those of the whole diary."""

from datetime import date, timedelta

import pytest

from tests.factories import make_person
from tracker import actions, queries
from tracker.domain.rules import find_flags
from tracker.imports import demo_diary
from tracker.knowledge import knowledge

END = date(2026, 4, 10)
DAYS = [END - timedelta(days=number) for number in range(0, 60, 3)]


def flags_of(day, diary):
    on_the_day = {one.id for one in diary.intakes if one.taken_at.date() == day}
    flags = find_flags(diary, knowledge().rule_book)
    return [(flag.rule.id, flag.entries) for flag in flags if on_the_day & set(flag.entries)]


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_flags_of_a_day_are_the_same_as_in_the_whole_diary(seed):
    person = make_person()
    diary = demo_diary(days=60, seed=seed, end=END, timezone="America/New_York")
    actions.add_entries(person=person, diary=diary)

    around = {day: flags_of(day, queries.diary_around(person, day)) for day in DAYS}

    assert around == {day: flags_of(day, diary) for day in DAYS}
