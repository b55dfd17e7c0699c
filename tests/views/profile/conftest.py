"""Ada, who keeps a profile."""

import pytest

from tests.factories import make_person


@pytest.fixture
def person():
    return make_person()


@pytest.fixture
def ada(client, person):
    """The client, logged in as `person`."""
    client.force_login(person.user)
    return client
