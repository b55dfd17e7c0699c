"""How much a diary holds, in numbers."""

from dataclasses import dataclass
from datetime import datetime

from tracker.models import ENTRY_KINDS, Belonging, Change, Person, Share


@dataclass(frozen=True, slots=True)
class Numbers:
    """What goes with a diary: entries, what stands on the shelf and beside it, writes, links."""

    entries: int
    belongings: int
    changes: int
    open_links: int


def numbers_of(person: Person, now: datetime) -> Numbers:
    """Count what the person has."""
    links = Share.objects.filter(person=person, expires_at__gt=now, revoked_at=None)
    return Numbers(
        entries=sum(kind.rows_of(person).count() for kind in ENTRY_KINDS),
        belongings=Belonging.objects.filter(person=person).count(),
        changes=Change.objects.filter(person=person).count(),
        open_links=links.count(),
    )
