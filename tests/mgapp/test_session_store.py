"""Sessions are those of Django's own store, asked by fewer and shorter statements."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.utils import timezone

from mgapp.session_store import SessionStore

pytestmark = pytest.mark.django_db


@pytest.fixture
def key():
    """Return the key of a session that was begun."""
    session = SessionStore()
    session["of"] = "before"
    session.save()
    return session.session_key


def changed(key):
    session = SessionStore(key)
    session["of"] = "now"
    return session


def test_what_is_saved_is_read(key):
    changed(key).save()

    assert SessionStore(key)["of"] == "now"


def test_djangos_own_store_reads_and_writes_the_same(key):
    changed(key).save()
    theirs = db.SessionStore(key)
    assert theirs["of"] == "now"

    theirs["of"] = "theirs"
    theirs.save()

    assert SessionStore(key)["of"] == "theirs"


def test_saving_moves_the_end(key):
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=1))

    changed(key).save()

    assert Session.objects.get().expire_date > timezone.now() + timedelta(days=29)


def test_one_that_is_over_is_not_read(key):
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    session = SessionStore(key)

    assert session.get("of") is None
    assert session.session_key is None


def test_one_that_was_ended_meanwhile_does_not_come_back(key):
    session = changed(key)
    Session.objects.all().delete()

    with pytest.raises(UpdateError):
        session.save()

    assert not Session.objects.exists()


def test_a_new_key_leaves_the_old_one_to_nobody(key):
    session = SessionStore(key)

    session.cycle_key()

    assert SessionStore(session.session_key)["of"] == "before"
    assert SessionStore(key).get("of") is None


def test_reading_and_saving_are_one_statement_each(key, django_assert_num_queries):
    with django_assert_num_queries(2):
        changed(key).save()
