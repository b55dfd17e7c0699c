"""What all tests share."""

from pathlib import Path

import pytest
from django.utils import timezone

from tests import clock

BROWSER_TESTS = Path(__file__).parent / "browser"


def pytest_configure():
    """Let pages have the time of the tests."""
    timezone.now = clock.now


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(BROWSER_TESTS):
            item.add_marker(pytest.mark.browser)
