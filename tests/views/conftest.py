"""The public pages as a visitor without an account gets them."""

from functools import cache

import pytest
from django.test import Client


@pytest.fixture(scope="session")
def html_of():
    """Return a function from a path to its HTML; each page is made once, being always the same."""

    @cache
    def html_of_path(path):
        response = Client().get(path)
        assert response.status_code == 200
        return response.content.decode()

    return html_of_path
