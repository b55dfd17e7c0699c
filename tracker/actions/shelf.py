"""The writes of the shelf that touch more than the product itself."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from tracker.actions import kept
from tracker.actions.kept import Saved
from tracker.actions.ledger import ledger
from tracker.actions.profile import note_names
from tracker.domain.diary import Product
from tracker.models import Person, kind_of


def add_product(
    *,
    person: Person,
    product: Product,
    medicines: Sequence[str] = (),
    since: date | None = None,
    by: AbstractBaseUser | None = None,
) -> Saved[Any]:
    """Add a product, and its `medicines` to the profile's list from `since` on, as one change.

    Adding it again is the product that is there, also where it was changed meanwhile. Raises
    IdInUse where the person has another one with this id.
    """
    kind = kind_of(product).name
    with ledger(person, by) as book:
        if book.row(kind, product.id) is not None:
            return kept.saved_before(book, kind, product)
        book.put(product)
        if medicines:
            note_names(book, "medicines", add=medicines, since=since)
        change = book.write()
        return Saved(book.existing_row(kind, product.id), change)
