"""Values as cells of a worksheet: what a spreadsheet cannot count or hold stays text."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any, Literal, NamedTuple, TypeAlias

from tracker.exports.tables.column import Column, Holds
from tracker.exports.tables.csv_file import time_cell

LONGEST = 32_767
"""How many characters a cell holds, as UTF-16 counts them."""

FIRST_DAY = date(1900, 3, 1)
"""Spreadsheets count a 29 February 1900 that never was, and know no day before that year. What is
earlier stands as text."""

NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Form = Literal["text", "head", "number", "true or false", "day", "time", "clock"]


class Cell(NamedTuple):
    form: Form
    value: Any


Cells: TypeAlias = tuple[Cell | None, ...]
"""Cells beside each other; None is a blank one."""


def text_cell(text: str) -> Cell:
    return Cell("text", cell_text(text))


def head_cell(text: str) -> Cell:
    return Cell("head", text)


def number_cell(digits: Any) -> Cell:
    """Return a number; one that is too large for a spreadsheet stays text with all its digits."""
    text = str(digits)
    number = float(text)
    is_too_large = len(text) > 300 or abs(number) > 1e307
    return text_cell(text) if is_too_large else Cell("number", number)


def truth_cell(value: bool) -> Cell:
    return Cell("true or false", value)


def day_cell(day: date) -> Cell:
    return Cell("day", day) if day >= FIRST_DAY else text_cell(day.isoformat())


def clock_cell(at: time) -> Cell:
    return Cell("clock", at)


def time_cells(at: datetime) -> Cells:
    """Return two cells: what the clock said, as a date that can be counted with, and all of it.

    Dates of a spreadsheet have no zone; the text beside has the offset.
    """
    wall = at.replace(tzinfo=None)
    is_counted = wall.date() >= FIRST_DAY
    return (
        Cell("time", wall) if is_counted else text_cell(wall.isoformat(" ")),
        text_cell(time_cell(at)),
    )


def cell_text(text: str) -> str:
    """Return the text as a cell can hold it, cut where it is too long.

    What XML has no character for becomes a sign that says so.
    """
    return _cut(NOT_IN_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")))


def _cut(text: str) -> str:
    length = _length(text)
    if length <= LONGEST:
        return text
    told = f" […: {length} characters, a cell holds {LONGEST}; the CSV file has all of them]"
    units = text.encode("utf-16-le")[: 2 * (LONGEST - len(told))]
    return units.decode("utf-16-le", "ignore") + told


def _length(text: str) -> int:
    return len(text) if len(text) <= LONGEST // 2 else len(text.encode("utf-16-le")) // 2


def names_of(column: Column) -> list[str]:
    """Return the heads of the cells that a value of the column becomes."""
    return [column.name, f"{column.name}_iso"] if column.holds == "time" else [column.name]


def cells_of(column: Column, value: Any) -> Cells:
    """Return the cells that a value of the column becomes."""
    if column.holds == "time":
        return (None, None) if value is None else time_cells(value)
    return (None if value is None else CELL_OF[column.holds](value),)


CELL_OF: dict[Holds, Callable[[Any], Cell]] = {
    "text": text_cell,
    "list": text_cell,
    "word": text_cell,
    "count": number_cell,
    "number": number_cell,
    "true or false": truth_cell,
    "day": day_cell,
    "time of day": clock_cell,
}
"""How each value is written that takes one cell."""
