"""The tables as CSV: RFC 4180 in UTF-8, with the mark by which a spreadsheet knows that it is.

Lines end in CR LF; a cell with a comma, a quote or a line break stands in quotes.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache, partial
from itertools import islice, repeat
from typing import Any, TypeAlias

from tracker.exports.tables.column import Group, Holds, Row, Table
from tracker.exports.tables.columns import ENTRIES, MEANING, TABLES, flat_columns
from tracker.exports.tables.defused import defused
from tracker.exports.tables.handed import Handed
from tracker.exports.tables.readme import readme
from tracker.exports.tables.sheets import Sheets
from tracker.exports.tables.zipped import Packed, zipped

Lists: TypeAlias = list[Iterable[str]]
"""What some rows are made of, run by run."""

ROWS_AT_ONCE = 500
"""How many rows are made into one piece of text. What is done to a whole column of them at once
is done in half the time."""

NOT_IN_TEXT = "\ufffd"
"""Stands for what is no character: half of a surrogate pair, and NUL, which ends texts."""

NO_CHARACTER = re.compile("[\0\ud800-\udfff]")
IS_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./: -]*\Z").match
"""Most text needs nothing done to it, and is known by one look."""
NEEDS_QUOTES = re.compile('[,"\r\n]').search

NO_TIME, A_MINUTE = timedelta(), timedelta(minutes=1)

OWN, NOWHERE = 0, -1
"""The group with what is of a row alone, and the one of columns that a table does not have."""

GROUPS_KEPT = 300
"""How many groups of cells are kept as they were written."""

PARTS_KEPT = 2000
"""How many days, and how many times on a clock: a day has 1440 minutes."""


@dataclass(frozen=True, slots=True)
class Run:
    """Columns of a file beside each other that are written at once: of which group, and where they
    stand in it."""

    group: int
    places: list[int]


def flat_csv(handed: Handed) -> Iterator[bytes]:
    """Yield one file with the entries of all kinds, a row a thing."""
    sheets, columns = Sheets(handed), flat_columns()
    kind, *names = [column.flat_name for column in columns]
    yield _head([kind, *names])
    for table in ENTRIES:
        runs = _runs(table, [column.flat_name for column in table.columns], names)
        for cells in _written(table, runs, sheets.rows_of(table)):
            yield _piece(zip(repeat(table.kind), *cells))


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
    names = [column.name for column in table.columns]
    yield _head(names)
    for cells in _written(table, _runs(table, names, names), rows):
        yield _piece(zip(*cells, strict=True))


def _columns_csv() -> Iterator[bytes]:
    yield _head(["file", "column", "holds", "meaning", "blank"])
    yield _piece(
        (f"{table.name}.csv", *map(quoted, (one.name, MEANING[one.holds], one.meaning, one.blank)))
        for table in TABLES
        for one in table.columns
    )


def _runs(table: Table, own_names: Sequence[str], names: Iterable[str]) -> Sequence[Run]:
    """Return of what the columns `names` of a file are made: of those that the table has.

    Each column of what is of one row alone is a run. Of what many rows have in common, columns
    beside each other are one, with the blank ones between and behind them.
    """
    places = [(group, place) for group, of in enumerate(table.groups) for place in range(len(of))]
    place_of = dict(zip(own_names, places, strict=True))
    runs: list[Run] = []
    for name in names:
        group, place = place_of.get(name, (NOWHERE, NOWHERE))
        before = runs[-1].group if runs else OWN
        if before != OWN and group in (before, NOWHERE):
            runs[-1].places.append(place)
        else:
            runs.append(Run(group, [place]))
    return runs


def _written(table: Table, runs: Sequence[Run], rows: Iterable[Row]) -> Iterator[Lists]:
    """Yield the rows as they stand in the file, run by run, those of some rows at a time."""
    writers = [_writer(table, run) for run in runs]
    left = iter(rows)
    while some := [*islice(left, ROWS_AT_ONCE)]:
        own, *others = zip(*some, strict=True)
        groups = [[*zip(*own, strict=True)], *others]
        yield [write(groups) for write in writers]


def _writer(table: Table, run: Run) -> Callable[[Sequence[Any]], Iterable[str]]:
    """Return what writes a run, given the columns of the first group and the others as they are."""
    if run.group == NOWHERE:
        blank = "," * (len(run.places) - 1)
        return lambda _: repeat(blank)
    cells = [CELL_OF[column.holds] for column in table.groups[run.group]]
    if run.group == OWN:
        (place,) = run.places
        return lambda groups: _column(cells[place], groups[OWN][place])
    kept = lru_cache(maxsize=GROUPS_KEPT)(partial(_text, cells, run.places))
    return lambda groups: map(kept, groups[run.group])


def _column(cell: Callable[[Any], str], values: Iterable[Any]) -> Iterable[str]:
    return ["" if value is None else cell(value) for value in values]


def _text(cells: Sequence[Callable[[Any], str]], places: Iterable[int], values: Group) -> str:
    return ",".join(
        [
            "" if place == NOWHERE or values[place] is None else cells[place](values[place])
            for place in places
        ]
    )


def _piece(rows: Iterable[Sequence[str]]) -> bytes:
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
    # In parts, of which each stands in many rows: `isoformat` would make all of it anew.
    offset = at.utcoffset() or NO_TIME
    if offset.seconds % 60:
        return at.astimezone(timezone(offset // A_MINUTE * A_MINUTE)).isoformat()
    return f"{day_cell(at.date())}T{_clock_text(at.time())}{offset_text(offset)}"


day_cell = lru_cache(maxsize=PARTS_KEPT)(date.isoformat)
_clock_text = lru_cache(maxsize=PARTS_KEPT)(time.isoformat)


@lru_cache(maxsize=PARTS_KEPT)
def offset_text(offset: timedelta) -> str:
    """Return an offset of whole minutes as ISO 8601 has it.

    >>> offset_text(timedelta(hours=-3, minutes=-30))
    '-03:30'
    """
    return datetime.min.replace(tzinfo=timezone(offset)).isoformat()[-6:]


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
    "day": day_cell,
    "time of day": clock_cell,
}
"""How each value is written; a blank cell is empty."""
