"""A login is read with its person and its standing, by one statement."""

import pytest
from django.contrib.auth import get_user_model

from mgapp.accounts.backend import LoginAndPerson
from mgapp.accounts.models import Standing
from mgapp.accounts.standings import set_standing, standing_of
from tests import clock
from tests.factories import make_person, make_user
from tracker import queries

pytestmark = pytest.mark.django_db


def read(user):
    return LoginAndPerson().get_user(user.pk)


def as_stored(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_a_login_is_what_its_table_says():
    user = make_user()
    user.last_login = clock.now()
    user.save()

    assert as_stored(read(user)) == as_stored(get_user_model().objects.get(pk=user.pk))


def test_its_person_and_standing_come_with_it(django_assert_num_queries):
    person = make_person()
    set_standing(person.user, news_until=clock.now())

    with django_assert_num_queries(1):
        found = read(person.user)
        told = queries.person_of(found), standing_of(found)

    assert list(map(as_stored, told)) == [as_stored(person), as_stored(Standing.objects.get())]


def test_it_is_known_without_asking_that_there_is_no_standing(django_assert_num_queries):
    user = make_person().user

    with django_assert_num_queries(1):
        assert standing_of(read(user)) is None


def test_the_person_knows_the_login(django_assert_num_queries):
    user = make_person().user

    with django_assert_num_queries(1):
        found = read(user)
        assert found.person.user is found


def test_a_login_without_a_diary_has_no_person():
    with pytest.raises(queries.NoSuchPerson):
        queries.person_of(read(make_user()))


def test_one_that_is_closed_or_gone_is_nobody():
    closed, gone = make_user(), make_user()
    closed.is_active = False
    closed.save()
    get_user_model().objects.filter(pk=gone.pk).delete()

    assert (read(closed), read(gone)) == (None, None)
