"""What a report is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tracker.domain.daily import Daily
from tracker.domain.diary import Diary
from tracker.domain.selection import Chooser, Selection
from tracker.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class ReportRead:
    """What is read for a report, and when.

    `diary` holds the days of the selection and those around them on which their flags depend,
    with everything in it, chosen or not: a rule needs both entries of a pair. What is shown of it
    goes through `chooser`. `daily` are the days of the selection in numbers, with everything too;
    `before` are those before them that experiments began on which ended in these days.
    `now` stands in the person's zone.
    """

    selection: Selection
    diary: Diary
    daily: Sequence[Daily]
    now: datetime
    known: Knowledge
    before: Sequence[Daily] = ()

    @property
    def chooser(self) -> Chooser:
        return Chooser(self.selection, self.known.rule_book.substances)
