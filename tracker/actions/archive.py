"""Bringing an archive in: a whole diary into an empty one, or what is new of it into another."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import attrgetter

from django.contrib.auth.models import AbstractBaseUser

from tracker import queries
from tracker.actions.errors import DiffersFromDiary, ExperimentHasBegun, ExperimentIsRunning
from tracker.actions.ledger import Ledger, ledger
from tracker.domain.diary import Diary, Experiment
from tracker.models import Change, Person, ProfileFact, is_same


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What an import did. `change` undoes it; None where nothing was new.

    An archive that brought its history with it has no change of its own either: the diary is
    now as it was where the archive was made.
    """

    comparison: queries.Comparison
    change: Change | None


def compare_archive(*, person: Person | None, diary: Diary) -> queries.Comparison:
    """Return what `bring_in` would add; None: to somebody who is still to come.

    Raises what it raises for any diary.
    """
    _refuse_impossible_plans(diary.experiments)
    return queries.compared(person, diary)


def bring_in(
    *,
    person: Person,
    diary: Diary,
    keep_mine: bool = False,
    by: AbstractBaseUser | None = None,
) -> BroughtIn:
    """Add what `diary` holds, all of it or nothing.

    Into an empty diary an archive goes as it is, its history too, so that it comes out again
    the same. Into any other one goes what is new, as one change; the archive's history stays
    behind. Where something is there with other content, DiffersFromDiary is raised and nothing
    is written; with `keep_mine` it stays as it is, and the rest is added.
    """
    with ledger(person, by) as book:
        found = compare_archive(person=book.person, diary=diary)
        if found.conflicts and not keep_mine:
            raise DiffersFromDiary([conflict.theirs.id for conflict in found.conflicts])
        if found.takes_history:
            book.write_past([one for kind in found.kinds for one in kind.new], diary.changes or ())
            return BroughtIn(found, None)
        return BroughtIn(found, _add(book, found))


def _add(book: Ledger, found: queries.Comparison) -> Change | None:
    for kind in found.kinds:
        for entry in kind.new:
            # The time zone that sign-up kept gives way to the one of the document.
            is_fact = kind.kind == ProfileFact.kind
            row = book.row(kind.kind, entry.id) if is_fact else None
            before = None if row is None else row.entry()
            if before is None or not is_same(entry, before):
                book.put(entry, before=before)
    return book.write() if book.lines else None


def _refuse_impossible_plans(experiments: Sequence[Experiment]) -> None:
    """Raise where `start_experiment` would have: the document is of somebody's own making."""
    for one in experiments:
        if one.first_day <= one.fixed_at.date():
            raise ExperimentHasBegun(one.id)
    for about in (attrgetter("symptom"), attrgetter("substance")):
        # In order of their first days two that overlap have neighbours that do.
        ordered = sorted(filter(_claims_days, experiments), key=attrgetter("first_day"))
        for _, those in groupby(sorted(ordered, key=about), key=about):
            for one, other in pairwise(those):
                if one.overlaps(other):
                    raise ExperimentIsRunning(other.id)


def _claims_days(experiment: Experiment) -> bool:
    return experiment.stopped_on is None or experiment.first_day < experiment.stopped_on
