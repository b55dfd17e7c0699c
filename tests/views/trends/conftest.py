"""Someone in Berlin who looks at their trends."""

import pytest

from tests.views.diary_pages import html_at
from tests.views.trends.trend_pages import PATH
from tests.visitors import logged_in


@pytest.fixture
def client(person):
    return logged_in(person)


@pytest.fixture
def html(client):
    """Return a function to the HTML of the page, in one line."""

    def html_of(query=""):
        return html_at(client, f"{PATH}{query}")

    return html_of
