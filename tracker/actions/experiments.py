"""The writes of questions and planned experiments, and how the diary is kept.

A protocol is fixed before its first day. From that day on only its end can change: an experiment
that is stopped early says so for ever.
"""

from dataclasses import replace
from datetime import date

from django.contrib.auth.models import AbstractBaseUser

from tracker.actions import kept
from tracker.actions.errors import ExperimentHasBegun, ExperimentIsRunning, IdInUse
from tracker.actions.kept import Saved
from tracker.actions.ledger import Ledger, ledger
from tracker.domain.diary import Experiment, Settings
from tracker.models import Belonging, Change, Person

KIND = "experiment"


def start_experiment(
    *, person: Person, experiment: Experiment, by: AbstractBaseUser | None = None
) -> Saved[Belonging]:
    """Fix a protocol. The same again is the one that is there.

    Raises ExperimentIsRunning where another one asks about the same symptom on some of the same
    days, and ExperimentHasBegun where its first day is not after the day on which it was fixed.
    """
    if experiment.first_day <= experiment.fixed_at.date():
        raise ExperimentHasBegun(experiment.id)

    with ledger(person, by) as book:
        row = book.row(KIND, experiment.id)
        if row is None:
            _refuse_beside_another(book, experiment)
        elif not kept.is_same(row.entry(), experiment):
            raise IdInUse(experiment.id)
        return kept.put(book, experiment)


def stop_experiment(
    *,
    person: Person,
    experiment_id: str,
    on: date,
    because: str = "",
    by: AbstractBaseUser | None = None,
) -> Saved[Belonging]:
    """End an experiment early: `on` is the first day that is no longer part of it.

    Stopping it again changes nothing. Raises NoSuchEntry.
    """
    with ledger(person, by) as book:
        experiment: Experiment = book.existing_row(KIND, experiment_id).entry()
        if experiment.stopped_on is not None or on > experiment.last_day:
            return kept.put(book, experiment)
        return kept.put(book, replace(experiment, stopped_on=on, stopped_because=because))


def drop_experiment(
    *, person: Person, experiment_id: str, today: date, by: AbstractBaseUser | None = None
) -> Change:
    """Take back a plan before its first day. Raises ExperimentHasBegun from that day on."""
    with ledger(person, by) as book:
        experiment: Experiment = book.existing_row(KIND, experiment_id).entry()
        if today >= experiment.first_day:
            raise ExperimentHasBegun(experiment_id)
        book.drop(experiment)
        return book.write()


def change_settings(
    *, person: Person, settings: Settings, by: AbstractBaseUser | None = None
) -> Saved[Belonging]:
    """Say how the diary is kept."""
    with ledger(person, by) as book:
        return kept.put(book, settings)


def _refuse_beside_another(book: Ledger, experiment: Experiment) -> None:
    for row in Belonging.objects.filter(person=book.person, sort=KIND):
        if _overlap(row.entry(), experiment):
            raise ExperimentIsRunning(row.entry_id)


def _overlap(one: Experiment, other: Experiment) -> bool:
    """Would both ask about one symptom on one day?"""
    return (
        one.symptom == other.symptom
        and one.first_day <= other.last_day
        and other.first_day < (one.stopped_on or date.max)
        and other.first_day <= one.last_day
    )
