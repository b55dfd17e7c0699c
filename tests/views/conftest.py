"""Who comes to the pages, and the public pages as a visitor without an account gets them."""

from datetime import timedelta
from functools import cache

import pytest
from django.core.cache import caches
from django.test import Client

from tests import clock
from tests.factories import BERLIN, make_person
from tests.visitors import logged_in
from tracker import actions
from tracker.imports import demo_diary


@pytest.fixture
def person(db):
    """Return someone in Berlin, where the clock times of the factories are."""
    return make_person(timezone=BERLIN)


@pytest.fixture
def stranger(db):
    """Return the browser of somebody else, who is logged in and must see nothing."""
    return logged_in(make_person())


@pytest.fixture(scope="class")
def of_three_years(for_a_class):
    """Return someone who wrote until tomorrow for three years: once for all tests of a class."""
    person = make_person(timezone=BERLIN)
    diary = demo_diary(days=3 * 365, seed=2, end=clock.now().date() + timedelta(days=1))
    actions.add_entries(person=person, diary=diary)
    assert len([*diary.ids()]) > 5_000
    return person


@pytest.fixture
def years(db, of_three_years):
    """Return the browser of someone who wrote for three years, and of whose pages none is kept."""
    caches["pages"].clear()
    return logged_in(of_three_years)


@pytest.fixture(scope="session")
def html_of():
    """Return a function from a path to its HTML; each page is made once, being always the same."""

    @cache
    def html_of_path(path):
        response = Client().get(path)
        assert response.status_code == 200
        return response.content.decode()

    return html_of_path
