"""Facts that begin and end: what a new line does to the lines that are there."""

from datetime import date

import pytest

from tests.factories import make_person
from tracker import actions, queries
from tracker.models import Change

pytestmark = pytest.mark.django_db

MARCH, MAY, JUNE = (date(2026, month, 1) for month in (3, 5, 6))
LAST_OF_APRIL, LAST_OF_MAY = date(2026, 4, 30), date(2026, 5, 31)


def lines(person, fact):
    return [
        (period.first, period.value) for period in queries.profile_periods(person).get(fact, ())
    ]


def told(person, value, **days):
    return actions.set_profile_facts(person=person, values={"pregnant": value}, **days)


def test_what_was_before_the_first_day_is_not_known():
    person = make_person()

    told(person, True, since=MAY)

    assert lines(person, "pregnant") == [(None, None), (MAY, True)]


def test_what_was_said_of_the_time_before_stays():
    person = make_person()
    told(person, False)

    told(person, True, since=MAY)

    assert lines(person, "pregnant") == [(None, False), (MAY, True)]


def test_a_period_ends_with_what_holds_afterwards():
    person = make_person()

    told(person, True, since=MARCH, until=LAST_OF_APRIL, afterwards=False)

    assert lines(person, "pregnant") == [(None, None), (MARCH, True), (MAY, False)]


def test_a_period_takes_the_place_of_the_lines_inside_it():
    person = make_person()
    told(person, False, since=date(2026, 4, 1))

    told(person, True, since=MARCH, until=LAST_OF_MAY, afterwards=False)

    assert lines(person, "pregnant") == [(None, None), (MARCH, True), (JUNE, False)]


def test_a_period_leaves_a_later_one_alone():
    person = make_person()
    told(person, True, since=JUNE)

    told(person, True, since=MARCH, until=LAST_OF_APRIL, afterwards=False)

    assert lines(person, "pregnant") == [
        (None, None),
        (MARCH, True),
        (MAY, False),
        (JUNE, True),
    ]


def test_a_period_that_ends_the_day_before_another_line_leads_into_it():
    person = make_person()
    told(person, None, since=MAY)
    told(person, True, since=MAY)

    told(person, True, since=MARCH, until=LAST_OF_APRIL, afterwards=False)

    assert lines(person, "pregnant") == [(None, None), (MARCH, True)]


def test_for_good_takes_the_place_of_every_line():
    person = make_person()
    told(person, True, since=MAY)

    told(person, False, until=date.max)

    assert lines(person, "pregnant") == [(None, False)]


def test_several_facts_are_one_change():
    person = make_person()

    actions.set_profile_facts(person=person, values={"kidney": "ckd", "egfr": None}, since=MAY)

    assert Change.objects.count() == 1


def test_one_undo_takes_back_all_lines_of_a_change():
    person = make_person()
    change = told(person, True, since=MARCH, until=LAST_OF_APRIL, afterwards=False)

    actions.undo(person=person, change=change)

    assert queries.profile_periods(person) == {}


def test_what_is_known_already_is_not_written_again():
    person = make_person()
    told(person, True, since=MARCH)

    assert told(person, True, since=MAY) is None


def medicines(person, **change):
    return actions.change_profile_list(person=person, fact="medicines", **change)


def test_a_name_is_added_from_its_day_on():
    person = make_person()
    medicines(person, add=["gabapentin"])

    medicines(person, add=["levothyroxine"], since=MAY)

    assert lines(person, "medicines") == [
        (None, ("gabapentin",)),
        (MAY, ("gabapentin", "levothyroxine")),
    ]


def test_a_name_added_to_the_past_is_in_the_later_lists_too():
    person = make_person()
    medicines(person, add=["gabapentin"], since=JUNE)

    medicines(person, add=["levothyroxine"], since=MARCH)

    assert lines(person, "medicines") == [
        (None, ()),
        (MARCH, ("levothyroxine",)),
        (JUNE, ("gabapentin", "levothyroxine")),
    ]


def test_a_name_is_taken_off_from_a_day_on_however_it_is_spelled():
    person = make_person()
    medicines(person, add=["Gabapentin"])

    medicines(person, remove=["gabapentin "], since=MAY)

    assert lines(person, "medicines") == [(None, ("Gabapentin",)), (MAY, ())]


def test_a_name_taken_off_for_good_was_never_there():
    person = make_person()
    medicines(person, add=["gabapentin"], since=MAY)

    medicines(person, remove=["gabapentin"])

    assert lines(person, "medicines") == [(None, ())]


def test_a_name_that_is_there_is_not_added_twice():
    person = make_person()
    medicines(person, add=["gabapentin"])

    assert medicines(person, add=["GABAPENTIN"], since=MAY) is None


def test_a_fact_that_is_no_list_is_refused():
    with pytest.raises(actions.UnknownFact):
        actions.change_profile_list(person=make_person(), fact="kidney", add=["ckd"])
