"""The tables that leave: CSV in one file, CSV a file a table, and a workbook.

Entries are read while the file is sent, so the length of a diary costs time and no memory.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker import queries
from tracker.domain.diary import Diary, NoneTaken, SkippedDose
from tracker.domain.lines import IntakeLine, MealLine, ScoreLine
from tracker.domain.selection import Chooser, Selection
from tracker.exports import tables
from tracker.knowledge import knowledge
from tracker.queries import Span
from tracker.views.dates import now_of
from tracker.views.reading import belongings_of, told_of

A_YEAR = 366


def flat_csv(person: Any, selection: Selection) -> Iterable[bytes]:
    return tables.flat_csv(handed_of(person, selection))


def zipped_csv(person: Any, selection: Selection) -> Iterable[bytes]:
    return tables.zipped_csv(handed_of(person, selection))


def workbook(person: Any, selection: Selection) -> Iterable[bytes]:
    return tables.workbook(handed_of(person, selection))


@dataclass(frozen=True, slots=True)
class ChosenEntries:
    """The chosen entries of a person; each time it is asked, they are read again."""

    person: Any
    chooser: Chooser
    products: frozenset[str]
    """The chosen products of the shelf, by id."""

    def intakes(self) -> Iterator[IntakeLine]:
        return self.chooser.intake_lines(queries.streamed_intakes(self.person, self._span))

    def meals(self) -> Iterator[MealLine]:
        return self.chooser.meal_lines(queries.streamed_meals(self.person, self._span))

    def symptoms(self) -> Iterator[ScoreLine]:
        return self.chooser.score_lines(queries.streamed_scores(self.person, self._span))

    def none_taken(self) -> Iterator[NoneTaken]:
        return filter(self.chooser.none_taken, self._read("none_taken"))

    def skipped_doses(self) -> Iterator[SkippedDose]:
        return (one for one in self._read("skipped_doses") if one.product_id in self.products)

    def substances(self) -> tuple[str, ...]:
        """Return those of these days, or those chosen."""
        chosen = self.chooser.selection.substances
        if chosen is not None:
            return tuple(sorted({*chosen} - {""}))
        return tuple(sorted(queries.substances_of_days(self.person, self._span)))

    def stretches(self) -> tuple[tuple[date, date], ...]:
        return _stretches(self.person, self.chooser.selection)

    @property
    def _span(self) -> Span:
        return Span(self.chooser.selection.first, self.chooser.selection.last)

    def _read(self, name: str) -> Iterator[Any]:
        return queries.streamed_entries(self.person, name, self._span)


def handed_of(person: Any, selection: Selection) -> tables.Handed:
    """Return what the tables are made of; of the entries, nothing is read yet."""
    known = knowledge()
    chooser = Chooser(selection, known.rule_book.substances)
    profile, earlier = told_of(person).profiles
    whole = Diary(profile=profile, earlier_profiles=earlier, **belongings_of(person))
    told = chooser.diary(whole)
    products = {one.id: one.name for one in told.products}
    return tables.Handed(
        selection=selection,
        entries=ChosenEntries(person, chooser, frozenset(products)),
        told=told,
        products=products,
        known=known,
        now=now_of(profile),
    )


def _stretches(person: Any, selection: Selection) -> tuple[tuple[date, date], ...]:
    """Return the days that get a row: all, but for a year and more without a single entry.

    One slip in the year of an imported entry is not to make centuries of unknown days.
    """
    first, last = selection.first, selection.last
    written = [
        (max(one.first, first), min(one.last, last))
        for one in queries.days_written(person)
        if one.first <= last and first <= one.last
    ]
    if not written:
        return ((first, last),) if (last - first).days < A_YEAR else ()
    begin, end = written[0][0], written[-1][1]
    if (begin - first).days < A_YEAR:
        written[0] = (first, written[0][1])
    if (last - end).days < A_YEAR:
        written[-1] = (written[-1][0], last)
    return tuple(written)
