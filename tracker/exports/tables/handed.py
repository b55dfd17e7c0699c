"""What the tables are made of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from tracker.domain.diary import Diary, NoneTaken, SkippedDose
from tracker.domain.lines import IntakeLine, MealLine, ScoreLine
from tracker.domain.selection import Selection
from tracker.knowledge import Knowledge


class Entries(Protocol):
    """The chosen entries of each kind, by local day and then time; read anew when asked again.

    The lines of an intake stand together.
    `substances` are those with a row for each day, `stretches` the first and last of the days
    that get one.
    """

    def intakes(self) -> Iterator[IntakeLine]: ...
    def meals(self) -> Iterator[MealLine]: ...
    def symptoms(self) -> Iterator[ScoreLine]: ...
    def none_taken(self) -> Iterator[NoneTaken]: ...
    def skipped_doses(self) -> Iterator[SkippedDose]: ...
    def substances(self) -> Sequence[str]: ...
    def stretches(self) -> Sequence[tuple[date, date]]: ...


@dataclass(frozen=True, slots=True)
class Handed:
    """A diary to be handed over, of which only what was chosen is here.

    `told` is what belongs to no day: it has no entries. `products` are the names of the shelf by
    id. `now` stands in the person's zone.
    """

    selection: Selection
    entries: Entries
    told: Diary
    products: Mapping[str, str]
    known: Knowledge
    now: datetime
