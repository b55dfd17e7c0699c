from datetime import date
from decimal import Decimal

import pytest

from tests.factories import make_person
from tracker import actions, queries
from tracker.domain.diary import (
    Diary,
    EarlierProfile,
    HeldFact,
    Profile,
    facts_of,
    profiles_from,
)

MAY = date(2026, 5, 1)


def profile_on(day, *facts):
    now, earlier = profiles_from(facts)
    return Diary(profile=now, earlier_profiles=earlier).profile_on(day)


def test_nothing_known_is_an_empty_profile():
    assert profiles_from([]) == (Profile(), ())


def test_a_fact_holds_on_its_first_day():
    facts = [HeldFact("kidney", "normal"), HeldFact("kidney", "ckd", MAY)]

    assert profile_on(MAY, *facts).kidney == "ckd"


def test_the_value_before_holds_until_the_day_before():
    facts = [HeldFact("kidney", "normal"), HeldFact("kidney", "ckd", MAY)]

    assert profile_on(date(2026, 4, 30), *facts).kidney == "normal"


def test_a_fact_without_an_earlier_value_holds_before_its_first_day_too():
    assert profile_on(date(1999, 1, 1), HeldFact("kidney", "ckd", MAY)).kidney == "ckd"


def test_the_earliest_of_several_dated_values_holds_before_them_all():
    facts = [HeldFact("kidney", "ckd", MAY), HeldFact("kidney", "dialysis", date(2026, 7, 1))]

    assert profile_on(date(1999, 1, 1), *facts).kidney == "ckd"


def test_a_fact_can_end_in_not_known():
    facts = [HeldFact("pregnant", True), HeldFact("pregnant", None, MAY)]

    assert profile_on(MAY, *facts).pregnant is None


def test_a_list_that_is_not_known_is_empty():
    assert profile_on(MAY, HeldFact("conditions", None, MAY)).conditions == ()


def test_facts_that_turn_on_different_days_make_a_profile_each():
    facts = [
        HeldFact("pregnant", False),
        HeldFact("pregnant", True, MAY),
        HeldFact("region", "EU"),
        HeldFact("region", "US", date(2026, 6, 1)),
    ]

    _, earlier = profiles_from(facts)

    assert [one.until for one in earlier] == [date(2026, 4, 30), date(2026, 5, 31)]


def test_a_fact_from_the_first_day_of_the_calendar_has_no_day_before_it():
    facts = [HeldFact("sex", "female"), HeldFact("sex", "unspecified", date.min)]

    assert profiles_from(facts) == (Profile(sex="unspecified"), ())


def test_profiles_come_back_from_the_facts_that_they_are_made_of():
    now = Profile(birth_date=date(1981, 2, 3), egfr=Decimal("88.50"), medicines=("gabapentin",))
    earlier = (
        EarlierProfile(date(2024, 1, 1), Profile(birth_date=date(1981, 2, 3), pregnant=True)),
        EarlierProfile(date(2025, 1, 1), Profile(birth_date=date(1981, 2, 3), kidney="ckd")),
    )

    assert profiles_from(facts_of(now, earlier)) == (now, earlier)


@pytest.mark.django_db
def test_the_stored_profile_is_the_one_that_was_set():
    person = make_person()
    actions.set_profile_fact(person=person, fact="medicines", value=("levothyroxine",))

    assert queries.profiles(person) == (Profile(medicines=("levothyroxine",)), ())
