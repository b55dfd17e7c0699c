"""The front page, and the example on it."""

from datetime import UTC, datetime

from tracker.knowledge import knowledge
from tracker.views.shown.example import example


def test_the_example_is_what_the_rules_say_of_it(html_of):
    text = html_of("/")

    assert "Magnesium glycinate 25 minutes after calcium" in text


def test_the_example_says_from_when_it_is_fine():
    assert example(knowledge()).fine_from == datetime(2026, 6, 10, 10, 10, tzinfo=UTC)


def test_the_hatched_time_ends_where_the_clear_time_begins():
    shown = example(knowledge())

    assert shown.near_x + shown.near_width == shown.fine_x < shown.end_x


def test_the_second_dose_stands_in_the_hatched_time():
    shown = example(knowledge())

    assert shown.near_x < shown.entries[1].x < shown.fine_x


def test_the_sources_of_the_example_are_one_click_away(html_of):
    assert 'href="/rules/mg_calcium/#sources"' in html_of("/")


def test_it_leads_to_the_rules_the_medicines_and_the_forms(html_of):
    html = html_of("/")

    assert all(f'href="{path}"' in html for path in ("/rules/", "/medicines/", "/forms/"))
