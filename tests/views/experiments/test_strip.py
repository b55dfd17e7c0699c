"""What the page of a day says of an experiment: this week, tomorrow, and that it is closed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_intake, make_none_taken, make_person, make_product, save
from tests.views.diary_pages import NEW_YORK, TODAY, TOMORROW, html_at, words_in
from tests.views.experiments.plans import begun, written_in

pytestmark = pytest.mark.django_db

ALL_OFF_LAST = (True,) * 6 + (False,) * 6


def strips(client, day=None):
    path = "/day/" if day is None else f"/day/{day}/"
    html = html_at(client, path)
    parts = html.split('<section class="experiment-strip"')[1:]
    return [words_in(f"<section {part.split('</section>')[0]}") for part in parts]


def strip(client, day=None):
    (only,) = strips(client, day)
    return only


def test_a_week_with_says_with_what_and_how_much(client, person):
    save(person, begun(2, amount=200, unit="mg"))

    assert strip(client).startswith("This week: with magnesium glycinate, 200 mg a day")


def test_a_week_without_says_without_in_any_form(client, person):
    save(person, begun(9))

    assert strip(client).startswith("This week: without magnesium")


def test_it_says_which_day_of_the_block_it_is_and_until_when(client, person):
    save(person, one := begun(2))
    last = one.first_day + timedelta(days=6)

    assert f"Day 3 of 7, until {last:%A} {last.day} {last:%B}." in strip(client)


def test_a_block_of_two_weeks_is_called_that(client, person):
    save(person, begun(9, block_days=14))

    assert strip(client).startswith("These two weeks: with magnesium")


def test_the_change_is_announced_on_the_last_day_of_a_block(client, person):
    save(person, begun(6))

    assert "From tomorrow: without magnesium." in strip(client)


def test_that_nothing_changes_is_announced_too(client, person):
    save(person, begun(6, blocks=ALL_OFF_LAST))

    assert "From tomorrow: still with magnesium glycinate." in strip(client)


def test_the_change_is_not_announced_before(client, person):
    save(person, begun(5))

    assert "From tomorrow" not in strip(client)


def test_the_last_day_is_called_that(client, person):
    save(person, begun(83))

    assert "This is its last day." in strip(client)


def test_it_says_until_when_it_is_closed(client, person):
    save(person, one := begun(2))
    opens = one.last_day + timedelta(days=1)

    assert f"stays closed until {opens.day} {opens:%B %Y}" in strip(client)


def test_the_day_before_the_first_day_says_what_begins(client, person):
    save(person, begun(-1))

    assert strip(client).startswith("Your experiment begins tomorrow: with magnesium glycinate.")


@pytest.mark.parametrize("days", [-2, -30])
def test_days_before_that_say_nothing(client, person, days):
    save(person, begun(days))

    assert strips(client) == []


@pytest.mark.parametrize("days", [84, 90])
def test_for_a_week_after_it_the_page_says_that_it_is_open(client, person, days):
    save(person, begun(days))

    assert "what it shows is open" in strip(client)


@pytest.mark.parametrize("fields", [{}, {"stopped_on": TODAY - timedelta(days=60)}])
def test_later_it_says_nothing(client, person, fields):
    save(person, begun(91, **fields))

    assert strips(client) == []


def test_one_that_was_stopped_today_says_nothing(client, person):
    save(person, begun(10, stopped_on=TODAY))

    assert strips(client) == []


def test_a_day_that_is_over_says_what_it_was(client, person):
    save(person, begun(9))

    assert strip(client, TODAY - timedelta(days=9)).startswith("That day: with magnesium")


def test_a_day_to_come_tells_nothing_of_the_order(client, person):
    save(person, begun(6))

    assert strips(client, TOMORROW) == []


def test_two_that_do_not_meet_are_both_told(client, person):
    save(person, begun(2), begun(2, symptom="sleep", substance="zinc", form=None))

    assert len(strips(client)) == 2


def test_somebody_elses_is_not_told(client, person):
    save(make_person(), begun(2))

    assert strips(client) == []


def test_an_imported_one_of_the_first_day_of_the_calendar_is_no_error(client, person):
    save(person, replace(begun(200), first_day=date.min))

    assert strips(client) == []


@pytest.mark.parametrize(("days", "is_asked"), [(2, True), (9, False)])
def test_its_product_is_asked_for_in_weeks_with_it_only(client, person, days, is_asked):
    product = make_product("Night", times=["00:00"])
    save(person, product, begun(days, product_id=product.id))

    assert ("Usual today, not logged" in html_at(client, "/day/")) is is_asked


# The button of a day without


def buttons(client, day=None):
    path = "/day/" if day is None else f"/day/{day}/"
    return (
        "<form"
        in html_at(client, path)
        .partition('<section class="experiment-strip"')[2]
        .partition("</section>")[0]
    )


def test_a_day_without_offers_to_say_that_it_was_left_out(client, person):
    save(person, begun(9))

    assert "No magnesium today" in strip(client)
    assert "No magnesium that day" in strip(client, TODAY - timedelta(days=1))


def test_a_day_with_does_not(client, person):
    save(person, begun(2))

    assert not buttons(client)


@pytest.mark.parametrize("substance", ["magnesium", None])
def test_it_is_not_offered_where_it_was_said(client, person, substance):
    save(person, begun(9), make_none_taken(TODAY.isoformat(), substance=substance))

    assert not buttons(client)


def test_it_is_not_offered_where_something_was_taken(client, person):
    save(person, begun(9), make_intake(f"{TODAY}T00:01", timezone=NEW_YORK))

    assert not buttons(client)


def test_it_is_not_offered_for_what_the_program_does_not_know(client, person):
    save(person, begun(9, substance="ashwagandha", form=None))

    assert not buttons(client)


def queries_of_today(client):
    with CaptureQueriesContext(connection) as asked:
        client.get("/day/")
    return len(asked)


def test_the_page_of_the_day_asks_nothing_more_for_it(client, person):
    save(person, *written_in(begun(20), days=20))
    client.get("/day/")
    save(person, make_none_taken("2020-01-01"))
    before = queries_of_today(client)
    save(person, begun(20))

    assert queries_of_today(client) == before
