"""Taking a change back, which is a change itself."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from tracker.actions import statements
from tracker.actions.errors import ChangedSince, IdInUse, NoSuchChange
from tracker.actions.experiments import refuse_undo
from tracker.actions.ledger import Ledger, Line, ledger
from tracker.models import ENTRY_KINDS, KINDS, Change, ChangedEntry, Kept, Person


def undo(*, person: Person, change: Change, by: AbstractBaseUser | None = None) -> Change:
    """Bring back, exactly, what was there before `change`; return the change that does so.

    Undoing the same change again is the same undo. Raises ChangedSince where an entry of it was
    changed later: of a batch, nothing is taken back then; ExperimentHasBegun where it would make
    or unmake an experiment that has begun, and ExperimentIsRunning where another one stands in
    the days of one that comes back.
    """
    with ledger(person, by) as book:
        own, undone = statements.change_and_its_undo(book.person, change.pk)
        if own is None:
            raise NoSuchChange
        lines = statements.lines_of(own)
        changed = _changed_later(lines)
        # An archive made by hand can have an undo that took nothing back.
        if changed or undone is not None:
            return _undone_before(undone, changed)
        book.lines = [_taken_back(line) for line in lines]
        _refuse_used_ids(book)
        refuse_undo(book, own.at)
        return book.write(undoes=own)


def _undone_before(undone: Change | None, changed: list[str]) -> Change:
    if undone is None or _changed_later(statements.lines_of(undone)):
        raise ChangedSince(changed)
    return undone


def _changed_later(lines: Sequence[Any]) -> list[str]:
    return [line.entry_id for line in lines if line.is_changed_later]


def _taken_back(line: ChangedEntry) -> Line:
    before, after = (_entry(line.kind, snapshot) for snapshot in (line.before, line.after))
    return Line(line.kind, line.entry_id, before=after, after=before)


def _entry(kind: str, snapshot: dict[str, object] | None) -> Kept | None:
    entry: Kept | None = None if snapshot is None else KINDS[kind].entry_of(snapshot)
    return entry


def _refuse_used_ids(book: Ledger) -> None:
    """An id that was free for a while may by now belong to an entry of another kind."""
    names = {kind.name for kind in ENTRY_KINDS}
    returning = [line.entry_id for line in book.lines if line.before is None and line.kind in names]
    if taken := book.holders(returning):
        raise IdInUse(*taken)
