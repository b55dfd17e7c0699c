"""Worksheets that are written row after row, so that none of them is ever in memory as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.exports.tables.sheet_cells import Cell, Cells, Form, head_cell

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LOOKS: dict[Form, dict[str, Any]] = {
    "text": {"num_format": "@"},
    "head": {"num_format": "@", "bold": True},
    "day": {"num_format": "yyyy-mm-dd"},
    "time": {"num_format": "yyyy-mm-dd hh:mm:ss"},
    "clock": {"num_format": "hh:mm"},
}


@dataclass(slots=True)
class Sheet:
    """A sheet, and how many rows were written to it so far, its head among them."""

    name: str
    page: "Worksheet"
    looks: dict[Form, "Format"]
    columns: int
    meaning: str = ""
    written: int = 0

    def add(self, cells: Cells) -> None:
        for place, cell in enumerate(cells):
            if cell is not None:
                self._write(place, cell)
        self.written += 1

    def _write(self, place: int, cell: Cell) -> None:
        form, value = cell
        look = self.looks.get(form)
        if form in ("text", "head"):
            self._write_text(place, value, look)
        elif form == "number":
            self.page.write_number(self.written, place, value, look)
        elif form == "true or false":
            self.page.write_boolean(self.written, place, value, look)
        else:
            self.page.write_datetime(self.written, place, value, look)

    def _write_text(self, place: int, text: str, look: "Format | None") -> None:
        # XlsxWriter takes text between these tags for its own and would not escape it.
        if text.startswith("<r>") and text.endswith("</r>"):
            self.page.write_rich_string(self.written, place, "<", text[1:-1], ">", look)
        else:
            self.page.write_string(self.written, place, text, look)

    def end_table(self) -> None:
        """Let the first row be the head of all that was written: it stays in sight, and filters."""
        self.page.freeze_panes(1, 0)
        self.page.autofilter(0, 0, self.written - 1, self.columns - 1)


@dataclass(slots=True)
class Book:
    """A workbook that is being written."""

    book: "Workbook"
    looks: dict[Form, "Format"] = field(init=False)

    def __post_init__(self) -> None:
        self.looks = {form: self.book.add_format(look) for form, look in LOOKS.items()}

    def new_sheet(self, name: str, widths: Sequence[int], meaning: str = "") -> Sheet:
        page = self.book.add_worksheet(name)
        for place, width in enumerate(widths):
            page.set_column(place, place, width)
        return Sheet(name, page, self.looks, len(widths), meaning)

    def new_table(
        self, name: str, heads: Sequence[str], widths: Sequence[int], meaning: str = ""
    ) -> Sheet:
        sheet = self.new_sheet(name, widths, meaning)
        sheet.add(tuple(map(head_cell, heads)))
        return sheet


def options(folder: Path) -> dict[str, Any]:
    """Return how a workbook is written: rows wait in the folder, and text is nothing but text."""
    return {
        "constant_memory": True,
        "tmpdir": str(folder),
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
