"""The one way in which anything is written: rows, history and revision, in one transaction.

An action opens the `ledger` of a person, notes what is to be put and dropped, and `write`s all
of it as one Change. Whoever holds the ledger holds the person's lock, so two requests of one
person follow each other, and what was read inside it still holds when it is written.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, transaction
from django.utils import timezone

from tracker.actions import statements
from tracker.actions.daily import keep_daily
from tracker.actions.errors import DemoIsReadOnly, NoSuchEntry
from tracker.actions.keeping import check_can_be_kept
from tracker.actions.summaries import forget_summaries
from tracker.domain.diary import RecordedChange
from tracker.models import (
    ENTRY_KINDS,
    KINDS,
    Change,
    ChangedEntry,
    Kept,
    KeptRow,
    Person,
    ProfileFact,
    kind_of,
)
from tracker.models.fields import can_be_an_id
from tracker.models.person import new_state
from tracker.queries.portions import ROWS_A_QUERY, in_batches


@dataclass(frozen=True, slots=True)
class Line:
    """What a change does to one entry; None stands for "is not there"."""

    kind: str
    entry_id: str
    before: Kept | None
    after: Kept | None


@dataclass
class Ledger:
    """The person's diary, locked for one write."""

    person: Person
    by: AbstractBaseUser | None
    lines: list[Line] = field(default_factory=list)
    new_rows: dict[tuple[str, str], KeptRow] = field(default_factory=dict)

    def row(self, kind: str, entry_id: str) -> KeptRow | None:
        """Return the row as it stands before this write."""
        if not can_be_an_id(entry_id):
            return None
        return KINDS[kind].row_of(self.person, entry_id)

    def rows(self, kind: str, entry_ids: Sequence[str]) -> Iterable[KeptRow]:
        """Return the rows of these ids, as they stand before this write."""
        rows = KINDS[kind].rows_of(self.person).filter(entry_id__in=entry_ids)
        return rows.prefetch_related(*KINDS[kind].model.child_lists)

    def holders(self, entry_ids: Sequence[str]) -> dict[str, str]:
        """Return which kind of entry has each of the ids that are in use."""
        return {
            entry_id: kind
            for ids in in_batches(entry_ids)
            for entry_id, kind in _ids_and_kinds(self.person, ids)
        }

    def written_row(self, kind: str, entry_id: str) -> KeptRow:
        """Return the row as it stands after this write."""
        return self.new_rows.get((kind, entry_id)) or self.existing_row(kind, entry_id)

    def existing_row(self, kind: str, entry_id: str) -> KeptRow:
        row = self.row(kind, entry_id)
        if row is None:
            raise NoSuchEntry(kind, entry_id)
        return row

    def put(self, entry: Kept, *, before: Kept | None = None) -> None:
        """Note that `entry` is to be there, in the place of `before`, which has its id."""
        self.lines.append(Line(kind_of(entry).name, entry.id, before, entry))

    def drop(self, entry: Kept) -> None:
        """Note that `entry` is to go."""
        self.lines.append(Line(kind_of(entry).name, entry.id, entry, None))

    def write(self, *, undoes: Change | None = None) -> Change:
        """Write everything noted, as one change."""
        revision = self.person.revision + 1
        for kind, lines in _by_kind(self.lines).items():
            self._write_rows(kind, lines, revision)
        change = Change(
            person=self.person,
            at=timezone.now(),
            by_id=None if self.by is None else self.by.pk,
            undoes=undoes,
        )
        statements.insert([change])
        statements.insert([_history_row(change, line) for line in self.lines])
        self._derive(one for line in self.lines for one in (line.before, line.after) if one)
        return change

    def write_past(self, entries: Sequence[Kept], changes: Iterable[RecordedChange]) -> None:
        """Write a diary and the history that made it in the place of this one, which is empty.

        There is no change of its own: nothing of it was entered here.
        """
        ProfileFact.objects.filter(person=self.person).delete()
        Change.objects.filter(person=self.person).delete()
        for kind, those in _of_kinds(entries).items():
            _insert(self.person, kind, those, self.person.revision + 1)
        _insert_history(self.person, changes)
        self._derive(entries)

    def _derive(self, touched: Iterable[Kept]) -> None:
        """Bring up to date what follows from the entries, now that `touched` came or went."""
        touched = list(touched)
        forget_summaries(self.person, touched)
        keep_daily(self.person, touched)
        self.person.revision += 1
        self.person.state = new_state()
        statements.keep_state(self.person)

    def _write_rows(self, kind: str, lines: Sequence[Line], version: int) -> None:
        new = [line.after for line in lines if line.before is None and line.after is not None]
        changed = [line.after for line in lines if line.before and line.after]
        gone = [line.entry_id for line in lines if line.after is None]
        for row in _insert(self.person, kind, new, version):
            self.new_rows[kind, row.entry_id] = row
        for entry in changed:
            _replace(self.existing_row(kind, entry.id), entry, version)
        for ids in in_batches(gone):
            statements.delete(self.person, KINDS[kind], ids)


