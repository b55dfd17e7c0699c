import pytest

from tests.visitors import logged_in


@pytest.fixture
def client(person):
    return logged_in(person)
