"""Planned experiments: fixed before the first day, and stopped, taken back and undone."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests import clock
from tests.factories import make_experiment, make_person, save
from tracker import actions, queries

pytestmark = pytest.mark.django_db

TODAY = clock.now().date()
DAY_ONE = TODAY + timedelta(days=2)


@pytest.fixture
def person():
    return make_person()


def planned(first_day=DAY_ONE, **fields):
    return make_experiment(first_day.isoformat(), **fields)


def start(person, experiment):
    return actions.start_experiment(person=person, experiment=experiment)


def stop(person, experiment, on, because=""):
    return actions.stop_experiment(
        person=person, experiment_id=experiment.id, on=on, because=because
    )


def kept(person):
    return queries.belongings(person)["experiments"]


# Fixing a plan


def test_a_plan_is_kept_as_it_was_drawn(person):
    experiment = planned()
    start(person, experiment)

    assert kept(person) == (experiment,)


def test_the_same_plan_twice_is_one(person):
    experiment = planned()
    first = start(person, experiment)

    assert start(person, experiment).change == first.change


def test_another_draw_under_the_same_id_is_refused(person):
    experiment = planned()
    start(person, experiment)

    with pytest.raises(actions.IdInUse):
        start(person, replace(experiment, blocks=(False, True) * 6))


@pytest.mark.parametrize("days", [0, -1])
def test_a_plan_is_refused_on_its_first_day_and_later(person, days):
    late = planned()
    fixed_at = datetime.combine(late.first_day, late.fixed_at.timetz()) - timedelta(days=days)

    with pytest.raises(actions.ExperimentHasBegun):
        start(person, replace(late, fixed_at=fixed_at))


# One at a time


@pytest.mark.parametrize("days", [-84 + 1, -7, 0, 7, 84 - 1])
def test_a_second_one_about_the_symptom_on_one_of_its_days_is_refused(person, days):
    save(person, planned(substance="zinc"))

    with pytest.raises(actions.ExperimentIsRunning):
        start(person, planned(DAY_ONE + timedelta(days=days)))


@pytest.mark.parametrize("days", [-84, 84])
def test_one_that_ends_before_or_begins_after_is_not_in_the_way(person, days):
    save(person, planned())
    start(person, planned(DAY_ONE + timedelta(days=days)))

    assert len(kept(person)) == 2


def test_one_with_the_same_substance_is_refused_too(person):
    start(person, planned())

    with pytest.raises(actions.ExperimentIsRunning):
        start(person, planned(symptom="sleep"))


def test_one_about_something_else_is_not_in_the_way(person):
    start(person, planned())
    start(person, planned(symptom="sleep", substance="zinc"))

    assert len(kept(person)) == 2


def test_one_that_was_stopped_is_not_in_the_way_from_that_day_on(person):
    save(person, planned(TODAY - timedelta(days=9), stopped_on=TODAY))
    start(person, planned())

    assert len(kept(person)) == 2


def test_somebody_elses_is_not_in_the_way(person):
    start(make_person(), planned())
    start(person, planned())

    assert len(kept(person)) == 1


# Stopping


def test_a_stop_is_kept_with_its_reason(person):
    running = planned(TODAY - timedelta(days=9))
    save(person, running)
    stop(person, running, TODAY, "a cold")

    assert kept(person) == (replace(running, stopped_on=TODAY, stopped_because="a cold"),)


def test_stopping_again_changes_nothing(person):
    running = planned(TODAY - timedelta(days=9))
    save(person, running)
    first = stop(person, running, TODAY, "a cold")

    assert stop(person, running, TODAY, "another reason").change == first.change
    assert kept(person)[0].stopped_because == "a cold"


def test_a_stop_after_the_last_day_changes_nothing(person):
    over = planned(TODAY - timedelta(days=90))
    save(person, over)
    stop(person, over, TODAY)

    assert kept(person) == (over,)


def test_a_stop_is_undone(person):
    running = planned(TODAY - timedelta(days=9))
    save(person, running)
    stopped = stop(person, running, TODAY)

    actions.undo(person=person, change=stopped.change)

    assert kept(person) == (running,)


def test_a_stop_is_not_undone_where_another_one_began_since(person):
    running = planned(TODAY - timedelta(days=9))
    save(person, running)
    stopped = stop(person, running, TODAY)
    start(person, planned())

    with pytest.raises(actions.ExperimentIsRunning):
        actions.undo(person=person, change=stopped.change)


# Taking a plan back


def drop(person, experiment, today):
    return actions.drop_experiment(person=person, experiment_id=experiment.id, today=today)


def test_a_plan_is_taken_back_before_its_first_day(person):
    experiment = planned()
    start(person, experiment)
    drop(person, experiment, DAY_ONE - timedelta(days=1))

    assert kept(person) == ()


def test_a_plan_is_not_taken_back_on_its_first_day(person):
    experiment = planned()
    start(person, experiment)

    with pytest.raises(actions.ExperimentHasBegun):
        drop(person, experiment, DAY_ONE)


def test_one_that_was_stopped_is_not_taken_back_a_day_before_its_first(person):
    save(person, one := planned(DAY_ONE, stopped_on=DAY_ONE))

    with pytest.raises(actions.ExperimentHasBegun):
        actions.drop_experiment(person=person, experiment_id=one.id, today=TODAY)


def test_what_is_not_there_cannot_be_taken_back(person):
    with pytest.raises(actions.NoSuchEntry):
        drop(person, planned(), TODAY)


# Undoing the start, and the taking back


def at(moment, monkeypatch):
    """Let the clock of the actions say that it is `moment`."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


def noon(day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def test_a_start_is_undone_before_the_first_day(person):
    started = start(person, planned())

    actions.undo(person=person, change=started.change)

    assert kept(person) == ()


def test_a_start_is_not_undone_once_it_has_begun(person, monkeypatch):
    experiment = planned()
    started = start(person, experiment)
    at(noon(DAY_ONE), monkeypatch)

    with pytest.raises(actions.ExperimentHasBegun):
        actions.undo(person=person, change=started.change)

    assert kept(person) == (experiment,)


def test_a_plan_that_was_taken_back_does_not_return_after_its_first_day(person, monkeypatch):
    experiment = planned()
    start(person, experiment)
    dropped = drop(person, experiment, TODAY)
    at(noon(DAY_ONE), monkeypatch)

    with pytest.raises(actions.ExperimentHasBegun):
        actions.undo(person=person, change=dropped)


def test_a_plan_that_was_taken_back_returns_before_its_first_day(person):
    experiment = planned()
    start(person, experiment)
    actions.undo(person=person, change=drop(person, experiment, TODAY))

    assert kept(person) == (experiment,)


def test_an_import_of_an_old_one_is_undone(person):
    added = save(person, make_experiment("2024-06-11"))

    actions.undo(person=person, change=added.change)

    assert kept(person) == ()


def test_nothing_is_written_into_the_demo(person):
    type(person).objects.filter(pk=person.pk).update(is_demo=True)

    with pytest.raises(actions.DemoIsReadOnly):
        start(person, planned())


def test_the_days_of_an_experiment_are_local_days():
    assert planned(date(2026, 6, 11)).last_day == date(2026, 9, 2)
