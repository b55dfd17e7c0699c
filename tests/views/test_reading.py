"""What pages read of a diary is read once for each state of it, and anew after each write."""

from datetime import date

import pytest

from tests.factories import make_intake, make_person, save
from tracker.domain.rules import find_flags
from tracker.knowledge import knowledge
from tracker.views.reading import diary_of, flags_around, told_of

pytestmark = pytest.mark.django_db

DAY = date(2026, 6, 10)


@pytest.fixture
def person():
    person = make_person()
    save(person, make_intake("2026-06-10T08:00", substance="calcium", amount="600"))
    return person


def test_a_second_look_reads_nothing(person, django_assert_num_queries):
    first = diary_of(person, DAY)

    with django_assert_num_queries(0):
        assert diary_of(person, DAY) is first
        assert told_of(person) is told_of(person)


def test_what_was_written_is_in_the_next_reading(person):
    diary_of(person, DAY)
    save(person, make_intake("2026-06-10T08:20", id="new"))

    assert "new" in {one.id for one in diary_of(person, DAY).intakes}


def test_its_flags_are_those_of_its_diary(person):
    save(person, make_intake("2026-06-10T08:20"))
    found = find_flags(diary_of(person, DAY), knowledge().rule_book)

    assert found
    assert list(flags_around(person, DAY)) == found


def test_each_person_has_a_reading_of_their_own(person):
    diary_of(person, DAY)

    assert diary_of(make_person(), DAY).intakes == ()
