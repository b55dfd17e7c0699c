"""Which links there are, and how often each was opened."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_person, make_share
from tracker import actions, queries
from tracker.queries.shares import OPENINGS_SHOWN

NOW = timezone.now()


@pytest.fixture
def person(db):
    return make_person()


def open_it(token, what="report", *, times=1):
    for number in range(times):
        at = NOW + timedelta(minutes=number)
        actions.note_opening(shared=queries.shared_by(token), what=what, now=at)


def test_the_newest_link_comes_first(person):
    make_share(person, id="a")
    make_share(person, id="b")

    assert [one.id for one in queries.shares_of(person, NOW)] == ["b", "a"]


def test_however_many_are_over_those_that_are_open_are_all_listed(person, monkeypatch):
    monkeypatch.setattr("tracker.queries.shares.MOST_OVER", 2)
    for number in range(4):
        make_share(person, id=f"open-{number}")
    for number in range(4):
        make_share(person, id=f"over-{number}", made_at=NOW - timedelta(days=8))

    listed = [one.id for one in queries.shares_of(person, NOW)]
    assert listed == ["open-3", "open-2", "open-1", "open-0", "over-3", "over-2"]


def test_a_stranger_has_none_of_them(person):
    open_it(make_share(person, id="a").page)
    stranger = make_person()

    assert (queries.shares_of(stranger, NOW), queries.share_of(stranger, "a")) == ([], None)
    assert queries.openings(stranger) == {}


def test_wrong_passcodes_are_no_openings(person):
    token = make_share(person, id="a").page
    open_it(token, times=2)
    open_it(token, "wrong_passcode")

    assert (queries.openings(person)["a"].opened, queries.openings(person)["a"].wrong) == (2, 1)


def test_the_latest_openings_of_each_link_come_first(person):
    open_it(make_share(person, id="a").page, times=30)
    open_it(make_share(person, id="b").page, "pdf")
    found = queries.openings(person)

    assert found["a"].opened == 30
    assert found["a"].latest[0] == (NOW + timedelta(minutes=29), "report")
    assert len(found["a"].latest) == OPENINGS_SHOWN
    assert found["b"].latest == ((NOW, "pdf"),)


def test_no_number_of_links_and_openings_asks_more(person, django_assert_num_queries):
    for number in range(5):
        open_it(make_share(person, id=str(number)).page, times=3)

    with django_assert_num_queries(4):
        queries.shares_of(person, NOW)
        queries.openings(person)


def test_a_token_that_nobody_made_opens_nothing(db):
    assert queries.shared_by("x" * 43) is None
