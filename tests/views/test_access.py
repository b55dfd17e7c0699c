"""Whose diary a request may touch."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse

from tests.factories import make_person, make_user
from tracker import queries
from tracker.models import Person
from tracker.views.access import reads_diary

pytestmark = pytest.mark.django_db


@reads_diary
def diary(request, person):
    return HttpResponse(person.pk)


def answer(rf, user, path="/day/2026-06-10/"):
    request = rf.get(path)
    request.user = user
    request.session = {}
    return diary(request)


def test_who_is_logged_in_reads_their_own_diary(rf):
    make_person()
    person = make_person()

    assert answer(rf, person.user).text == str(person.pk)


def test_a_login_that_was_not_made_by_sign_up_gets_its_person_at_the_first_page(rf):
    user = make_user()

    assert answer(rf, user).text == str(queries.person_of(user).pk)


def test_and_keeps_it(rf):
    user = make_user()

    assert answer(rf, user).text == answer(rf, user).text
    assert Person.objects.count() == 1


def test_a_visitor_is_asked_to_log_in_and_comes_back(rf):
    response = answer(rf, AnonymousUser())

    assert response["Location"] == "/accounts/login/?next=/day/2026-06-10/"
    assert not Person.objects.exists()
