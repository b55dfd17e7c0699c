"""What pages read of a diary is read once for each state of it, and anew after each write."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from tests.factories import BERLIN, make_intake, make_person, make_product, save
from tracker import actions
from tracker.domain.rules import find_flags
from tracker.knowledge import knowledge
from tracker.views.reading import (
    belongings_of,
    diary_of,
    first_day_of,
    flags_around,
    outlook_of,
    told_of,
)

pytestmark = pytest.mark.django_db

DAY = date(2026, 6, 10)


@pytest.fixture
def person():
    person = make_person()
    calcium = make_intake("2026-06-10T08:00", id="calcium", substance="calcium", amount="600")
    save(person, calcium)
    return person


def test_a_second_look_reads_nothing(person, django_assert_num_queries):
    first = diary_of(person, DAY)

    with django_assert_num_queries(0):
        assert diary_of(person, DAY) is first
        assert told_of(person) is told_of(person)


def test_what_files_begin_with_is_read_once_for_each_state(person, django_assert_num_queries):
    assert (belongings_of(person)["products"], first_day_of(person)) == ((), DAY)
    product = make_product()
    save(person, product, make_intake("2026-05-01T08:00"))

    assert belongings_of(person)["products"] == (product,)
    assert first_day_of(person) == date(2026, 5, 1)
    with django_assert_num_queries(0):
        belongings_of(person), first_day_of(person)


def test_what_was_written_is_in_the_next_reading(person):
    diary_of(person, DAY)
    save(person, make_intake("2026-06-10T08:20", id="new"))

    assert "new" in {one.id for one in diary_of(person, DAY).intakes}


def test_its_flags_are_those_of_its_diary(person):
    save(person, make_intake("2026-06-10T08:20"))
    found = find_flags(diary_of(person, DAY), knowledge().rule_book, today=DAY)

    assert found
    assert list(flags_around(person, DAY)) == found


def test_each_person_has_a_reading_of_their_own(person):
    diary_of(person, DAY)

    assert diary_of(make_person(), DAY).intakes == ()


def bring(person, *intakes, day=DAY):
    return outlook_of(person, day, intakes, home=ZoneInfo(BERLIN))


class TestWhatAnEntryWouldBring:
    def test_is_found_with_the_diary_of_now(self, person):
        magnesium = make_intake("2026-06-10T08:20")
        assert not bring(person, magnesium).is_clear

        actions.delete_intake(person=person, entry_id="calcium")

        assert bring(person, magnesium).is_clear

    def test_is_the_same_for_the_page_and_for_the_form_with_another_id(self, person):
        one, other = (make_intake("2026-06-10T08:20", id=name) for name in ("a", "b"))

        assert bring(person, one) == bring(person, other)

    def test_leaves_out_what_the_entry_was_before(self, person):
        save(person, make_intake("2026-06-10T20:00", id="own"))
        more = make_intake("2026-06-10T20:00", id="own", amount="210")

        assert bring(person, more).is_clear
        assert not bring(person, replace(more, id="another")).is_clear

    def test_differs_for_amounts_that_are_equal_and_written_otherwise(self, person):
        one, other = (make_intake("2026-06-10T08:20", amount=text) for text in ("200", "200.0"))

        assert bring(person, one).digest != bring(person, other).digest

    def test_differs_for_the_two_half_past_two_of_a_night(self, person):
        first = make_intake("2026-10-25T02:30")
        second = replace(first, taken_at=first.taken_at.replace(fold=1))
        night = date(2026, 10, 25)

        assert bring(person, first, day=night).digest != bring(person, second, day=night).digest
