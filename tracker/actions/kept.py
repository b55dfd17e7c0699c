"""Create, change and delete: the same for every kind of entry."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.contrib.auth.models import AbstractBaseUser

from tracker.actions.errors import IdInUse, NoSuchEntry, StaleEntry
from tracker.actions.ledger import Ledger, latest_change_of, ledger
from tracker.models import Change, ChangedEntry, Entry, Kept, KeptRow, Person, is_same, kind_of

RowType = TypeVar("RowType", bound=KeptRow)


@dataclass(frozen=True, slots=True)
class Saved(Generic[RowType]):
    """The row that now holds the entry, and the change that `undo` takes back."""

    row: RowType
    change: Change


def nothing_else(_: Ledger) -> None:
    """Most actions write their own entry only."""


def create(
    person: Person,
    entry: Entry,
    by: AbstractBaseUser | None,
    also: Callable[[Ledger], None] = nothing_else,
) -> Saved[Any]:
    """Add `entry`; the same id with the same content again is the entry that is there.

    `also` notes what else belongs to the step, or refuses it.
    """
    kind = kind_of(entry).name
    with ledger(person, by) as book:
        holder = book.holders([entry.id]).get(entry.id)
        if holder is not None:
            return saved_before(book, holder, entry)
        book.put(entry)
        also(book)
        change = book.write()
        return Saved(book.written_row(kind, entry.id), change)


def create_all(
    person: Person,
    entries: Sequence[Entry],
    by: AbstractBaseUser | None,
    also: Callable[[Ledger, Sequence[Entry]], None],
) -> Change:
    """Add `entries`, of which there is at least one, as one change; see `create`."""
    with ledger(person, by) as book:
        holders = book.holders([entry.id for entry in entries])
        there = [saved_before(book, holders[one.id], one) for one in entries if one.id in holders]
        new = [entry for entry in entries if entry.id not in holders]
        if not new:
            return there[0].change
        for entry in new:
            book.put(entry)
        also(book, new)
        return book.write()


def change(
    person: Person,
    entry: Kept,
    version: int,
    by: AbstractBaseUser | None,
    also: Callable[[Ledger], None] = nothing_else,
) -> Saved[Any]:
    """Put `entry` in the place of the one with its id, which must be as `version` knew it."""
    kind = kind_of(entry).name
    with ledger(person, by) as book:
        row = book.existing_row(kind, entry.id)
        before = row.entry()
        if is_same(before, entry):
            return Saved(row, _latest_change(book, row))
        _refuse_stale(row, version)
        book.put(entry, before=before)
        also(book)
        written = book.write()
        return Saved(book.existing_row(kind, entry.id), written)


def put(book: Ledger, entry: Kept) -> Saved[Any]:
    """Put `entry` in the place of whatever has its id, if anything has."""
    kind = kind_of(entry).name
    row = book.row(kind, entry.id)
    if row is not None and is_same(row.entry(), entry):
        return Saved(row, _latest_change(book, row))
    book.put(entry, before=None if row is None else row.entry())
    change = book.write()
    return Saved(book.existing_row(kind, entry.id), change)


def delete(
    person: Person, kind: str, entry_id: str, version: int | None, by: AbstractBaseUser | None
) -> Change:
    """Delete the entry; deleting it again is the same deletion, not an error."""
    with ledger(person, by) as book:
        row = book.row(kind, entry_id)
        if row is None:
            return _deleted_before(book, kind, entry_id)
        if version is not None:
            _refuse_stale(row, version)
        book.drop(row.entry())
        return book.write()


def saved_before(book: Ledger, holder: str, entry: Kept) -> Saved[Any]:
    """Return the entry that is there, or refuse one with its id and other content."""
    kind = kind_of(entry)
    if holder != kind.name:
        raise IdInUse(entry.id)
    row = book.existing_row(kind.name, entry.id)
    if not is_same(row.entry(), entry) and not _was_created_as(book, entry):
        raise IdInUse(entry.id)
    return Saved(row, _latest_change(book, row))


def _was_created_as(book: Ledger, entry: Kept) -> bool:
    """Is this a retry that comes late, when the entry has been changed already?"""
    kind = kind_of(entry)
    lines = ChangedEntry.objects.filter(person=book.person, kind=kind.name, entry_id=entry.id)
    creation = lines.filter(before__isnull=True).order_by("-change_id").first()
    return creation is not None and creation.after == kind.snapshot(entry)


def _latest_change(book: Ledger, row: KeptRow) -> Change:
    latest = latest_change_of(book.person, row.kind_name, row.entry_id)
    if latest is None:
        raise NoSuchEntry(row.kind_name, row.entry_id)
    return latest


def _deleted_before(book: Ledger, kind: str, entry_id: str) -> Change:
    latest = latest_change_of(book.person, kind, entry_id)
    if latest is None:
        raise NoSuchEntry(kind, entry_id)
    return latest


def _refuse_stale(row: KeptRow, version: int) -> None:
    if row.version != version:
        raise StaleEntry(row.kind_name, row.entry_id, row.version)
