"""Sets a report as an accessible PDF (PDF/UA-1), with typst.

The layout stands in the .typ files beside this one. What a person wrote goes to them as data and
never as markup.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal

from tracker.exports.report.lettering import Lettering, is_read_from_the_right
from tracker.exports.report.rows import UNKNOWN, lines_of_row
from tracker.exports.report.typesetting import NotSet, typeset, typeset_apart
from tracker.exports.report.values import FrontPage, Picture, Reference, Report, Table

Paper = Literal["a4", "letter"]
_PAPERS: dict[Paper, str] = {"a4": "a4", "letter": "us-letter"}
_TEXT_WIDTHS: dict[Paper, float] = {"a4": 210 - 2 * 14, "letter": 215.9 - 2 * 14}
"""Of the pages behind page 1, in mm."""

_MOST_ROWS_IN_THIS_PROCESS = 1200
"""About a year of a full diary; a longer report is set in a process of its own."""

# Words with more characters than fit beside each other are looked at by the layout, which breaks
# those that are too wide. Looking costs time, so that a width has to be suspected here.
_ROOM_OF_A_LINE = 40
_ROOM_OF_PAGE_ONE = 24
_ROOM_OF_A_TABLE = 100

# As the layout has them: the letters of a table, its margins within a column in their size, and
# how much of the width each share of a narrow table takes.
_TABLE_LETTERS = 7.36 / 72 * 25.4
_LEFT_OF_A_CELL, _RIGHT_OF_A_CELL = 0.7, 0.5
_NARROW_SHARE = 0.2

_MOST_LINES_OF_A_WHOLE_ROW = 20
"""A row that goes over two pages is hard to read; one that is too long for a page has to."""


class ReportNotMade(Exception):
    """The report could not be set. Its text says nothing of what stands in the report."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the layout itself says, in the reader's language."""

    whole: str = "In full"
    flags: str = "What was noticed"
    method: str = "How it was made"
    sources: str = "Sources"
    page: str = "Page {page} of {pages}"


ENGLISH = Words()


def pdf_of(report: Report, *, paper: Paper, words: Words = ENGLISH) -> bytes:
    """Return the report as a PDF. The same report gives the same bytes.

    Raises ReportNotMade, which is safe to be logged.
    """
    run = typeset_apart if _rows(report) > _MOST_ROWS_IN_THIS_PROCESS else typeset
    # A mark of one script on a letter of another stands in no font. It is so rare that it is not
    # looked for before.
    for lettering in (Lettering(), Lettering.strict()):
        data = _Setter(lettering, _TEXT_WIDTHS[paper]).data(report, words) | {
            "paper": _PAPERS[paper]
        }
        try:
            return run(json.dumps(data).encode(), lettering.folders)
        except NotSet:
            continue
    raise ReportNotMade("The report could not be set as a PDF")


def _rows(report: Report) -> int:
    """Return how many rows the long tables have, which is what a report's size is made of."""
    days = report.days.table
    return len(days.rows if days else ()) + sum(len(one.occurrences.rows) for one in report.flags)


