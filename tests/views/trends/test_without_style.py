"""The pictures where the style sheet is missing: lines are lines, and not black patches."""

import re

import pytest

from tests.factories import make_content, make_none_taken, save
from tests.views.trends.trend_pages import FALLING, TODAY, intakes, scores

OPEN_SHAPES = {"curve", "open", "turn", "unknown"}
"""Classes of shapes that have an outline only."""


@pytest.fixture
def shapes(html, person):
    """Return the tags of all shapes of a page with curves, doses and pictures."""
    save(person, *scores(FALLING), *intakes(range(2, 60)), make_none_taken(TODAY.isoformat()))
    return re.findall(r"<(?:path|rect|circle) [^>]*>", html())


def classes_of(tag):
    return set(re.findall(r'class="([^"]*)"', tag)[0].split()) if "class=" in tag else set()


def test_an_outline_is_not_filled(shapes):
    outlines = [tag for tag in shapes if classes_of(tag) & OPEN_SHAPES]

    assert outlines
    assert [tag for tag in outlines if 'fill="none"' not in tag] == []


def test_dots_and_lines_have_a_colour_of_their_own(shapes):
    lines = [tag for tag in shapes if classes_of(tag) & {"dots", "curve", "foot", "bars", "axis"}]

    assert lines
    assert [tag for tag in lines if 'stroke="currentColor"' not in tag] == []


def test_micrograms_are_written_as_everywhere(html, person):
    labels = make_content(substance="levothyroxine", amount="75", unit="mcg")
    save(person, *scores(FALLING), *intakes(range(2, 60), contents=(labels,)))

    assert "up to 75 µg" in html()
