"""The entries of a diary one after the other, for files that hold a whole one.

No more than a portion of them is in memory at a time.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from tracker.domain.daily import NOT_TAKEN_ON_PURPOSE
from tracker.knowledge import knowledge
from tracker.models import (
    DiaryRow,
    Intake,
    IntakeContent,
    Meal,
    NoneTaken,
    Person,
    Score,
    SkippedDose,
    TimedRow,
)
from tracker.queries.entries import INTAKE_COLUMNS, columns_of, intakes_of
from tracker.queries.lines import PORTION, read_lines, stored_lines
from tracker.queries.summaries import Span

TABLES: Mapping[str, type[DiaryRow]] = {
    "intakes": Intake,
    "meals": Meal,
    "symptoms": Score,
    "none_taken": NoneTaken,
    "skipped_doses": SkippedDose,
}
"""Where the entries of each list of a `Diary` are kept."""


def streamed_entries(
    person: Person, name: str, span: Span | None = None, *, by_day: bool = False
) -> Iterator[Any]:
    """Yield the entries of the list of a `Diary` with this name: of a span of days, or all.

    They come in the order in which pages have them: by instant, and at one instant as they were
    written. `by_day` sorts by local day before that: in another zone a day may be over before
    one begins that is written earlier.
    """
    table = TABLES[name]
    order = ["day", "pk"]
    if issubclass(table, TimedRow):
        order = ["day", "instant", "pk"] if by_day else ["instant", "pk"]
    if table is Intake:
        # Each content has a line of the one answer.
        order.append("contents__position")
    columns = INTAKE_COLUMNS if table is Intake else columns_of(table)
    rows = stored_lines(table, columns).filter(person=person).order_by(*order)
    if span is not None:
        rows = rows.filter(day__range=span)
    stored = rows.iterator(PORTION)
    if table is Intake:
        return intakes_of(stored)
    return map(table.entry_of, read_lines(table, columns, stored))


def substances_of_days(person: Person, span: Span) -> frozenset[str]:
    """Return what was taken on purpose in these days or was not taken, as it is chosen by."""
    contents = IntakeContent.objects.filter(person=person, intake__day__range=span)
    taken = contents.exclude(intake__source__in=NOT_TAKEN_ON_PURPOSE).order_by()
    none = NoneTaken.objects.filter(person=person, day__range=span, substance__isnull=False)
    written = taken.values_list("substance_key").union(none.order_by().values_list("substance"))
    substances = knowledge().rule_book.substances
    return frozenset(substances.id_of(name) for (name,) in written) - {""}
