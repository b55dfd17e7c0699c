"""Who comes to the pages, and the public pages as a visitor without an account gets them."""

from functools import cache

import pytest
from django.test import Client

from tests.factories import BERLIN, make_person
from tests.visitors import logged_in


@pytest.fixture
def person(db):
    """Return someone in Berlin, where the clock times of the factories are."""
    return make_person(timezone=BERLIN)


@pytest.fixture
def stranger(db):
    """Return the browser of somebody else, who is logged in and must see nothing."""
    return logged_in(make_person())


@pytest.fixture(scope="session")
def html_of():
    """Return a function from a path to its HTML; each page is made once, being always the same."""

    @cache
    def html_of_path(path):
        response = Client().get(path)
        assert response.status_code == 200
        return response.content.decode()

    return html_of_path
