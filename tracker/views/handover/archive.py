"""The diary document as a file: the whole archive, or the part that was chosen."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from tracker import queries
from tracker.document import document_text
from tracker.domain.selection import Chooser, Selection, notes_between
from tracker.knowledge import knowledge
from tracker.queries import Span

PIECE = 64 * 1024


def archive_name(today: date) -> str:
    """Return a name without a person in it, since names of files travel far."""
    return f"mg-diary-archive-{today}.json"


def document_of(person: Any, selection: Selection | None) -> Iterator[bytes]:
    """Return the diary document, UTF-8, piece by piece; None: all that the person ever entered."""
    return pieces(whole(person) if selection is None else part(person, selection))


def whole(person: Any) -> Iterator[str]:
    return document_text(
        queries.whole_but_entries(person),
        entries=queries.all_entries(person),
        changes=queries.recorded_changes(person),
    )


def part(person: Any, selection: Selection) -> Iterator[str]:
    """Yield the document of what was chosen: without history, which tells of everything."""
    chooser = Chooser(selection, knowledge().rule_book.substances)
    span = Span(selection.first, selection.last)
    rest = queries.part_but_entries(person, span)
    noted = {entry_id for note in rest.flag_notes for entry_id in note.entries}
    written: set[str] = set()

    def chosen(choose: Callable[[Any], Any], name: str) -> Iterator[Any]:
        for entry in filter(None, map(choose, queries.streamed_entries(person, name, span))):
            if entry.id in noted:
                written.add(entry.id)
            yield entry

    return document_text(
        chooser.diary(rest),
        entries={
            "intakes": chosen(chooser.intake, "intakes"),
            "meals": chosen(chooser.meal, "meals"),
            "symptoms": chosen(chooser.score, "symptoms"),
            "none_taken": chosen(chooser.none_taken, "none_taken"),
            # Asked for last, when it is known which entries were written.
            "flag_notes": notes_between(written, rest.flag_notes),
        },
    )


def pieces(texts: Iterable[str]) -> Iterator[bytes]:
    """Yield the texts in pieces that are worth a write."""
    gathered: list[str] = []
    length = 0
    for text in texts:
        gathered.append(text)
        length += len(text)
        if length >= PIECE:
            yield "".join(gathered).encode()
            gathered, length = [], 0
    yield "".join(gathered).encode()
