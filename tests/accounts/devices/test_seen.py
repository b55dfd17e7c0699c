"""When a session was last used: written down once an hour, and shown to its owner."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from mgapp.accounts.devices.seen import KEY
from tests.accounts.people import is_logged_in, log_in, make_ada

pytestmark = pytest.mark.django_db

PAGE = "/how-we-count/"


def device():
    client = Client()
    log_in(client)
    return client


def last_used(client, *, ago):
    """Let the session say that it was used so long ago, and end in a day; return what it says."""
    session = client.session
    session[KEY] = int((timezone.now() - ago).timestamp())
    session.save()
    Session.objects.update(expire_date=timezone.now() + timedelta(days=1))
    return session[KEY]


def days_left():
    return (Session.objects.get().expire_date - timezone.now()).days


@pytest.fixture
def here(db):
    make_ada()
    return device()


@pytest.mark.parametrize(("ago", "is_noted"), [(59, False), (61, True)])
def test_a_use_is_noted_once_an_hour(here, ago, is_noted):
    before = last_used(here, ago=timedelta(minutes=ago))

    here.get(PAGE)

    assert (here.session[KEY] > before) is is_noted


def test_who_reads_every_day_stays_logged_in(here):
    last_used(here, ago=timedelta(hours=20))

    here.get(PAGE)

    assert days_left() == 29


def test_within_the_hour_nothing_is_written(here):
    last_used(here, ago=timedelta(minutes=20))
    here.get(PAGE)

    assert days_left() == 0


def test_a_session_of_an_older_version_is_left_as_it_is(here):
    session = here.session
    del session[KEY]
    session.save()

    assert here.get(PAGE).status_code == 200
    assert KEY not in here.session


def test_a_session_that_is_ended_meanwhile_is_not_begun_again(here):
    last_used(here, ago=timedelta(hours=2))
    Session.objects.all().delete()

    assert here.get(PAGE).status_code == 200
    assert not is_logged_in(here)


def test_the_page_says_when_another_device_was_used_last(here):
    other = device()
    last_used(other, ago=timedelta(days=3))
    lines = {line.is_this_one: line.words for line in here.get("/accounts/").context["devices"]}

    assert "Last used on " in lines[False]
    assert "Last used" not in lines[True]
