"""An intake and "none taken" of the same substance on the same local day cannot both be true."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from tracker import queries
from tracker.actions.errors import ContradictedByIntake
from tracker.actions.ledger import Ledger
from tracker.actions.summaries import local_day
from tracker.domain.diary import Intake, NoneTaken
from tracker.knowledge import knowledge
from tracker.models import Entry
from tracker.models import Intake as IntakeRow


def take_back_none_taken(book: Ledger, intake: Intake) -> None:
    """Note the end of every "none taken" that `intake` shows to be wrong."""
    take_back_for_all(book, [intake])


def take_back_for_all(book: Ledger, entries: Iterable[Entry]) -> None:
    """Note the end of every "none taken" that one of the intakes among `entries` contradicts."""
    by_day: dict[date, list[Intake]] = defaultdict(list)
    for entry in entries:
        if isinstance(entry, Intake):
            by_day[local_day(entry)].append(entry)
    for none in queries.none_taken_on(book.person, by_day.keys()):
        if any(_contradict(intake, none.substance) for intake in by_day[none.day]):
            book.drop(none)


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
