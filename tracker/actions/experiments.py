"""The writes of questions and planned experiments.

A protocol is fixed before its first day. From that day on only its end can change: an experiment
that is stopped early says so for ever.
"""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone

from tracker.actions import kept
from tracker.actions.errors import ExperimentHasBegun, ExperimentIsRunning, IdInUse
from tracker.actions.kept import Saved
from tracker.actions.ledger import Ledger, ledger
from tracker.domain.diary import Experiment
from tracker.models import Belonging, Change, Person, is_same

KIND = "experiment"


def start_experiment(
    *, person: Person, experiment: Experiment, by: AbstractBaseUser | None = None
) -> Saved[Belonging]:
    """Fix a protocol. The same again is the one that is there.

    Raises ExperimentIsRunning where another one asks about the same symptom, or with the same
    substance, on some of the same days; and ExperimentHasBegun where its first day is not after
    the day on which it was fixed.
    """
    if experiment.first_day <= experiment.fixed_at.date():
        raise ExperimentHasBegun(experiment.id)

    with ledger(person, by) as book:
        row = book.row(KIND, experiment.id)
        if row is None:
            _refuse_beside_another(book, experiment)
        elif not is_same(row.entry(), experiment):
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
    """Take back a plan before its first day. Raises ExperimentHasBegun from that day on.

    One that was stopped has begun, also for who flies back into the day before.
    """
    with ledger(person, by) as book:
        experiment: Experiment = book.existing_row(KIND, experiment_id).entry()
        if today >= experiment.first_day or experiment.stopped_on is not None:
            raise ExperimentHasBegun(experiment_id)
        book.drop(experiment)
        return book.write()


def refuse_undo(book: Ledger, made_at: datetime) -> None:
    """Refuse to undo what cannot be taken back of an experiment: see the lines of `book`.

    A plan that was made, or taken back, before its first day is settled from that day on. (An
    import that brought old experiments was made later, and can be undone.) Where an experiment
    comes back, or goes on, no other one may stand in its days.
    """
    for line in book.lines:
        is_there, returns = line.before, line.after
        if isinstance(is_there, Experiment) and isinstance(returns, Experiment):
            _refuse_beside_another(book, returns)
        elif isinstance(one := is_there or returns, Experiment):
            zone = ZoneInfo(one.timezone)
            made_on, today = (at.astimezone(zone).date() for at in (made_at, timezone.now()))
            if made_on < one.first_day <= today:
                raise ExperimentHasBegun(one.id)
            if returns is not None:
                _refuse_beside_another(book, one)


def _refuse_beside_another(book: Ledger, experiment: Experiment) -> None:
    others = Belonging.objects.filter(person=book.person, sort=KIND)
    for row in others.exclude(entry_id=experiment.id):
        if experiment.overlaps(row.entry()):
            raise ExperimentIsRunning(row.entry_id)
