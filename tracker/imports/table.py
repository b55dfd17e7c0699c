"""Simple tables (CSV, TSV) into entries of a diary, by a mapping.

Everything is read before anything is said: the result is all entries, or all problems. The
entries get ids made of what the row says and how often it said the same before, not of where
it stands: the same table again has the same ids, also after rows were put in between.
"""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from tracker.document.fields import is_storable
from tracker.document.problems import Problem, Problems
from tracker.domain.diary import (
    Basis,
    Content,
    Diary,
    Intake,
    NoneTaken,
    Precision,
    Score,
)
from tracker.imports.cells import CellError, read_amount, read_number, read_time
from tracker.imports.mapping import IntakeColumn, ScoreColumn, TableMapping
from tracker.imports.plausibility import doubt_about_intake, doubt_about_score

DELIMITERS = (",", ";", "\t")
TABLE_ROWS = UUID("5f0d9a1e-6f3c-5d0e-9f57-1f7c2f0c8f3a")
"""The namespace of the ids. Changing it would import every table a second time."""

Entry = TypeVar("Entry", Intake, Score)
Cells = Mapping[str, str]
Time = tuple[datetime, Precision]


@dataclass(frozen=True, slots=True)
class Check:
    """An entry that was read as written, and that somebody should look at."""

    line: int
    entry_id: str
    doubt: str

    def __str__(self) -> str:
        return f"line {self.line}: please check: {self.doubt}"


@dataclass(frozen=True, slots=True)
class ReadTable:
    """The entries of a table, and those of them that look like a slip."""

    diary: Diary
    checks: tuple[Check, ...]


