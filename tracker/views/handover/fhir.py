"""The chosen part of a diary as a FHIR document."""

from collections.abc import Iterator
from typing import Any

from tracker import queries
from tracker.domain.selection import Chooser, Selection
from tracker.exports.fhir import bundle_pieces
from tracker.knowledge import knowledge
from tracker.views.dates import now_of


def bundle_of(person: Any, selection: Selection) -> Iterator[bytes]:
    """Return the document, piece by piece. It needs the chosen days only: it has no flags."""
    diary = queries.diary(person, start=selection.first, end=selection.last)
    known = knowledge()
    chosen = Chooser(selection, known.rule_book.substances).diary(diary)
    return bundle_pieces(chosen, selection, now=now_of(diary.profile), known=known)
