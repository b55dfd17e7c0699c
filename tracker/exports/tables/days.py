"""A row for each day and substance: taken, not taken, or unknown.

A blank day is unknown and never 0. It is 0 where the person says that there was none, or that
every dose is logged from some day on; that is said of days that are over.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from typing import Generic, TypeVar

from tracker.domain.amounts import quanta, shown
from tracker.domain.daily import NOT_TAKEN_ON_PURPOSE
from tracker.domain.diary import NoneTaken
from tracker.domain.lines import IntakeLine
from tracker.exports.tables.column import Group, Row, digits
from tracker.exports.tables.handed import Handed
from tracker.exports.tables.rows import Measured, Rows, is_nothing

A_DAY = timedelta(days=1)
EVERYTHING = None
"""Among the substances of which there was none: the day says so of all."""

NONE = "0"

Entry = TypeVar("Entry")


@dataclass(slots=True)
class Taken:
    """What was taken of one substance on one day; a product may hold it twice, as one dose."""

    intakes: set[str] = field(default_factory=set)
    contents: list[Measured] = field(default_factory=list)


@dataclass(frozen=True)
class Days:
    handed: Handed
    rows: Rows

    def all(self) -> Iterator[Row]:
        """Yield the rows, day by day; each table of entries is gone through once."""
        taken = _ByDay(self.handed.entries.intakes(), lambda one: one.timed.day)
        none = _ByDay(self.handed.entries.none_taken(), lambda one: one.day)
        for first, last in self.handed.entries.stretches():
            day = first
            while True:
                yield from self._of_day(day, taken.of(day), none.of(day))
                if day >= last:
                    break
                day += A_DAY

    def _of_day(
        self, day: date, intakes: Iterable[IntakeLine], none: Iterable[NoneTaken]
    ) -> Iterator[Row]:
        taken = self._taken(intakes)
        without = {self._name_of(one) for one in none}
        is_none = EVERYTHING in without or self._is_every_dose_logged(day)
        for substance in self._substances:
            if substance in taken:
                yield self._row_of_taken(day, substance, taken[substance])
            elif is_none or substance in without:
                yield ((day, substance, "not_taken", 0, *self._nothing(substance)),)
            else:
                yield ((day, substance, "unknown", None, None, None, None),)

    def _taken(self, intakes: Iterable[IntakeLine]) -> dict[str, Taken]:
        found: dict[str, Taken] = defaultdict(Taken)
        for timed, said, content in intakes:
            if said.source in NOT_TAKEN_ON_PURPOSE or is_nothing(content):
                continue
            measured = self.rows.measured(content)
            if measured.substance_id:
                one = found[measured.substance_id]
                one.intakes.add(timed.id)
                one.contents.append(measured)
        return found

    def _row_of_taken(self, day: date, substance: str, taken: Taken) -> Row:
        known, contents = substance in self._known, taken.contents
        totals = (
            _sum(one.elemental_mg for one in contents),
            None if known else _sum(one.amount_mg for one in contents),
            _sum(one.amount_iu for one in contents),
        )
        return ((day, substance, "taken", len(taken.intakes), *map(digits, totals)),)

    def _nothing(self, substance: str) -> Group:
        """Return the amounts of none: 0 in the unit in which the substance is counted."""
        if substance not in self._known:
            return None, NONE, NONE
        return (None, None, NONE) if self._known[substance] == "IU" else (NONE, None, None)

    def _is_every_dose_logged(self, day: date) -> bool:
        settings = self.handed.told.settings
        since = None if settings is None else settings.every_dose_logged_from
        return since is not None and since <= day < self.handed.now.date()

    def _name_of(self, one: NoneTaken) -> str | None:
        if one.substance is None:
            return EVERYTHING
        return self.handed.known.rule_book.substances.id_of(one.substance)

    @cached_property
    def _substances(self) -> Sequence[str]:
        return self.handed.entries.substances()

    @cached_property
    def _known(self) -> dict[str, str]:
        """How each substance that knowledge holds is counted: in mg or in IU."""
        return {one.id: one.base_unit for one in self.handed.known.rule_book.substances.all}


class _ByDay(Generic[Entry]):
    """Hands out entries that come in order of their days, those of one day at a time."""

    def __init__(self, entries: Iterable[Entry], day_of: Callable[[Entry], date]) -> None:
        self._groups = groupby(entries, key=day_of)
        self._day = date.min
        self._entries: Sequence[Entry] = ()

    def of(self, day: date) -> Sequence[Entry]:
        """Return the entries of `day`; each day that is asked for is later than the one before."""
        while self._day < day:
            self._day, entries = next(self._groups, (date.max, ()))
            self._entries = tuple(entries)
        return self._entries if self._day == day else ()


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Return the exact sum; None where any of the amounts is not known."""
    total = 0
    for amount in amounts:
        if amount is None:
            return None
        total += quanta(amount)
    return shown(total)
