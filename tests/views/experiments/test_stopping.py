"""An experiment is stopped, or taken back before it begins; and both are undone."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from tests import clock
from tests.factories import make_experiment, make_person, make_score, save
from tests.views.diary_pages import TODAY, undo_last
from tests.views.experiments.plans import begun, experiments, page_of, saved, words_at
from tracker import actions, queries

pytestmark = pytest.mark.django_db


# Stopping


def stop(client, one, because=""):
    return client.post(page_of(one, "stop/"), {"because": because})


def test_a_stop_opens_what_there_is_and_says_that_it_is_one(client, person):
    one = saved(person, begun(60), effect=-2, days=60)
    stop(client, one, "loose stools")
    text = words_at(client, page_of(one))

    assert "after 8 of 12 blocks were complete" in text
    assert "nerve pain was 2 points lower" in text
    assert "It was stopped early." in text
    assert "Loose stools" in text
    assert experiments(person)[0].stopped_on == TODAY


def test_stopped_after_one_block_nothing_can_be_told(client, person):
    one = saved(person, begun(8), days=8)
    stop(client, one)

    assert "too few blocks were complete" in words_at(client, page_of(one))


def test_a_stop_can_be_undone_where_it_was_made(client, person):
    one = saved(person, begun(60), days=60)
    stop(client, one)
    change = client.session["last_change"]["change"]
    response = client.post(f"/undo/{change}/experiment/")

    assert response["Location"] == page_of(one)
    assert experiments(person) == (one,)


def test_a_stop_that_was_taken_back_stays_in_the_report(client, person):
    one = saved(person, begun(60), days=60)
    stop(client, one)
    undo_last(client)

    assert "The stop was taken back on" in words_at(client, page_of(one, "report/"))


@pytest.mark.parametrize("days", [-3, 90])
def test_what_does_not_run_is_not_stopped(client, person, days):
    save(person, one := begun(days))
    response = client.post(page_of(one, "stop/"), {"because": ""}, follow=True)

    assert "It does not run now, so nothing was changed." in response.text
    assert experiments(person) == (one,)


def test_who_flies_back_into_its_last_day_does_not_stop_what_is_over(client, person):
    actions.set_profile_fact(person=person, fact="timezone", value="Pacific/Niue")
    today = clock.now().astimezone(ZoneInfo("Pacific/Niue")).date()
    first_day = today - timedelta(days=83)
    save(person, one := make_experiment(str(first_day), timezone="Pacific/Kiritimati"))
    stop(client, one)

    assert experiments(person)[0].stopped_on is None


def test_stopping_twice_is_stopping_once(client, person):
    save(person, one := begun(30))
    stop(client, one, "a cold")
    stop(client, one, "another")

    assert experiments(person)[0].stopped_because == "a cold"


def test_a_reason_that_cannot_be_kept_is_told_and_nothing_is_stopped(client, person):
    save(person, one := begun(30))

    assert "cannot be kept" in stop(client, one, "a\0b").text
    assert experiments(person) == (one,)


# Taking a plan back


def drop(client, one):
    return client.post(page_of(one, "drop/"), follow=True)


def test_a_plan_is_taken_back_before_its_first_day(client, person):
    save(person, one := begun(-1))

    assert "The plan was taken back." in drop(client, one).text
    assert experiments(person) == ()


def test_taking_it_back_twice_is_once(client, person):
    save(person, one := begun(-1))

    assert [drop(client, one).status_code for _ in range(2)] == [200, 200]


def test_what_has_begun_is_not_taken_back(client, person):
    save(person, one := begun(0))

    assert "It has begun, so the plan stays." in drop(client, one).text
    assert experiments(person) == (one,)


def test_a_plan_that_was_taken_back_can_come_back(client, person):
    save(person, one := begun(-1))
    change = drop(client, one).context["note"]["change"]
    client.post(f"/undo/{change}/experiment/")

    assert experiments(person) == (one,)


# Undo


def test_somebody_elses_change_is_not_undone(client, person):
    other = make_person()
    change = save(other, begun(-1)).change

    assert client.post(f"/undo/{change.pk}/experiment/").status_code == 404


def test_a_number_beyond_all_changes_is_not_found(client, person):
    assert client.post(f"/undo/{10**20}/experiment/").status_code == 404


def test_another_kind_of_change_is_not_undone_here(client, person):
    change = save(person, make_score()).change

    assert client.post(f"/undo/{change.pk}/experiment/").status_code == 404
    assert len(queries.diary(person).symptoms) == 1


def test_an_undo_is_only_posted(client, person):
    assert client.get("/undo/1/experiment/").status_code == 405
