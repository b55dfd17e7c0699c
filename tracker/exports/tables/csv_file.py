"""The tables as CSV: RFC 4180 in UTF-8, with the mark by which a spreadsheet knows that it is.

Lines end in CR LF; a cell with a comma, a quote or a line break stands in quotes.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta, timezone
from functools import lru_cache, partial
from itertools import groupby, islice, repeat
from typing import Any, TypeAlias

from tracker.exports.tables.column import Column, Group, Holds, Row, Table
from tracker.exports.tables.columns import ENTRIES, MEANING, TABLES, flat_columns
from tracker.exports.tables.defused import defused
from tracker.exports.tables.handed import Handed
from tracker.exports.tables.readme import readme
from tracker.exports.tables.sheets import Sheets
from tracker.exports.tables.zipped import Packed, zipped

Cells: TypeAlias = tuple[str, ...]
Lists: TypeAlias = list[Iterable[str]]
"""The cells of some rows, column by column."""

ROWS_AT_ONCE = 500
"""How many rows are made into one piece of text. What is done to a whole column of them at once
is done in half the time."""

NOT_IN_TEXT = "\ufffd"
"""Stands for what is no character: half of a surrogate pair, and NUL, which ends texts."""

NO_CHARACTER = re.compile("[\0\ud800-\udfff]")
IS_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./: -]*\Z").match
"""Most text needs nothing done to it, and is known by one look."""
NEEDS_QUOTES = re.compile('[,"\r\n]').search

NOWHERE = -1

GROUPS_KEPT = 500
"""How many groups of cells are kept as they were written."""


def flat_csv(handed: Handed) -> Iterator[bytes]:
    """Yield one file with the entries of all kinds, a row a thing."""
    sheets, columns = Sheets(handed), flat_columns()
    yield _head([column.flat_name for column in columns])
    for table in ENTRIES:
        placed = _places(table, columns)
        for cells in _written(table, sheets.rows_of(table)):
            yield _piece(zip(*placed(cells), strict=False))


def zipped_csv(handed: Handed) -> Iterator[bytes]:
    """Yield an archive with one file a table, and one that says what each column means."""
    sheets = Sheets(handed)

    def made(table: Table) -> Packed:
        return Packed(f"{table.name}.csv", lambda: table_csv(table, sheets.rows_of(table)))

    told = [
        Packed("README.txt", lambda: [BOM_UTF8 + encoded(readme(handed))]),
        Packed("columns.csv", _columns_csv),
    ]
    return zipped([*told, *map(made, TABLES)], handed.now)


def table_csv(table: Table, rows: Iterable[Row]) -> Iterator[bytes]:
    yield _head([column.name for column in table.columns])
    for cells in _written(table, rows):
        yield _piece(zip(*cells, strict=True))


def _columns_csv() -> Iterator[bytes]:
    yield _head(["file", "column", "holds", "meaning", "blank"])
    yield _piece(
        (f"{table.name}.csv", *map(quoted, (one.name, MEANING[one.holds], one.meaning, one.blank)))
        for table in TABLES
        for one in table.columns
    )


def _places(table: Table, columns: Sequence[Column]) -> Callable[[Lists], Lists]:
    """Return what puts the cells of some rows where the flat file has them.

    The first is the kind of row. Columns that the table does not have are blank: those beside
    each other are written as one.
    """
    own = {column.flat_name: place for place, column in enumerate(table.columns)}
    places = (own.get(column.flat_name, NOWHERE) for column in columns[1:])
    runs = [(is_blank, [*run]) for is_blank, run in groupby(places, key=NOWHERE.__eq__)]

    def placed(cells: Lists) -> Lists:
        found: Lists = [repeat(table.kind)]
        for is_blank, run in runs:
            found += [repeat("," * (len(run) - 1))] if is_blank else [cells[one] for one in run]
        return found

    return placed


def _written(table: Table, rows: Iterable[Row]) -> Iterator[Lists]:
    """Yield the cells as they stand in the file, those of some rows at a time."""
    own, *often = ([CELL_OF[one.holds] for one in group] for group in table.groups)
    kept = [lru_cache(maxsize=GROUPS_KEPT)(partial(_group, cells)) for cells in often]
    left = iter(rows)
    while some := [*islice(left, ROWS_AT_ONCE)]:
        firsts, *others = zip(*some, strict=True)
        cells: Lists = [*map(_column, own, zip(*firsts, strict=True))]
        for write, groups in zip(kept, others, strict=True):
            cells += zip(*map(write, groups), strict=True)
        yield cells


def _group(cells: Sequence[Callable[[Any], str]], values: Group) -> Cells:
    return tuple(
        ["" if value is None else cell(value) for cell, value in zip(cells, values, strict=True)]
    )


def _column(cell: Callable[[Any], str], values: Iterable[Any]) -> Iterable[str]:
    return ["" if value is None else cell(value) for value in values]


def _piece(rows: Iterable[Cells]) -> bytes:
    return encoded("\r\n".join([*map(",".join, rows), ""]))


def _head(names: Sequence[str]) -> bytes:
    return BOM_UTF8 + _piece([tuple(names)])


def encoded(text: str) -> bytes:
    """Return the text in UTF-8; what is no character is told by a sign that says so."""
    try:
        return text.replace("\0", NOT_IN_TEXT).encode()
    except UnicodeEncodeError:
        return NO_CHARACTER.sub(NOT_IN_TEXT, text).encode()


def quoted(text: str) -> str:
    """Return the text as a cell: in quotes where a reader would take it for more than one.

    >>> print(quoted('magnesium'), quoted('a "b" c'))
    magnesium "a ""b"" c"
    """
    return '"' + text.replace('"', '""') + '"' if NEEDS_QUOTES(text) else text


def text_cell(text: str) -> str:
    return text if IS_PLAIN(text) else quoted(defused(text))


def time_cell(at: datetime) -> str:
    """Return the time with its offset, in whole minutes: ISO 8601 knows no seconds there.

    Before zones had whole minutes, a clock's seconds follow the offset, so the instant stays.
    """
    text = at.isoformat()
    if text[-6] in "+-":
        return text
    minutes = (at.utcoffset() or timedelta()) // timedelta(minutes=1)
    return at.astimezone(timezone(timedelta(minutes=minutes))).isoformat()


def clock_cell(at: time) -> str:
    return at.isoformat("auto" if at.second or at.microsecond else "minutes")


CELL_OF: dict[Holds, Callable[[Any], str]] = {
    "text": text_cell,
    "list": text_cell,
    "word": str,
    "count": str,
    "number": str,
    "true or false": lambda value: "true" if value else "false",
    "time": time_cell,
    "day": str,
    "time of day": clock_cell,
}
"""How each value is written; a blank cell is empty."""
