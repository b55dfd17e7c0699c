"""What is not there any more, as the history has it."""

from typing import Any

from django.http import Http404

from tracker import queries


def deletion_of(person: Any, kind: str, entry_id: str) -> queries.PastChange:
    """Return the change that deleted the entry; an id that never was is not found."""
    past = queries.history(person, kind, entry_id)
    if not past or past[0].after is not None:
        raise Http404
    return past[0]