@dataclass(frozen=True, slots=True)
class _Setter:
    """Turns the values of a report into data for the layout.

    A text is a string; or an object with the string as `text`, and `rtl` if it is read from the
    right, and `wide` if a word of it may have to be broken.
    """

    lettering: Lettering
    text_width: float

    def data(self, report: Report, words: Words) -> dict[str, Any]:
        language, _, region = report.language.partition("-")
        return {
            "report": self._value(report, _ROOM_OF_A_LINE),
            "words": {
                one.name: self.lettering.shown(getattr(words, one.name)) for one in fields(words)
            },
            "title": self.lettering.shown(report.title),
            "language": language if re.fullmatch("[a-z]{2,3}", language) else "en",
            "region": region if re.fullmatch("[A-Za-z]{2}", region) else None,
            "fonts": self.lettering.families,
        }

    def _value(self, value: Any, room: int) -> Any:
        match value:
            case str():
                return self._text(value, room)
            case tuple():
                return [self._value(one, room) for one in value]
            case None | int():
                return value
        return self._thing(value, room)

    def _thing(self, value: Any, room: int) -> dict[str, Any]:
        match value:
            case Table():
                return self._table(value, room)
            case Picture():
                return self._picture(value, room)
            case Reference():
                return self._fields(value, room) | {"link": _link(value.address)}
            case FrontPage():
                return self._fields(value, _ROOM_OF_PAGE_ONE)
        return self._fields(value, room)

    def _fields(self, value: Any, room: int) -> dict[str, Any]:
        return {one.name: self._value(getattr(value, one.name), room) for one in fields(value)}

    def _text(self, text: str, room: int) -> str | dict[str, str | bool]:
        shown = self.lettering.shown(text)
        wide = len(shown) > room and any(len(word) > room for word in shown.split())
        rtl = is_read_from_the_right(shown)
        return {"text": shown, "rtl": rtl, "wide": wide} if rtl or wide else shown

    def _table(self, table: Table, room: int) -> dict[str, Any]:
        shares = [
            column.share if any(row[at] for row in table.rows) else 1
            for at, column in enumerate(table.columns)
        ]
        whole = min(_ROOM_OF_A_TABLE, 3 * room)
        rooms = [max(6, whole * share // sum(shares)) for share in shares]
        # Page 1 is made smaller until it fits; how wide its columns are is not known before.
        widths = () if room == _ROOM_OF_PAGE_ONE else self._widths(shares)
        return {
            "caption": self._text(table.caption, room),
            "keeps_rows_whole": all(
                len(cell) + cell.count("\n") * at <= _MOST_LINES_OF_A_WHOLE_ROW * at
                for row in table.rows
                for cell, at in zip(row, rooms, strict=True)
            ),
            "columns": [
                {
                    "label": self._text(one.label, column_room),
                    "is_number": one.is_number,
                    "share": share,
                }
                for one, share, column_room in zip(table.columns, shares, rooms, strict=True)
            ],
            "rows": [
                [self._text(cell, at) for cell, at in zip(row, rooms, strict=True)]
                for row in table.rows
            ],
            "lines": [_lines(row, widths) for row in table.rows],
        }

    def _widths(self, shares: list[int]) -> list[float]:
        """Return how wide the columns of a table are inside, in the size of its letters."""
        table = self.text_width * min(1, _NARROW_SHARE * sum(shares)) / _TABLE_LETTERS
        widths = [table * share / sum(shares) for share in shares]
        left = [0, *[_LEFT_OF_A_CELL] * (len(shares) - 1)]
        right = [*[_RIGHT_OF_A_CELL] * (len(shares) - 1), 0]
        return [
            all_of_it - one - other
            for all_of_it, one, other in zip(widths, left, right, strict=True)
        ]

    def _picture(self, picture: Picture, room: int) -> dict[str, Any]:
        return self._fields(picture, room) | {
            "svg": self.lettering.shown(picture.svg),
            "description": self.lettering.shown(picture.description),
            "width": _width(picture.svg),
            # Its numbers stand behind page 1.
            "table": picture.table and self._table(picture.table, _ROOM_OF_A_LINE),
        }


def _lines(row: Sequence[str], widths: Sequence[float]) -> int:
    """Return how many lines a row takes; UNKNOWN where the layout has to find out."""
    lines = lines_of_row(row, widths) if widths else UNKNOWN
    return lines if lines <= _MOST_LINES_OF_A_WHOLE_ROW else UNKNOWN


def _width(svg: str) -> float:
    """Return how wide a picture was drawn, in the unit of its letters."""
    found = re.search(r'viewBox="\S+ \S+ ([\d.]+)', svg)
    return float(found[1]) if found else 600


def _link(address: str) -> str:
    return address if address.startswith(("https://", "http://")) else ""
