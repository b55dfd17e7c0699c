"""Which rows go into which table."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import chain

from tracker.exports.tables import columns, rows
from tracker.exports.tables.column import Row, Table
from tracker.exports.tables.days import Days
from tracker.exports.tables.handed import Handed


class Sheets:
    """The rows of each table. They are made while they are gone through, and anew each time."""

    def __init__(self, handed: Handed) -> None:
        self.handed = handed
        self._rows = rows.Rows(handed.known, handed.told, handed.products)

    def rows_of(self, table: Table) -> Iterator[Row]:
        return iter(self._sources[table.name]())

    @cached_property
    def _sources(self) -> dict[str, Callable[[], Iterable[Row]]]:
        entries, told, made = self.handed.entries, self.handed.told, self._rows
        flat = chain.from_iterable
        return {
            columns.INTAKES.name: lambda: made.of_intakes(entries.intakes()),
            columns.MEALS.name: lambda: made.of_meals(entries.meals()),
            columns.SYMPTOMS.name: lambda: made.of_scores(entries.symptoms()),
            columns.NONE_TAKEN.name: lambda: flat(map(made.of_none_taken, entries.none_taken())),
            columns.SKIPPED_DOSES.name: lambda: flat(
                map(made.of_skipped_dose, entries.skipped_doses())
            ),
            columns.DAYS.name: lambda: Days(self.handed, made).all(),
            columns.PRODUCTS.name: lambda: flat(map(made.of_product, told.products)),
            columns.USUAL_TIMES.name: lambda: flat(map(rows.usual_times_of, told.products)),
            columns.QUESTIONS.name: lambda: flat(map(rows.of_question, told.questions)),
            columns.EXPERIMENTS.name: lambda: flat(map(rows.of_experiment, told.experiments)),
            columns.PERSON.name: lambda: rows.of_person(told),
            columns.VISIT.name: lambda: rows.of_visit(told),
        }
