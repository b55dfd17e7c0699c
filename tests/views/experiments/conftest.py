"""Someone who is logged in."""

import pytest

from tests.views.diary_pages import make_logger


@pytest.fixture
def person(client):
    return make_logger(client)
