import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def no_attempts_yet(db):
    """Forget the attempts of tests with a real server: their cache is written, not rolled back."""
    cache.clear()


@pytest.fixture
def with_mail(settings):
    """Set the site up as EMAIL_URL does; what leaves is kept in `mailoutbox`."""
    settings.SENDS_MAIL = True
