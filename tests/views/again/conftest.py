"""Someone with a shelf, whose clock stands where a test sets it."""

from datetime import UTC

import pytest
from django.core.cache import caches
from django.utils import timezone

from tests.factories import BERLIN, make_person, save
from tests.views.again.taps import CALCIUM, MAGNESIUM, NOW, TABLET, ZINC
from tests.visitors import logged_in


@pytest.fixture
def clock(monkeypatch):
    """Return a function that sets what time it is; at first 08:10 in Berlin."""

    def set_to(at):
        monkeypatch.setattr(timezone, "now", lambda: at.astimezone(UTC))
        caches["pages"].clear()

    set_to(NOW)
    return set_to


@pytest.fixture
def person(clock):
    person = make_person(timezone=BERLIN)
    save(person, MAGNESIUM, CALCIUM, ZINC, TABLET)
    return person


@pytest.fixture
def client(person):
    return logged_in(person)