class TableError(ValueError):
    """A table that is not imported; `problems` says everything that is wrong with it."""

    def __init__(self, problems: Problems) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table; `line` is where it ends in the file."""

    line: int
    cells: Cells

    def cell(self, column: str | None) -> str:
        return "" if column is None else self.cells[column]


def read_table(
    table: bytes, mapping: TableMapping, *, zone: str, basis: Basis = "unknown"
) -> ReadTable:
    """Return the entries in `table` (UTF-8, with or without a byte order mark).

    `zone` is the IANA zone of the entries, whatever offset a cell has; `basis` says what the
    amounts are of, where the mapping does not. Raises TableError with every problem at once.
    """
    rows, problems = _rows(_text(table), mapping)
    reader = _Reader(mapping, zone, basis, problems)
    for row in rows:
        reader.read(row)
    if problems:
        raise TableError(problems)
    return ReadTable(reader.diary(), tuple(reader.checks))


@dataclass
class _Reader:
    """Collects the entries of row after row, and what is wrong with them."""

    mapping: TableMapping
    zone: str
    basis: Basis
    problems: Problems
    intakes: list[Intake] = field(default_factory=list)
    scores: list[Score] = field(default_factory=list)
    none_taken: list[NoneTaken] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    seen: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def diary(self) -> Diary:
        return Diary(
            intakes=tuple(self.intakes),
            symptoms=tuple(self.scores),
            none_taken=tuple(self.none_taken),
        )

    def read(self, row: Row) -> None:
        column = self.mapping.time_column
        try:
            time = read_time(row.cell(column), self.mapping.time_format, ZoneInfo(self.zone))
        except CellError as error:
            self._note(row, column, error)
            return
        for intake in self.mapping.intake:
            try:
                self._read_intake(row, time, intake)
            except CellError as error:
                self._note(row, intake.amount_column, error)
        for score in self.mapping.score:
            try:
                self._read_score(row, time, score)
            except CellError as error:
                self._note(row, score.column, error)

    def _note(self, row: Row, column: str, error: CellError) -> None:
        self.problems.append(Problem(f"line {row.line}, column {column}", str(error)))

    def _read_intake(self, row: Row, time: Time, column: IntakeColumn) -> None:
        """A blank amount is not known where the row names a substance, else nothing was taken."""
        cell = row.cell(column.amount_column)
        substance = column.substance or row.cell(column.substance_column)
        if not cell and column.substance is not None:
            return
        if not substance:
            raise CellError(f"the column {column.substance_column} names no substance")
        amount, unit = (
            read_amount(cell, self.mapping.decimal, column.unit) if cell else (None, None)
        )
        entry_id = self._id(row, "intake", column.amount_column, substance, cell)
        if amount == 0:
            self._read_zero(column, entry_id, time, substance)
            return
        content = Content(
            substance=substance,
            form=column.form,
            amount=amount,
            unit=unit,
            basis=column.basis or self.basis,
            compound=column.compound,
        )
        intake = self._intake(row, time, column, content=content, entry_id=entry_id)
        self.intakes.append(self._checked(row, intake, doubt_about_intake(intake)))

    def _intake(
        self, row: Row, time: Time, column: IntakeColumn, *, content: Content, entry_id: str
    ) -> Intake:
        at, precision = time
        return Intake(
            id=entry_id,
            taken_at=at,
            timezone=self.zone,
            contents=(content,),
            precision=precision,
            route=column.route,
            source=column.source,
            meal=column.meal,
            product=column.product,
            note=row.cell(column.note_column),
        )

    def _read_zero(self, column: IntakeColumn, entry_id: str, time: Time, substance: str) -> None:
        if column.zero == "none_taken":
            day = time[0].date()
            self.none_taken.append(NoneTaken(entry_id, day, self.zone, substance))

    def _read_score(self, row: Row, time: Time, column: ScoreColumn) -> None:
        """A blank cell is no score; a 0 is one."""
        cell = row.cell(column.column)
        if not cell:
            return
        at, precision = time
        score = Score(
            id=self._id(row, "score", column.column, column.symptom, cell),
            felt_at=at,
            timezone=self.zone,
            symptom=column.symptom,
            value=read_number(cell, self.mapping.decimal),
            scale=column.scale,
            precision=precision,
        )
        self.scores.append(self._checked(row, score, doubt_about_score(score)))

    def _checked(self, row: Row, entry: Entry, doubt: str | None) -> Entry:
        if doubt is None:
            return entry
        self.checks.append(Check(row.line, entry.id, doubt))
        note = f"Please check: {doubt}\n{entry.note}".rstrip()
        return replace(entry, note=note)

    def _id(self, row: Row, *says: str) -> str:
        """Return the id of what the row says; what was said the same before has others."""
        key = (row.cell(self.mapping.time_column), *says)
        self.seen[key] += 1
        return str(uuid5(TABLE_ROWS, json.dumps([*key, self.seen[key]])))


def _text(table: bytes) -> str:
    try:
        text = table.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = table.count(b"\n", 0, error.start) + 1
        raise _refused(f"line {line}", "is not UTF-8; save the table as CSV UTF-8") from error
    if not is_storable(text):
        raise _refused("the table", "holds characters that are not text; is it a CSV file?")
    return text


def _rows(text: str, mapping: TableMapping) -> tuple[list[Row], Problems]:
    """Return the rows that have their cells, and a problem for each that has not."""
    lines = _lines(text, _delimiter(text, mapping))
    header = _header(lines)
    _refuse_header(header, mapping)
    rows: list[Row] = []
    problems: Problems = []
    for line, cells in lines:
        if len(cells) == len(header):
            rows.append(Row(line, dict(zip(header, cells, strict=True))))
        else:
            message = f"has {len(cells)} cells, the first line has {len(header)}"
            problems.append(Problem(f"line {line}", message))
    return rows, problems


def _lines(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each line's number and cells, without space around them and without empty lines."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield reader.line_num, stripped
    except csv.Error as error:
        raise _refused(f"line {reader.line_num}", f"is not CSV: {error}") from error


def _header(lines: Iterator[tuple[int, list[str]]]) -> list[str]:
    _, header = next(lines, (0, []))
    return header


def _delimiter(text: str, mapping: TableMapping) -> str:
    """Return what parts the cells: under the right one, the first line has all the columns."""
    if mapping.delimiter is not None:
        return mapping.delimiter
    return max(DELIMITERS, key=lambda delimiter: _columns_found(text, delimiter, mapping.columns))


def _columns_found(text: str, delimiter: str, columns: Sequence[str]) -> int:
    try:
        return len(set(columns) & set(_header(_lines(text, delimiter))))
    except TableError:
        return 0


def _refuse_header(header: Sequence[str], mapping: TableMapping) -> None:
    missing = [column for column in mapping.columns if column not in header]
    repeated = [column for column in mapping.columns if header.count(column) > 1]
    problems = [
        Problem("line 1", f"has no column {column!r}; it has: {', '.join(header) or 'nothing'}")
        for column in missing
    ]
    problems += [Problem("line 1", f"has the column {column!r} twice") for column in repeated]
    if problems:
        raise TableError(problems)


def _refused(where: str, message: str) -> TableError:
    return TableError([Problem(where, message)])
