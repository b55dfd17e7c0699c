"""Someone whose diary is handed over."""

import pytest

from tests.views.handover.report_pages import fill
from tests.visitors import logged_in


@pytest.fixture
def client(person):
    return logged_in(person)


@pytest.fixture
def full(person):
    return fill(person)
