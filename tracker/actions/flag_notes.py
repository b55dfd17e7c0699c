"""The writes of what a person says about a flag."""

from django.contrib.auth.models import AbstractBaseUser

from tracker import models
from tracker.actions import kept
from tracker.actions.kept import Saved
from tracker.actions.ledger import ledger
from tracker.domain.flag_notes import FlagNote
from tracker.models import Change, Person


def mark_flag(
    *, person: Person, note: FlagNote, by: AbstractBaseUser | None = None
) -> Saved[models.FlagNote]:
    """Keep what the person says about a flag; saying it twice is saying it once."""
    with ledger(person, by) as book:
        return kept.put(book, note)


def unmark_flag(
    *, person: Person, note: FlagNote, by: AbstractBaseUser | None = None
) -> Change | None:
    """Take back what was said about a flag; None where it was never said."""
    with ledger(person, by) as book:
        if book.row(models.FlagNote.kind, note.id) is None:
            return None
        book.drop(note)
        return book.write()
