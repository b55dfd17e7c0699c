import pytest
from django.contrib.auth.models import AnonymousUser

from tests.factories import make_person, make_user
from tracker import queries

pytestmark = pytest.mark.django_db


def test_a_login_finds_its_own_person():
    person = make_person()
    make_person()

    assert queries.person_of(person.user) == person


def test_a_visitor_without_a_login_is_nobody():
    with pytest.raises(queries.NoSuchPerson):
        queries.person_of(AnonymousUser())


def test_a_login_that_keeps_no_diary_is_nobody():
    with pytest.raises(queries.NoSuchPerson):
        queries.person_of(make_user())


def test_a_person_is_found_by_the_name_of_the_login():
    person = make_person("ada")

    assert queries.person_named("ada") == person


def test_a_name_that_nobody_has_is_nobody():
    with pytest.raises(queries.NoSuchPerson):
        queries.person_named("nobody")
