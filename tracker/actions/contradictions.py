"""An intake and "none taken" of the same substance on the same local day cannot both be true."""

from collections.abc import Iterable
from datetime import date

from tracker.actions.errors import ContradictedByIntake
from tracker.actions.ledger import Ledger
from tracker.domain.diary import Intake, NoneTaken
from tracker.knowledge import knowledge
from tracker.models import Entry
from tracker.models import Intake as IntakeRow
from tracker.models import NoneTaken as NoneTakenRow


def take_back_none_taken(book: Ledger, intake: Intake) -> None:
    """Note the end of every "none taken" that `intake` shows to be wrong."""
    take_back_for_all(book, [intake])


def take_back_for_all(book: Ledger, entries: Iterable[Entry]) -> None:
    """Note the end of every "none taken" that one of the intakes among `entries` contradicts."""
    intakes = [entry for entry in entries if isinstance(entry, Intake)]
    rows = NoneTakenRow.objects.filter(person=book.person, day__in=set(map(_local_day, intakes)))
    for row in rows:
        of_day = (intake for intake in intakes if _local_day(intake) == row.day)
        if any(_contradict(intake, row.substance) for intake in of_day):
            book.drop(row.entry())


def refuse_contradicted(book: Ledger, none_taken: NoneTaken) -> None:
    """Raise ContradictedByIntake where the day has an intake of what was not taken."""
    rows = IntakeRow.objects.filter(person=book.person, day=none_taken.day)
    for row in rows.prefetch_related("contents"):
        if _contradict(row.entry(), none_taken.substance):
            raise ContradictedByIntake(row.entry_id)


def _contradict(intake: Intake, not_taken: str | None) -> bool:
    """An amount of 0 is no intake; an intake of which only the product is known is one."""
    id_of = knowledge().rule_book.substances.id_of
    taken = {id_of(one.substance) for one in intake.contents if one.amount != 0}
    if not_taken is None:
        return bool(taken) or not intake.contents
    return id_of(not_taken) in taken


def _local_day(intake: Intake) -> date:
    columns = IntakeRow.time_columns(intake.taken_at, intake.timezone, intake.precision)
    day: date = columns["day"]
    return day
