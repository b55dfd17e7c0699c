"""What happened to an entry, for its history and for undo."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tracker.models import KINDS, Change, ChangedEntry, Person


@dataclass(frozen=True, slots=True)
class PastChange:
    """One entry before and after a change; None: it was not there."""

    change_id: int
    at: datetime
    by: str | None
    before: Any
    after: Any


def history(person: Person, kind: str, entry_id: str) -> tuple[PastChange, ...]:
    """Return what was done to the entry, the latest first."""
    lines = ChangedEntry.objects.filter(person=person, kind=kind, entry_id=entry_id)
    ordered = lines.select_related("change__by").order_by("-change_id")
    return tuple(_past_change(line) for line in ordered)


def latest_change(person: Person) -> Change | None:
    """Return the last write to the diary, the one that "undo" offers first."""
    return Change.objects.filter(person=person).order_by("-pk").first()


def _past_change(line: ChangedEntry) -> PastChange:
    by = line.change.by
    return PastChange(
        change_id=line.change_id,
        at=line.change.at,
        by=None if by is None else by.get_username(),
        before=_entry(line.kind, line.before),
        after=_entry(line.kind, line.after),
    )


def _entry(kind: str, snapshot: Mapping[str, Any] | None) -> Any:
    return None if snapshot is None else KINDS[kind].entry_of(snapshot)