@contextmanager
def ledger(person: Person, by: AbstractBaseUser | None) -> Iterator[Ledger]:
    """Open a transaction that holds the lock of `person`; yield what is written through.

    SQLite takes its lock when the transaction begins (IMMEDIATE), PostgreSQL with the row.
    The revision and state of `person` are up to date afterwards.
    """
    with transaction.atomic():
        locked = statements.locked(person)
        if locked.is_demo:
            raise DemoIsReadOnly
        yield Ledger(locked, by)
    person.revision, person.state = locked.revision, locked.state


def latest_change_of(person: Person, kind: str, entry_id: str) -> Change | None:
    if not can_be_an_id(entry_id):
        return None
    lines = ChangedEntry.objects.filter(person=person, kind=kind, entry_id=entry_id)
    line = lines.select_related("change").order_by("-change_id").first()
    return None if line is None else line.change


def _ids_and_kinds(person: Person, entry_ids: Sequence[str]) -> list[tuple[str, str]]:
    """Ask all tables of entries at once: an id is unique over all of them.

    Each write asks this. In SQL, because to put a union of five together from querysets takes
    Django ten times as long as the database takes to answer it.
    """
    marks = ", ".join(["%s"] * len(entry_ids))
    tables = [(kind.name, kind.model._meta.db_table) for kind in ENTRY_KINDS]
    # Names of ours, and values as parameters.
    asked = " UNION ALL ".join(
        f"SELECT entry_id, '{name}' FROM {table} WHERE person_id = %s AND entry_id IN ({marks})"  # noqa: S608 # nosec B608
        for name, table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(asked, [person.pk, *entry_ids] * len(tables))
        found: list[tuple[str, str]] = cursor.fetchall()
    return found


def _insert(person: Person, kind: str, entries: Sequence[Kept], version: int) -> list[KeptRow]:
    model = KINDS[kind].model
    rows = [
        model(person=person, entry_id=entry.id, version=version, **model.columns(entry))
        for entry in entries
    ]
    for row in rows:
        check_can_be_kept(row, of=row)
    statements.insert(rows)
    _insert_children(zip(rows, entries, strict=True))
    return rows


def _replace(row: KeptRow, entry: Kept, version: int) -> None:
    for column, value in (row.columns(entry) | {"version": version}).items():
        setattr(row, column, value)
    check_can_be_kept(row, of=row)
    row.save()
    row.drop_children()
    _insert_children([(row, entry)])


def _insert_children(parents: Iterable[tuple[KeptRow, Kept]]) -> None:
    by_model: dict[Any, list[Any]] = defaultdict(list)
    for row, entry in parents:
        for child in row.children(entry):
            check_can_be_kept(child, of=row)
            by_model[type(child)].append(child)
    for children in by_model.values():
        statements.insert(children)


def _insert_history(person: Person, changes: Iterable[RecordedChange]) -> None:
    """Write changes as they were recorded. Those by other logins are by nobody here."""
    recorded = list(changes)
    rows = [
        Change(person=person, at=one.at, by_id=person.user_id if one.is_owners else None)
        for one in recorded
    ]
    statements.insert(rows)
    for row, one in zip(rows, recorded, strict=True):
        row.undoes = None if one.undoes is None else rows[one.undoes]
    Change.objects.bulk_update(
        [row for row in rows if row.undoes], ["undoes"], batch_size=ROWS_A_QUERY
    )
    for some in in_batches(
        [(row, line) for row, one in zip(rows, recorded, strict=True) for line in one.lines]
    ):
        lines = [
            _history_row(row, Line(line.kind, line.id, line.before, line.after))
            for row, line in some
        ]
        for line in lines:
            check_can_be_kept(line, of=line)
        statements.insert(lines)


def _history_row(change: Change, line: Line) -> ChangedEntry:
    kind = KINDS[line.kind]
    return ChangedEntry(
        person_id=change.person_id,
        change=change,
        kind=line.kind,
        entry_id=line.entry_id,
        before=line.before and kind.snapshot(line.before),
        after=line.after and kind.snapshot(line.after),
    )


def _of_kinds(entries: Iterable[Kept]) -> Mapping[str, list[Kept]]:
    of_kinds: dict[str, list[Kept]] = defaultdict(list)
    for entry in entries:
        of_kinds[kind_of(entry).name].append(entry)
    return of_kinds


def _by_kind(lines: Iterable[Line]) -> Mapping[str, list[Line]]:
    by_kind: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_kind[line.kind].append(line)
    return by_kind
