"""What was last, for a form to open with, and what one change touched, for undo."""

from typing import Any

from django.db.models import Exists, OuterRef

from tracker.domain import diary
from tracker.knowledge import knowledge
from tracker.models import KINDS, Change, ChangedEntry, Intake, IntakeContent, Person
from tracker.models.fields import LARGEST_WHOLE_NUMBER


def latest_intake_of(person: Person, substance: str) -> diary.Intake | None:
    """Return the last intake of this substance alone; None where there is none.

    A product of several substances, or with a name, says nothing of the next simple one.
    """
    found = knowledge().rule_book.substances.find(substance)
    names = {substance} if found is None else found.names | {found.id}
    contents = IntakeContent.objects.filter(person=person, intake=OuterRef("pk"))
    row = (
        Intake.objects.filter(
            Exists(contents.filter(position=0, substance_key__in=names)),
            ~Exists(contents.filter(position__gt=0)),
            person=person,
            product__isnull=True,
            source__in=("supplement", "medicine"),
        )
        .order_by("-instant", "-pk")
        .first()
    )
    return None if row is None else row.entry()


def change_of(person: Person, change_id: int) -> Change | None:
    """Return the person's own change of that number, for undo; None where there is none."""
    if change_id > LARGEST_WHOLE_NUMBER:
        return None
    # In SQL: to put so short a question together takes Django ten times as long as to answer it.
    asked = f"SELECT * FROM {Change._meta.db_table} WHERE person_id = %s AND id = %s"  # noqa: S608 # nosec B608
    return next(iter(Change.objects.raw(asked, [person.pk, change_id])), None)


def entry_of_change(person: Person, change_id: int) -> Any:
    """Return the first entry that a change touched, as it was after it, else before it."""
    # By the person of the change: by that of its lines, SQLite walks through the whole history.
    lines = ChangedEntry.objects.filter(change__person=person, change=change_id)
    line = lines.order_by("pk").first()
    if line is None:
        return None
    return KINDS[line.kind].entry_of(line.after or line.before or {})
