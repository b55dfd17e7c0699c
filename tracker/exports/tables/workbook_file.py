"""The tables as a workbook (XLSX): a summary first, then a sheet a table.

XlsxWriter writes it row by row into a private folder, and it is sent from there when it is whole:
the summary comes first in it and counts what follows.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date
from functools import lru_cache
from itertools import chain, count
from pathlib import Path
from tempfile import TemporaryDirectory

from tracker.exports.tables.column import Column, Group, Holds, Row, Table
from tracker.exports.tables.columns import ENTRIES, MEANING, TABLES
from tracker.exports.tables.handed import Handed
from tracker.exports.tables.readme import BLANKS, what_is_chosen
from tracker.exports.tables.sheet import Book, Sheet, options
from tracker.exports.tables.sheet_cells import (
    Cells,
    cells_of,
    day_cell,
    head_cell,
    names_of,
    number_cell,
    text_cell,
    time_cells,
)
from tracker.exports.tables.sheets import Sheets

MOST_ROWS = 1_048_576
"""How many rows a sheet holds, with its head. The next one goes on where it ends."""

GROUPS_KEPT = 500
PIECE = 65_536

WIDTH_OF: dict[Holds, int] = {
    "text": 20,
    "list": 24,
    "word": 13,
    "count": 11,
    "number": 13,
    "true or false": 13,
    "time": 20,
    "day": 12,
    "time of day": 11,
}
ISO_WIDTH = 27
SUMMARY_WIDTHS = (28, 14, 80)
COLUMN_HEADS = ("sheet", "column", "holds", "meaning", "blank")
COLUMN_WIDTHS = (18, 20, 22, 60, 40)

READING = (
    "A time stands twice: as a date and time of the clock there and then, which can be counted "
    "with, and beside it as text with its offset from UTC. What is before March 1900 is text.",
    "Amounts in mg, IU and mmol stand in columns of their own; amount and unit are the label's.",
    "A spreadsheet counts with 15 digits; all digits are in the CSV files.",
)


def workbook(handed: Handed) -> Iterator[bytes]:
    """Yield the file. Nothing of it stays on the disk, whether it is read to its end or not."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "tables.xlsx")
        _write(path, handed)
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece


def _write(path: Path, handed: Handed) -> None:
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    book = Workbook(path, options(path.parent))
    # So that the same diary at the same time makes the same file.
    book.set_properties({"created": handed.now.astimezone(UTC)})
    try:
        with book:
            _Tables(Sheets(handed), Book(book)).write()
    except FileCreateError as error:
        # It holds the error of the disk, and is none itself.
        raise OSError(*error.args[0].args) from error
    finally:
        # Where the disk is full, XlsxWriter leaves them open.
        for page in book.worksheets():
            page.row_data_fh.close()


class _Tables:
    """Writes the sheets. The summary counts the others: it is there first and filled in last."""

    def __init__(self, rows: Sheets, book: Book) -> None:
        self._rows, self._book = rows, book
        self._tables: list[Sheet] = []
        self._days: set[date] = set()

    def write(self) -> None:
        summary = self._book.new_sheet("summary", SUMMARY_WIDTHS)
        for table in TABLES:
            self._write_table(table)
        self._write_columns()
        for cells in self._summary():
            summary.add(cells)

    def _write_table(self, table: Table) -> None:
        """Write a table: in one sheet, or in as many as its rows need."""
        sheet, more = self._new_sheet(table, table.name), count(2)
        for cells in map(_maker(table), self._counted(table)):
            if sheet.written == MOST_ROWS:
                sheet.end_table()
                sheet = self._new_sheet(table, f"{table.name} {next(more)}")
            sheet.add(cells)
        sheet.end_table()

    def _new_sheet(self, table: Table, name: str) -> Sheet:
        heads = [head for one in table.columns for head in names_of(one)]
        widths = [width for one in table.columns for width in _widths(one)]
        sheet = self._book.new_table(name, heads, widths, table.meaning)
        self._tables.append(sheet)
        return sheet

    def _write_columns(self) -> None:
        sheet = self._book.new_table("columns", COLUMN_HEADS, COLUMN_WIDTHS)
        for table in TABLES:
            for one in table.columns:
                told = (table.name, one.name, MEANING[one.holds], one.meaning, one.blank)
                sheet.add(tuple(map(text_cell, told)))
        sheet.end_table()

    def _counted(self, table: Table) -> Iterator[Row]:
        """Yield the rows of a table, and remember the days on which anything was written."""
        if table not in ENTRIES:
            yield from self._rows.rows_of(table)
            return
        place = [one.name for one in table.groups[0]].index("local_day")
        for row in self._rows.rows_of(table):
            self._days.add(row[0][place])
            yield row

    def _summary(self) -> Iterator[Cells]:
        handed = self._rows.handed
        selection = handed.selection
        span = (selection.last - selection.first).days + 1
        yield (head_cell("Mg Diary"),)
        yield text_cell("First day"), day_cell(selection.first)
        yield text_cell("Last day"), day_cell(selection.last)
        yield text_cell("Days"), number_cell(span)
        yield text_cell("Days with an entry"), number_cell(len(self._days))
        yield text_cell("Made at"), *time_cells(handed.now.replace(microsecond=0))
        yield text_cell("Knowledge version"), text_cell(handed.known.version)
        for line in what_is_chosen(selection):
            what, _, chosen = line.partition(": ")
            yield text_cell(what), text_cell(chosen)
        yield ()
        yield tuple(map(head_cell, ("Sheet", "Rows", "What stands there")))
        for sheet in self._tables:
            rows = number_cell(sheet.written - 1)
            yield text_cell(sheet.name), rows, text_cell(sheet.meaning)
        yield ()
        for text in (*BLANKS, *READING, "The sheet columns says what each column means."):
            yield (text_cell(text),)


def _widths(column: Column) -> tuple[int, ...]:
    width = 40 if column.name == "note" else WIDTH_OF[column.holds]
    return (width, ISO_WIDTH) if column.holds == "time" else (width,)


def _maker(table: Table) -> Callable[[Row], Cells]:
    """Return what makes the cells of a row."""
    own, *often = map(_maker_of_group, table.groups)
    kept = [lru_cache(maxsize=GROUPS_KEPT)(make) for make in often]

    def make(row: Row) -> Cells:
        first, *others = row
        cells = own(first)
        for make_more, group in zip(kept, others, strict=True):
            cells += make_more(group)
        return cells

    return make


def _maker_of_group(columns: Sequence[Column]) -> Callable[[Group], Cells]:
    def make(group: Group) -> Cells:
        return tuple(chain.from_iterable(map(cells_of, columns, group)))

    return make
