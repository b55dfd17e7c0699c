"""Shared links: those of a person, and the one that a token opens.

A token is looked up by its hash. It stands for its person as a login does, so whoever has found a
`Shared` reads that person's diary, as far as its selection goes.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from tracker.domain.shares import Opened, Openings, Share, hash_of
from tracker.models import Person, ShareOpening
from tracker.models import Share as ShareRow

MOST_OVER = 50
"""How many links that are over are listed; of those that are open, none is left out."""
OPENINGS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Shared:
    """A link that a token opens, and whose diary it is of. `key` names it in the database."""

    key: int
    person: Person
    share: Share


def shared_by(token: str) -> Shared | None:
    """Return what the token of a link opens, be it over or not; None where nobody made it."""
    return _found(Q(token_hash=hash_of(token)))


def shared_as_health_link(token: str) -> Shared | None:
    """Return what the token in a SMART Health Link opens, be it over or not."""
    return _found(Q(health_token_hash=hash_of(token)))


def share_of(person: Person, share_id: str) -> Share | None:
    """Return the person's link with this id; None where it is not theirs."""
    row = _rows().filter(person=person, share_id=share_id).first()
    return None if row is None else _value(row)


def shares_of(person: Person, now: datetime) -> list[Share]:
    """Return the person's links, the newest first: all whose time is not over, and the latest
    of the others. Two queries.
    """
    rows = _rows().filter(person=person).order_by("-pk")
    is_over = Q(expires_at__lte=now) | Q(revoked_at__isnull=False)
    return [
        _value(row)
        for some in (rows.exclude(is_over), rows.filter(is_over)[:MOST_OVER])
        for row in some
    ]


def openings(person: Person) -> Mapping[str, Openings]:
    """Return how often each of the person's links was opened, by its id. Two queries."""
    rows = ShareOpening.objects.filter(person=person)
    is_wrong = Q(what="wrong_passcode")
    counted = rows.order_by().values_list("share__share_id")
    numbers = counted.annotate(
        opened=Count("pk", filter=~is_wrong), wrong=Count("pk", filter=is_wrong)
    )
    latest: dict[str, list[tuple[datetime, Opened]]] = defaultdict(list)
    for share_id, at, what in _latest(rows):
        latest[share_id].append((at, what))
    return {
        share_id: Openings(opened, wrong, tuple(latest[share_id]))
        for share_id, opened, wrong in numbers
    }


def health_file(shared: Shared) -> str:
    """Return the encrypted file of a link; "" where it was dropped."""
    return ShareRow.objects.values_list("health_file", flat=True).get(pk=shared.key)


def _latest(rows: QuerySet[ShareOpening]) -> Iterable[tuple[str, datetime, Any]]:
    """Return the latest openings of each link, the newest first."""
    place = Window(RowNumber(), partition_by="share", order_by=[F("at").desc(), F("pk").desc()])
    return (
        rows.annotate(place=place)
        .filter(place__lte=OPENINGS_SHOWN)
        .order_by("-at", "-pk")
        .values_list("share__share_id", "at", "what")
    )


def _found(condition: Q) -> Shared | None:
    row = _rows().select_related("person").filter(condition).first()
    return None if row is None else Shared(row.pk, row.person, _value(row))


def _rows() -> QuerySet[ShareRow]:
    return ShareRow.objects.defer("health_file").annotate(has_health_file=~Q(health_file=""))


def _value(row: ShareRow) -> Share:
    return row.value(has_health_file=row.has_health_file)  # type: ignore[attr-defined]
