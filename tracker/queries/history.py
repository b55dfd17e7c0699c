"""What happened to an entry, for its history and for undo."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef

from tracker.models import KINDS, Change, ChangedEntry, Person
from tracker.models.fields import can_be_an_id


@dataclass(frozen=True, slots=True)
class PastChange:
    """One entry before and after a change; None: it was not there."""

    change_id: int
    at: datetime
    by: str | None
    before: Any
    after: Any


def history(person: Person, kind: str, entry_id: str) -> tuple[PastChange, ...]:
    """Return what was done to the entry, the latest first; nothing of an id that cannot be one."""
    if not can_be_an_id(entry_id):
        return ()
    lines = ChangedEntry.objects.filter(person=person, kind=kind, entry_id=entry_id)
    ordered = lines.select_related("change__by").order_by("-change_id")
    return tuple(_past_change(line) for line in ordered)


def entries_of_undo(person: Person, change_id: int) -> int | None:
    """Return how many entries are as they were before, once the change is taken back.

    None: it cannot be, because one of them was changed later. What `actions.undo` decides holds.
    """
    later = ChangedEntry.objects.filter(
        person=person,
        kind=OuterRef("kind"),
        entry_id=OuterRef("entry_id"),
        change_id__gt=change_id,
    )
    lines = ChangedEntry.objects.filter(person=person, change_id=change_id)
    numbers = lines.aggregate(all=Count("pk"), changed=Count("pk", filter=Exists(later)))
    return None if numbers["changed"] or not numbers["all"] else int(numbers["all"])


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
