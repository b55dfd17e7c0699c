"""The writes of what belongs to the person and not to a day: products, favourites, symptoms."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from tracker.actions import kept
from tracker.actions.kept import Saved
from tracker.actions.ledger import Ledger, ledger
from tracker.domain.diary import CoverSheet, CustomSymptom, Settings, Tracked
from tracker.models import Belonging, Belongs, Change, KeptRow, Person, kind_of

OneOfAKind = Settings | CoverSheet


def add_belonging(
    *, person: Person, belonging: Belongs, by: AbstractBaseUser | None = None
) -> Saved[Belonging]:
    """Add a product, a favourite or a symptom; the same again is the one that is there.

    That is so also where it was changed meanwhile. Raises IdInUse where the person has another
    one of this sort with this id.
    """
    kind = kind_of(belonging).name
    with ledger(person, by) as book:
        if book.row(kind, belonging.id) is not None:
            return kept.saved_before(book, kind, belonging)
        return kept.put(book, belonging)


def change_belonging(
    *, person: Person, belonging: Belongs, version: int, by: AbstractBaseUser | None = None
) -> Saved[Belonging]:
    """Change what has this id. Intakes keep what the label said when they were logged."""
    return kept.change(person, belonging, version, by)


def put_belonging(
    *, person: Person, belonging: OneOfAKind, by: AbstractBaseUser | None = None
) -> Saved[Belonging]:
    """Save what there is one of, in the place of the one before."""
    with ledger(person, by) as book:
        return kept.put(book, belonging)


def delete_belonging(
    *,
    person: Person,
    kind: str,
    entry_id: str,
    version: int | None = None,
    by: AbstractBaseUser | None = None,
) -> Change:
    """Delete one; `kind` is its name in `models.KINDS`. Intakes and scores of it stay."""
    return kept.delete(person, kind, entry_id, version, by)


def add_tracked_symptom(
    *,
    person: Person,
    symptom: CustomSymptom,
    tracked: Tracked,
    by: AbstractBaseUser | None = None,
) -> Change:
    """Add a symptom of the person's own and let the check-in ask for it, as one change.

    The same again is the change that was made then. Raises IdInUse as `add_belonging` does.
    """
    with ledger(person, by) as book:
        row = book.row("custom_symptom", symptom.id)
        if row is not None:
            return _made_before(book, row, symptom)
        book.put(symptom)
        before = book.row("tracked", tracked.id)
        book.put(tracked, before=None if before is None else before.entry())
        return book.write()


def _made_before(book: Ledger, row: KeptRow, symptom: CustomSymptom) -> Change:
    return kept.saved_before(book, row.kind_name, symptom).change


def set_tracked(
    *, person: Person, tracked: Tracked, by: AbstractBaseUser | None = None
) -> Saved[Any]:
    """Say which symptoms the check-in asks for, and in which order."""
    with ledger(person, by) as book:
        return kept.put(book, tracked)
