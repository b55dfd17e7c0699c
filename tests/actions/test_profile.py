from datetime import date
from decimal import Decimal

import pytest

from tests.factories import make_person
from tracker import actions, queries
from tracker.domain.diary import Profile
from tracker.models import Change, ProfileFact

pytestmark = pytest.mark.django_db

MAY = date(2026, 5, 1)


def profile(person):
    return queries.profiles(person)[0]


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("birth_date", date(1981, 2, 3)),
        ("age", Decimal("45.50")),
        ("sex", "female"),
        ("pregnant", False),
        ("kidney", "dialysis"),
        ("conditions", ("fibromyalgia", "sciatica")),
        ("medicines", ()),
        ("timezone", "Europe/Berlin"),
    ],
)
def test_a_fact_comes_back_as_it_was_set(fact, value):
    person = make_person()

    actions.set_profile_fact(person=person, fact=fact, value=value)

    assert profile(person) == Profile(**{fact: value})


def test_a_value_for_the_same_day_takes_the_place_of_the_one_before():
    person = make_person()
    actions.set_profile_fact(person=person, fact="kidney", value="normal", holds_from=MAY)

    actions.set_profile_fact(person=person, fact="kidney", value="ckd", holds_from=MAY)

    assert [fact.value for fact in ProfileFact.objects.all()] == ["ckd"]


def test_a_value_for_another_day_leaves_the_one_before():
    person = make_person()
    actions.set_profile_fact(person=person, fact="kidney", value="normal")

    actions.set_profile_fact(person=person, fact="kidney", value="ckd", holds_from=MAY)

    assert [one.profile.kidney for one in queries.profiles(person)[1]] == ["normal"]


def test_setting_the_same_again_writes_nothing():
    person = make_person()
    actions.set_profile_fact(person=person, fact="kidney", value="ckd")

    actions.set_profile_fact(person=person, fact="kidney", value="ckd")

    assert Change.objects.count() == 1


def test_a_fact_can_be_set_to_not_known():
    person = make_person()
    actions.set_profile_fact(person=person, fact="pregnant", value=True)

    actions.set_profile_fact(person=person, fact="pregnant", value=None, holds_from=MAY)

    assert profile(person).pregnant is None


def test_a_fact_can_be_taken_back():
    person = make_person()
    actions.set_profile_fact(person=person, fact="kidney", value="ckd", holds_from=MAY)

    actions.remove_profile_fact(person=person, fact="kidney", holds_from=MAY)

    assert profile(person) == Profile()


def test_setting_a_fact_can_be_undone():
    person = make_person()
    actions.set_profile_fact(person=person, fact="kidney", value="normal")
    change = actions.set_profile_fact(person=person, fact="kidney", value="ckd").change

    actions.undo(person=person, change=change)

    assert profile(person).kidney == "normal"


def test_an_unknown_fact_is_refused_and_the_known_ones_are_named():
    with pytest.raises(actions.UnknownFact, match="no fact 'height'; it has: birth_date, age"):
        actions.set_profile_fact(person=make_person(), fact="height", value=180)


@pytest.mark.parametrize(
    ("fact", "value"),
    [("kidney", "fine"), ("pregnant", "yes"), ("conditions", "ckd"), ("egfr", "low")],
)
def test_a_value_that_the_fact_cannot_have_is_refused(fact, value):
    with pytest.raises(actions.UnknownFact, match=f"The profile's {fact} cannot have this value"):
        actions.set_profile_fact(person=make_person(), fact=fact, value=value)
