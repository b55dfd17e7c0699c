"""The list of experiments."""

from datetime import timedelta

import pytest

from tests.factories import make_person, save
from tests.views.diary_pages import TODAY, TOMORROW, html_at
from tests.views.experiments.plans import LIST, begun, page_of, words_at

pytestmark = pytest.mark.django_db


def test_an_empty_list_says_what_it_will_show_and_offers_the_step(client, person):
    html = html_at(client, LIST)

    assert "Here stand your experiments" in html
    assert 'href="/experiments/new/"' in html


def test_those_that_run_come_first_then_those_to_come_then_those_that_are_over(client, person):
    save(
        person,
        begun(200),
        begun(400, stopped_on=TODAY - timedelta(days=380)),
        begun(20),
        begun(-100, symptom="sleep"),
    )
    page = client.get(LIST).context["page"]

    assert [len(page.running), len(page.planned), len(page.over)] == [1, 1, 2]
    assert page.running[0].says == "This week: with magnesium glycinate. Block 3 of 12."
    assert page.over[0].says == "What it shows is open."
    assert page.over[1].says == "Stopped early, after 2 of 12 blocks."


def test_the_list_shows_nobody_elses(client, person):
    save(make_person(), begun(5))

    assert client.get(LIST).context["page"].is_empty


def test_the_list_is_only_read(client, person):
    assert client.post(LIST).status_code == 405


def test_the_list_has_as_many_queries_for_many(client, person, django_assert_max_num_queries):
    save(person, *(begun(100 * number) for number in range(1, 12)))
    with django_assert_max_num_queries(6):
        client.get(LIST)


def test_tomorrow_is_where_the_person_is(client, person):
    save(person, one := begun(-1))

    assert one.first_day == TOMORROW
    assert "It begins on" in words_at(client, page_of(one))
