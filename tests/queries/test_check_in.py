"""What a check-in needs of the diary."""

from datetime import date

import pytest

from tests.factories import make_intake, make_person, make_score, save
from tracker import queries
from tracker.domain.diary import CustomSymptom, Tracked

pytestmark = pytest.mark.django_db

DAY = date(2026, 6, 10)


@pytest.fixture
def person():
    return make_person()


@pytest.mark.parametrize(
    ("at", "is_there"),
    [
        ("2026-05-11T00:00", True),
        ("2026-05-10T23:59", False),
        ("2026-06-10T23:59", True),
        ("2026-06-11T00:00", False),
    ],
)
def test_the_scores_of_the_day_and_of_30_days_before_are_there(person, at, is_there):
    save(person, make_score(at))

    assert bool(queries.symptoms_up_to(person, DAY).symptoms) == is_there


def test_what_is_tracked_is_there_and_nothing_else(person):
    knee, tracked = CustomSymptom("knee", "My knee"), Tracked(("knee",))
    save(person, knee, tracked, make_intake())
    diary = queries.symptoms_up_to(person, DAY)

    assert (diary.custom_symptoms, diary.tracked) == ((knee,), tracked)
    assert diary.intakes == ()


def test_nothing_of_another_person_is_there(person):
    save(make_person(), make_score(), Tracked(("mood",)))
    diary = queries.symptoms_up_to(person, DAY)

    assert (diary.symptoms, diary.tracked) == ((), None)


def test_it_costs_two_queries(person, django_assert_num_queries):
    save(person, *(make_score() for _ in range(20)))

    with django_assert_num_queries(2):
        queries.symptoms_up_to(person, DAY)


def test_the_first_days_of_the_calendar_have_it_too(person):
    assert queries.symptoms_up_to(person, date.min).symptoms == ()
