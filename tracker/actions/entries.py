"""The writes of a diary's entries, one function each."""

from collections.abc import Sequence

from django.contrib.auth.models import AbstractBaseUser

from tracker import models
from tracker.actions import kept
from tracker.actions.contradictions import (
    refuse_contradicted,
    take_back_for_all,
    take_back_none_taken,
)
from tracker.actions.kept import Saved
from tracker.actions.ledger import Ledger
from tracker.domain.diary import Intake, Meal, NoneTaken, Product, Score, SkippedDose
from tracker.models import Change, Entry, Person, kind_of


def log_intake(
    *,
    person: Person,
    intake: Intake,
    product: Product | None = None,
    by: AbstractBaseUser | None = None,
) -> Saved[models.Intake]:
    """Add an intake. A "none taken" of the substance on that day goes in the same step.

    With a `product`, that goes on the shelf in the same step, if it is not there already.
    """

    def also(book: Ledger) -> None:
        take_back_none_taken(book, intake)
        if product is not None and book.row(kind_of(product).name, product.id) is None:
            book.put(product)

    return kept.create(person, intake, by, also)


def change_intake(
    *, person: Person, intake: Intake, version: int, by: AbstractBaseUser | None = None
) -> Saved[models.Intake]:
    """Change an intake; where it now contradicts a "none taken", that goes in the same step."""
    return kept.change(person, intake, version, by, lambda book: take_back_none_taken(book, intake))


def delete_intake(
    *,
    person: Person,
    entry_id: str,
    version: int | None = None,
    by: AbstractBaseUser | None = None,
) -> Change:
    return kept.delete(person, models.Intake.kind, entry_id, version, by)


def log_meal(
    *, person: Person, meal: Meal, by: AbstractBaseUser | None = None
) -> Saved[models.Meal]:
    return kept.create(person, meal, by)


def change_meal(
    *, person: Person, meal: Meal, version: int, by: AbstractBaseUser | None = None
) -> Saved[models.Meal]:
    return kept.change(person, meal, version, by)


def delete_meal(
    *,
    person: Person,
    entry_id: str,
    version: int | None = None,
    by: AbstractBaseUser | None = None,
) -> Change:
    return kept.delete(person, models.Meal.kind, entry_id, version, by)


def log_score(
    *, person: Person, score: Score, by: AbstractBaseUser | None = None
) -> Saved[models.Score]:
    return kept.create(person, score, by)


def change_score(
    *, person: Person, score: Score, version: int, by: AbstractBaseUser | None = None
) -> Saved[models.Score]:
    return kept.change(person, score, version, by)


def delete_score(
    *,
    person: Person,
    entry_id: str,
    version: int | None = None,
    by: AbstractBaseUser | None = None,
) -> Change:
    return kept.delete(person, models.Score.kind, entry_id, version, by)


def log_none_taken(
    *, person: Person, none_taken: NoneTaken, by: AbstractBaseUser | None = None
) -> Saved[models.NoneTaken]:
    """Say that a substance, or anything, was not taken that day.

    Raises ContradictedByIntake where the day has an intake of it.
    """
    return kept.create(person, none_taken, by, lambda book: refuse_contradicted(book, none_taken))


def remove_none_taken(
    *,
    person: Person,
    entry_id: str,
    version: int | None = None,
    by: AbstractBaseUser | None = None,
) -> Change:
    return kept.delete(person, models.NoneTaken.kind, entry_id, version, by)


def log_together(
    *, person: Person, entries: Sequence[Entry], by: AbstractBaseUser | None = None
) -> Change:
    """Add several entries as one change: a group of doses, or all the answers of a check-in.

    What is there already with the same content is left alone, so a second click adds nothing.
    A "none taken" that an intake shows to be wrong goes in the same step.
    """
    return kept.create_all(person, entries, by, take_back_for_all)


def skip_dose(
    *, person: Person, skipped: SkippedDose, by: AbstractBaseUser | None = None
) -> Saved[models.SkippedDose]:
    """Say that a usual dose is not taken that day."""
    return kept.create(person, skipped, by)


def take_skip_back(*, person: Person, entry_id: str, by: AbstractBaseUser | None = None) -> Change:
    return kept.delete(person, models.SkippedDose.kind, entry_id, None, by)
